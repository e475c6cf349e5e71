import { hostTitle } from '@shared/domain/host'
import type { SyncRow, SyncScope } from '@shared/domain/sync'
import { count } from '@shared/lib/words'
import type { HostRecord } from '@main/ports/inventory'
import type { InventoryListing, ListedHost } from '@main/providers/contract'
import { changesOf } from '@main/engine/sync/changes'
import { matchHosts } from '@main/engine/sync/match'

/** What is compared: one instance's answer with what the inventory holds of that instance. */
export interface Compared {
  readonly listing: InventoryListing
  readonly scope: SyncScope
  readonly hosts: readonly HostRecord[]
  /** Hosts that a sync added, with what that one had asked for; the others were made here. */
  readonly addedBySync: ReadonlyMap<string, SyncScope>
}

/** A row of a preview with what it is about, for writing it. */
export interface PlannedRow {
  readonly row: SyncRow
  readonly listed?: ListedHost
  readonly host?: HostRecord
}

/** What a sync found. */
export interface SyncDiff {
  readonly rows: readonly PlannedRow[]
  /** Why the absence of a host means nothing. */
  readonly incomplete?: string
}

/**
 * Compares, and writes nothing. Rows come as new, changed, gone, same, each in the order of the listing or of the
 * inventory. A host that this scope would not show is not missed.
 */
export function diffHosts(compared: Compared): SyncDiff {
  const { listing, scope, hosts, addedBySync } = compared
  const { pairs, unknown, missing } = matchHosts(listing.hosts, hosts)
  const missed = missing.filter((host) => shows(scope, addedBySync.get(host.id)))
  const rows: PlannedRow[] = [
    ...unknown.map(newRow),
    ...pairs.map(({ listed, host }) => pairRow(listed, host)),
    ...missed.map(goneRow),
  ]
  const incomplete = listing.incomplete ?? doubt(listing, missed)
  return {
    rows: ORDER.flatMap((kind) => rows.filter(({ row }) => row.kind === kind)),
    ...(incomplete === undefined ? {} : { incomplete }),
  }
}

const ORDER = ['new', 'changed', 'gone', 'same'] as const

/** Whether a scope shows a host that a sync of another scope added, or that was made here. */
function shows(scope: SyncScope, added: SyncScope | undefined): boolean {
  if (scope.kind === 'everybody') return true
  if (scope.kind === 'mine') return added === undefined || added.kind === 'mine'
  return added?.kind === 'user' && added.name === scope.name
}

function doubt(listing: InventoryListing, missed: readonly HostRecord[]): string | undefined {
  const held = missed.filter((host) => host.state === 'ready')
  if (listing.hosts.length > 0 || held.length === 0) return undefined
  return `The answer has no hosts, and the inventory has ${count(held.length, 'host')} of them.`
}

function newRow(listed: ListedHost, index: number): PlannedRow {
  return {
    listed,
    row: { key: `new-${index}`, kind: 'new', title: hostTitle(listed), changes: [], ...told(listed) },
  }
}

function pairRow(listed: ListedHost, host: HostRecord): PlannedRow {
  const changes = changesOf(host, listed)
  return {
    listed,
    host,
    row: {
      ...known(host),
      kind: changes.length === 0 ? 'same' : 'changed',
      changes: [...changes],
      ...told(listed),
    },
  }
}

/** Only what was ready can be gone; what is worked on is not there for another reason. */
function goneRow(host: HostRecord): PlannedRow {
  const isMissing = host.state === 'ready' || host.state === 'left_behind'
  return {
    host,
    row: {
      ...known(host),
      kind: isMissing ? 'gone' : 'same',
      changes: [],
      ...(host.os === undefined ? {} : { os: host.os }),
      ...(host.lease === undefined ? {} : { lease: host.lease }),
    },
  }
}

function told(listed: ListedHost): Partial<SyncRow> {
  const { os, lease, note } = listed
  return {
    ...(os === undefined ? {} : { os }),
    ...(lease === undefined ? {} : { lease }),
    ...(note === undefined ? {} : { note }),
  }
}

function known(host: HostRecord): Pick<SyncRow, 'key' | 'title' | 'hostId' | 'state' | 'held' | 'taskId'> {
  const held = heldText(host)
  return {
    key: host.id,
    title: hostTitle(host),
    hostId: host.id,
    state: host.state,
    ...(held === undefined ? {} : { held }),
    ...(held === undefined || host.taskId === undefined ? {} : { taskId: host.taskId }),
  }
}

/** Why a row is not for a sync to settle. */
function heldText(host: HostRecord): string | undefined {
  const task = host.taskId === undefined ? 'a task' : `task ${host.taskId}`
  switch (host.state) {
    case 'left_behind':
      return `Left by ${task}, decide there`
    case 'requested':
    case 'making':
      return `Being made by ${task}`
    case 'checking_in':
    case 'releasing':
      return `Being checked in by ${task}`
    case 'ready':
    case 'released':
    case 'discarded':
      return undefined
  }
}
