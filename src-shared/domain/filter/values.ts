import type { Json } from '@shared/lib/json'

/** A value of a filter; `undefined` is what a host does not have. */
export type Value = Json | undefined

/** Whether it counts as yes, as in Python: nothing, zero and whatever is empty do not. */
export function isTrue(value: Value): boolean {
  if (value === undefined || value === null || value === false || value === 0 || value === '') return false
  return typeof value === 'object' ? Object.keys(value).length > 0 : true
}

/** A plain value as text; undefined for lists, maps and what is not there. */
export function textOf(value: Value): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return undefined
}

/** A plain value as a number; undefined where it is none. */
export function numberOf(value: Value): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value !== 'string' || !/^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(value))
    return undefined
  return Number(value)
}

/**
 * Whether two values are the same. A number or a truth value is the same as its text: Broker keeps every argument as
 * text, and its filters are written for that. What is not there is None.
 */
export function isEqual(a: Value, b: Value): boolean {
  if (a === b) return true
  if (a === undefined || a === null) return b === undefined || b === null
  if (b === undefined || b === null) return false
  if (typeof a === 'object' || typeof b === 'object') {
    if (Array.isArray(a) && Array.isArray(b))
      return a.length === b.length && a.every((item, at) => isEqual(item, b[at]))
    if (typeof a !== 'object' || typeof b !== 'object' || Array.isArray(a) || Array.isArray(b)) return false
    const names = Object.keys(a)
    return (
      names.length === Object.keys(b).length &&
      names.every((name) => Object.hasOwn(b, name) && isEqual(a[name], b[name]))
    )
  }
  if (typeof a === 'string' || typeof b === 'string') return textOf(a) === textOf(b)
  return numberOf(a) === numberOf(b)
}

/**
 * Below zero, zero or above as `a` comes before, with or after `b`; undefined where there is no order. Texts go letter
 * by letter as in Python ("10" before "9"), a number and a text with a number in it by number.
 */
export function order(a: Value, b: Value): number | undefined {
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0
  if (Array.isArray(a) && Array.isArray(b)) return orderLists(a, b)
  const left = numberOf(a)
  const right = numberOf(b)
  return left === undefined || right === undefined ? undefined : left - right
}

function orderLists(a: readonly Json[], b: readonly Json[]): number | undefined {
  for (const [at, item] of a.entries()) {
    if (at >= b.length) return 1
    const found = order(item, b[at])
    if (found !== 0) return found
  }
  return a.length - b.length
}

/** Whether a text is in a text, a value in a list, or a name among those of a map. */
export function isIn(value: Value, whole: Value): boolean {
  if (whole === undefined || whole === null) return false
  if (Array.isArray(whole)) return whole.some((item) => isEqual(item, value))
  const text = textOf(value)
  if (text === undefined) return false
  if (typeof whole === 'object') return Object.hasOwn(whole, text)
  return textOf(whole)?.includes(text) === true
}

/** What has this name in a map, or this place in a list or a text; undefined where there is none. */
export function partOf(whole: Value, key: Value): Value {
  if (whole === undefined || whole === null) return undefined
  if (typeof whole === 'object' && !Array.isArray(whole)) {
    const name = textOf(key)
    return name !== undefined && Object.hasOwn(whole, name) ? whole[name] : undefined
  }
  if (typeof key !== 'number' || !Number.isInteger(key)) return undefined
  return Array.isArray(whole) ? whole.at(key) : textOf(whole)?.at(key)
}

/** The places that a slice names in a list of this length, as Python counts them. */
export function placesOf(
  length: number,
  slice: {
    readonly start?: number | undefined
    readonly stop?: number | undefined
    readonly step?: number | undefined
  },
): readonly number[] {
  const step = slice.step ?? 1
  if (step === 0) return []
  const clamp = (place: number, least: number, most: number): number =>
    Math.min(Math.max(place < 0 ? place + length : place, least), most)
  const places: number[] = []
  if (step > 0) {
    const stop = slice.stop === undefined ? length : clamp(slice.stop, 0, length)
    for (let at = slice.start === undefined ? 0 : clamp(slice.start, 0, length); at < stop; at += step)
      places.push(at)
  } else {
    const stop = slice.stop === undefined ? -1 : clamp(slice.stop, -1, length - 1)
    const start = slice.start === undefined ? length - 1 : clamp(slice.start, -1, length - 1)
    for (let at = start; at > stop; at += step) places.push(at)
  }
  return places
}
