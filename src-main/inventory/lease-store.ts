import { autoExtendSchema, type AutoExtendState } from '@shared/domain/auto-extend'
import { hostTitle } from '@shared/domain/host'
import { followUpSchema } from '@shared/domain/lease-history'
import type { Lease } from '@shared/domain/lease'
import { providerKindSchema } from '@shared/domain/provider'
import type { LeasedHost, LeaseStore } from '@main/ports/leases'
import { parseJson, parseJsonOrNull, present, toJson, wholeMs } from './columns'
import { all, get, inTransaction, run, type Db } from './database'
import { leaseChanges } from './lease-changes'
import { reminderStore } from './reminder-store'

/** What is kept about leases, over an open file; `processId` is the number of this process in it. */
export function leaseStore(db: Db, processId: number): LeaseStore {
  return {
    ...reminderStore(db, processId),
    leased: (hostIds) => leased(db, hostIds),
    endless: () =>
      all<EndlessRow>(
        db,
        `SELECT id, provider, instance, checked_out_at_ms, nick FROM hosts WHERE state = 'ready'
          AND lease_ends_at_ms IS NULL AND checked_out_at_ms IS NOT NULL`,
      ).map((row) =>
        present({
          hostId: row.id,
          provider: providerKindSchema.parse(row.provider),
          instance: row.instance,
          checkedOutAtMs: row.checked_out_at_ms,
          nick: row.nick,
        }),
      ),
    changes: (hostId) => leaseChanges(db, hostId),
    autoExtend: (hostId) => {
      const row = extrasOf(db, hostId)
      return row === undefined ? undefined : (autoExtendOf(row) ?? undefined)
    },
    setAutoExtend: (hostId, rule) => {
      put(db, hostId, 'auto_extend_json', rule === undefined ? null : toJson(rule))
      run(db, `UPDATE host_leases SET auto_extend_used = 0 WHERE ${OF_HOST}`, hostId)
    },
    countAutoExtend: (hostId) => {
      run(db, `UPDATE host_leases SET auto_extend_used = auto_extend_used + 1 WHERE ${OF_HOST}`, hostId)
    },
    followUp: (hostId) => {
      const row = extrasOf(db, hostId)
      return row === undefined ? undefined : (followUpOf(row) ?? undefined)
    },
    setFollowUp: (hostId, from, to) =>
      inTransaction(db, () => {
        const row = extrasOf(db, hostId)
        const known = row === undefined ? null : followUpOf(row)
        if (known?.endsAtMs !== from?.endsAtMs || known?.askedAtMs !== from?.askedAtMs) return false
        put(db, hostId, 'follow_up_json', toJson(to))
        return true
      }),
  }
}

interface EndlessRow {
  readonly id: string
  readonly provider: string
  readonly instance: string
  readonly checked_out_at_ms: number
  readonly nick: string | null
}

const OF_HOST = 'host_seq = (SELECT seq FROM hosts WHERE id = ?)'

/** Sets one column of a host's row, which is made when there is none. */
function put(
  db: Db,
  hostId: string,
  column: 'auto_extend_json' | 'follow_up_json',
  value: string | null,
): void {
  run(
    db,
    'INSERT INTO host_leases (host_seq) SELECT seq FROM hosts WHERE id = ? ON CONFLICT DO NOTHING',
    hostId,
  )
  run(db, `UPDATE host_leases SET ${column} = ? WHERE ${OF_HOST}`, value, hostId)
}

interface ExtrasRow {
  readonly id: string
  readonly auto_extend_json: string | null
  readonly auto_extend_used: number | null
  readonly follow_up_json: string | null
}

function extrasOf(db: Db, hostId: string): ExtrasRow | undefined {
  return get<ExtrasRow>(
    db,
    `SELECT h.id, l.auto_extend_json, l.auto_extend_used, l.follow_up_json
      FROM hosts h JOIN host_leases l ON l.host_seq = h.seq WHERE h.id = ?`,
    hostId,
  )
}

function autoExtendOf(row: ExtrasRow): AutoExtendState | null {
  if (row.auto_extend_json === null) return null
  const rule = parseJson(autoExtendSchema, row.auto_extend_json, `the rule that extends host ${row.id}`)
  return { rule, used: row.auto_extend_used ?? 0 }
}

function followUpOf(row: ExtrasRow): LeasedHost['followUp'] | null {
  return parseJsonOrNull(followUpSchema, row.follow_up_json, `the follow-up of host ${row.id}`)
}

interface LeasedRow extends ExtrasRow {
  readonly name: string | null
  readonly hostname: string | null
  readonly offering: string
  readonly provider: string
  readonly instance: string
  readonly pretend: 0 | 1
  readonly nick: string | null
  readonly lease_ends_at_ms: number
  readonly lease_source: Lease['source']
  readonly seen_at_ms: number | null
}

const LEASED = `SELECT h.id, h.name, h.hostname, h.offering, h.provider, h.instance, h.pretend, h.nick, h.lease_ends_at_ms,
  h.lease_source, l.seen_at_ms, l.auto_extend_json, l.auto_extend_used, l.follow_up_json
  FROM hosts h LEFT JOIN host_leases l ON l.host_seq = h.seq
  WHERE h.state = 'ready' AND h.lease_ends_at_ms IS NOT NULL`

/** Above this many, reading all of them is quicker than one by one. */
const MANY = 500

function leased(db: Db, hostIds: readonly string[] | undefined): readonly LeasedHost[] {
  if (hostIds === undefined) return all<LeasedRow>(db, `${LEASED} ORDER BY h.lease_rank, h.seq`).map(toLeased)
  if (hostIds.length > MANY) {
    const wanted = new Set(hostIds)
    return leased(db, undefined).filter((host) => wanted.has(host.hostId))
  }
  return hostIds
    .flatMap((id) => get<LeasedRow>(db, `${LEASED} AND h.id = ?`, id) ?? [])
    .map(toLeased)
    .toSorted((a, b) => a.endsAtMs - b.endsAtMs)
}

function toLeased(row: LeasedRow): LeasedHost {
  return present({
    hostId: row.id,
    title: hostTitle({ offering: row.offering, ...present({ name: row.name, hostname: row.hostname }) }),
    provider: providerKindSchema.parse(row.provider),
    instance: row.instance,
    pretend: row.pretend === 1,
    nick: row.nick,
    endsAtMs: wholeMs(row.lease_ends_at_ms),
    source: row.lease_source,
    seenAtMs: row.seen_at_ms,
    autoExtend: autoExtendOf(row),
    followUp: followUpOf(row) ?? null,
  })
}
