import type { ArgumentSources } from '@shared/domain/argument-source'
import { UNKNOWN_OFFERING } from '@shared/domain/host'
import type { HostOrder } from '@shared/domain/host-order'
import type { Json, JsonObject } from '@shared/lib/json'
import { askedSources } from '@main/engine/asked-sources'
import type { EngineDeps } from '@main/engine/deps'
import type { HostRecord } from '@main/ports/inventory'

/**
 * What hosts were checked out with, to be checked out again: one order for those that were asked for alike, in the order
 * in which they are named. Secrets stay markers. A host of which that is not known (a sync found it, and its provider
 * does not tell) is among `without` and does not hinder the others; one that is no longer in the inventory is in neither.
 */
export function ordersOfHosts(
  deps: Pick<EngineDeps, 'inventory' | 'registry'>,
  hostIds: readonly string[],
): { readonly orders: readonly HostOrder[]; readonly without: readonly string[] } {
  const hosts = [...new Set(hostIds)].flatMap((id) => deps.inventory.hosts.get(id) ?? [])
  const sourcesOf = askedSources(deps.inventory)
  const orders = new Map<string, HostOrder>()
  const without: string[] = []
  for (const host of hosts) {
    if (!canBeOrdered(deps, host)) {
      without.push(host.id)
      continue
    }
    const key = keyOf(host)
    const known = orders.get(key)
    const order = known ?? orderOf(deps, host, sourcesOf(deps.inventory.hosts.events(host.id)))
    orders.set(key, { ...order, hostIds: [...order.hostIds, host.id] })
  }
  return { orders: [...orders.values()], without }
}

function canBeOrdered({ registry }: Pick<EngineDeps, 'registry'>, host: HostRecord): boolean {
  const action = registry.definition(host.provider).actions.find(({ name }) => name === host.action)
  return (
    host.offering !== '' && host.offering !== UNKNOWN_OFFERING && action?.verbs.includes('checkout') === true
  )
}

/** What the check out of a host told that its provider ignored. */
function ignoredOf({ inventory }: Pick<EngineDeps, 'inventory'>, host: HostRecord): readonly string[] {
  const asked = inventory.hosts.events(host.id).find(({ kind }) => kind === 'requested')
  const task = asked?.taskId === undefined ? undefined : inventory.tasks.get(asked.taskId)
  return task?.lines.find(({ hostId }) => hostId === host.id)?.ignored ?? []
}

function orderOf(
  deps: Pick<EngineDeps, 'inventory'>,
  host: HostRecord,
  sources: ArgumentSources | undefined,
): HostOrder {
  const ignored = ignoredOf(deps, host)
  return {
    hostIds: [],
    target: { provider: host.provider, instance: host.instance },
    action: host.action,
    offering: host.offering,
    arguments: host.arguments,
    ...(sources === undefined ? {} : { sources }),
    labels: { ...host.labels },
    ...(host.nick === undefined ? {} : { nick: host.nick }),
    ...(ignored.length === 0 ? {} : { ignored: [...ignored] }),
  }
}

function keyOf(host: HostRecord): string {
  const { provider, instance, action, offering, labels, nick } = host
  return JSON.stringify([provider, instance, action, offering, sorted(host.arguments), sorted(labels), nick])
}

/** The same whatever the order in which names were written. */
function sorted(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(sorted)
  const entries = Object.entries<Json>(value satisfies JsonObject)
  return Object.fromEntries(
    entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, inner]) => [name, sorted(inner)]),
  )
}
