import type { Fact } from '@shared/domain/fact'
import type { HostRef } from '@shared/domain/host'
import { isJsonObject, type JsonObject } from '@shared/lib/json'
import type { ProvisionedHost } from '@main/providers/contract'
import type { TowerApi } from '@main/providers/ansible-tower/api'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { brokerHost, factsForPeople, osOf } from './broker-facts'
import { OUR_ID } from './host'
import { leaseOf } from './lease'
import { Mask } from './mask'
import type { Registered } from './registered'
import { textOf, variablesOf } from './values'

/** A host of an inventory, with its facts. */
export interface SyncedSource {
  readonly instance: TowerInstance
  readonly api: TowerApi
  readonly registered: Registered
  readonly facts: JsonObject
  /** What identifies it, where that is known better. */
  readonly ref?: HostRef | undefined
}

/**
 * A host of an inventory as a host of ours. Its hostname is the variable `fqdn`, else what Ansible found, else what
 * OpenStack or Broker's workflows say, in this order.
 */
export function hostOfInventory({ instance, api, registered, facts, ref }: SyncedSource): ProvisionedHost {
  const variables = variablesOf(registered.variables)
  const broker = brokerHost({
    _broker_facts: isJsonObject(facts['_broker_facts']) ? facts['_broker_facts'] : {},
    _broker_args: isJsonObject(facts['_broker_args']) ? facts['_broker_args'] : {},
  })
  const mask = new Mask(broker.args)
  const hostname =
    textOf(variables['fqdn']) ?? textOf(facts['ansible_fqdn']) ?? openstackName(variables) ?? broker.hostname
  const os = broker.os ?? osOf(facts)
  const readAtMs = instance.deps.clock.now()
  const lease = leaseOf({ ...variables, ...broker.facts }, instance.config.lease_fields, {
    fromMs: readAtMs,
    readAtMs,
  })
  const inventory = registered.summary_fields.inventory?.name
  return {
    ref: ref ?? refOfRegistered(registered),
    name: registered.name,
    ...(hostname === undefined ? {} : { hostname, sshCommand: `ssh root@${hostname}` }),
    ...(os === undefined ? {} : { os }),
    ...(lease === undefined ? {} : { lease }),
    facts: [
      ...address(variables),
      ...(inventory === undefined ? [] : [{ label: 'Inventory', value: inventory }]),
      ...interfaces(facts),
      ...factsForPeople(mask.json(broker.facts)),
    ],
    links: [api.apiLink(`hosts/${registered.id}/`)],
    raw: {
      host: registered.id,
      ...(inventory === undefined ? {} : { tower_inventory: inventory }),
      ...(broker.hostType === undefined ? {} : { host_type: broker.hostType }),
      _broker_args: mask.json(broker.args),
      _broker_facts: mask.json(broker.facts),
    },
  }
}

/** What identifies a host of which only its place in an inventory is known. */
export function refOfRegistered({ id, name, inventory }: Registered): HostRef {
  return {
    host: String(id),
    name,
    ...(inventory === null || inventory === undefined ? {} : { inventory: String(inventory) }),
  }
}

/** Our own id, where the site's workflows keep what they were called with. */
export function ourIdIn(facts: JsonObject): string | undefined {
  const args = facts['_broker_args']
  if (!isJsonObject(args)) return undefined
  const extra = args['_broker_extra_vars']
  return textOf(args[OUR_ID]) ?? (isJsonObject(extra) ? textOf(extra[OUR_ID]) : undefined)
}

function openstackName(variables: JsonObject): string | undefined {
  const { openstack } = variables
  const metadata = isJsonObject(openstack) ? openstack['metadata'] : undefined
  return isJsonObject(metadata) ? textOf(metadata['fqdn']) : undefined
}

function address(variables: JsonObject): readonly Fact[] {
  const ip = textOf(variables['ansible_host'])
  return ip === undefined ? [] : [{ label: 'IP address', value: ip, mono: true }]
}

function interfaces(facts: JsonObject): readonly Fact[] {
  const names = facts['ansible_interfaces']
  if (!Array.isArray(names)) return []
  const shown = names.flatMap((name) => (name === 'lo' ? [] : (textOf(name) ?? [])))
  return shown.length === 0 ? [] : [{ label: 'Network interfaces', value: shown.join(', '), mono: true }]
}
