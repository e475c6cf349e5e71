import { toErrorData } from '@shared/domain/error'
import { instanceText } from '@shared/domain/provider'
import type { EngineDeps } from '@main/engine/deps'
import { discard, leaveBehind } from '@main/engine/host-states'
import { cancelled } from '@main/tasks/runner'
import type { LineJob } from '@main/tasks/runner'

/**
 * The job that finishes the cancellation of a check out which an earlier run had begun: removes what was made, if
 * anything was. It cannot be cancelled itself.
 */
export function abandonJob(
  deps: EngineDeps,
  line: { readonly taskId: number; readonly line: number; readonly hostId: string },
): LineJob {
  return {
    taskId: line.taskId,
    line: line.line,
    secrets: [],
    onNeverBegun: () => abandonJob(deps, line),
    async run(ctx) {
      const host = deps.inventory.hosts.get(line.hostId)
      if (host === undefined) throw cancelled()
      try {
        await deps.registry.get(host).release({ hostId: host.id, ref: host.ref }, ctx)
      } catch (error) {
        leaveBehind(
          deps,
          line,
          `Cancelled, but not removed at ${instanceText(host)}: ${toErrorData(error).message}`,
        )
        throw error
      }
      discard(deps, line, 'Cancelled, nothing left behind.')
      throw cancelled('Cancelled by you, nothing left behind.')
    },
  }
}
