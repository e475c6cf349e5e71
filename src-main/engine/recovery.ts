import { instanceText } from '@shared/domain/provider'
import { toErrorData } from '@shared/domain/error'
import type { Task, TaskLine } from '@shared/domain/task'
import { isEnded } from '@shared/domain/task'
import type { HostRecord } from '@main/ports/inventory'
import { undoLine } from '@main/engine/checkin'
import { abandonJob } from '@main/engine/abandon-line'
import { checkoutJob } from '@main/engine/checkout-line'
import { backToHeld, discard, leaveBehind, recordKept } from '@main/engine/host-states'
import type { HostLine } from '@main/engine/host-states'
import { changeHost } from '@main/engine/deps'
import type { EngineDeps } from '@main/engine/deps'
import { releaseJob } from '@main/engine/release-line'
import { targetOf } from '@main/engine/target'
import { within } from '@main/engine/within'
import type { ProvisionedHost } from '@main/providers/contract'
import type { LineJob } from '@main/tasks/runner'

/** How long one look at a provider may take while the inventory is compared with what exists. */
const LOOK_TIMEOUT_MS = 30_000

/**
 * Takes up what an earlier run of the application left unfinished, however it ended: check outs go on or are found,
 * sent check ins are sent again, check ins that could still be undone count as undone. Answers the tasks it resumed.
 */
export function resumeTasks(deps: EngineDeps): readonly Task[] {
  const tasks = deps.inventory.tasks.adoptOrphans()
  for (const task of tasks) {
    const unfinished = task.lines.filter((line) => !isEnded(line.status.state))
    for (const line of unfinished) {
      try {
        deps.runner.enqueue(resumeLine(deps, task, line))
      } catch (error) {
        // One line that cannot be taken up must not keep the others from it.
        deps.logger.error('A task line could not be taken up again.', {
          taskId: task.id,
          line: line.line,
          error,
        })
      }
    }
    deps.publisher.publish('tasks.changed', { taskIds: [task.id] })
  }
  return tasks
}

/** The job for one unfinished line, or none when it is settled at once. */
function resumeLine(deps: EngineDeps, task: Task, line: TaskLine): readonly LineJob[] {
  const hostId = line.hostId
  if (hostId === undefined) {
    deps.runner.endLine(task.id, line.line, { state: 'cancelled', reason: 'Interrupted before it began.' })
    return []
  }
  switch (task.request.kind) {
    case 'checkout': {
      const at = { taskId: task.id, line: line.line, count: task.lines.length, hostId }
      if (settledBefore(deps, task.id, line, hostId)) return []
      deps.inventory.tasks.changeLine(task.id, line.line, { status: { state: 'queued' } }, deps.clock.now())
      changeHost(deps, hostId, ['requested', 'making'], {}, resumedEvent(task.id))
      const isCancelled =
        task.cancelRequested || (line.status.state === 'running' && line.status.cancelling === true)
      return [isCancelled ? abandonJob(deps, at) : checkoutJob(deps, at)]
    }
    case 'checkin': {
      if (line.status.state === 'waiting') {
        undoLine(deps, task.id, line, 'Not sent: Broker Desktop ended within the undo time.')
        return []
      }
      deps.inventory.tasks.changeLine(task.id, line.line, { status: { state: 'queued' } }, deps.clock.now())
      return [releaseJob(deps, { taskId: task.id, line: line.line, hostId })]
    }
    case 'extend':
    case 'execute':
    case 'sync':
      deps.runner.endLine(task.id, line.line, { state: 'cancelled', reason: 'Interrupted.' })
      return []
  }
}

/** A crash may fall between a host's last change and its line's: the host then tells how the line ended. */
function settledBefore(deps: EngineDeps, taskId: number, line: TaskLine, hostId: string): boolean {
  const host = deps.inventory.hosts.get(hostId)
  if (host?.state === 'requested' || host?.state === 'making') return false
  deps.runner.endLine(
    taskId,
    line.line,
    host?.checkedOutAtMs !== undefined
      ? { state: 'succeeded' }
      : {
          state: 'failed',
          error: {
            code: 'INTERRUPTED',
            message: host?.problem ?? 'Interrupted after the check out had failed.',
            retryable: true,
          },
        },
  )
  return true
}

function resumedEvent(taskId: number): { kind: 'resumed'; text: string; taskId: number } {
  return { kind: 'resumed', text: 'Taken up again after Broker Desktop had ended', taskId }
}

/**
 * Compares hosts that no unfinished task works on, but whose state says that one should, with what exists at the
 * provider: what is gone is discarded or released, what exists is kept or stays to be settled. Hosts whose provider
 * cannot be asked stay as they are.
 */
export async function settleStrays(deps: EngineDeps): Promise<void> {
  const strays = deps.inventory.hosts
    .inStates(['requested', 'making', 'checking_in', 'releasing', 'left_behind'])
    .filter((host) => {
      const task = host.taskId === undefined ? undefined : deps.inventory.tasks.get(host.taskId)
      return task === undefined || isEnded(task.state)
    })
  await Promise.all(strays.map((host) => settleStray(deps, host)))
}

/** A host's place in history outside a running task: its last task, where it has one. */
function lineOf(host: HostRecord): HostLine {
  return { hostId: host.id, ...(host.taskId === undefined ? {} : { taskId: host.taskId }) }
}

async function settleStray(deps: EngineDeps, host: HostRecord): Promise<void> {
  const line = lineOf(host)
  if (host.state === 'checking_in') {
    backToHeld(deps, line, { kind: 'check_in_undone', text: 'Check in was not sent' })
    return
  }
  try {
    const found = await look(deps, host)
    if (found !== 'gone') {
      if (host.state === 'releasing') {
        const text = `Check in was not finished: it is still at ${instanceText(host)}.`
        backToHeld(deps, line, { kind: 'release_failed', text, problem: text })
      } else if (host.state !== 'left_behind')
        leaveBehind(deps, line, `Found at ${instanceText(host)}, not finished.`)
      return
    }
    if (host.state === 'releasing') {
      changeHost(
        deps,
        host.id,
        ['releasing'],
        { state: 'released' },
        { kind: 'released', text: 'Checked in' },
      )
    } else {
      discard(deps, line, `Nothing is at ${instanceText(host)}.`)
    }
  } catch (error) {
    deps.logger.warn('A host could not be compared with its provider.', {
      hostId: host.id,
      error: toErrorData(error).message,
    })
  }
}

/** Settles a left-behind host as kept, if it exists at the provider; false when nothing is there. */
export async function keepLeftBehind(deps: EngineDeps, hostId: string): Promise<boolean> {
  const host = deps.inventory.hosts.get(hostId)
  if (host?.state !== 'left_behind') return host?.state === 'ready'
  const found = await look(deps, host)
  const line = lineOf(host)
  if (found === 'gone') discard(deps, line, `Nothing is at ${instanceText(host)}.`)
  else recordKept(deps, line, found, undefined)
  return found !== 'gone'
}

function look(deps: EngineDeps, host: HostRecord): Promise<ProvisionedHost | 'gone'> {
  return within(LOOK_TIMEOUT_MS, (signal) =>
    deps.registry.get(host).read(targetOf(deps, host).target, { signal }),
  )
}
