import type { Task, TaskLine } from '@shared/domain/task'
import { isEnded } from '@shared/domain/task'
import { undoLine } from '@main/engine/checkin'
import { abandonJob } from '@main/engine/abandon-line'
import { checkoutJob } from '@main/engine/checkout-line'
import { changeHost } from '@main/engine/deps'
import type { EngineDeps } from '@main/engine/deps'
import { executeJob } from '@main/engine/execute-line'
import { extendJob } from '@main/engine/extend-line'
import { releaseJob } from '@main/engine/release-line'
import type { LineJob } from '@main/tasks/runner'

/**
 * Takes up what an earlier run of the application left unfinished, however it ended: check outs go on or are found,
 * sent check ins are sent again, check ins that could still be undone count as undone. Answers the tasks it resumed.
 */
export function resumeTasks(deps: EngineDeps): readonly Task[] {
  const tasks = deps.inventory.tasks.adoptOrphans()
  for (const task of tasks) {
    // A check in may have been sent by the person before its task could be taken up.
    const unfinished = task.lines.filter(
      (line) => !isEnded(line.status.state) && !deps.runner.has(task.id, line.line),
    )
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
  const { request } = task
  const isStopped =
    task.cancelRequested || (line.status.state === 'running' && line.status.cancelling === true)
  switch (request.kind) {
    case 'checkout':
      return resumeCheckout(deps, task, line, isStopped)
    case 'checkin':
      return resumeCheckin(deps, task, line)
    case 'extend': {
      if (line.hostId === undefined) return interrupted(deps, task, line)
      queue(deps, task, line)
      const at = { taskId: task.id, line: line.line, hostId: line.hostId }
      return [{ ...extendJob(deps, at, request.extension), isStopped }]
    }
    case 'execute': {
      if (line.result !== undefined) {
        deps.runner.endLine(task.id, line.line, { state: 'succeeded' })
        return []
      }
      queue(deps, task, line)
      return [{ ...executeJob(deps, { taskId: task.id, line: line.line }, request.request), isStopped }]
    }
    case 'sync':
      return interrupted(deps, task, line)
  }
}

function resumeCheckout(
  deps: EngineDeps,
  task: Task,
  line: TaskLine,
  isStopped: boolean,
): readonly LineJob[] {
  const { hostId } = line
  if (hostId === undefined) return interrupted(deps, task, line)
  if (settledBefore(deps, task.id, line, hostId)) return []
  queue(deps, task, line)
  changeHost(deps, hostId, ['requested', 'making'], {}, resumedEvent(task.id))
  const at = { taskId: task.id, line: line.line, count: task.lines.length, hostId }
  return [isStopped ? abandonJob(deps, at) : checkoutJob(deps, at)]
}

function resumeCheckin(deps: EngineDeps, task: Task, line: TaskLine): readonly LineJob[] {
  const { hostId } = line
  if (hostId === undefined) return interrupted(deps, task, line)
  if (line.status.state === 'waiting') {
    undoLine(deps, task.id, line, 'Not sent: Broker Desktop ended within the undo time.')
    return []
  }
  queue(deps, task, line)
  return [releaseJob(deps, { taskId: task.id, line: line.line, hostId })]
}

function queue(deps: EngineDeps, task: Task, line: TaskLine): void {
  deps.inventory.tasks.changeLine(task.id, line.line, { status: { state: 'queued' } }, deps.clock.now())
}

function interrupted(deps: EngineDeps, task: Task, line: TaskLine): readonly LineJob[] {
  deps.runner.endLine(task.id, line.line, { state: 'cancelled', reason: 'Interrupted before it began.' })
  return []
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
