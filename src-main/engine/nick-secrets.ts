import { isJsonObject, jsonSchema, type Json, type JsonObject } from '@shared/lib/json'
import { addressPasswords, isSecretName } from '@shared/lib/redact'
import type { SecretVault } from '@main/ports/vault'

const MARKER = '$secret'
const KEY_PREFIX = 'nick/'

function keyOf(nick: string, path: readonly string[]): string {
  return KEY_PREFIX + [nick, ...path].map(encodeURIComponent).join('/')
}

/** Which nick and which of its arguments a value stands for, if it is such a marker. */
function markedPath(value: Json): readonly string[] | undefined {
  const key = isJsonObject(value) ? value[MARKER] : undefined
  if (typeof key !== 'string' || !key.startsWith(KEY_PREFIX)) return undefined
  return key.slice(KEY_PREFIX.length).split('/').map(decodeURIComponent)
}

/** The secret arguments of a nick that are in the vault, by name: those that were typed in the window. */
export function storedNickSecrets(vault: SecretVault, nick: string): JsonObject {
  const prefix = `${keyOf(nick, [])}/`
  return Object.fromEntries(
    vault.keys(prefix).flatMap((key): [string, Json][] => {
      const value = vault.get(key)
      const name = decodeURIComponent(key.slice(prefix.length))
      return value === undefined ? [] : [[name, jsonSchema.parse(JSON.parse(value))]]
    }),
  )
}

/** Makes the stored secrets of a nick these and no others. Answers what takes it back. */
export function replaceNickSecrets(vault: SecretVault, nick: string, secrets: JsonObject): () => void {
  const before = storedNickSecrets(vault, nick)
  const write = (values: JsonObject): void => {
    for (const key of vault.keys(`${keyOf(nick, [])}/`)) {
      if (!Object.hasOwn(values, decodeURIComponent(key.split('/').at(-1) ?? ''))) vault.delete(key)
    }
    for (const [name, value] of Object.entries(values)) vault.set(keyOf(nick, [name]), JSON.stringify(value))
  }
  write(secrets)
  return () => {
    write(before)
  }
}

/**
 * The arguments of a nick as the window may have them: a secret, in the vault, told by its name or in an address, is a marker that
 * points to its nick and place; also inside maps.
 */
export function maskNick(nick: string, values: JsonObject, stored: JsonObject): JsonObject {
  const mask = (map: JsonObject, path: readonly string[]): JsonObject =>
    Object.fromEntries(
      Object.entries(map).map(([name, value]): [string, Json] => {
        const here = [...path, name]
        const isStored = path.length === 0 && Object.hasOwn(stored, name)
        const holdsPassword = typeof value === 'string' && addressPasswords(value).length > 0
        if (value !== null && value !== '' && (isStored || isSecretName(name) || holdsPassword))
          return [name, { [MARKER]: keyOf(nick, here) }]
        return [name, isJsonObject(value) ? mask(value, here) : value]
      }),
    )
  return mask({ ...values, ...stored }, [])
}

/**
 * Puts the secrets of nicks back in place of their markers. `valuesOf` answers everything that a nick says, its stored
 * secrets too; a marker that leads nowhere (the nick is gone) is told to `onLost` and left out.
 */
export function openNickMarkers(
  args: JsonObject,
  valuesOf: (nick: string) => JsonObject | undefined,
  onLost: (name: string) => void,
): JsonObject {
  const open = (map: JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(map).flatMap(([name, value]): [string, Json][] => {
        const [nick, ...path] = markedPath(value) ?? []
        if (nick === undefined) return [[name, isJsonObject(value) ? open(value) : value]]
        const found = path.reduce<Json | undefined>(
          (inner, step) =>
            inner !== undefined && isJsonObject(inner) && Object.hasOwn(inner, step)
              ? inner[step]
              : undefined,
          valuesOf(nick),
        )
        if (found !== undefined) return [[name, found]]
        onLost(name)
        return []
      }),
    )
  return open(args)
}
