import { briefReason, toErrorData } from '@shared/domain/error'
import { instanceText } from '@shared/domain/provider'
import { redactText } from '@shared/lib/redact'
import type { EngineDeps } from '@main/engine/deps'
import { discard, leaveBehind } from '@main/engine/host-states'
import { removalOf } from '@main/engine/operation'
import type { LineOfHost } from '@main/engine/operation'
import { targetOf } from '@main/engine/target'
import { writeOutcome } from '@main/tasks/outcome'
import { cancelled } from '@main/tasks/runner'
import type { LineJob } from '@main/tasks/runner'

/**
 * The job that finishes the cancellation of a check out which an earlier run had begun: removes what was made, if
 * anything was. It cannot be cancelled itself.
 */
export function abandonJob(deps: EngineDeps, line: LineOfHost): LineJob {
  const stored = deps.inventory.hosts.get(line.hostId)
  return {
    taskId: line.taskId,
    line: line.line,
    operationId: removalOf(line),
    secrets: stored === undefined ? [] : targetOf(deps, stored).secrets,
    onNeverBegun: () => abandonJob(deps, line),
    async run(ctx) {
      const host = deps.inventory.hosts.get(line.hostId)
      if (host === undefined) throw cancelled()
      const { target, secrets } = targetOf(deps, host)
      try {
        await deps.registry.get(host).release(target, ctx)
      } catch (error) {
        const why = `Cancelled, but not removed at ${instanceText(host)}: ${briefReason(toErrorData(error))}`
        await writeOutcome(deps.clock, () => leaveBehind(deps, line, redactText(why, secrets)))
        throw error
      }
      await writeOutcome(deps.clock, () => discard(deps, line, 'Cancelled, nothing left behind.'))
      throw cancelled('Cancelled by you, nothing left behind.')
    },
  }
}
