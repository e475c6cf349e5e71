import type { LeaseStore, Pause, ReminderKey, Snooze } from '@main/ports/leases'
import { present, wholeMs } from './columns'
import { all, get, inTransaction, run, type Db } from './database'

type ReminderStore = Pick<
  LeaseStore,
  'claimed' | 'claim' | 'told' | 'snoozes' | 'snooze' | 'pause' | 'setPause' | 'claimNotice' | 'prune'
>

/** Who told what, over an open file; `processId` is the number of this process in it. */
export function reminderStore(db: Db, processId: number): ReminderStore {
  return {
    claimed: (hostIds) => claimed(db, hostIds),
    claim: (reminders, nowMs) => claim(db, processId, reminders, nowMs),
    told: (reminders, nowMs) => {
      inTransaction(db, () => {
        for (const { hostId, endsAtMs, thresholdMs } of reminders) {
          run(
            db,
            `UPDATE reminders SET told_at_ms = ? WHERE host_seq = (SELECT seq FROM hosts WHERE id = ?)
              AND ends_at_ms = ? AND threshold_ms = ?`,
            wholeMs(nowMs),
            hostId,
            endsAtMs,
            thresholdMs,
          )
          run(
            db,
            `DELETE FROM snoozes WHERE host_seq = (SELECT seq FROM hosts WHERE id = ?)
              AND ends_at_ms - until_ms = ? AND ends_at_ms = ?`,
            hostId,
            thresholdMs,
            endsAtMs,
          )
        }
      })
    },
    snoozes: () => snoozes(db),
    snooze: (hostIds, untilMs, nowMs) =>
      inTransaction(db, () =>
        hostIds
          .map((hostId) => snooze(db, hostId, wholeMs(untilMs), wholeMs(nowMs)))
          .reduce((sum, changes) => sum + changes, 0),
      ),
    pause: () => {
      const row = get<{ at_ms: number; until_ms: number | null }>(
        db,
        'SELECT at_ms, until_ms FROM reminder_pause WHERE id = 1',
      )
      return row === undefined ? undefined : present({ atMs: row.at_ms, untilMs: row.until_ms })
    },
    setPause: (pause) => {
      setPause(db, pause)
    },
    claimNotice: (name, nowMs) =>
      run(
        db,
        'INSERT INTO reminder_notices (name, claimed_at_ms) VALUES (?, ?) ON CONFLICT DO NOTHING',
        name,
        wholeMs(nowMs),
      ).changes === 1,
    prune: (beforeMs) => {
      inTransaction(db, () => {
        // Of hosts that are still held nothing is forgotten, however long ago their leases ended.
        const released = 'host_seq IN (SELECT seq FROM hosts WHERE held = 0)'
        run(db, `DELETE FROM reminders WHERE ends_at_ms < ? AND ${released}`, wholeMs(beforeMs))
        run(db, `DELETE FROM snoozes WHERE ends_at_ms < ?`, wholeMs(beforeMs))
        run(db, 'DELETE FROM reminder_notices WHERE claimed_at_ms < ?', wholeMs(beforeMs))
      })
    },
  }
}

interface ReminderRow {
  readonly id: string
  readonly ends_at_ms: number
  readonly threshold_ms: number
}

function claimed(db: Db, hostIds: readonly string[] | undefined): readonly ReminderKey[] {
  const sql = `SELECT h.id, r.ends_at_ms, r.threshold_ms FROM reminders r JOIN hosts h ON h.seq = r.host_seq
    WHERE h.state = 'ready' AND (r.told_at_ms IS NOT NULL OR r.process_id IS NOT NULL)`
  const rows =
    hostIds === undefined
      ? all<ReminderRow>(db, sql)
      : hostIds.flatMap((id) => all<ReminderRow>(db, `${sql} AND h.id = ?`, id))
  return rows.map((row) => ({
    hostId: row.id,
    endsAtMs: row.ends_at_ms,
    thresholdMs: row.threshold_ms,
  }))
}

function claim(
  db: Db,
  processId: number,
  reminders: readonly ReminderKey[],
  nowMs: number,
): readonly ReminderKey[] {
  return inTransaction(db, () =>
    reminders.filter(
      ({ hostId, endsAtMs, thresholdMs }) =>
        run(
          db,
          `INSERT INTO reminders (host_seq, ends_at_ms, threshold_ms, claimed_at_ms, process_id)
            SELECT seq, ?, ?, ?, ? FROM hosts WHERE id = ? AND state = 'ready' AND lease_ends_at_ms = ?
            ON CONFLICT (host_seq, ends_at_ms, threshold_ms) DO UPDATE
            SET claimed_at_ms = excluded.claimed_at_ms, process_id = excluded.process_id
            WHERE told_at_ms IS NULL AND process_id IS NULL`,
          endsAtMs,
          thresholdMs,
          wholeMs(nowMs),
          processId,
          hostId,
          endsAtMs,
        ).changes === 1,
    ),
  )
}

function snoozes(db: Db): readonly Snooze[] {
  return all<{ id: string; ends_at_ms: number; at_ms: number; until_ms: number }>(
    db,
    `SELECT h.id, s.ends_at_ms, s.at_ms, s.until_ms FROM snoozes s JOIN hosts h ON h.seq = s.host_seq
      WHERE h.state = 'ready'`,
  ).map((row) => ({ hostId: row.id, endsAtMs: row.ends_at_ms, atMs: row.at_ms, untilMs: row.until_ms }))
}

function snooze(db: Db, hostId: string, untilMs: number, nowMs: number): number {
  return run(
    db,
    `INSERT INTO snoozes (host_seq, ends_at_ms, at_ms, until_ms)
      SELECT seq, lease_ends_at_ms, ?, min(?, lease_ends_at_ms) FROM hosts
      WHERE id = ? AND state = 'ready' AND lease_ends_at_ms > ?
      ON CONFLICT (host_seq) DO UPDATE
      SET ends_at_ms = excluded.ends_at_ms, at_ms = excluded.at_ms, until_ms = excluded.until_ms`,
    nowMs,
    untilMs,
    hostId,
    nowMs,
  ).changes
}

function setPause(db: Db, pause: Pause | undefined): void {
  if (pause === undefined) {
    run(db, 'DELETE FROM reminder_pause')
    return
  }
  run(
    db,
    `INSERT INTO reminder_pause (id, at_ms, until_ms) VALUES (1, ?, ?)
      ON CONFLICT (id) DO UPDATE SET at_ms = excluded.at_ms, until_ms = excluded.until_ms`,
    wholeMs(pause.atMs),
    pause.untilMs === undefined ? null : wholeMs(pause.untilMs),
  )
}
