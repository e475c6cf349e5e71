import { providerKindSchema, type InstanceId, type ProviderKind } from '@shared/domain/provider'
import { isJsonObject, type Json, type JsonObject } from '@shared/lib/json'
import type { HostRecord } from '@main/ports/inventory'
import type { ListedHost } from '@main/providers/contract'
import type { EngineDeps } from '@main/engine/deps'
import { toldOf } from '@main/engine/host-states'
import { matchHosts } from '@main/engine/sync/match'

/** An entry of the broker command's inventory as a host of ours. */
export interface TakenOver extends ListedHost {
  readonly target: InstanceId
}

/** What an inventory comes to. */
export interface InventoryPlan {
  readonly hosts: readonly TakenOver[]
  /** Entries that become no host of ours: "host-1: this version has no provider Beaker". */
  readonly leftOut: readonly string[]
}

/** The arguments by which Broker knows a provider, for entries that do not name theirs. */
const TELLING: Readonly<Record<string, ProviderKind>> = {
  workflow: 'AnsibleTower',
  job_template: 'AnsibleTower',
  container_host: 'Container',
  container_app: 'Container',
  job_xml: 'Beaker',
  job_id: 'Beaker',
  hostgroup: 'Foreman',
}
/** What an entry says beside what is kept in columns of its own. */
const COLUMNS = new Set([
  'name',
  'hostname',
  'type',
  '_broker_provider',
  '_broker_provider_instance',
  '_broker_args',
])

/** What the entries of an inventory become; `instancesOf` answers those of a kind, the default first. */
export function planInventory(
  deps: EngineDeps,
  entries: readonly JsonObject[],
  instancesOf: (kind: ProviderKind) => readonly string[],
): InventoryPlan {
  const hosts: TakenOver[] = []
  const leftOut: string[] = []
  for (const [index, entry] of entries.entries()) {
    const taken = takeOver(deps, entry, instancesOf)
    if (typeof taken === 'string') leftOut.push(`${titleOf(entry, index)}: ${taken}`)
    else hosts.push(taken)
  }
  return { hosts, leftOut }
}

/** Adds the hosts that are not in the inventory yet; answers how many these are. One transaction. */
export function importHosts(deps: EngineDeps, hosts: readonly TakenOver[]): number {
  const { inventory, clock, publisher } = deps
  const added: string[] = []
  const targets = new Map(hosts.map(({ target }) => [`${target.provider}/${target.instance}`, target]))
  inventory.transaction(() => {
    for (const target of targets.values()) {
      const listed = hosts.filter((host) => sameTarget(host.target, target))
      const held = inventory.hosts.ofInstance(target.provider, target.instance)
      const { unknown } = matchHosts(listed, held)
      for (const host of unknown.filter((one) => !isHeld(one, held))) {
        const id = deps.newId()
        const { pretend } = deps.registry.definition(target.provider)
        const { action, offering, arguments: args } = host
        inventory.hosts.add(
          { ...target, id, pretend, action, offering, arguments: args, labels: {} },
          { ...toldOf(host), state: 'ready', problem: host.problem ?? null },
          { kind: 'synced', text: 'Taken over from inventory.yaml' },
          clock.now(),
        )
        added.push(id)
      }
    }
  })
  if (added.length > 0) publisher.publish('hosts.changed', { hostIds: added })
  return added.length
}

/** Nothing but a hostname may be told: then that is enough. */
function isHeld(listed: ListedHost, held: readonly HostRecord[]): boolean {
  return held.some(
    (host) =>
      (listed.name !== undefined && listed.name === host.name) ||
      (listed.hostname !== undefined && listed.hostname === host.hostname),
  )
}

function takeOver(
  deps: EngineDeps,
  entry: JsonObject,
  instancesOf: (kind: ProviderKind) => readonly string[],
): TakenOver | string {
  const args = isJsonObject(entry['_broker_args']) ? entry['_broker_args'] : {}
  const said = textOf(entry['_broker_provider'])
  const kind = said === undefined ? guess(entry, args) : kindOf(said)
  if (kind === undefined)
    return said === undefined ? 'it does not say its provider' : `there is no provider ${said}`
  const definition = deps.registry.definitions().find((known) => known.kind === kind)
  if (definition === undefined) return `this version has no provider ${kind}`
  const instance = textOf(entry['_broker_provider_instance']) ?? instancesOf(kind)[0]
  if (instance === undefined) return `no instance of ${kind} is configured`
  const actions = definition.actions.map(({ name }) => name)
  const action = actions.find((name) => Object.hasOwn(args, name))
  const { [action ?? '']: offering, _count: _, ...rest } = args
  const name = textOf(entry['name'])
  const hostname = textOf(entry['hostname'])
  const ref = name ?? hostname
  return {
    target: { provider: kind, instance },
    action: action ?? actions[0] ?? '',
    offering: action === undefined ? '' : offeringText(offering),
    arguments: rest,
    ref: ref === undefined ? {} : { name: ref },
    ...(name === undefined ? {} : { name }),
    ...(hostname === undefined ? {} : { hostname, sshCommand: `ssh root@${hostname}` }),
    facts: [],
    links: [],
    raw: rawOf(entry),
    ...(ref === undefined
      ? { problem: 'It has neither a name nor a hostname in inventory.yaml. A sync may tell.' }
      : {}),
  }
}

/** All that has no column here: `_attrs`, what a workflow told, and a type that is not the usual one. */
function rawOf(entry: JsonObject): JsonObject {
  const type = textOf(entry['type'])
  return {
    ...Object.fromEntries(Object.entries(entry).filter(([key]) => !COLUMNS.has(key))),
    ...(type === undefined || type === 'host' ? {} : { host_type: type }),
  }
}

function guess(entry: JsonObject, args: JsonObject): ProviderKind | undefined {
  if (Object.hasOwn(entry, 'tower_inventory')) return 'AnsibleTower'
  return Object.entries(TELLING).find(([key]) => Object.hasOwn(args, key) || Object.hasOwn(entry, key))?.[1]
}

function kindOf(said: string): ProviderKind | undefined {
  return providerKindSchema.options.find((kind) => kind.toLowerCase() === said.toLowerCase())
}

function titleOf(entry: JsonObject, index: number): string {
  return textOf(entry['hostname']) ?? textOf(entry['name']) ?? `Entry ${index + 1}`
}

function sameTarget(a: InstanceId, b: InstanceId): boolean {
  return a.provider === b.provider && a.instance === b.instance
}

function offeringText(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '')
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}
