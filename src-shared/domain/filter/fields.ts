import { nearest } from '@shared/lib/nearest'
import { METHODS } from './calls'
import type { Reader } from './evaluate'
import { FilterError, type Span } from './problem'
import type { Node, Stage } from './tree'
import { partOf, type Value } from './values'
import type { FilterWords } from './words'

/** A field that a filter names: `_broker_args`, then `v`. */
interface Path {
  readonly names: readonly string[]
  /** Of the last name. */
  readonly span: Span
}

/** The fields that a filter names, each after those that it is inside of. */
export function pathsOf(stages: readonly Stage[]): readonly Path[] {
  return stages.flatMap((stage) => (stage.kind === 'test' ? pathsIn(stage.test) : []))
}

function pathsIn(node: Node): readonly Path[] {
  const names = namesOf(node)
  const own = names === undefined || names.length === 0 ? [] : [{ names, span: node.span }]
  return [...childrenOf(node).flatMap(pathsIn), ...own]
}

function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'literal':
    case 'root':
      return []
    case 'list':
    case 'and':
    case 'or':
      return node.items
    case 'attribute':
    case 'not':
      return [node.of]
    case 'method':
      return [node.of, ...node.args]
    case 'function':
      return node.args
    case 'index':
      return [node.of, node.index]
    case 'slice':
      return [node.of, node.slice.start, node.slice.stop, node.slice.step].filter(
        (part) => part !== undefined,
      )
    case 'compare':
      return [node.first, ...node.rest.map(({ to }) => to)]
  }
}

/** The names from the root to a node; undefined where something else is on the way. */
function namesOf(node: Node): readonly string[] | undefined {
  if (node.kind === 'root') return []
  if (node.kind !== 'attribute' && node.kind !== 'index') return undefined
  const before = namesOf(node.of)
  if (before === undefined) return undefined
  if (node.kind === 'attribute') return [...before, node.name]
  const { index } = node
  return index.kind === 'literal' && typeof index.value === 'string' ? [...before, index.value] : undefined
}

/**
 * Throws `FilterError` for a field that is neither known nor had by any item: a name that is mistyped would otherwise
 * keep everything, or nothing. Where there are no items nothing is said of fields inside of others.
 */
export function checkFields<T>(
  stages: readonly Stage[],
  items: readonly T[],
  reader: Reader<T>,
  words: FilterWords,
): void {
  for (const { names, span } of pathsOf(stages)) {
    const [first = ''] = names
    if (words.fields?.includes(names.join('.')) === true) continue
    if (items.length === 0 && (words.fields === undefined || words.fields.includes(first))) continue
    if (items.some((item) => valueAt(item, reader, names) !== undefined)) continue
    throw unknown(names, span, namesBeside(names, items, reader, words), words)
  }
}

function valueAt<T>(item: T, reader: Reader<T>, names: readonly string[]): Value {
  const [first = '', ...rest] = names
  return rest.reduce<Value>((value, name) => partOf(value, name), reader.field(item, first))
}

/** The names that could stand in the place of the last one. */
function namesBeside<T>(
  names: readonly string[],
  items: readonly T[],
  reader: Reader<T>,
  words: FilterWords,
): readonly string[] {
  const before = names.slice(0, -1)
  const prefix = before.map((name) => `${name}.`).join('')
  const known = (words.fields ?? [])
    .filter((field) => field.startsWith(prefix))
    .map((field) => field.slice(prefix.length).replace(/\..*$/, ''))
  const found = new Set(known)
  for (const item of items) {
    const value = before.length === 0 ? undefined : valueAt(item, reader, before)
    const here = before.length === 0 ? reader.names(item) : isMap(value) ? Object.keys(value) : []
    for (const name of here) found.add(name)
  }
  return [...found]
}

function isMap(
  value: Value,
): value is Exclude<Value, undefined | null | string | number | boolean | Value[]> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function unknown(
  names: readonly string[],
  span: Span,
  beside: readonly string[],
  words: FilterWords,
): FilterError {
  const name = names.at(-1) ?? ''
  const whole = names.join('.')
  const near = nearest(name, beside, 3, Math.min(3, Math.ceil(name.length / 2) - 1))
  if (METHODS.has(name) && names.length > 1)
    return new FilterError(`${name} is a method: write ${name}().`, span, [`${name}()`])
  const said = near.length === 0 ? '' : ` Nearest: ${near.join(', ')}.`
  return new FilterError(`No ${words.noun} has ${whole}.${said}`, span, near)
}
