import { isMap, isNode, Scalar, stringify, visit, type Document } from 'yaml'
import type { Json } from '@shared/lib/json'
import { lineStart } from '@main/settings/yaml-lines'

const DEFAULT_STEP = 2

/** How far a file indents: what its first nested map does. */
export function indentStepOf(document: Document, text: string): number {
  let step: number | undefined
  visit(document, {
    Pair(_key, pair) {
      if (!isMap(pair.value) || pair.value.flow === true) return undefined
      const outer = columnOf(pair.key, text)
      const inner = columnOf(pair.value.items[0]?.key, text)
      if (outer === undefined || inner === undefined || inner <= outer) return undefined
      step = inner - outer
      return visit.BREAK
    },
  })
  return step ?? DEFAULT_STEP
}

function columnOf(node: unknown, text: string): number | undefined {
  const offset = isNode(node) ? node.range?.[0] : undefined
  return offset === undefined ? undefined : offset - lineStart(text, offset)
}

/** `nest(['a', 'b'], 1)` is `{ a: { b: 1 } }`; a number makes a list of one. */
export function nest(path: readonly (string | number)[], value: Json): Json {
  return path.reduceRight<Json>(
    (inner, name) => (typeof name === 'number' ? [inner] : { [name]: inner }),
    value,
  )
}

/** The lines of a map or list, each moved to a column. */
export function renderPair(value: unknown, column: number, step: number): readonly string[] {
  const document = stringify(oneLineTexts(value), { lineWidth: 0, indent: Math.min(step, 8) })
  return document
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => (line === '' ? line : ' '.repeat(column) + line))
}

/** A scalar, or an empty map or list, on one line; a text keeps the quotes that the one before it had. */
export function renderScalar(value: Json, type?: string): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[]' : '{}'
  if (typeof value === 'string' && type === Scalar.QUOTE_DOUBLE) return JSON.stringify(value)
  return renderPair(quotedLike(value, type), 0, DEFAULT_STEP).join('\n')
}

/** A map's entries as they stand between braces: `b: { speed: 2 }`. */
export function renderFlow(value: Json): string {
  return stringify(oneLineTexts(value), { lineWidth: 0, collectionStyle: 'flow' }).trim().slice(1, -1).trim()
}

/** A map's key, quoted if it has to be. */
export function renderKey(name: string): string {
  return (renderPair({ [name]: null }, 0, DEFAULT_STEP)[0] ?? '').replace(/: null$/, '')
}

function quotedLike(value: Json, type: string | undefined): unknown {
  if (typeof value !== 'string' || type !== Scalar.QUOTE_SINGLE || value.includes('\n')) return value
  return quoted(value, Scalar.QUOTE_SINGLE)
}

/**
 * Texts of several lines in quotes on one line: a block text depends on the indentation around it, and what is moved
 * by columns must not.
 */
function oneLineTexts(value: unknown): unknown {
  if (typeof value === 'string') return /[\n\r]/.test(value) ? quoted(value, Scalar.QUOTE_DOUBLE) : value
  if (Array.isArray(value)) return value.map(oneLineTexts)
  if (typeof value !== 'object' || value === null || isNode(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, oneLineTexts(inner)]))
}

function quoted(value: string, type: Scalar.Type): Scalar {
  const scalar = new Scalar(value)
  scalar.type = type
  return scalar
}
