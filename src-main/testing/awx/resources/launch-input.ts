import type { Json, JsonObject } from '@shared/lib/json'
import { pythonType, toPk } from '@main/testing/awx/resources/labels'
import { parseVars } from '@main/testing/awx/runs/vars'

/**
 * The fields of a launch as things that exist (AWX 9-24, serializer fields). What is wrong with them goes into
 * `errors`; what was not said is undefined, and nothing may be said as null.
 */

export function readVars(given: Json | undefined, errors: JsonObject): JsonObject {
  try {
    return parseVars(given)
  } catch (error) {
    errors['extra_vars'] = [error instanceof Error ? error.message : String(error)]
    return {}
  }
}

function isSaid(name: string, given: Json | undefined, errors: JsonObject): given is NonNullable<Json> {
  if (given === null) errors[name] = ['This field may not be null.']
  return given !== undefined && given !== null
}

/** Numbers are taken as texts. */
export function readText(name: string, given: Json | undefined, errors: JsonObject): string | undefined {
  if (!isSaid(name, given, errors)) return undefined
  if (typeof given === 'string') return given
  if (typeof given === 'number') return String(given)
  errors[name] = ['Not a valid string.']
  return undefined
}

/** A whole number, or its digits; 0 is the least where `least` says nothing else. */
export function readInteger(
  name: string,
  given: Json | undefined,
  errors: JsonObject,
  least = 0,
): number | undefined {
  if (!isSaid(name, given, errors)) return undefined
  const value = typeof given === 'string' && /^-?\d+$/.test(given) ? Number(given) : given
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    errors[name] = ['A valid integer is required.']
    return undefined
  }
  if (value < least) {
    errors[name] = [`Ensure this value is greater than or equal to ${least}.`]
    return undefined
  }
  return value
}

const TRUE = /^(t|true|y|yes|on|1)$/i
const FALSE = /^(f|false|n|no|off|0)$/i

export function readBoolean(name: string, given: Json | undefined, errors: JsonObject): boolean | undefined {
  if (!isSaid(name, given, errors)) return undefined
  const text = typeof given === 'object' ? '' : String(given)
  if (TRUE.test(text)) return true
  if (FALSE.test(text)) return false
  errors[name] = ['Must be a valid boolean.']
  return undefined
}

/** One of these, as a text or as a number. */
export function readChoice(
  name: string,
  given: Json | undefined,
  choices: readonly string[],
  errors: JsonObject,
): string | undefined {
  if (!isSaid(name, given, errors)) return undefined
  const text = typeof given === 'object' ? JSON.stringify(given) : String(given)
  if (choices.includes(text)) return text
  errors[name] = [`"${text}" is not a valid choice.`]
  return undefined
}

/** One row by its id. */
export function readRow<T>(
  rows: ReadonlyMap<number, T>,
  name: string,
  given: Json | undefined,
  errors: JsonObject,
): T | undefined {
  if (!isSaid(name, given, errors)) return undefined
  const id = toPk(given)
  const found = id === undefined ? undefined : rows.get(id)
  if (found === undefined) {
    errors[name] = [
      id === undefined
        ? `Incorrect type. Expected pk value, received ${pythonType(given)}.`
        : `Invalid pk "${id}" - object does not exist.`,
    ]
  }
  return found
}

/** Several rows by their ids. */
export function readRows<T>(
  rows: ReadonlyMap<number, T>,
  name: string,
  given: Json | undefined,
  errors: JsonObject,
): readonly T[] | undefined {
  if (!isSaid(name, given, errors)) return undefined
  if (!Array.isArray(given)) {
    errors[name] = [`Expected a list of items but got type "${pythonType(given)}".`]
    return undefined
  }
  return given.flatMap((each) => readRow(rows, name, each, errors) ?? [])
}
