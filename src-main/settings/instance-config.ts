import { createHash } from 'node:crypto'
import { BrokerError } from '@shared/domain/error'
import { checkForm } from '@shared/domain/form-check'
import type { Field } from '@shared/domain/form'
import type { ProviderKind } from '@shared/domain/provider'
import type { InstanceDraft, InstanceView } from '@shared/domain/settings'
import type { Json, JsonObject } from '@shared/lib/json'
import { addressPasswords, isSecretName, MASK, maskAddresses } from '@shared/lib/redact'
import { variablesByName, withOverrides, type Override } from '@main/settings/environment'
import { isConfigKey, type InstanceEntry } from '@main/settings/sections'

/** What the settings need to know of a provider kind; a `ProviderDefinition` has it. */
export interface ConfigurableKind {
  readonly kind: ProviderKind
  readonly title: string
  readonly configFields: readonly Field[]
  /** Whether it only pretends: then its section is in our own file, whatever file is in use. */
  readonly pretend?: boolean
}

type Secrets = Readonly<Record<string, string>>

/** Where the configuration of an instance comes from. */
export interface ConfigParts {
  readonly kind: ConfigurableKind
  /** What the section says for all its instances. */
  readonly shared: JsonObject
  /** The secrets in the vault. */
  readonly stored: Secrets
  /** What the instance itself says in the file. */
  readonly own: JsonObject
  /** What the environment says; each begins with the name of a field. */
  readonly environment: readonly Override[]
  /** Whether the instance wins over the environment (`override_envars`). */
  readonly keepsOwn: boolean
}

/**
 * The configuration as the provider gets it, the most telling part last. What the instance itself says in the file
 * goes over the vault: a secret that is typed in the window leaves only a marker in the file, so one that is there is
 * newer. The environment goes over all of it, unless the instance wants its own; then only over the section.
 */
export function mergeConfig(parts: ConfigParts): JsonObject {
  const { shared, stored, own, environment, keepsOwn } = parts
  if (keepsOwn) return { ...withOverrides(shared, environment), ...stored, ...own }
  return withOverrides({ ...shared, ...stored, ...own }, environment)
}

/** The variables that win, by the field that they are about. */
export function environmentOf(parts: ConfigParts): Readonly<Record<string, string>> {
  const isHidden = (name: string): boolean =>
    parts.keepsOwn && (Object.hasOwn(parts.own, name) || Object.hasOwn(parts.stored, name))
  return variablesByName(parts.environment.filter(({ path: [name = ''] }) => !isHidden(name)))
}

/** What the file shall say of a form: where the environment wins, what it says already. */
export function writtenConfig(parts: ConfigParts, config: JsonObject): JsonObject {
  const plain = plainConfig(parts, config)
  const wins = environmentOf(parts)
  const typed = Object.entries(plain).filter(([name]) => !Object.hasOwn(wins, name))
  const said = Object.entries(parts.own).filter(
    ([name]) => Object.hasOwn(wins, name) && !isSecretField(parts.kind, name),
  )
  return Object.fromEntries([...typed, ...said])
}

/** The configuration that a draft means, with the stored secrets that were not typed anew. */
export function mergeDraft(parts: ConfigParts, draft: InstanceDraft, typed: Secrets): JsonObject {
  const { kind, stored } = parts
  // A known field that the form leaves out is no longer said by the instance; unknown keys and secrets stay.
  const kept = Object.entries(parts.own).filter(([name]) => !isField(kind, name) || isSecretField(kind, name))
  const secrets = withTyped({ ...stored, ...secretTexts(kind, Object.fromEntries(kept)) }, typed)
  const plain = Object.fromEntries(kept.filter(([name]) => !isSecretField(kind, name)))
  const own = { ...plain, ...plainConfig(parts, draft.config), ...secrets }
  return mergeConfig({ ...parts, stored: {}, own })
}

/** Secrets with those that were typed over them; one that was typed as nothing is taken away. */
export function withTyped(secrets: Secrets, typed: Secrets): Secrets {
  return Object.fromEntries(Object.entries({ ...secrets, ...typed }).filter(([, value]) => value !== ''))
}

/** The secrets of a draft, also those that stand where they do not belong. */
export function typedSecrets(kind: ConfigurableKind, draft: InstanceDraft): Secrets {
  return { ...secretTexts(kind, draft.config), ...draft.secrets }
}

/** Every secret value of a configuration, by field type or by name. */
export function secretsIn(parts: ConfigParts): readonly string[] {
  return Object.entries(mergeConfig(parts)).flatMap(([name, value]) => {
    if (typeof value !== 'string') return []
    return isSecretField(parts.kind, name) || isSecretName(name) ? [value] : addressPasswords(value)
  })
}

/** What of a draft's configuration may stand in the file; a masked address that nobody changed is what it was. */
function plainConfig({ kind, shared, own }: ConfigParts, config: JsonObject): JsonObject {
  const before = { ...shared, ...own }
  return Object.fromEntries(
    Object.entries(config)
      .filter(([name, value]) => value !== null && isConfigKey(name) && !isSecretField(kind, name))
      .map(([name, value]) => {
        const was = before[name]
        const isMasked = typeof value === 'string' && value.includes(MASK) && was !== undefined
        return [name, isMasked && masked(was) === value ? was : value]
      }),
  )
}

/** Whether a key that no field names is a secret by its name, or something in it is. */
function holdsSecret(name: string, value: Json): boolean {
  if (isSecretName(name)) return true
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([inner, deeper]) =>
    Array.isArray(value) ? holdsSecret('', deeper) : holdsSecret(inner, deeper),
  )
}

/** A value as the window may have it. */
function masked(value: Json): Json {
  return typeof value === 'string' ? maskAddresses(value) : value
}

/** An instance as the renderer sees it. */
export function viewOf(parts: ConfigParts, entry: InstanceEntry): InstanceView {
  const { kind } = parts
  const config = mergeConfig(parts)
  const [problem] = Object.entries(checkForm(kind.configFields, config))
  const environment = environmentOf(parts)
  const plain = Object.entries({ ...parts.shared, ...parts.own })
    .filter(([name, value]) => isSecretField(kind, name) && isSaid(value))
    .filter(([name]) => Object.hasOwn(parts.own, name) || !Object.hasOwn(parts.stored, name))
    .map(([name]) => name)
  return {
    provider: kind.kind,
    instance: entry.name,
    isDefault: entry.isDefault,
    // A key that no field names may hold a secret all the same, by its name: the page has no use for it.
    config: Object.fromEntries(
      Object.entries(config)
        .filter(
          ([name, value]) => !isSecretField(kind, name) && (isField(kind, name) || !holdsSecret(name, value)),
        )
        .map(([name, value]) => [name, masked(value)]),
    ),
    storedSecrets: kind.configFields
      .filter((field) => field.type === 'secret' && isSaid(config[field.name]))
      .map((field) => field.name),
    ...(plain.length === 0 ? {} : { plainSecrets: plain }),
    revision: revisionOf(entry),
    ...(Object.keys(environment).length === 0 ? {} : { environment }),
    ...(problem === undefined ? {} : { problem: `${labelOf(kind, problem[0])}: ${problem[1]}` }),
  }
}

/** Changes whenever what the file says of an instance does; tells nothing of what that is. */
function revisionOf(entry: InstanceEntry): string {
  const said = JSON.stringify([entry.name, entry.own, entry.isDefault, entry.keepsOwn])
  return createHash('sha256').update(said).digest('hex').slice(0, 16)
}

/** A form that was begun from something else must not write over what has come since. Throws `INVALID_INPUT`. */
export function requireUnchanged(entry: InstanceEntry, basedOn: string): void {
  if (revisionOf(entry) === basedOn) return
  throw new BrokerError({
    code: 'INVALID_INPUT',
    message: `${entry.name} was changed in the settings file while this form was open.`,
    hint: 'Take what the file says, or keep what you typed and save again. Nothing was saved.',
  })
}

/** What a field is called in messages. */
export function labelOf(kind: ConfigurableKind, name: string): string {
  if (name === 'instance') return 'Name'
  return kind.configFields.find((field) => field.name === name)?.label ?? name
}

function secretTexts(kind: ConfigurableKind, values: JsonObject): Secrets {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      isSecretField(kind, name) && typeof value === 'string' ? [[name, value]] : [],
    ),
  )
}

function isField(kind: ConfigurableKind, name: string): boolean {
  return kind.configFields.some((field) => field.name === name)
}

function isSecretField(kind: ConfigurableKind, name: string): boolean {
  return kind.configFields.some((field) => field.name === name && field.type === 'secret')
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null && value !== ''
}
