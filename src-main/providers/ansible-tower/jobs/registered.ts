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

/** The host of this name in the inventories of the server; where several have it, in the preferred one. */
export async function findRegistered(
  instance: TowerInstance,
  name: string,
  preferred: number | undefined,
  signal: AbortSignal,
): Promise<Registered | undefined> {
  const client = await instance.client(signal)
  const what = `look for the host ${name}`
  const hosts = await client.pages('hosts/', registeredSchema, { signal, what, query: { name } })
  return hosts.find(({ inventory }) => inventory === preferred) ?? hosts[0]
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
