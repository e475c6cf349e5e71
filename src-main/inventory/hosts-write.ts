import type { HostState } from '@shared/domain/host'
import type { HostPatch, NewHost, NewHostEvent } from '@main/ports/inventory'
import { toJson, wholeMs } from './columns'
import { get, inTransaction, run, type Db, type SqlValue } from './database'
import { labelsOf } from './host-rows'
import { recordLeaseChange, type LeaseColumns } from './lease-changes'
import { derivedColumns } from './search-text'

const REQUESTED = { kind: 'requested', text: 'Check out asked for' } as const

/** Writes a host that exists already, in the state of the patch. */
export function addHost(db: Db, host: NewHost, patch: HostPatch, event: NewHostEvent, nowMs: number): void {
  inTransaction(db, () => {
    insertHost(db, host, event.taskId, nowMs, event)
    changeHost(db, host.id, ['requested'], patch, undefined, nowMs)
  })
}

/** Writes a host that is wanted, with the first entry of its history. */
export function insertHost(
  db: Db,
  host: NewHost,
  taskId: number | undefined,
  nowMs: number,
  event: NewHostEvent = { ...REQUESTED, ...(taskId === undefined ? {} : { taskId }) },
): void {
  const now = wholeMs(nowMs)
  const derived = derivedColumns(host)
  const seq = run(
    db,
    `INSERT INTO hosts (id, provider, instance, pretend, action, offering, state, labels_json, nick, task_id, created_at_ms,
      updated_at_ms, sort_name, sort_os, search_text, held, lease_rank)
      VALUES (?, ?, ?, ?, ?, ?, 'requested', ?, ?, ?, ?, ?, ?, ?, ?, 1, 0)`,
    host.id,
    host.provider,
    host.instance,
    host.pretend ? 1 : 0,
    host.action,
    host.offering,
    toJson(host.labels),
    host.nick ?? null,
    taskId ?? null,
    now,
    now,
    derived.sort_name,
    derived.sort_os,
    derived.search_text,
  ).rowid
  run(
    db,
    `INSERT INTO host_details (host_seq, arguments_json, facts_json, links_json) VALUES (?, ?, '[]', '[]')`,
    seq,
    toJson(host.arguments),
  )
  insertEvent(db, seq, event, now)
}

/** Names the task that works on a host. */
export function assignTask(db: Db, hostId: string, taskId: number, nowMs: number): void {
  const { changes } = run(
    db,
    'UPDATE hosts SET task_id = ?, updated_at_ms = ? WHERE id = ?',
    taskId,
    wholeMs(nowMs),
    hostId,
  )
  if (changes === 0) throw new Error(`Host ${hostId} is not in the inventory.`)
}

interface CurrentRow extends LeaseColumns {
  readonly seq: number
  readonly id: string
  readonly state: HostState
  readonly name: string | null
  readonly hostname: string | null
  readonly os: string | null
  readonly offering: string
  readonly instance: string
  readonly labels_json: string
}

/** Changes a host if it is in one of the `from` states, with the event of it; false when it is not. */
export function changeHost(
  db: Db,
  id: string,
  from: readonly HostState[],
  patch: HostPatch,
  event: NewHostEvent | undefined,
  nowMs: number,
): boolean {
  return inTransaction(db, () => {
    const row = get<CurrentRow>(
      db,
      'SELECT seq, id, state, name, hostname, os, offering, instance, labels_json, lease_ends_at_ms, lease_source FROM hosts WHERE id = ?',
      id,
    )
    if (row === undefined || !from.includes(row.state)) return false
    update(db, 'hosts', 'seq', row.seq, {
      ...hostColumns(patch),
      ...ranked(row, patch),
      ...rederived(row, patch),
      updated_at_ms: wholeMs(nowMs),
    })
    update(db, 'host_details', 'host_seq', row.seq, detailColumns(patch))
    if (event !== undefined) insertEvent(db, row.seq, event, wholeMs(nowMs))
    recordLeaseChange(db, row.seq, row, patch.lease, event, nowMs)
    return true
  })
}

type Columns = Readonly<Record<string, SqlValue | undefined>>

function update(db: Db, table: string, key: string, seq: number, columns: Columns): void {
  const set = Object.entries(columns).filter((entry): entry is [string, SqlValue] => entry[1] !== undefined)
  if (set.length === 0) return
  const sql = `UPDATE ${table} SET ${set.map(([name]) => `${name} = ?`).join(', ')} WHERE ${key} = ?`
  run(db, sql, ...set.map(([, value]) => value), seq)
}

function hostColumns(patch: HostPatch): Columns {
  const lease = patch.lease
  return {
    state: patch.state,
    name: patch.name,
    hostname: patch.hostname,
    os: patch.os,
    problem: patch.problem,
    task_id: patch.taskId,
    checked_out_at_ms: patch.checkedOutAtMs === undefined ? undefined : wholeMs(patch.checkedOutAtMs),
    ...(lease === undefined
      ? {}
      : {
          lease_ends_at_ms: lease === null ? null : wholeMs(lease.endsAtMs),
          lease_source: lease === null ? null : lease.source,
          lease_confirmed_at_ms: lease === null ? null : wholeMs(lease.confirmedAtMs),
          lease_asked_ends_at_ms: msOrNull(lease?.unconfirmed?.endsAtMs),
          lease_asked_at_ms: msOrNull(lease?.unconfirmed?.askedAtMs),
        }),
  }
}

function msOrNull(ms: number | undefined): number | null {
  return ms === undefined ? null : wholeMs(ms)
}

function detailColumns(patch: HostPatch): Columns {
  return {
    ref_json: jsonOrNull(patch.ref),
    facts_json: jsonOrNull(patch.facts),
    links_json: jsonOrNull(patch.links),
    ssh_command: patch.sshCommand,
    raw_json: jsonOrNull(patch.raw),
  }
}

function jsonOrNull(value: unknown): string | null | undefined {
  return value === undefined || value === null ? value : toJson(value)
}

/** After every end: hosts without one come last. */
const NO_END = Number.MAX_SAFE_INTEGER

/** Whether it is in the inventory's lists, and its place in them by lease. */
function ranked(row: CurrentRow, patch: HostPatch): Columns {
  if (patch.state === undefined && patch.lease === undefined) return {}
  const state = patch.state ?? row.state
  const endsAtMs = patch.lease === undefined ? row.lease_ends_at_ms : (patch.lease?.endsAtMs ?? null)
  const beingMade = state === 'requested' || state === 'making'
  const byEnd = endsAtMs === null ? NO_END : wholeMs(endsAtMs)
  return {
    held: state === 'released' || state === 'discarded' ? 0 : 1,
    lease_rank: beingMade ? 0 : state === 'left_behind' ? 1 : byEnd,
  }
}

/** Only when what they are made from changes: most changes are of the state alone. */
function rederived(row: CurrentRow, patch: HostPatch): Columns {
  if (patch.name === undefined && patch.hostname === undefined && patch.os === undefined) return {}
  const after = (now: string | null, change: string | null | undefined): string | undefined =>
    (change === undefined ? now : change) ?? undefined
  return derivedColumns({
    name: after(row.name, patch.name),
    hostname: after(row.hostname, patch.hostname),
    os: after(row.os, patch.os),
    offering: row.offering,
    instance: row.instance,
    labels: labelsOf(row),
  })
}

function insertEvent(db: Db, seq: number, event: NewHostEvent, atMs: number): void {
  run(
    db,
    'INSERT INTO host_events (host_seq, at_ms, kind, text, task_id) VALUES (?, ?, ?, ?, ?)',
    seq,
    atMs,
    event.kind,
    event.text,
    event.taskId ?? null,
  )
}
