import type { TowerInstance } from './instance'
import { allNamed, findNamed, type NamedList } from './named'
import { inventorySchema, type Inventory } from './schemas/inventories'

const LIST: NamedList<Inventory> = {
  collection: 'inventories/',
  noun: 'inventory',
  plural: 'inventories',
  schema: inventorySchema,
}

/** All inventories that this user may see and that are not being deleted, in the order of their ids. */
export async function allInventories(
  instance: TowerInstance,
  signal: AbortSignal,
): Promise<readonly Inventory[]> {
  return (await allNamed(instance, LIST, signal)).filter((inventory) => !inventory.pending_deletion)
}

/** The inventory of a name or an id. Throws as `findNamed` does. */
export async function findInventory(
  instance: TowerInstance,
  wanted: string,
  signal: AbortSignal,
  argument = 'tower_inventory',
): Promise<Inventory> {
  return await findNamed(instance, LIST, wanted, signal, argument)
}
