import { BrokerError, briefReason, toErrorData } from '@shared/domain/error'
import { redactText } from '@shared/lib/redact'
import { changeHost } from '@main/engine/deps'
import type { EngineDeps } from '@main/engine/deps'
import { backToHeld } from '@main/engine/host-states'
import type { LineOfHost } from '@main/engine/operation'
import { operationIdOf } from '@main/engine/taken-up'
import { targetOf } from '@main/engine/target'
import type { HostRecord } from '@main/ports/inventory'
import { writeOutcome } from '@main/tasks/outcome'
import type { LineJob } from '@main/tasks/runner'

/** The job that gives one host back. Releasing is idempotent, so resuming after a crash is running it again. */
export function releaseJob(deps: EngineDeps, line: LineOfHost): LineJob {
  const stored = deps.inventory.hosts.get(line.hostId)
  return {
    taskId: line.taskId,
    line: line.line,
    operationId: operationIdOf(deps, line),
    secrets: stored === undefined ? [] : targetOf(deps, stored).secrets,
    onNeverBegun() {
      // What an earlier run had sent cannot be called back any more: it is seen to its end.
      if (deps.inventory.hosts.get(line.hostId)?.state === 'releasing') return releaseJob(deps, line)
      backToHeld(deps, line, { kind: 'check_in_undone', text: 'Check in cancelled before it was sent' })
      return undefined
    },
    async run(ctx) {
      const sent = changeHost(
        deps,
        line.hostId,
        ['checking_in', 'releasing'],
        { state: 'releasing' },
        { kind: 'release_sent', text: 'Check in sent', taskId: line.taskId },
      )
      const host = deps.inventory.hosts.get(line.hostId)
      if (host === undefined || !sent) return settledBefore(host)
      const { target, secrets } = targetOf(deps, host)
      try {
        // Sent is sent: to stop waiting would leave a host in the inventory that may be gone the next moment.
        const { signal } = new AbortController()
        await deps.registry.get(host).release(target, { ...ctx, signal })
      } catch (error) {
        const text = redactText(`Check in failed: ${briefReason(toErrorData(error))}`, secrets)
        await writeOutcome(deps.clock, () =>
          backToHeld(deps, line, { kind: 'release_failed', text, problem: text }),
        )
        throw error
      }
      await writeOutcome(deps.clock, () =>
        changeHost(
          deps,
          line.hostId,
          ['releasing'],
          { state: 'released', problem: null },
          { kind: 'released', text: 'Checked in', taskId: line.taskId },
        ),
      )
      return 'Checked in'
    },
  }
}

/** A crash may fall between a host's last change and its line's: the host then tells how the line ended. */
function settledBefore(host: HostRecord | undefined): string {
  if (host === undefined || host.state === 'released' || host.state === 'discarded')
    return 'Already checked in'
  throw new BrokerError({
    code: 'INTERRUPTED',
    message: host.problem ?? 'The check in had ended before the host was gone.',
    hint: 'Check it in again.',
    retryable: true,
  })
}
