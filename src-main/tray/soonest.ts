import type { LeasedHost } from '@main/ports/leases'

/** How many leases the menu lists. */
const LISTED = 5
/** Leases that have ended leave room for those that are about to. */
const ENDED_LISTED = 2

/** The leases that matter now. */
export interface Soonest {
  readonly endedCount: number
  /** What the menu lists: ended ones, the latest first, then the soonest ends. */
  readonly listed: readonly LeasedHost[]
  /** The ends to come among those, the soonest first; the first of all is always there. */
  readonly next: readonly LeasedHost[]
}

/** Picks the leases that matter out of many, in one pass. A moment of one's own is no end. */
export function soonestOf(hosts: Iterable<LeasedHost>, nowMs: number): Soonest {
  const ended: LeasedHost[] = []
  const next: LeasedHost[] = []
  let endedCount = 0
  for (const host of hosts) {
    if (host.source === 'user') continue
    if (host.endsAtMs <= nowMs) {
      endedCount += 1
      keep(ended, host, (one, other) => other.endsAtMs - one.endsAtMs)
    } else {
      keep(next, host, (one, other) => one.endsAtMs - other.endsAtMs)
    }
  }
  const endedListed = ended.slice(0, Math.max(ENDED_LISTED, LISTED - next.length))
  const nextListed = next.slice(0, LISTED - endedListed.length)
  return { endedCount, listed: [...endedListed, ...nextListed], next: nextListed }
}

/** Keeps the first few of many in order. */
function keep(
  kept: LeasedHost[],
  host: LeasedHost,
  compare: (one: LeasedHost, other: LeasedHost) => number,
): void {
  const last = kept.at(-1)
  if (kept.length === LISTED && last !== undefined && compare(host, last) >= 0) return
  const at = kept.findIndex((other) => compare(host, other) < 0)
  kept.splice(at < 0 ? kept.length : at, 0, host)
  if (kept.length > LISTED) kept.pop()
}
