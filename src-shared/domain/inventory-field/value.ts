import { partOf, numberOf, textOf, type Value } from '@shared/domain/filter/values'
import { UNKNOWN_OFFERING } from '@shared/domain/host'
import { isJsonObject, type Json } from '@shared/lib/json'
import { isSecretName, MASK } from '@shared/lib/redact'
import type { FieldPart, FieldValue } from './parts'
import { ACTION_FIELD, type FieldSource, type InventoryField } from './read'

/** What stands for a value that a host does not have, where another stands beside it. */
const UNKNOWN = 'Unknown'
/** Seconds since 1970 of these years are taken for a moment, and all others for a length of time, as Broker does. */
const FIRST_YEAR = 2001
const LAST_YEAR = 2100
/** The moments of the application itself, as filters and fields have them. */
const OWN_MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

/** What an expression comes to; undefined where the host has nothing of it. `read` answers the fields of the host. */
export function valueOfField(field: InventoryField, read: (name: string) => Value): FieldValue | undefined {
  for (const sources of field.alternatives) {
    const parts = sources.map((source) => partOfSource(source, read))
    if (parts.some((part) => part !== undefined)) return parts.map((part) => part ?? UNKNOWN)
  }
  return undefined
}

function partOfSource(source: FieldSource, read: (name: string) => Value): FieldPart | undefined {
  if (source.kind === 'action') {
    const offering = read(ACTION_FIELD)
    return offering === UNKNOWN_OFFERING ? undefined : plain(offering)
  }
  const [first = '', ...rest] = source.names
  const value = rest.reduce<Value>((whole, name) => inside(whole, name), read(first))
  if (source.names.some((name) => isSecretName(name))) return plain(value) === undefined ? undefined : MASK
  const seconds = source.names.at(-1)?.endsWith('_time') === true ? numberOf(value) : undefined
  return seconds === undefined || typeof value === 'boolean' ? plain(value) : timePart(seconds)
}

/** What has this name; a number counts the places of a list. */
function inside(whole: Value, name: string): Value {
  return partOf(whole, Array.isArray(whole) && /^\d+$/.test(name) ? Number(name) : name)
}

function plain(value: Value): FieldPart | undefined {
  const text = typeof value === 'object' && value !== null ? structureText(value) : textOf(value)
  if (text === undefined || text.trim() === '' || text === UNKNOWN) return undefined
  return OWN_MOMENT.test(text) ? { atMs: Date.parse(text) } : text
}

/** The marker that stands for a secret argument says nothing to a person. */
function masked(value: Json): Json {
  return isJsonObject(value) && typeof value['$secret'] === 'string' ? MASK : value
}

function jsonText(value: Json): string {
  return JSON.stringify(value, (name, inner: Json) => (isSecretName(name) ? MASK : masked(inner)))
}

function structureText(value: Exclude<Json, string | number | boolean | null>): string {
  if (masked(value) === MASK) return MASK
  if (Array.isArray(value)) return value.map((item) => textOf(item) ?? jsonText(item)).join(', ')
  return Object.keys(value).length === 0 ? '' : jsonText(value)
}

function timePart(seconds: number): FieldPart {
  const year = new Date(seconds * 1000).getUTCFullYear()
  return year >= FIRST_YEAR && year <= LAST_YEAR ? { atMs: Math.round(seconds * 1000) } : lengthText(seconds)
}

const UNITS = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'm'],
  [1, 's'],
] as const

/** A length of time as Broker writes it: "5d", "1h 2m", "59s"; rounded down to two units beside each other. */
function lengthText(seconds: number): string {
  const whole = Math.floor(Math.abs(seconds))
  const first = UNITS.findIndex(([size]) => whole >= size)
  if (first < 0) return '0s'
  const parts = UNITS.slice(first, first + 2).map(([size, unit], at) => {
    const number = Math.floor((at === 0 ? whole : whole % (UNITS[first]?.[0] ?? 1)) / size)
    return number === 0 ? '' : `${number}${unit}`
  })
  return `${seconds < 0 ? '-' : ''}${parts.filter((part) => part !== '').join(' ')}`
}
