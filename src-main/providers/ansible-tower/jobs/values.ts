import { jsonObjectSchema, type Json, type JsonObject } from '@shared/lib/json'
import { parsePythonYaml } from '@main/providers/ansible-tower/python-yaml'

/** Variables as AWX keeps them: a text that is JSON, YAML or empty. What cannot be read is no variables. */
export function variablesOf(text: string | null | undefined): JsonObject {
  if (text === null || text === undefined || text.trim() === '') return {}
  return objectIn(text, JSON.parse) ?? objectIn(text, parsePythonYaml) ?? {}
}

function objectIn(text: string, read: (text: string) => unknown): JsonObject | undefined {
  try {
    return jsonObjectSchema.safeParse(read(text)).data
  } catch {
    return undefined
  }
}

/** A value as a fact means it: of a list its first element (`"name": ["vm1"]` is "vm1"). */
export function single(value: Json | undefined): Json | undefined {
  return Array.isArray(value) ? value[0] : value
}

/** A value as a text that is not empty: numbers are written out, everything else is none. */
export function textOf(value: Json | undefined): string | undefined {
  const one = single(value)
  if (typeof one === 'number') return String(one)
  return typeof one === 'string' && one.trim() !== '' ? one : undefined
}

/** A server's timestamp as UTC epoch milliseconds; undefined where there is none. */
export function timeOf(text: string | null | undefined): number | undefined {
  if (text === null || text === undefined || text === '') return undefined
  const moment = Date.parse(text)
  return Number.isNaN(moment) ? undefined : moment
}

/** The server tells its clock in whole seconds, and an answer takes its time: so much is no difference (ms). */
const SAME_CLOCK_MS = 2000

/** A server's timestamp in the time of this computer, whose clock may be another. */
export function ourTime(text: string | null | undefined, aheadMs = 0): number | undefined {
  const moment = timeOf(text)
  return moment === undefined || Math.abs(aheadMs) < SAME_CLOCK_MS ? moment : moment - aheadMs
}

/** Falsy as Python understands it: what the original leaves out of a host. */
export function isFalsy(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === false || value === 0 || value === '') return true
  if (Array.isArray(value)) return value.length === 0
  return typeof value === 'object' && Object.keys(value).length === 0
}

/** The number that a text of digits writes. */
export function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined
}
