import type { Lease } from '@shared/domain/lease'
import { leaseRuleOf } from '@shared/domain/reminder'
import type { LeaseDeps } from '@main/leases/deps'

/** The lease of a host whose provider tells none, from its nick's or instance's default. UTC epoch milliseconds. */
export function defaultLease(checkedOutAtMs: number, defaultMinutes: number, nowMs: number): Lease {
  return { endsAtMs: checkedOutAtMs + defaultMinutes * 60_000, source: 'default', confirmedAtMs: nowMs }
}

/**
 * Gives hosts without an end the default of their nick, else of their instance, where there is one. A host keeps the
 * end it got when the default is changed later. Answers the hosts that were changed.
 */
export function applyDefaultLeases(
  deps: Pick<LeaseDeps, 'inventory' | 'settings' | 'clock'>,
): readonly string[] {
  const { inventory, clock } = deps
  const nowMs = clock.now()
  const { leaseRules } = deps.settings()
  if (leaseRules.every((rule) => rule.defaultMinutes === undefined)) return []
  return inventory.leases.endless().flatMap((host) => {
    const { defaultMinutes } = leaseRuleOf(leaseRules, host)
    if (defaultMinutes === undefined || wasTakenAway(deps, host.hostId)) return []
    const lease = defaultLease(host.checkedOutAtMs, defaultMinutes, nowMs)
    return inventory.hosts.change(host.hostId, ['ready'], { lease }, undefined, nowMs) ? [host.hostId] : []
  })
}

/** A person who took the end of a host away wants it to have none. */
function wasTakenAway({ inventory }: Pick<LeaseDeps, 'inventory'>, hostId: string): boolean {
  const [last] = inventory.leases.changes(hostId)
  return last !== undefined && last.after === undefined
}
