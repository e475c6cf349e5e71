import { BrokerError } from '@shared/domain/error'
import { withinLimit, type Extension, type ExtensionLimit } from '@shared/domain/lease'
import { instanceText } from '@shared/domain/provider'
import { momentText } from '@shared/lib/time-text'
import type { CallContext, Provider } from '@main/providers/contract'
import type { EngineDeps } from '@main/engine/deps'
import { targetOf } from '@main/engine/target'
import { within } from '@main/engine/within'
import type { HostRecord } from '@main/ports/inventory'

/** A dialog waits for them: a provider that does not answer in this time counts as telling none. */
const ASK_TIMEOUT_MS = 10_000
/** How many hosts are asked about at once. */
const AT_ONCE = 8

/**
 * The latest ends that the leases of hosts can be extended to, of those whose provider tells one. A provider that cannot
 * be asked tells none: it is asked again before anything is sent.
 */
export async function extensionLimits(
  deps: EngineDeps,
  hostIds: readonly string[],
): Promise<readonly ExtensionLimit[]> {
  const waiting = [...new Set(hostIds)]
  const found: ExtensionLimit[] = []
  const askOn = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const host = deps.inventory.hosts.get(id)
      if (host?.state !== 'ready') continue
      const latestEndsAtMs = await within(ASK_TIMEOUT_MS, (signal) =>
        latestEnd(deps, host, { signal }),
      ).catch((error: unknown) => {
        deps.logger.warn('The limit of a lease could not be asked for.', { hostId: host.id, error })
        return undefined
      })
      if (latestEndsAtMs !== undefined) found.push({ hostId: host.id, latestEndsAtMs })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, askOn))
  return found
}

async function latestEnd(deps: EngineDeps, host: HostRecord, ctx: CallContext): Promise<number | undefined> {
  const provider: Provider = deps.registry.get(host)
  return provider.latestEnd?.(targetOf(deps, host).target, ctx)
}

/**
 * The extension as it may be sent: an amount that goes beyond the provider's limit ends at it. Throws `INVALID_INPUT`
 * where nothing is left, or where the date that was asked for lies beyond.
 */
export async function fitted(
  deps: EngineDeps,
  host: HostRecord,
  extension: Extension,
  ctx: CallContext,
): Promise<Extension> {
  const limitMs = await latestEnd(deps, host, ctx)
  // A person's own moment is no end.
  const endsAtMs = host.lease?.source === 'user' ? undefined : host.lease?.endsAtMs
  const fit = withinLimit(extension, endsAtMs, limitMs)
  if (fit.kind !== 'beyond') return fit.extension
  const until = momentText(limitMs ?? 0, deps.clock.now())
  throw new BrokerError({
    code: 'INVALID_INPUT',
    message: fit.isAtLimit
      ? `Its lease is at the limit of ${instanceText(host)} and ends ${until}.`
      : `This is beyond the limit of ${instanceText(host)}: at most until ${until}.`,
    hint: fit.isAtLimit
      ? 'Save your work, or duplicate the host to get a new one.'
      : 'Say an earlier moment.',
    provider: host.provider,
    instance: host.instance,
  })
}
