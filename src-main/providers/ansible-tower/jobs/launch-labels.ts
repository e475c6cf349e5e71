import { z } from 'zod'
import { toErrorData } from '@shared/domain/error'
import { tagsOf } from '@shared/domain/host'
import { kindOf } from '@main/providers/ansible-tower/errors'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { Remembered } from './remembered'
import type { Template } from './template'

const labelSchema = z.object({ id: z.number().int() })

const remembered = new Remembered<number>()

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
  if (names.length === 0) return []
  if (!template.asks.labels || template.organization === undefined) {
    warn(`${template.name} does not take labels: ${names.join(', ')} left out.`)
    return []
  }
  const { organization } = template
  const ids = await Promise.all(
    names.map(async (name) => {
      try {
        return await remembered.get(instance, `${organization}/${name}`, signal, (shared) =>
          obtain(instance, organization, name, shared),
        )
      } catch (error) {
        if (signal.aborted) throw error
        warn(`Label ${name} left out: ${toErrorData(error).message}`)
        return []
      }
    }),
  )
  return ids.flat()
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
