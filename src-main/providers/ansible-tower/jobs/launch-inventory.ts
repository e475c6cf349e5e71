import { z } from 'zod'
import { BrokerError } from '@shared/domain/error'
import { instanceText } from '@shared/domain/provider'
import { nearest } from '@shared/lib/nearest'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { Remembered } from './remembered'
import type { Template } from './template'

const inventorySchema = z.object({ id: z.number().int(), name: z.string() })

const remembered = new Remembered<number>()

/** The argument that names an inventory. */
export const INVENTORY_ARGUMENT = 'tower_inventory'

/**
 * The id of an inventory by its name, or by its id written as a number. Throws `NOT_FOUND` with the nearest names, and
 * `INVALID_INPUT` when several have that name.
 */
export async function inventoryId(
  instance: TowerInstance,
  wanted: string,
  signal: AbortSignal,
): Promise<number> {
  return await remembered.get(instance, wanted, signal, (shared) => lookUp(instance, wanted, shared))
}

async function lookUp(instance: TowerInstance, wanted: string, signal: AbortSignal): Promise<number> {
  const client = await instance.client(signal)
  const ask = (
    query: Readonly<Record<string, string>>,
  ): Promise<readonly z.output<typeof inventorySchema>[]> =>
    client.pages('inventories/', inventorySchema, { signal, what: `find the inventory ${wanted}`, query })
  const named = await ask({ name: wanted })
  const [only] = named
  if (named.length > 1) {
    throw refusal(instance, 'INVALID_INPUT', {
      message: `${named.length} inventories are named ${wanted}.`,
      hint: `Say one by its id: ${named.map(({ id }) => id).join(', ')}.`,
    })
  }
  if (only !== undefined) return only.id
  const [numbered] = /^\d+$/.test(wanted) ? await ask({ id: wanted }) : []
  if (numbered !== undefined) return numbered.id
  const all = await ask({})
  const near = nearest(
    wanted,
    all.map(({ name }) => name),
    3,
  )
  const where = instanceText({ provider: 'AnsibleTower', instance: instance.deps.instance })
  throw refusal(instance, 'NOT_FOUND', {
    message: `${where} has no inventory ${wanted}, or it may not be seen by this user.`,
    hint: near.length === 0 ? 'Leave it out for the default one.' : `The nearest are ${near.join(', ')}.`,
  })
}

/** Throws `INVALID_INPUT` when the template's own inventory may not be seen: the launch has to name another. */
export async function requireDefaultInventory(
  instance: TowerInstance,
  { name, inventory, asks }: Template,
  signal: AbortSignal,
): Promise<void> {
  if (inventory === undefined || !asks.inventory) return
  const visible = await remembered.get(instance, `#${inventory}`, signal, async (shared) => {
    const client = await instance.client(shared)
    const what = `see the default inventory of ${name}`
    const query = { id: inventory }
    const found = await client.pages('inventories/', inventorySchema, { signal: shared, what, query })
    return found.length
  })
  if (visible > 0) return
  throw refusal(instance, 'INVALID_INPUT', {
    message: `The default inventory of ${name} may not be seen by this user.`,
    hint: 'Choose another inventory.',
  })
}

function refusal(
  { deps }: TowerInstance,
  code: 'NOT_FOUND' | 'INVALID_INPUT',
  { message, hint }: { readonly message: string; readonly hint: string },
): BrokerError {
  return new BrokerError({
    code,
    message,
    hint,
    provider: 'AnsibleTower',
    instance: deps.instance,
    fieldErrors: { [INVENTORY_ARGUMENT]: message },
  })
}
