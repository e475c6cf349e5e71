import { Cursor } from './cursor'
import { Expressions } from './expression'
import { FilterError } from './problem'
import { tokenize } from './tokens'
import type { Node, Stage } from './tree'
import type { FilterWords } from './words'

/** A longer filter is not read. */
export const MAX_FILTER_LENGTH = 2_000

/** Reads a filter: stages, chained with `|`, each of which must speak of the root. Throws `FilterError`. */
export function parseFilter(text: string, words: FilterWords): readonly Stage[] {
  if (text.length > MAX_FILTER_LENGTH) {
    const span = { from: MAX_FILTER_LENGTH, to: text.length }
    throw new FilterError(`A filter has at most ${MAX_FILTER_LENGTH} characters.`, span)
  }
  const cursor = new Cursor(tokenize(text))
  const expressions = new Expressions(cursor, words)
  const stages = [readStage(cursor, expressions, words)]
  while (cursor.take('|')) stages.push(readStage(cursor, expressions, words))
  return stages
}

function readStage(cursor: Cursor, expressions: Expressions, words: FilterWords): Stage {
  if (cursor.now.kind === 'root' && cursor.following.kind === 'sign' && cursor.following.value === '[')
    return readPlaces(cursor, expressions, words)
  const begin = cursor.now
  const before = expressions.roots
  const test = expressions.expression()
  if (!cursor.atEnd) throw cursor.unexpected()
  if (expressions.roots > before) return { kind: 'test', test }
  const { root, noun } = words
  throw new FilterError(
    `This does not speak of ${root}, so it would be the same for every ${noun}. Name a field, as in ${root}.name.`,
    cursor.since(begin),
  )
}

/** `@inv[3:7]`, `@inv[-1]`: a stage of its own. */
function readPlaces(cursor: Cursor, expressions: Expressions, words: FilterWords): Stage {
  const { root, noun } = words
  expressions.root()
  const { index, ...brackets } = expressions.brackets(cursor.next())
  const stage: Stage =
    'slice' in brackets
      ? {
          kind: 'places',
          slice: {
            start: whole(brackets.slice.start),
            stop: whole(brackets.slice.stop),
            step: whole(brackets.slice.step),
          },
        }
      : { kind: 'place', index: whole(index) ?? 0 }
  if (cursor.atEnd) return stage
  throw new FilterError(
    `${root}[…] chooses by place and stands alone. Write | before a test of what it leaves.`,
    cursor.now,
  )

  function whole(node: Node | undefined): number | undefined {
    if (node === undefined) return undefined
    if (node.kind === 'literal' && typeof node.value === 'number' && Number.isInteger(node.value))
      return node.value
    const example = `${root}[0] is the first ${noun}, ${root}[3:7] the fourth to the seventh`
    const field = node.kind === 'literal' && typeof node.value === 'string' ? [`${root}.${node.value}`] : []
    throw new FilterError(`Expected a whole number: ${example}.`, node.span, field)
  }
}
