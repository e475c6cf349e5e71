import { isDeepStrictEqual } from 'node:util'
import {
  isMap,
  isNode,
  isScalar,
  isSeq,
  parseDocument,
  Scalar,
  type Document,
  type Node,
  type Pair,
} from 'yaml'
import { BrokerError } from '@shared/domain/error'
import type { Json } from '@shared/lib/json'
import {
  indentStepOf,
  nest,
  renderFlow,
  renderKey,
  renderPair,
  renderScalar,
} from '@main/settings/yaml-render'
import { appendText, insertLines, lineEnd, lineStart, newlineOf, splice } from '@main/settings/yaml-lines'

/** Where a value is: names in maps, numbers in lists. */
export type YamlPath = readonly (string | number)[]

/** The byte order mark. */
const MARK = '\uFEFF'

/**
 * How every settings text is read for places and edits: `<<` merges as in the original. That no key is there twice is
 * known from `yaml-values`; this package compares each key with all before it.
 */
export function readYaml(text: string): Document.Parsed {
  return parseDocument(text, { merge: true, uniqueKeys: false })
}

/**
 * The text with one value set. Only the lines of that value change: comments, order, quotes and indentation of
 * everything else stay as a person wrote them. What cannot be changed so goes through the
 * document instead, which keeps comments and order, and may write spaces anew.
 *
 * Throws `CONFIG` when no way leads to exactly that one change, and then nothing is changed.
 */
export function setYaml(text: string, path: YamlPath, value: Json): string {
  const change = (document: Document): void => {
    openNulls(document, path)
    document.setIn(path, document.createNode(value))
  }
  return changeExactly(text, path, change, [
    () => setInText(text, path, value),
    // What is plain elsewhere means something between braces, such as a comma.
    () => (typeof value === 'string' ? setInText(text, path, value, Scalar.QUOTE_DOUBLE) : undefined),
  ])
}

/** The text without one value, and its list or map empty if it was the last. Nothing happens if it is not there. */
export function deleteYaml(text: string, path: YamlPath): string {
  const document = readYaml(text)
  if (!document.hasIn(path)) return text
  const parent = path.slice(0, -1)
  const siblings = parent.length === 0 ? document.contents : document.getIn(parent, true)
  if ((isMap(siblings) || isSeq(siblings)) && siblings.items.length === 1 && parent.length > 0) {
    return setYaml(text, parent, isMap(siblings) ? {} : [])
  }
  const change = (copy: Document): void => void copy.deleteIn(path)
  return changeExactly(text, path, change, [() => deleteInText(text, path)])
}

/** The text with one map key called otherwise. */
export function renameYaml(text: string, path: YamlPath, name: string): string {
  const range = rangeOf(pairAt(readYaml(text), path)?.key)
  if (range === undefined) return text
  const change = (document: Document): void => {
    const pair = pairAt(document, path)
    if (pair !== undefined) pair.key = document.createNode(name)
  }
  return changeExactly(text, path, change, [() => splice(text, range[0], range[1], renderKey(name))])
}

/** The text with one more entry at the end of a list. */
export function appendYaml(text: string, path: YamlPath, value: Json): string {
  const list = readYaml(text).getIn(path)
  return setYaml(text, [...path, isSeq(list) ? list.items.length : 0], value)
}

/**
 * Makes a change in the text where that is possible, else through the document; a text that does not say exactly what
 * the changed document says is never the answer.
 */
function changeExactly(
  text: string,
  path: YamlPath,
  change: (document: Document) => void,
  inText: readonly (() => string | undefined)[],
): string {
  const document = readYaml(text)
  const indent = indentStepOf(document, text)
  try {
    change(document)
    const wanted: unknown = document.toJS()
    for (const attempt of [...inText, () => wholeText(document, text, indent)]) {
      const result = attempt()
      if (result === undefined) continue
      const read = readYaml(result)
      if (read.errors.length === 0 && isDeepStrictEqual(read.toJS(), wanted)) return result
    }
  } catch (cause) {
    // An alias to what is replaced, a text where a map should be: nothing that can be changed line by line.
    throw cannotChange(path, cause)
  }
  throw cannotChange(path)
}

/** A document as a text again, with the line breaks and the mark at the beginning that the one before it had. */
function wholeText(document: Document, before: string, indent: number): string {
  const mark = before.startsWith(MARK) ? MARK : ''
  return mark + document.toString({ lineWidth: 0, indent }).replaceAll('\n', newlineOf(before))
}

function cannotChange(path: YamlPath, cause?: unknown): BrokerError {
  return new BrokerError(
    {
      code: 'CONFIG',
      message: `Broker Desktop cannot change ${path.join('.')} in the settings file without changing something else.`,
      hint: 'Change it in the file by hand. Your file is not changed.',
    },
    { cause },
  )
}

/** `Container:` with nothing after it is a null; a value below it makes it a map. */
function openNulls(document: Document, path: YamlPath): void {
  for (let length = 1; length < path.length; length += 1) {
    const node = document.getIn(path.slice(0, length), true)
    if (isScalar(node) && node.value === null) document.setIn(path.slice(0, length), document.createNode({}))
  }
}

function setInText(text: string, path: YamlPath, value: Json, quotes?: Scalar.Type): string | undefined {
  const document = readYaml(text)
  const step = indentStepOf(document, text)
  if (document.contents === null) return appendText(text, renderPair(nest(path, value), 0, step))
  for (let length = path.length; length > 0; length -= 1) {
    const pair = pairAt(document, path.slice(0, length))
    const rest = path.slice(length)
    if (pair !== undefined) {
      const node = pair.value
      // Something to put it under is there: the entry one level further down is missing, and goes in there.
      if (isCollection(node) && node.items.length > 0 && rest.length > 0)
        return insertInto(text, node, rest, value, step)
      return replaceValue(text, pair, rest.length === 0 ? value : nest(rest, value), step, quotes)
    }
  }
  return isCollection(document.contents) ? insertInto(text, document.contents, path, value, step) : undefined
}

/** Puts a new entry after the last one of a map or list, at its column. */
function insertInto(text: string, node: Node, rest: YamlPath, value: Json, step: number): string | undefined {
  if (!isCollection(node)) return undefined
  const [name, ...below] = rest
  const inner = below.length === 0 ? value : nest(below, value)
  if (node.flow === true)
    return isMap(node) && name !== undefined ? insertIntoBraces(text, node, name, inner) : undefined
  const start = rangeOf(isMap(node) ? node.items[0]?.key : node)?.[0]
  const end = rangeOf(node)?.[1]
  if (name === undefined || start === undefined || end === undefined) return undefined
  const column = start - lineStart(text, start)
  const lines = isMap(node) ? renderPair({ [name]: inner }, column, step) : renderPair([inner], column, step)
  return insertLines(text, end, lines)
}

/** `{ a: 1 }` becomes `{ a: 1, b: 2 }`. */
function insertIntoBraces(text: string, node: Node, name: string | number, value: Json): string | undefined {
  const end = rangeOf(node)?.[1]
  if (end === undefined || text[end - 1] !== '}') return undefined
  const inside = text.slice(0, end - 1)
  const kept = inside.trimEnd()
  const entry = renderFlow({ [name]: value })
  return `${kept}, ${entry}${inside.slice(kept.length)}${text.slice(end - 1)}`
}

/** Puts another value where one is: in its place on the line when both are scalars, else as lines of its own. */
function replaceValue(
  text: string,
  pair: Pair,
  value: Json,
  step: number,
  quotes?: Scalar.Type,
): string | undefined {
  const key = rangeOf(pair.key)
  const node = pair.value
  const range = rangeOf(node)
  if (key === undefined) return undefined
  const column = key[0] - lineStart(text, key[0])
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) {
    if (isScalar(node) && range !== undefined) {
      const gap = /\s/.test(text[range[0] - 1] ?? '') ? '' : ' '
      const isBlock = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED'
      return splice(
        text,
        range[0],
        range[1],
        gap + renderScalar(value, quotes ?? node.type) + (isBlock ? '\n' : ''),
      )
    }
  }
  const end = range?.[1] ?? key[1]
  const lines = renderPair({ [isScalar(pair.key) ? String(pair.key.value) : '']: value }, column, step)
  const [first = '', ...others] = lines
  // The key's own line may begin with a list's dash: only from the key on is it replaced.
  const replaced = [first.slice(column), ...others].join(newlineOf(text))
  return splice(text, key[0], end, replaced + (text[end - 1] === '\n' ? newlineOf(text) : ''))
}

function deleteInText(text: string, path: YamlPath): string | undefined {
  const document = readYaml(text)
  const last = path.at(-1)
  if (typeof last === 'number') {
    const list = document.getIn(path.slice(0, -1), true)
    if (!isSeq(list) || list.flow === true) return undefined
    return cutLines(text, rangeOf(list.items[last]), (before) => /^\s*-\s*$/.test(before))
  }
  const pair = pairAt(document, path)
  const key = rangeOf(pair?.key)
  if (pair === undefined || key === undefined) return undefined
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true)
  if (isMap(parent) && parent.flow === true) return cutFromBraces(text, parent.items, pair)
  const end = rangeOf(pair.value)?.[1] ?? key[1]
  return cutLines(text, [key[0], end], (before) => /^\s*$/.test(before))
}

/** `{ a: 1, b: 2 }` becomes `{ a: 1 }`, with the comma that is one too many. */
function cutFromBraces(text: string, items: readonly Pair[], pair: Pair): string | undefined {
  const ends = (each: Pair | undefined): number | undefined =>
    rangeOf(each?.value)?.[1] ?? rangeOf(each?.key)?.[1]
  const at = items.indexOf(pair)
  const [before, after] = [items[at - 1], items[at + 1]]
  const start = before === undefined ? rangeOf(pair.key)?.[0] : ends(before)
  const end = before === undefined ? rangeOf(after?.key)?.[0] : ends(pair)
  return start === undefined || end === undefined ? undefined : splice(text, start, end, '')
}

/** Cuts whole lines; undefined when something else stands on the first or the last of them. */
function cutLines(
  text: string,
  range: readonly [number, number] | undefined,
  mayGo: (before: string) => boolean,
): string | undefined {
  if (range === undefined) return undefined
  const start = lineStart(text, range[0])
  const isWhole = range[1] > range[0] && text[range[1] - 1] === '\n'
  const end = isWhole ? range[1] : lineEnd(text, range[1])
  const after = isWhole ? '' : text.slice(range[1], end)
  if (!mayGo(text.slice(start, range[0])) || !/^\s*(#[^\n]*)?$/.test(after)) return undefined
  return splice(text, start, isWhole ? end : Math.min(text.length, end + 1), '')
}

function pairAt(document: Document, path: YamlPath): Pair | undefined {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true)
  const name = path.at(-1)
  if (!isMap(parent)) return undefined
  return parent.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(name))
}

type Collection = Node & { readonly items: readonly unknown[]; readonly flow?: boolean }

function isCollection(node: unknown): node is Collection {
  return isMap(node) || isSeq(node)
}

function rangeOf(node: unknown): readonly [number, number] | undefined {
  const range = isNode(node) ? node.range : undefined
  return range === null || range === undefined ? undefined : [range[0], range[1]]
}
