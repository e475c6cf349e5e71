import type { Field } from '@shared/domain/form'
import { isShown, type FormValues } from '@shared/domain/form-check'
import type { Json, JsonObject } from '@shared/lib/json'
import { isRemovedSecret, isStoredSecret } from '@renderer/features/forms/secret-marker'

/** Whether two values are the same as JSON; the order of an object's names does not matter. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  return JSON.stringify(ordered(a)) === JSON.stringify(ordered(b))
}

function ordered(value: Json | undefined): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(ordered)
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, inner]) => [name, ordered(inner)])
}

/**
 * Whether a value was said: it is there, is not empty, and is not what the provider takes anyway. An emptied list or map
 * is said where the default has entries: it was emptied on purpose.
 */
export function isSaid(field: Pick<Field, 'default'>, value: Json | undefined): value is Json {
  if (value === undefined || value === null || value === '' || isRemovedSecret(value)) return false
  if (typeof value === 'object' && Object.keys(value).length === 0) return hasEntries(field.default)
  return !sameJson(value, field.default)
}

function hasEntries(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
}

/** What a form sends: the said values of the fields that are shown. A field left at its default is not in it. */
export function saidValues(fields: readonly Field[], values: FormValues): JsonObject {
  return Object.fromEntries(
    fields.flatMap((field): [string, Json][] => {
      const value = values[field.name]
      return isShown(field, fields, values) && isSaid(field, value) ? [[field.name, value]] : []
    }),
  )
}

/**
 * The said values of an instance's form as `settings.saveInstance` takes them: typed secrets apart from the rest,
 * secrets that are kept already left out, which keeps them, and those to be taken away as empty ones.
 */
export function splitSecrets(
  fields: readonly Field[],
  values: FormValues,
): { readonly config: JsonObject; readonly secrets: Readonly<Record<string, string>> } {
  const secretNames = new Set(fields.filter((field) => field.type === 'secret').map((field) => field.name))
  const config: [string, Json][] = []
  const secrets: [string, string][] = []
  for (const [name, value] of Object.entries(saidValues(fields, values))) {
    if (isStoredSecret(value)) continue
    if (secretNames.has(name) && typeof value === 'string') secrets.push([name, value])
    else config.push([name, value])
  }
  const removed = fields.flatMap((field): [string, string][] =>
    isRemovedSecret(values[field.name]) ? [[field.name, '']] : [],
  )
  return { config: Object.fromEntries(config), secrets: Object.fromEntries([...secrets, ...removed]) }
}
