import { providerKindSchema } from '@shared/domain/provider'
import type { SyncScope } from '@shared/domain/sync'
import { taskRequestSchema } from '@shared/domain/task'
import type { HostCount, HostFacets, HostFilter } from '@shared/domain/host'
import type { HostStore } from '@main/ports/inventory'
import { all, get, inSnapshot, type Db } from './database'
import {
  HOST_COLUMNS,
  toEvent,
  toRecord,
  toSummary,
  type HostEventRow,
  type HostRecordRow,
  type HostRow,
} from './host-rows'
import { countOfHosts, heldCount, idsOfHosts, pageOfHosts } from './hosts-query'
import { fieldValues } from './field-values'
import { problemOfFilter } from './kept-hosts'
import { addHost, changeHost } from './hosts-write'
import { parseJson } from './columns'

const RECORDS = `SELECT ${HOST_COLUMNS}, d.ref_json, d.arguments_json, d.facts_json, d.links_json, d.ssh_command,
  d.raw_json FROM hosts h JOIN host_details d ON d.host_seq = h.seq`

/** The hosts, over an open file. */
export function hostStore(db: Db): HostStore {
  return {
    get: (id) => {
      const row = get<HostRecordRow>(db, `${RECORDS} WHERE h.id = ?`, id)
      return row === undefined ? undefined : toRecord(row)
    },
    events: (id) =>
      all<HostEventRow>(
        db,
        `SELECT e.id, e.at_ms, e.kind, e.text, e.task_id FROM hosts h JOIN host_events e ON e.host_seq = h.seq
          WHERE h.id = ? ORDER BY e.id`,
        id,
      ).map(toEvent),
    leftBehind: (taskId) =>
      all<HostRow>(
        db,
        `SELECT ${HOST_COLUMNS} FROM hosts h WHERE h.state = 'left_behind' AND (h.task_id = ? OR EXISTS (
          SELECT 1 FROM host_events e WHERE e.host_seq = h.seq AND e.kind = 'left_behind' AND e.task_id = ?))
          ORDER BY h.seq`,
        taskId,
        taskId,
      ).map((row) => toSummary({ ...row, steps_json: null })),
    inStates: (states) =>
      all<HostRecordRow>(
        db,
        `${RECORDS} WHERE h.state IN (${states.map(() => '?').join(', ')}) ORDER BY h.seq`,
        ...states,
      ).map(toRecord),
    ofInstance: (provider, instance) =>
      all<HostRecordRow>(
        db,
        `${RECORDS} WHERE h.held = 1 AND h.provider = ? AND h.instance = ? ORDER BY h.seq`,
        provider,
        instance,
      ).map(toRecord),
    addedBySync: (provider, instance) => addedBySync(db, provider, instance),
    add: (host, patch, event, nowMs) => {
      addHost(db, host, patch, event, nowMs)
    },
    page: (query) => inSnapshot(db, () => ({ ...pageOfHosts(db, query), held: heldCount(db) })),
    ids: (query) => inSnapshot(db, () => idsOfHosts(db, query)),
    count: (filters, nowMs) => inSnapshot(db, () => filters.map((filter) => counted(db, filter, nowMs))),
    fieldValues: (ids, columns, nowMs) => fieldValues(db, ids, columns, nowMs),
    facets: () => facets(db),
    change: (id, from, patch, event, nowMs) => changeHost(db, id, from, patch, event, nowMs),
  }
}

function counted(db: Db, filter: HostFilter, nowMs: number): HostCount {
  const problem = filter.filter === undefined ? undefined : problemOfFilter(db, filter.filter, nowMs)
  return problem === undefined ? { total: countOfHosts(db, { filter, nowMs }) } : { problem }
}

/** A host's first event tells where it comes from, and its task what was asked for. */
function addedBySync(db: Db, provider: string, instance: string): ReadonlyMap<string, SyncScope> {
  const rows = all<{ id: string; request_json: string }>(
    db,
    `SELECT h.id, r.request_json FROM hosts h
      JOIN host_events e ON e.id = (SELECT min(id) FROM host_events WHERE host_seq = h.seq)
      JOIN task_requests r ON r.task_id = e.task_id
      WHERE h.held = 1 AND h.provider = ? AND h.instance = ? AND e.kind = 'synced'`,
    provider,
    instance,
  )
  return new Map(
    rows.flatMap((row) => {
      const request = parseJson(taskRequestSchema, row.request_json, `the task that added host ${row.id}`)
      return request.kind === 'sync' ? [[row.id, request.scope] as const] : []
    }),
  )
}

interface CountRow {
  readonly provider: string
  readonly instance: string
  readonly action: string
  readonly state: string
  readonly hosts: number
}

function facets(db: Db): HostFacets {
  const rows = all<CountRow>(
    db,
    `SELECT provider, instance, action, state, sum(hosts) AS hosts FROM host_counts WHERE held = 1
      GROUP BY provider, instance, action, state HAVING sum(hosts) > 0`,
  )
  const sum = (some: readonly CountRow[]): number => some.reduce((total, row) => total + row.hosts, 0)
  const by = (key: 'provider' | 'instance' | 'action'): readonly (readonly [string, number])[] =>
    [...new Set(rows.map((row) => row[key]))]
      .toSorted()
      .map((value) => [value, sum(rows.filter((row) => row[key] === value))])
  return {
    total: sum(rows),
    beingMade: sum(rows.filter((row) => row.state === 'requested' || row.state === 'making')),
    leftBehind: sum(rows.filter((row) => row.state === 'left_behind')),
    providers: by('provider').map(([provider, count]) => ({
      provider: providerKindSchema.parse(provider),
      count,
    })),
    instances: by('instance').map(([instance, count]) => ({ instance, count })),
    actions: by('action').map(([action, count]) => ({ action, count })),
  }
}
