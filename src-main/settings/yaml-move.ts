import { isDeepStrictEqual } from 'node:util'
import { isMap, isNode, isScalar, type Document, type Pair } from 'yaml'
import { BrokerError } from '@shared/domain/error'
import { newlineOf } from '@main/settings/yaml-lines'
import { readYaml, type YamlPath } from '@main/settings/yaml-edit'

/** The keys of a map in the order of the file; undefined where no map is. */
export function keysOf(document: Document, path: YamlPath): readonly string[] | undefined {
  const map = document.getIn(path, true)
  return isMap(map) ? map.items.map(keyOf) : undefined
}

/**
 * The text with the keys of one map in another order. Each entry moves with the comments right above it; blank lines
 * between entries stay where they are, and nothing else in the file changes. A map that is not written line by line goes
 * through the document, which may write spaces anew.
 *
 * Throws `CONFIG` when the order cannot be that one (an alias would stand before its anchor); nothing is changed then.
 */
export function orderYaml(text: string, path: YamlPath, names: readonly string[]): string {
  const document = readYaml(text)
  const before: unknown = document.toJS()
  const now = keysOf(document, path)
  if (now === undefined || isDeepStrictEqual(now, names)) return text
  for (const attempt of [
    () => orderLines(text, document, path, names),
    () => orderNodes(text, path, names),
  ]) {
    const result = attempt()
    if (result === undefined) continue
    const read = readYaml(result)
    if (read.errors.length > 0 || !isDeepStrictEqual(keysOf(read, path), names)) continue
    if (isDeepStrictEqual(dataOf(read), before)) return result
  }
  throw new BrokerError({
    code: 'CONFIG',
    message: `Broker Desktop cannot put ${path.join('.')} into this order without changing something else.`,
    hint: 'Change the order in the file by hand. Your file is not changed.',
  })
}

function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : ''
}

/** Undefined for an alias that stands before its anchor. */
function dataOf(document: Document): unknown {
  try {
    return document.toJS()
  } catch {
    return undefined
  }
}

/** Lines from `from` up to but not with `to`. */
interface Block {
  readonly name: string
  readonly from: number
  readonly to: number
}

function orderLines(
  text: string,
  document: Document,
  path: YamlPath,
  names: readonly string[],
): string | undefined {
  const map = document.getIn(path, true)
  if (!isMap(map) || map.flow === true) return undefined
  const newline = newlineOf(text)
  const lines = text.split(newline)
  const ends = map.items.map((pair) => lineAfter(text, pair))
  const starts = map.items.map((pair, index) =>
    withComments(lines, lineAt(text, rangeOf(pair.key)?.[0] ?? 0), ends[index - 1] ?? 0),
  )
  const blocks = map.items.map((pair, index): Block => {
    const from = starts[index] ?? 0
    const limit = starts[index + 1] ?? ends[index] ?? from
    return { name: keyOf(pair), from, to: withoutBlanks(lines, from, limit) }
  })
  const ordered = names.map((name) => blocks.find((block) => block.name === name))
  const result: string[] = []
  let at = 0
  for (const [index, place] of blocks.entries()) {
    const block = ordered[index]
    if (block === undefined) return undefined
    result.push(...lines.slice(at, place.from), ...lines.slice(block.from, block.to))
    at = place.to
  }
  return [...result, ...lines.slice(at)].join(newline)
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length - 1
}

/** The line after the last one of an entry. */
function lineAfter(text: string, pair: Pair): number {
  const end = (rangeOf(pair.value) ?? rangeOf(pair.key))?.[1] ?? 0
  return text[end - 1] === '\n' ? lineAt(text, end) : lineAt(text, end) + 1
}

function rangeOf(node: unknown): readonly [number, number, number] | undefined {
  return (isNode(node) ? node.range : undefined) ?? undefined
}

/** The comments right above an entry belong to it. */
function withComments(lines: readonly string[], line: number, first: number): number {
  let from = line
  while (from > first && /^\s*#/.test(lines[from - 1] ?? '')) from -= 1
  return from
}

function withoutBlanks(lines: readonly string[], from: number, limit: number): number {
  let to = limit
  while (to > from + 1 && /^\s*$/.test(lines[to - 1] ?? '')) to -= 1
  return to
}

function orderNodes(text: string, path: YamlPath, names: readonly string[]): string | undefined {
  const document = readYaml(text)
  const map = document.getIn(path, true)
  if (!isMap(map)) return undefined
  map.items.sort((a, b) => names.indexOf(keyOf(a)) - names.indexOf(keyOf(b)))
  try {
    return document.toString({ lineWidth: 0 })
  } catch {
    return undefined
  }
}
