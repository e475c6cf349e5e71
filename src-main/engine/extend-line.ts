import { BrokerError, redactError, toErrorData } from '@shared/domain/error'
import type { HostState } from '@shared/domain/host'
import type { Extension, Lease } from '@shared/domain/lease'
import { redactText } from '@shared/lib/redact'
import { momentText } from '@shared/lib/time-text'
import type { ExtensionOutcome } from '@main/providers/contract'
import { changeHost } from '@main/engine/deps'
import type { EngineDeps } from '@main/engine/deps'
import { fitted } from '@main/engine/extension-limits'
import { notSupported } from '@main/engine/not-supported'
import type { LineOfHost } from '@main/engine/operation'
import { operationIdOf, takesUp } from '@main/engine/taken-up'
import { targetOf } from '@main/engine/target'
import { writeOutcome } from '@main/tasks/outcome'
import type { LineJob } from '@main/tasks/runner'

/**
 * Where a host may stand when the answer comes: a check in may have begun meanwhile, and may yet be undone or fail. The
 * answer changes the lease alone, never where the host stands.
 */
const EXTENDABLE: readonly HostState[] = ['ready', 'checking_in', 'releasing']

/**
 * The job that asks for a later end of one host's lease. To take it up again after a crash is to run it again: the
 * provider knows it by its operation id and by what it marked, and does not extend twice.
 */
export function extendJob(deps: EngineDeps, line: LineOfHost, extension: Extension): LineJob {
  const { taskId } = line
  const stored = deps.inventory.hosts.get(line.hostId)
  const secrets = stored === undefined ? [] : targetOf(deps, stored).secrets
  const job: LineJob = {
    taskId,
    line: line.line,
    operationId: operationIdOf(deps, line),
    secrets,
    // What an earlier run had begun is told to stop; it may also be over.
    onNeverBegun: () =>
      wasSent(deps, line) || takesUp(deps, line) ? { ...job, isStopped: true } : undefined,
    async run(ctx) {
      const host = deps.inventory.hosts.get(line.hostId)
      const isAgain = wasSent(deps, line)
      if (host === undefined || (!isAgain && host.state !== 'ready')) throw notHeld()
      const event = isAgain ? ('resumed' as const) : ('extend_sent' as const)
      const text = isAgain ? 'Extension taken up again after Broker Desktop had ended' : sentText(deps, line)
      changeHost(deps, host.id, EXTENDABLE, {}, { kind: event, text, taskId })
      let asked: Extension
      let outcome: ExtensionOutcome
      try {
        const provider = deps.registry.get(host)
        if (provider.extend === undefined) throw notSupported(host, 'cannot extend hosts')
        // What was sent before is asked for as it was: the provider knows how far it came.
        const isNew = !isAgain && !takesUp(deps, line)
        asked =
          isNew && provider.latestEnd !== undefined ? await fitted(deps, host, extension, ctx) : extension
        if (asked !== extension) ctx.log('The amount ends at the limit of the provider.')
        const labelled = { ...ctx, labels: deps.labelsOf(host) }
        outcome = await provider.extend(targetOf(deps, host).target, asked, labelled)
      } catch (thrown) {
        const error = redactError(toErrorData(thrown), (said) => redactText(said, secrets))
        const what = error.code === 'CANCELLED' ? 'Extension cancelled' : `Extension failed: ${error.message}`
        await writeOutcome(deps.clock, () =>
          changeHost(deps, host.id, EXTENDABLE, {}, { kind: 'extend_failed', text: what, taskId }),
        )
        throw thrown
      }
      return await writeOutcome(deps.clock, () => record(deps, line, asked, outcome))
    },
  }
  return job
}

function sentText(deps: EngineDeps, line: LineOfHost): string {
  return takesUp(deps, line) ? 'Extension taken up again' : 'Extension sent'
}

function wasSent(deps: EngineDeps, line: LineOfHost): boolean {
  return deps.inventory.hosts
    .events(line.hostId)
    .some((event) => event.kind === 'extend_sent' && event.taskId === line.taskId)
}

/** Writes what an extension came to; answers the line's last message. */
function record(
  deps: EngineDeps,
  { hostId, taskId }: LineOfHost,
  extension: Extension,
  outcome: ExtensionOutcome,
): string {
  const nowMs = deps.clock.now()
  const before = deps.inventory.hosts.get(hostId)?.lease
  const lease = outcome.lease ?? unconfirmed(before, extension, outcome, nowMs)
  const [text, message] =
    outcome.lease === undefined
      ? ['Extension accepted, new end not confirmed', 'Accepted, new end not confirmed']
      : // The year tells what is told for long; the line says it as people do today.
        [
          `Extended to ${momentText(outcome.lease.endsAtMs, 0)}`,
          `Extended to ${momentText(outcome.lease.endsAtMs, nowMs)}`,
        ]
  const isHeld = changeHost(deps, hostId, EXTENDABLE, lease === undefined ? {} : { lease }, {
    kind: 'extended',
    text,
    taskId,
  })
  return isHeld ? message : 'Extended, but checked in meanwhile'
}

/** The end to go by stays the old one until the provider tells another. */
function unconfirmed(
  before: Lease | undefined,
  extension: Extension,
  outcome: ExtensionOutcome,
  nowMs: number,
): Lease | undefined {
  if (before === undefined) return undefined
  const endsAtMs = outcome.askedEndsAtMs ?? askedEnd(before, extension)
  return { ...before, unconfirmed: { ...(endsAtMs === undefined ? {} : { endsAtMs }), askedAtMs: nowMs } }
}

function askedEnd(before: Lease, extension: Extension): number | undefined {
  switch (extension.kind) {
    case 'by':
      return before.endsAtMs + extension.ms
    case 'until':
      return extension.atMs
    case 'default':
      return undefined
  }
}

function notHeld(): BrokerError {
  return new BrokerError({
    code: 'INVALID_INPUT',
    message: 'The host was checked in before its extension was sent.',
  })
}
