import { z } from 'zod'
import { toErrorData } from '@shared/domain/error'
import { jsonObjectSchema, type JsonObject } from '@shared/lib/json'
import { kindOf } from '@main/providers/ansible-tower/errors'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'

/** A host as an inventory of the server has it. */
export const registeredSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  inventory: z.number().int().nullish(),
  /** A text: JSON, YAML or empty. */
  variables: z.string().nullish(),
  summary_fields: z
    .object({ inventory: z.object({ id: z.number().int(), name: z.string() }).optional() })
    .default({}),
})
export type Registered = z.infer<typeof registeredSchema>

/** In which inventory a host of a name is looked for. */
export interface Place {
  readonly inventory: number | undefined
  /** It is known to be there, and not only likely: the inventory of a job need not be the one of the host. */
  readonly isCertain: boolean
}

/**
 * The host of this name in the inventories of the server: the one in `place`; where that is not certain also the only
 * one of the name.
 */
export async function findRegistered(
  instance: TowerInstance,
  name: string,
  { inventory: wanted, isCertain }: Place,
  signal: AbortSignal,
): Promise<Registered | undefined> {
  const client = await instance.client(signal)
  const what = `look for the host ${name}`
  const hosts = await client.pages('hosts/', registeredSchema, { signal, what, query: { name } })
  const there = wanted === undefined ? undefined : hosts.find(({ inventory }) => inventory === wanted)
  if (there !== undefined || (isCertain && wanted !== undefined)) return there
  return hosts.length === 1 ? hosts[0] : undefined
}

/** What Ansible knows of a host; `problem` where this user may not see it. */
export interface HostFacts {
  readonly facts: JsonObject
  readonly problem?: string
}

/** A host's facts in one request. Facts that may not be seen, or are not there, are told and no failure. */
export async function factsOf(
  instance: TowerInstance,
  { id, name }: Registered,
  signal: AbortSignal,
): Promise<HostFacts> {
  const client = await instance.client(signal)
  try {
    const what = `read the facts of ${name}`
    return { facts: await client.get(`hosts/${id}/ansible_facts/`, jsonObjectSchema, { signal, what }) }
  } catch (error) {
    const kind = kindOf(error)
    if (kind !== 'permission' && kind !== 'not-found') throw error
    return { facts: {}, problem: toErrorData(error).message }
  }
}
