import { z } from 'zod'
import { toErrorData } from '@shared/domain/error'
import { tagsOf } from '@shared/domain/host'
import { isOutage, kindOf } from '@main/providers/ansible-tower/errors'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { anythingSchema } from '@main/providers/ansible-tower/schemas/page'
import { Remembered } from './remembered'
import type { Template } from './template'

const labelSchema = z.object({ id: z.number().int() })

const remembered = new Remembered<number>()

/** Whether a launch may say labels, and there is an organization that they can belong to. */
export function takesLabels({ asks, organization }: Template): boolean {
  return asks.labels && organization !== undefined
}

/**
 * The ids of labels (`key=value`, or the key alone) in the template's organization, made where they are not there. A
 * label that cannot be had is told in `warn` and left out: a machine without a label is better than none.
 */
export async function labelIds(
  instance: TowerInstance,
  template: Template,
  labels: Readonly<Record<string, string>>,
  signal: AbortSignal,
  warn: (text: string) => void,
): Promise<readonly number[]> {
  const names = tagsOf(labels)
  const { organization } = template
  if (!takesLabels(template) || organization === undefined) {
    if (names.length > 0) warn(`${template.name} does not take labels: ${names.join(', ')} left out.`)
    return []
  }
  const ids = await Promise.all(
    names.map(async (name) => {
      try {
        return await remembered.get(instance, `${organization}/${name}`, signal, (shared) =>
          obtain(instance, organization, name, shared),
        )
      } catch (error) {
        if (signal.aborted) throw error
        if (isOutage(error)) await requireAnswer(instance, signal)
        warn(`Label ${name} left out: ${toErrorData(error).message}`)
        return []
      }
    }),
  )
  return ids.flat()
}

/** Throws while the server is away: then it is not the label that cannot be had. */
async function requireAnswer(instance: TowerInstance, signal: AbortSignal): Promise<void> {
  const client = await instance.client(signal)
  await client.get('ping/', anythingSchema, { signal, what: 'reach the server' })
}

async function obtain(
  instance: TowerInstance,
  organization: number,
  name: string,
  signal: AbortSignal,
): Promise<number> {
  const found = await find(instance, organization, name, signal)
  if (found !== undefined) return found
  const client = await instance.client(signal)
  const what = `make the label ${name}`
  try {
    return (await client.post('labels/', { name, organization }, labelSchema, { signal, what })).id
  } catch (error) {
    // Someone else has made it meanwhile.
    if (kindOf(error) !== 'invalid') throw error
    const now = await find(instance, organization, name, signal)
    if (now === undefined) throw error
    return now
  }
}

async function find(
  instance: TowerInstance,
  organization: number,
  name: string,
  signal: AbortSignal,
): Promise<number | undefined> {
  const client = await instance.client(signal)
  const query = { name, organization }
  const [label] = await client.pages('labels/', labelSchema, {
    signal,
    what: `find the label ${name}`,
    query,
  })
  return label?.id
}
