import type { Lease } from '@shared/domain/lease'
import type { SyncChange, SyncScope } from '@shared/domain/sync'
import { durationText, momentText } from '@shared/lib/time-text'
import { count } from '@shared/lib/words'

/** What stands where one of the two is missing. */
const NOTHING = 'none'

/** The two sides of a change as they are shown; the moments of a lease in local time. */
export function changeSides(
  change: SyncChange,
  nowMs: number,
): { readonly before: string; readonly after: string } {
  const missing = change.what === 'lease' ? 'no end' : NOTHING
  const side = (atMs: number | undefined, text: string | undefined): string =>
    atMs === undefined ? (text ?? missing) : momentText(atMs, nowMs)
  return {
    before: side(change.beforeMs, change.before),
    after: side(change.afterMs, change.after),
  }
}

/** When the lease of a host that the provider has ends: "ends Fri 18:00". */
export function leaseText(lease: Lease | undefined, nowMs: number): string {
  if (lease === undefined) return 'no lease'
  const moment = momentText(lease.endsAtMs, nowMs)
  return lease.endsAtMs <= nowMs ? `ended ${moment}` : `ends ${moment}`
}

/** What the lease of a host was that is gone, and whether its end explains that. */
export function goneText(
  lease: Lease | undefined,
  nowMs: number,
): { readonly text: string; readonly isEnded: boolean } {
  if (lease === undefined) return { text: 'No lease', isEnded: false }
  const left = lease.endsAtMs - nowMs
  if (left <= 0) return { text: `Ended ${durationText(-left)} ago`, isEnded: true }
  return { text: `Lease was to ${momentText(lease.endsAtMs, nowMs)}`, isEnded: false }
}

/** "Read 11 hosts of maya.lindqvist in 3.2 s". */
export function readText(hosts: number, account: string, tookMs: number): string {
  return `Read ${count(hosts, 'host')} of ${account} in ${tookText(tookMs)}`
}

function tookText(ms: number): string {
  if (ms < 1000) return `${Math.max(1, Math.round(ms))}\u00a0ms`
  return ms < 10_000 ? `${(ms / 1000).toFixed(1)}\u00a0s` : durationText(ms)
}

/** How far reading is: "12 of 40 hosts", "12 hosts", or what the provider does. */
export function readingText(state: {
  readonly message?: string | undefined
  readonly done: number
  readonly total?: number | undefined
}): string {
  if (state.total !== undefined) return `${state.done} of ${count(state.total, 'host')}`
  if (state.done > 0) return count(state.done, 'host')
  return state.message ?? 'Asking the provider'
}

/** The choices of whose hosts are read. */
export const SCOPE_LABELS: Readonly<Record<SyncScope['kind'], string>> = {
  mine: 'Mine',
  user: 'A user\u2019s',
  everybody: 'Everybody\u2019s',
}
