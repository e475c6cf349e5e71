import { BrokerError } from '@shared/domain/error'
import { instanceText } from '@shared/domain/provider'
import { nearest, nearestText } from '@shared/lib/nearest'
import type { TowerInstance } from './instance'
import { inventorySchema, type Inventory } from './schemas/inventories'

/** All inventories that this user may see and that are not being deleted, in the order of their ids. */
export async function allInventories(
  instance: TowerInstance,
  signal: AbortSignal,
): Promise<readonly Inventory[]> {
  const client = await instance.client(signal)
  const all = await client.pages('inventories/', inventorySchema, { signal, what: 'list the inventories' })
  return all.filter((inventory) => !inventory.pending_deletion)
}

/**
 * The inventory of a name, or of an id written as a number. A name counts before an id. Throws `NOT_FOUND` with the
 * nearest names, and `INVALID_INPUT` with the ids to choose from when several have that name; both at the field
 * `argument`.
 */
export async function findInventory(
  instance: TowerInstance,
  wanted: string,
  signal: AbortSignal,
  argument = 'tower_inventory',
): Promise<Inventory> {
  const client = await instance.client(signal)
  const what = `find the inventory ${wanted}`
  const ask = async (query: Readonly<Record<string, string>>): Promise<readonly Inventory[]> =>
    await client.pages('inventories/', inventorySchema, { signal, what, query })
  const named = await ask({ name: wanted })
  const found = named.length === 0 && /^\d+$/.test(wanted) ? await ask({ id: wanted }) : named
  const [only] = found
  if (only !== undefined && found.length === 1) return only
  const where = instanceText({ provider: 'AnsibleTower', instance: instance.deps.instance })
  if (found.length > 1) {
    const ids = found.map(({ id, summary_fields: { organization } }) =>
      organization === undefined ? String(id) : `${id} in ${organization.name}`,
    )
    throw refusal(
      instance,
      argument,
      'INVALID_INPUT',
      `${where} has ${found.length} inventories named ${wanted}.`,
      `Say one by its id: ${ids.join(', ')}.`,
    )
  }
  const all = await allInventories(instance, signal)
  const near = nearest(
    wanted,
    all.map(({ name }) => name),
    3,
  )
  throw refusal(
    instance,
    argument,
    'NOT_FOUND',
    `${where} has no inventory ${wanted}, or this user may not see it.`,
    nearestText(near) ?? 'Leave it out for the default one.',
  )
}

function refusal(
  { deps }: TowerInstance,
  argument: string,
  code: 'NOT_FOUND' | 'INVALID_INPUT',
  message: string,
  hint: string,
): BrokerError {
  return new BrokerError({
    code,
    message,
    hint,
    provider: 'AnsibleTower',
    instance: deps.instance,
    fieldErrors: { [argument]: message },
  })
}
