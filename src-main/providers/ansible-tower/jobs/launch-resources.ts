import type { Json, JsonObject } from '@shared/lib/json'
import { PROMPTS } from '@main/providers/ansible-tower/form/prompts'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { findNamed } from '@main/providers/ansible-tower/named'
import { Remembered } from './remembered'
import { textOf } from './values'

const remembered = new Remembered<number>()

/**
 * The prompts of a launch with ids where a person says names: credentials, the execution environment, instance groups.
 * Throws as `findNamed` does.
 */
export async function withResourceIds(
  instance: TowerInstance,
  prompts: JsonObject,
  signal: AbortSignal,
): Promise<JsonObject> {
  const ids = await Promise.all(
    PROMPTS.map(async ({ argument, wire, resources }): Promise<readonly [string, Json][]> => {
      const said = prompts[wire]
      if (resources === undefined || said === undefined) return []
      const idOf = async (name: string): Promise<number> =>
        await remembered.get(instance, `${resources.collection}${name}`, signal, async (shared) => {
          return (await findNamed(instance, resources, name, shared, argument)).id
        })
      if (!Array.isArray(said)) {
        const name = textOf(said)
        return name === undefined ? [] : [[wire, await idOf(name)]]
      }
      return [[wire, await Promise.all(said.flatMap((name) => textOf(name) ?? []).map(idOf))]]
    }),
  )
  return { ...prompts, ...Object.fromEntries(ids.flat()) }
}
