import type { Field } from '@shared/domain/form'
import type { FormValues } from '@shared/domain/form-check'
import type { HealthFix, ProviderKind } from '@shared/domain/provider'
import type { InstanceDraft, InstanceView } from '@shared/domain/settings'
import type { Json, JsonObject } from '@shared/lib/json'
import { isSaid, sameJson, splitSecrets } from '@renderer/features/forms/field-values'
import { isRemovedSecret, withStoredSecrets } from '@renderer/features/forms/secret-marker'

/** What an instance's form begins with, and what its changes are counted against. */
export interface InstanceStart {
  readonly provider: ProviderKind
  readonly instance: string
  readonly isDefault: boolean
  readonly config: JsonObject
  readonly storedSecrets: readonly string[]
  /** Whether it is in the settings; a new one is not yet. */
  readonly isSaved: boolean
  /** Of which state of the file it is; a new one is of none. */
  readonly revision?: string
}

/** The start of a form for an instance that is in the settings. */
export function startOf(view: InstanceView): InstanceStart {
  const { provider, instance, isDefault, config, storedSecrets, revision } = view
  return { provider, instance, isDefault, config, storedSecrets, isSaved: true, revision }
}

/** The start of a form for a new instance. */
export function newStart(provider: ProviderKind, instance: string, config: JsonObject): InstanceStart {
  return { provider, instance, isDefault: false, config, storedSecrets: [], isSaved: false }
}

/** Whether two starts make the same form. */
export function isSameStart(a: InstanceStart, b: InstanceStart): boolean {
  return (
    a.provider === b.provider &&
    a.instance === b.instance &&
    a.isSaved === b.isSaved &&
    a.revision === b.revision &&
    sameJson(a.config, b.config) &&
    sameJson([...a.storedSecrets], [...b.storedSecrets])
  )
}

/** The values that stand in the fields at the start: secrets that are kept already are dots. */
export function startValues(start: InstanceStart): FormValues {
  return withStoredSecrets(start.config, start.storedSecrets)
}

/** What `settings.saveInstance` and `providers.check` get. */
export function draftOf(
  start: InstanceStart,
  fields: readonly Field[],
  name: string,
  values: FormValues,
): InstanceDraft {
  const { config, secrets } = splitSecrets(fields, values)
  return {
    provider: start.provider,
    instance: name.trim(),
    ...(start.isSaved ? { previousName: start.instance } : {}),
    ...(start.revision === undefined ? {} : { basedOn: start.revision }),
    isDefault: start.isDefault,
    config: { ...repeatedDefaults(start, fields, values), ...config },
    secrets: { ...secrets },
  }
}

/**
 * Defaults that the settings say in so many words. They stay said: the file keeps its line, and a value that a section
 * gives to all its instances can be set back to the default for this one.
 */
function repeatedDefaults(start: InstanceStart, fields: readonly Field[], values: FormValues): JsonObject {
  return Object.fromEntries(
    fields.flatMap((field): [string, Json][] => {
      const value = values[field.name]
      const isRepeated =
        value !== undefined && Object.hasOwn(start.config, field.name) && sameJson(value, field.default)
      return isRepeated ? [[field.name, value]] : []
    }),
  )
}

/** The values with what a test of the connection proposes; secrets are never proposed. */
export function fixedValues(fields: readonly Field[], values: FormValues, fix: HealthFix): FormValues {
  const proposed = fields.flatMap((field): [string, Json][] => {
    const value = fix.config[field.name]
    return value === undefined || field.type === 'secret' ? [] : [[field.name, value]]
  })
  return { ...values, ...Object.fromEntries(proposed) }
}

/** How many things differ from the start: the name, and every field whose effect is another. */
export function countChanges(
  start: InstanceStart,
  fields: readonly Field[],
  name: string,
  values: FormValues,
): number {
  const changed = fields.filter((field) => {
    const value = values[field.name]
    if (field.type === 'secret') return isRemovedSecret(value) || (typeof value === 'string' && value !== '')
    return !sameJson(effective(field, value), effective(field, start.config[field.name]))
  })
  return changed.length + (name.trim() === start.instance ? 0 : 1)
}

function effective(field: Field, value: Json | undefined): Json | undefined {
  return isSaid(field, value) ? value : field.default
}
