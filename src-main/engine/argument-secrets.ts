import { BrokerError } from '@shared/domain/error'
import { jsonSchema } from '@shared/lib/json'
import type { Json, JsonObject } from '@shared/lib/json'
import { MASK, isSecretName } from '@shared/lib/redact'
import type { SecretVault } from '@main/ports/vault'

const MARKER = '$secret'

function markerKey(value: Json): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const key = value[MARKER]
  return typeof key === 'string' ? key : undefined
}

/**
 * Moves secret arguments into the vault and leaves markers in their place, so that neither the inventory nor a task
 * nor a report ever holds one. A value that is a marker already (a retry) stays.
 */
export function sealArguments(
  vault: SecretVault,
  args: JsonObject,
  secretNames: readonly string[],
  newId: () => string,
): JsonObject {
  const sealed = Object.entries(args).map(([name, value]): [string, Json] => {
    const secret = secretNames.includes(name) || isSecretName(name)
    if (!secret || value === '' || value === null || markerKey(value) !== undefined) return [name, value]
    const key = `argument/${newId()}`
    vault.set(key, JSON.stringify(value))
    return [name, { [MARKER]: key }]
  })
  return Object.fromEntries(sealed)
}

/**
 * Puts the secrets back for the provider. Throws `CONFIG` when one is no longer in the vault, as after a restart
 * where the system has no keychain.
 */
export function openArguments(
  vault: SecretVault,
  args: JsonObject,
): { readonly args: JsonObject; readonly secrets: readonly string[] } {
  const secrets: string[] = []
  const opened = Object.entries(args).map(([name, value]): [string, Json] => {
    const key = markerKey(value)
    if (key === undefined) return [name, value]
    const stored = vault.get(key)
    if (stored === undefined) {
      throw new BrokerError({
        code: 'CONFIG',
        message: `The secret argument ${name} is no longer known: this system has no keychain to keep it in.`,
        hint: 'Retry with changes, and type it again.',
        fieldErrors: { [name]: 'Type it again.' },
      })
    }
    const secret = jsonSchema.parse(JSON.parse(stored))
    secrets.push(...stringsIn(secret))
    return [name, secret]
  })
  return { args: Object.fromEntries(opened), secrets }
}

/** The arguments as people may see them. */
export function maskArguments(args: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, markerKey(value) === undefined ? value : MASK]),
  )
}

function stringsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap((inner) => stringsIn(inner))
}
