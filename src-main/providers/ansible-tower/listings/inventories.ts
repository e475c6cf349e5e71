import type { Fact } from '@shared/domain/fact'
import type { Listed, ListedDetail } from '@shared/domain/provider'
import { count } from '@shared/lib/words'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { allInventories, findInventory } from '@main/providers/ansible-tower/inventories'
import type { Inventory } from '@main/providers/ansible-tower/schemas/inventories'

/** All inventories that this user may see, by name. */
export async function listInventories(
  instance: TowerInstance,
  signal: AbortSignal,
): Promise<readonly Listed[]> {
  const { compare } = new Intl.Collator('en', { numeric: true })
  const all = await allInventories(instance, signal)
  return all.map(toListed).toSorted((a, b) => compare(a.name, b.name))
}

/** One inventory, by name or id. Throws as `findInventory` does. */
export async function showInventory(
  instance: TowerInstance,
  name: string,
  signal: AbortSignal,
): Promise<ListedDetail> {
  const client = await instance.client(signal)
  const inventory = await findInventory(instance, name, signal)
  return {
    ...toListed(inventory),
    facts: factsOf(inventory),
    links: [client.api.inventoryLink(inventory), client.api.apiLink(inventory.url)],
  }
}

function toListed(inventory: Inventory): Listed {
  const { name, description, kind, total_hosts: hosts, summary_fields: fields } = inventory
  const parts = [kind, count(hosts, 'host'), fields.organization?.name ?? '']
  return {
    name,
    ...(description === '' ? {} : { description }),
    detail: parts.filter((part) => part !== '').join(', '),
  }
}

function factsOf(inventory: Inventory): Fact[] {
  const { organization } = inventory.summary_fields
  return [
    { label: 'Id', value: String(inventory.id), mono: true },
    { label: 'Kind', value: inventory.kind === '' ? 'ordinary' : inventory.kind },
    ...(organization === undefined ? [] : [{ label: 'Organization', value: organization.name }]),
    { label: 'Hosts', value: String(inventory.total_hosts) },
    ...(inventory.hosts_with_active_failures === 0
      ? []
      : [{ label: 'Hosts with failures', value: String(inventory.hosts_with_active_failures) }]),
    { label: 'Groups', value: String(inventory.total_groups) },
  ]
}
