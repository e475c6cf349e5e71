import type { Lease } from '@shared/domain/lease'
import type { EndlessHost } from '@main/ports/leases'
import type { LeaseDeps } from '@main/leases/deps'

/** The lease of a host whose provider tells none, from its instance's default. UTC epoch milliseconds. */
export function defaultLease(checkedOutAtMs: number, defaultMinutes: number, nowMs: number): Lease {
  return { endsAtMs: checkedOutAtMs + defaultMinutes * 60_000, source: 'default', confirmedAtMs: nowMs }
}

/**
 * Gives hosts without an end the default of their instance, where it has one. A host keeps the end it got when the
 * default is changed later. Answers the hosts that were changed.
 */
export function applyDefaultLeases(
  deps: Pick<LeaseDeps, 'inventory' | 'settings' | 'clock'>,
): readonly string[] {
  const { inventory, clock } = deps
  const nowMs = clock.now()
  return deps.settings().leaseRules.flatMap(({ provider, instance, defaultMinutes }) => {
    if (defaultMinutes === undefined) return []
    const give = (host: EndlessHost): boolean =>
      inventory.hosts.change(
        host.hostId,
        ['ready'],
        { lease: defaultLease(host.checkedOutAtMs, defaultMinutes, nowMs) },
        undefined,
        nowMs,
      )
    return inventory.leases
      .endless(provider, instance)
      .filter((host) => !wasTakenAway(deps, host.hostId) && give(host))
      .map((host) => host.hostId)
  })
}

/** A person who took the end of a host away wants it to have none. */
function wasTakenAway({ inventory }: Pick<LeaseDeps, 'inventory'>, hostId: string): boolean {
  const [last] = inventory.leases.changes(hostId)
  return last !== undefined && last.after === undefined
}
