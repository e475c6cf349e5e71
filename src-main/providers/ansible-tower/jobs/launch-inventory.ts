import { BrokerError } from '@shared/domain/error'
import { INVENTORY_ARGUMENT } from '@main/providers/ansible-tower/form/prompts'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { findInventory } from '@main/providers/ansible-tower/inventories'
import { inventorySchema } from '@main/providers/ansible-tower/schemas/inventories'
import { Remembered } from './remembered'
import type { Template } from './template'

const remembered = new Remembered<number>()

/** The id of an inventory by its name or id, remembered for a short time and looked up once for all that ask. */
export async function inventoryId(
  instance: TowerInstance,
  wanted: string,
  signal: AbortSignal,
): Promise<number> {
  return await remembered.get(instance, wanted, signal, async (shared) => {
    return (await findInventory(instance, wanted, shared)).id
  })
}

/** Throws `INVALID_INPUT` when the template's own inventory may not be seen: the launch has to name another. */
export async function requireDefaultInventory(
  instance: TowerInstance,
  { name, inventory, asks }: Template,
  signal: AbortSignal,
): Promise<void> {
  if (inventory === undefined || !asks.inventory) return
  const visible = await remembered.get(instance, `default/${inventory}`, signal, async (shared) => {
    const client = await instance.client(shared)
    const what = `see the default inventory of ${name}`
    const query = { id: inventory }
    return (await client.pages('inventories/', inventorySchema, { signal: shared, what, query })).length
  })
  if (visible > 0) return
  const message = `The default inventory of ${name} may not be seen by this user.`
  throw new BrokerError({
    code: 'INVALID_INPUT',
    message,
    hint: 'Choose another inventory.',
    provider: 'AnsibleTower',
    instance: instance.deps.instance,
    fieldErrors: { [INVENTORY_ARGUMENT]: message },
  })
}
