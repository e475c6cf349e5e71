import type { Json, JsonObject } from '@shared/lib/json'
import { isSecretName, MASK, redactText } from '@shared/lib/redact'
import { isObject, variablesOf } from './values'

/** What AWX shows in place of the answer to a survey's password question. */
const ENCRYPTED = '$encrypted$'

/** Takes the secrets of one launch out of whatever the server sends back. */
export interface Mask {
  text(text: string): string
  json(value: JsonObject): JsonObject
}

/**
 * Secrets are arguments whose name says so, and those that the server itself shows encrypted in the job's variables
 * (the survey's password questions). They are masked under their name and wherever their value stands.
 */
export function maskOf(args: JsonObject | undefined, extraVars?: string | null): Mask {
  const shown = variablesOf(extraVars)
  const names = Object.keys({ ...args, ...shown }).filter(
    (name) => isSecretName(name) || shown[name] === ENCRYPTED,
  )
  const values = names.flatMap((name) => scalars(args?.[name])).filter((value) => value !== ENCRYPTED)
  const isSecret = (name: string): boolean => isSecretName(name) || names.includes(name)
  const text = (value: string): string => (values.includes(value) ? MASK : redactText(value, values))
  const leaf = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(leaf)
    if (isObject(value)) return json(value)
    if (typeof value === 'string') return text(value)
    return typeof value === 'number' && values.includes(String(value)) ? MASK : value
  }
  const json = (value: JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(value).map(([name, each]) => [
        name,
        isSecret(name) && each !== null && each !== '' ? MASK : leaf(each),
      ]),
    )
  return { text, json }
}

function scalars(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value]
  if (typeof value === 'number') return [String(value)]
  if (Array.isArray(value)) return value.flatMap(scalars)
  return isObject(value) ? Object.values(value).flatMap(scalars) : []
}
