import { toErrorData } from '@shared/domain/error'
import { instanceText } from '@shared/domain/provider'
import { isEnded } from '@shared/domain/task'
import type { HostRecord } from '@main/ports/inventory'
import { changeHost } from '@main/engine/deps'
import type { EngineDeps } from '@main/engine/deps'
import { backToHeld, discard, leaveBehind } from '@main/engine/host-states'
import type { HostLine } from '@main/engine/host-states'
import { wasTold } from '@main/engine/left-behind'
import { look } from '@main/engine/look'

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
  // The provider told of it when it was finished: whatever a look says now, a person settles it.
  if (host.state === 'left_behind' && wasTold(host)) return
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
