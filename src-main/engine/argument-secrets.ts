import { BrokerError } from '@shared/domain/error'
import { isJsonObject, jsonSchema, type Json, type JsonObject } from '@shared/lib/json'
import { MASK, isSecretName } from '@shared/lib/redact'
import type { SecretVault } from '@main/ports/vault'

const MARKER = '$secret'

/** Only arguments' own secrets can be meant: a marker from the page must not reach an instance's password. */
const KEY_PREFIX = 'argument/'

function markerKey(value: Json): string | undefined {
  if (!isJsonObject(value)) return undefined
  const key = value[MARKER]
  return typeof key === 'string' && key.startsWith(KEY_PREFIX) ? key : undefined
}

/** Changes what is in a map or a list, however deep `change` goes on; a value that becomes undefined is left out. */
function mapInside(value: Json, name: string, change: (value: Json, name: string) => Json | undefined): Json {
  if (Array.isArray(value))
    return value.map((entry) => change(entry, name)).filter((entry) => entry !== undefined)
  return isJsonObject(value) ? mapValues(value, change) : value
}

function mapValues(map: JsonObject, change: (value: Json, name: string) => Json | undefined): JsonObject {
  return Object.fromEntries(
    Object.entries(map).flatMap(([name, value]) => {
      const changed = change(value, name)
      return changed === undefined ? [] : [[name, changed] as const]
    }),
  )
}

/** What a text is as JSON, if it is a map or a list: providers take structures written as text, too. */
function structureIn(text: string): Json | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined
  try {
    return jsonSchema.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** The texts under secret names in a value, also in JSON that is written as text. */
export function secretTexts(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return secretTexts(structureIn(value))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    isSecretName(name) ? stringsIn(inner) : secretTexts(inner),
  )
}

/**
 * Moves secret arguments into the vault and leaves markers in their place, so that neither the inventory nor a task
 * nor a report ever holds one; also inside maps and lists, such as a container's environment. A text that is JSON with a
 * secret in it is a secret as a whole. A value that is a marker already (a retry) stays.
 */
export function sealArguments(
  vault: SecretVault,
  args: JsonObject,
  secretNames: readonly string[],
  newId: () => string,
): JsonObject {
  const seal = (value: Json, name: string): Json => {
    if (value === '' || value === null || markerKey(value) !== undefined) return value
    const isSecret = secretNames.includes(name) || isSecretName(name)
    if (!isSecret && (typeof value !== 'string' || secretTexts(value).length === 0))
      return mapInside(value, name, seal)
    const key = `${KEY_PREFIX}${newId()}`
    vault.set(key, JSON.stringify(value))
    return { [MARKER]: key }
  }
  return mapValues(args, seal)
}

/** A request with its secrets in the vault, also those among the defaults that were told with it. */
export function sealRequest<R extends SealedParts>(vault: SecretVault, request: R, newId: () => string): R {
  const { arguments: args, defaults, secretArguments } = request
  return {
    ...request,
    arguments: sealArguments(vault, args, secretArguments, newId),
    ...(defaults === undefined ? {} : { defaults: sealArguments(vault, defaults, secretArguments, newId) }),
  }
}

interface SealedParts {
  readonly arguments: JsonObject
  readonly defaults?: JsonObject | undefined
  readonly secretArguments: readonly string[]
}

/**
 * Puts the secrets back for the provider. One that is no longer in the vault, as after a restart where the system has no
 * keychain, is told to `onLost` and left out; by default that throws `CONFIG`.
 */
export function openArguments(
  vault: SecretVault,
  args: JsonObject,
  onLost: (name: string) => void = refuseLost,
): { readonly args: JsonObject; readonly secrets: readonly string[] } {
  const secrets: string[] = []
  const open = (value: Json, name: string): Json | undefined => {
    const key = markerKey(value)
    if (key === undefined) return mapInside(value, name, open)
    const stored = vault.get(key)
    if (stored === undefined) {
      onLost(name)
      return undefined
    }
    const secret = jsonSchema.parse(JSON.parse(stored))
    secrets.push(...stringsIn(secret), ...secretTexts(secret))
    return secret
  }
  return { args: mapValues(args, open), secrets }
}

/** Opened arguments, or why they cannot be opened: for a line whose failure must come when it runs and not before. */
type OpenedArguments =
  ({ readonly ok: true } & ReturnType<typeof openArguments>) | { readonly ok: false; readonly error: unknown }

/** `openArguments` that answers its failure instead of throwing it. */
export function tryOpenArguments(vault: SecretVault, args: JsonObject): OpenedArguments {
  try {
    return { ok: true, ...openArguments(vault, args) }
  } catch (error) {
    return { ok: false, error }
  }
}

/** The arguments as people may see them. */
export function maskArguments(args: JsonObject): JsonObject {
  const mask = (value: Json, name: string): Json =>
    markerKey(value) === undefined ? mapInside(value, name, mask) : MASK
  return mapValues(args, mask)
}

function refuseLost(name: string): never {
  throw new BrokerError({
    code: 'CONFIG',
    message: `The secret argument ${name} is no longer known: this system has no keychain to keep it in.`,
    hint: 'Retry with changes, and type it again.',
    fieldErrors: { [name]: 'Type it again.' },
  })
}

function stringsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap((inner) => stringsIn(inner))
}
