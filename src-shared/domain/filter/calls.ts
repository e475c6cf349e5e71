import type { Json } from '@shared/lib/json'
import { nearest } from '@shared/lib/nearest'
import { FilterError, type Span } from './problem'
import { numberOf, partOf, textOf, type Value } from './values'

/** Something that can be called: how many arguments it takes, and what it does. */
export interface Callable {
  readonly least: number
  readonly most: number
  readonly call: (of: Value, args: readonly Value[]) => Value
}

type OnText = (text: string, ...args: readonly (string | undefined)[]) => Value

/** A method of texts; numbers and truth values have it as their text does, everything else answers nothing. */
function text(least: number, most: number, run: OnText): Callable {
  return {
    least,
    most,
    call: (of, args) => {
      const found = textOf(of)
      return found === undefined ? undefined : run(found, ...args.map(textOf))
    },
  }
}

/** A method of texts that asks of one text, or of several: whether it is so for any. */
function any(test: (text: string, part: string) => boolean): Callable {
  return {
    least: 1,
    most: 1,
    call: (of, [arg]) => {
      const found = textOf(of)
      if (found === undefined) return undefined
      return (Array.isArray(arg) ? arg : [arg]).some((item) => {
        const part = textOf(item)
        return part !== undefined && test(found, part)
      })
    },
  }
}

function stripped(found: string, characters: string | undefined, side: 'start' | 'end' | 'both'): string {
  if (characters === undefined) {
    return side === 'start' ? found.trimStart() : side === 'end' ? found.trimEnd() : found.trim()
  }
  let from = 0
  let to = found.length
  if (side !== 'end') while (from < to && characters.includes(found.charAt(from))) from += 1
  if (side !== 'start') while (to > from && characters.includes(found.charAt(to - 1))) to -= 1
  return found.slice(from, to)
}

/** Without a separator at any white space, and then without empty parts; the rest after `most` cuts stays whole. */
function split(found: string, separator: string | undefined, most: string | undefined): readonly string[] {
  const limit = most === undefined ? -1 : Number(most)
  const parts =
    separator === undefined || separator === 'None'
      ? found.split(/\s+/).filter((part) => part !== '')
      : separator === ''
        ? [found]
        : found.split(separator)
  if (!(limit >= 0) || parts.length <= limit + 1) return parts
  return [...parts.slice(0, limit), parts.slice(limit).join(separator ?? ' ')]
}

function countOf(found: string, part: string | undefined): number | undefined {
  if (part === undefined) return undefined
  return part === '' ? found.length + 1 : found.split(part).length - 1
}

/** What can be called on a value, by Python's names. */
export const METHODS: ReadonlyMap<string, Callable> = new Map([
  ['startswith', any((found, part) => found.startsWith(part))],
  ['endswith', any((found, part) => found.endsWith(part))],
  ['upper', text(0, 0, (found) => found.toUpperCase())],
  ['lower', text(0, 0, (found) => found.toLowerCase())],
  ['casefold', text(0, 0, (found) => found.toLowerCase())],
  ['capitalize', text(0, 0, (found) => found.charAt(0).toUpperCase() + found.slice(1).toLowerCase())],
  ['strip', text(0, 1, (found, characters) => stripped(found, characters, 'both'))],
  ['lstrip', text(0, 1, (found, characters) => stripped(found, characters, 'start'))],
  ['rstrip', text(0, 1, (found, characters) => stripped(found, characters, 'end'))],
  [
    'removeprefix',
    text(1, 1, (found, part = '') => (found.startsWith(part) ? found.slice(part.length) : found)),
  ],
  [
    'removesuffix',
    text(1, 1, (found, part = '') =>
      part !== '' && found.endsWith(part) ? found.slice(0, -part.length) : found,
    ),
  ],
  ['split', text(0, 2, (found, separator, most) => [...split(found, separator, most)])],
  [
    'replace',
    text(2, 2, (found, part, instead) =>
      part === undefined || instead === undefined ? undefined : found.replaceAll(part, () => instead),
    ),
  ],
  ['find', text(1, 1, (found, part) => (part === undefined ? undefined : found.indexOf(part)))],
  ['count', text(1, 1, countOf)],
  ['isdigit', text(0, 0, (found) => /^\d+$/.test(found))],
  ['isalpha', text(0, 0, (found) => /^\p{L}+$/u.test(found))],
  ['isalnum', text(0, 0, (found) => /^[\p{L}\p{N}]+$/u.test(found))],
  ['isupper', text(0, 0, (found) => found !== found.toLowerCase() && found === found.toUpperCase())],
  ['islower', text(0, 0, (found) => found !== found.toUpperCase() && found === found.toLowerCase())],
  ['get', { least: 1, most: 2, call: (of, [name, preset]) => partOf(of, name) ?? preset }],
  ['keys', { least: 0, most: 0, call: (of) => entriesOf(of)?.map(([name]) => name) }],
  ['values', { least: 0, most: 0, call: (of) => entriesOf(of)?.map(([, value]) => value) }],
])

function entriesOf(value: Value): (readonly [string, Json])[] | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return Object.entries(value)
}

function lengthOf(value: Value): number | undefined {
  if (Array.isArray(value)) return value.length
  return entriesOf(value)?.length ?? textOf(value)?.length
}

function one(call: (value: Value) => Value): Callable {
  return { least: 1, most: 1, call: (_, [value]) => call(value) }
}

/** What can be called by its name alone. */
export const FUNCTIONS: ReadonlyMap<string, Callable> = new Map([
  ['len', one(lengthOf)],
  ['str', one(textOf)],
  ['float', one(numberOf)],
  [
    'int',
    one((value) => {
      const found = numberOf(value)
      return found === undefined ? undefined : Math.trunc(found)
    }),
  ],
])

/** Throws `FilterError` for a name that cannot be called, or not with so many arguments (where they are known). */
export function checkCall(
  what: 'method' | 'function',
  known: ReadonlyMap<string, Callable>,
  name: string,
  args: number | undefined,
  span: Span,
): void {
  const found = known.get(name)
  if (found === undefined) {
    const names = [...known.keys()]
    const near = nearest(name, names, 3, 3)
    const said = near.length === 0 ? `There are ${names.join(', ')}.` : `Nearest: ${near.join(', ')}.`
    throw new FilterError(`There is no ${what} ${name}. ${said}`, span, near)
  }
  if (args === undefined || (args >= found.least && args <= found.most)) return
  const range = found.least === found.most ? String(found.least) : `${found.least} to ${found.most}`
  throw new FilterError(
    `${name}() takes ${range} ${found.most === 1 && found.least === 1 ? 'value' : 'values'}, not ${args}.`,
    span,
  )
}
