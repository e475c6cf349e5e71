import type { z } from 'zod'
import { BrokerError } from '@shared/domain/error'
import type { Field } from '@shared/domain/form'
import { instanceText } from '@shared/domain/provider'
import { nearest, nearestText } from '@shared/lib/nearest'
import type { TowerInstance } from './instance'

/** A list of the server whose entries a launch takes by their ids, and a person says by their names. */
export interface NamedList<T extends Named> {
  readonly collection: string
  readonly noun: string
  readonly plural: string
  readonly schema: z.ZodType<T>
}

interface Named {
  readonly id: number
  readonly name: string
  readonly summary_fields: { readonly organization?: { readonly name: string } | undefined }
}

/** All entries that this user may see, in the order of their ids. */
export async function allNamed<T extends Named>(
  instance: TowerInstance,
  { collection, plural, schema }: NamedList<T>,
  signal: AbortSignal,
): Promise<readonly T[]> {
  const client = await instance.client(signal)
  return await client.pages(collection, schema, { signal, what: `list the ${plural}` })
}

/**
 * The entry of a name, or of an id written as a number. A name counts before an id. Throws `NOT_FOUND` with the nearest
 * names, and `INVALID_INPUT` with the ids to choose from when several have that name; both at the field `argument`.
 */
export async function findNamed<T extends Named>(
  instance: TowerInstance,
  list: NamedList<T>,
  wanted: string,
  signal: AbortSignal,
  argument: string,
): Promise<T> {
  const client = await instance.client(signal)
  const { collection, noun, plural, schema } = list
  const what = `find the ${noun} ${wanted}`
  const ask = async (query: Readonly<Record<string, string>>): Promise<readonly T[]> =>
    await client.pages(collection, schema, { signal, what, query })
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
      `${where} has ${found.length} ${plural} named ${wanted}.`,
      `Say one by its id: ${ids.join(', ')}.`,
    )
  }
  const all = await allNamed(instance, list, signal)
  const near = nearest(
    wanted,
    all.map(({ name }) => name),
    3,
  )
  throw refusal(
    instance,
    argument,
    'NOT_FOUND',
    `${where} has no ${noun} ${wanted}, or this user may not see it.`,
    nearestText(near) ?? 'Leave it out for the default one.',
  )
}

/** The entries as choices: by name, and by id where several have the same one. */
export function namedChoices<T extends Named>(
  all: readonly T[],
  hintOf: (entry: T) => string,
): NonNullable<Field['choices']> {
  return all.map((entry) => {
    const value = sayingOf(all, entry)
    const hint = [
      hintOf(entry),
      ...(value === entry.name ? [] : [entry.summary_fields.organization?.name ?? `id ${entry.id}`]),
    ].filter((text) => text !== '')
    return {
      value,
      ...(value === entry.name ? {} : { label: entry.name }),
      ...(hint.length === 0 ? {} : { hint: hint.join(', ') }),
    }
  })
}

/** How an entry is said: by its name, or by its id where others have the same name. */
export function sayingOf(
  all: readonly Pick<Named, 'id' | 'name'>[],
  entry: Pick<Named, 'id' | 'name'>,
): string {
  return all.some(({ id, name }) => name === entry.name && id !== entry.id) ? String(entry.id) : entry.name
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
