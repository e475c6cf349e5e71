import type { HostEvent } from '@shared/domain/host'
import { isSameEnd } from '@shared/domain/lease'
import type { Lease } from '@shared/domain/lease'
import type { LeaseChange } from '@shared/domain/lease-history'
import type { NewHostEvent } from '@main/ports/inventory'
import { present, wholeMs } from './columns'
import { all, run, type Db } from './database'

/** The end of a host's lease as its row has it. */
export interface LeaseColumns {
  readonly lease_ends_at_ms: number | null
  readonly lease_source: Lease['source'] | null
}

/** What tells the person an end at the moment at which it is written: the reminders before it need not be made up for. */
const SEEN: ReadonlySet<HostEvent['kind']> = new Set(['checked_out', 'extended', 'reminder_set'])

/**
 * Writes what follows when the lease of a host changes, in the transaction of the change: the line of its history, and
 * whether reminders that have passed are told. A failed extension makes the reminders of the old end new again.
 */
export function recordLeaseChange(
  db: Db,
  seq: number,
  before: LeaseColumns,
  after: Lease | null | undefined,
  event: NewHostEvent | undefined,
  nowMs: number,
): void {
  const now = wholeMs(nowMs)
  if (event?.kind === 'extend_failed') rearm(db, seq)
  if (after === undefined) return
  const endsAtMs = after === null ? null : wholeMs(after.endsAtMs)
  const isLeft =
    before.lease_source === (after?.source ?? null) && isSameEnd(before.lease_ends_at_ms, endsAtMs)
  if (isLeft) return
  run(
    db,
    `INSERT INTO lease_changes (host_seq, at_ms, before_ends_at_ms, before_source, after_ends_at_ms, after_source, why,
      task_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    seq,
    now,
    before.lease_ends_at_ms,
    before.lease_source,
    endsAtMs,
    after?.source ?? null,
    event?.text ?? null,
    event?.taskId ?? null,
  )
  // A shorter lease is news, whoever wrote it.
  const isShorter =
    endsAtMs !== null && before.lease_ends_at_ms !== null && endsAtMs < before.lease_ends_at_ms
  const isSeen = event !== undefined && SEEN.has(event.kind) && !isShorter
  run(
    db,
    `INSERT INTO host_leases (host_seq, seen_at_ms) VALUES (?, ?)
      ON CONFLICT (host_seq) DO UPDATE SET seen_at_ms = excluded.seen_at_ms`,
    seq,
    isSeen ? now : null,
  )
}

/** The reminders of the present end may be told once more. */
function rearm(db: Db, seq: number): void {
  run(db, 'DELETE FROM reminders WHERE host_seq = ? AND threshold_ms >= 0', seq)
  run(db, 'UPDATE host_leases SET seen_at_ms = NULL WHERE host_seq = ?', seq)
}

interface ChangeRow {
  readonly id: number
  readonly at_ms: number
  readonly before_ends_at_ms: number | null
  readonly before_source: Lease['source'] | null
  readonly after_ends_at_ms: number | null
  readonly after_source: Lease['source'] | null
  readonly why: string | null
  readonly task_id: number | null
}

/** Every end that a host's lease had, the newest first. */
export function leaseChanges(db: Db, hostId: string): readonly LeaseChange[] {
  return all<ChangeRow>(
    db,
    `SELECT c.id, c.at_ms, c.before_ends_at_ms, c.before_source, c.after_ends_at_ms, c.after_source, c.why, c.task_id
      FROM lease_changes c JOIN hosts h ON h.seq = c.host_seq WHERE h.id = ? ORDER BY c.id DESC`,
    hostId,
  ).map((row) =>
    present({
      id: row.id,
      atMs: row.at_ms,
      before: endOf(row.before_ends_at_ms, row.before_source),
      after: endOf(row.after_ends_at_ms, row.after_source),
      why: row.why,
      taskId: row.task_id,
    }),
  )
}

function endOf(endsAtMs: number | null, source: Lease['source'] | null): LeaseChange['before'] | null {
  return endsAtMs === null || source === null ? null : { endsAtMs, source }
}
