import type { HostRef } from '@shared/domain/host'
import type { HostRecord } from '@main/ports/inventory'
import type { ListedHost } from '@main/providers/contract'

/** What a listing and the inventory have of each other. */
export interface Matches {
  readonly pairs: readonly { readonly listed: ListedHost; readonly host: HostRecord }[]
  /** Listed and not in the inventory. */
  readonly unknown: readonly ListedHost[]
  /** In the inventory and not listed. */
  readonly missing: readonly HostRecord[]
}

/** How a host is recognised, the surest way first. */
const WAYS: readonly ((listed: ListedHost, host: HostRecord) => boolean)[] = [
  (listed, host) => listed.hostId === host.id,
  (listed, host) => host.ref !== undefined && sameRef(listed.ref, host.ref),
  (listed, host) =>
    listed.hostname !== undefined && listed.hostname === host.hostname && listed.name === host.name,
  // What a failed check out left is often known by its name alone.
  (listed, host) => host.hostname === undefined && host.name !== undefined && host.name === listed.name,
]

/**
 * Finds each listed host in the inventory, each host once. A surer way goes before a less sure one for all of them, so
 * that a name which is used again does not take the host of another.
 */
export function matchHosts(listing: readonly ListedHost[], hosts: readonly HostRecord[]): Matches {
  const pairs: { listed: ListedHost; host: HostRecord }[] = []
  let unknown = listing
  let missing = hosts
  for (const isSame of WAYS) {
    const taken = new Set<HostRecord>()
    const index = indexOf(missing)
    unknown = unknown.filter((listed) => {
      const host = index(listed).find((candidate) => !taken.has(candidate) && isSame(listed, candidate))
      if (host === undefined) return true
      taken.add(host)
      pairs.push({ listed, host })
      return false
    })
    missing = missing.filter((host) => !taken.has(host))
  }
  return { pairs, unknown, missing }
}

/** Few hosts to look at for each, instead of all: thousands are compared with thousands. */
function indexOf(hosts: readonly HostRecord[]): (listed: ListedHost) => readonly HostRecord[] {
  const byKey = new Map<string, HostRecord[]>()
  const add = (key: string, host: HostRecord): void => {
    const known = byKey.get(key)
    if (known === undefined) byKey.set(key, [host])
    else known.push(host)
  }
  for (const host of hosts) {
    add(`id ${host.id}`, host)
    if (host.ref !== undefined) add(`ref ${refText(host.ref)}`, host)
    if (host.hostname !== undefined) add(`hostname ${host.hostname}`, host)
    else if (host.name !== undefined) add(`name ${host.name}`, host)
  }
  return (listed) =>
    [
      `id ${listed.hostId ?? ''}`,
      `ref ${refText(listed.ref)}`,
      `hostname ${listed.hostname ?? ''}`,
      `name ${listed.name ?? ''}`,
    ].flatMap((key) => byKey.get(key) ?? [])
}

function sameRef(one: HostRef, other: HostRef): boolean {
  return refText(one) === refText(other)
}

function refText(ref: HostRef): string {
  return JSON.stringify(Object.entries(ref).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
