import { nearest } from '@shared/lib/nearest'
import { checkCall, FUNCTIONS, METHODS } from './calls'
import type { Cursor } from './cursor'
import { FilterError, type Span } from './problem'
import type { Comparison, Node, Slice } from './tree'
import type { FilterWords } from './words'

const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map([
  ['True', true],
  ['False', false],
  ['None', null],
  ['true', true],
  ['false', false],
  ['null', null],
])
const KEYWORDS = new Set(['and', 'or', 'not', 'in', 'is'])
const SIGNS = new Set(['==', '!=', '<', '<=', '>', '>='])

/** What stands in square brackets: one place or name, or a slice. */
type Brackets = { readonly span: Span } & (
  { readonly index: Node } | { readonly index?: undefined; readonly slice: Slice<Node> }
)

/** Reads expressions by recursive descent, one method a rule; the grammar is that of docs/filters.md. */
export class Expressions {
  readonly #cursor: Cursor
  readonly #words: FilterWords
  #roots = 0

  constructor(cursor: Cursor, words: FilterWords) {
    this.#cursor = cursor
    this.#words = words
  }

  /** How often the root was named so far. */
  get roots(): number {
    return this.#roots
  }

  /** A whole expression. */
  expression(): Node {
    return this.#joined('or', () => this.#joined('and', () => this.#not()))
  }

  #joined(kind: 'and' | 'or', part: () => Node): Node {
    const first = part()
    const items = [first]
    while (this.#cursor.take(kind)) items.push(part())
    return items.length === 1 ? first : { kind, items, span: this.#cursor.since(first.span) }
  }

  #not(): Node {
    const token = this.#cursor.now
    if (!this.#cursor.take('not')) return this.#comparison()
    const of = this.#cursor.inside(token, () => this.#not())
    return { kind: 'not', of, span: this.#cursor.since(token) }
  }

  #comparison(): Node {
    const first = this.#operand()
    const rest: { readonly how: Comparison; readonly to: Node }[] = []
    for (let how = this.#how(); how !== undefined; how = this.#how()) rest.push({ how, to: this.#operand() })
    return rest.length === 0 ? first : { kind: 'compare', first, rest, span: this.#cursor.since(first.span) }
  }

  #how(): Comparison | undefined {
    const { kind, value } = this.#cursor.now
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the set has these signs only
    if (kind === 'sign' && SIGNS.has(value)) return this.#cursor.next().value as Comparison
    if (this.#cursor.take('in')) return 'in'
    if (this.#cursor.take('is')) return this.#cursor.take('not') ? '!=' : '=='
    if (!this.#cursor.take('not')) return undefined
    if (this.#cursor.take('in')) return 'not in'
    throw this.#cursor.unexpected('Expected in here.')
  }

  #operand(): Node {
    const sign = this.#cursor.now
    if (!this.#cursor.take('-')) return this.#postfix()
    const number = this.#cursor.next()
    if (number.kind === 'number')
      return { kind: 'literal', value: -number.value, span: { from: sign.from, to: number.to } }
    throw new FilterError('Expected a number after the minus sign.', sign)
  }

  #postfix(): Node {
    let node = this.#primary()
    for (;;) {
      const sign = this.#cursor.now
      if (this.#cursor.take('.')) node = this.#member(node)
      else if (this.#cursor.take('[')) node = this.#part(node, sign)
      else return node
    }
  }

  #member(of: Node): Node {
    const name = this.#cursor.now
    if (name.kind !== 'name') throw this.#cursor.unexpected('Expected a name after the dot.')
    this.#cursor.next()
    const opened = this.#cursor.now
    if (!this.#cursor.take('(')) return { kind: 'attribute', of, name: name.value, span: name }
    const args = this.#items(')', opened)
    checkCall('method', METHODS, name.value, args.length, name)
    return { kind: 'method', of, name: name.value, args, span: name }
  }

  #part(of: Node, opened: Span): Node {
    const found = this.#cursor.inside(opened, () => this.brackets(opened))
    if (found.index !== undefined) return { kind: 'index', of, index: found.index, span: found.span }
    return { kind: 'slice', of, slice: found.slice, span: found.span }
  }

  /** What stands in square brackets, with the one that closes them. */
  brackets(opened: Span): Brackets {
    const part = (): Node | undefined =>
      this.#cursor.is(':') || this.#cursor.is(']') ? undefined : this.expression()
    const start = part()
    if (start !== undefined && !this.#cursor.is(':')) {
      this.#cursor.close(']', opened)
      return { index: start, span: start.span }
    }
    if (start === undefined && !this.#cursor.is(':'))
      throw this.#cursor.unexpected('Expected a place or a name here.')
    this.#cursor.next()
    const stop = part()
    const step = this.#cursor.take(':') ? part() : undefined
    const { to } = this.#cursor.close(']', opened)
    return { slice: { start, stop, step }, span: { from: opened.from, to } }
  }

  #items(close: string, opened: Span): readonly Node[] {
    return this.#cursor.inside(opened, () => {
      const items: Node[] = []
      while (!this.#cursor.is(close)) {
        items.push(this.expression())
        if (!this.#cursor.take(',')) break
      }
      this.#cursor.close(close, opened)
      return items
    })
  }

  #primary(): Node {
    const token = this.#cursor.now
    if (token.kind === 'root') return this.#root()
    if (token.kind === 'text' || token.kind === 'number') {
      this.#cursor.next()
      return { kind: 'literal', value: token.value, span: token }
    }
    if (token.kind === 'name' && !KEYWORDS.has(token.value)) return this.#name(token)
    if (this.#cursor.take('['))
      return { kind: 'list', items: this.#items(']', token), span: this.#cursor.since(token) }
    if (!this.#cursor.take('(')) throw this.#cursor.unexpected()
    return this.#cursor.inside(token, () => {
      if (this.#cursor.is(')'))
        return { kind: 'list', items: this.#items(')', token), span: this.#cursor.since(token) }
      const first = this.expression()
      if (this.#cursor.is(',')) {
        this.#cursor.next()
        return { kind: 'list', items: [first, ...this.#items(')', token)], span: this.#cursor.since(token) }
      }
      this.#cursor.close(')', token)
      return first
    })
  }

  /** The root, which in an expression is followed by a field, or is a value itself. */
  #root(): Node {
    const token = this.root()
    const { root, noun, isValue } = this.#words
    if (this.#cursor.is('['))
      throw new FilterError(`${root}[…] chooses by place and stands alone, before a |.`, this.#cursor.now)
    if (!this.#cursor.is('.') && isValue !== true)
      throw new FilterError(`Say which field of the ${noun}, as in ${root}.name.`, token)
    return { kind: 'root', span: token }
  }

  /** Goes over the root itself. */
  root(): Span {
    const token = this.#cursor.next()
    const { root, noun } = this.#words
    if (token.value !== root)
      throw new FilterError(`${token.value} means nothing here. A ${noun} is ${root}.`, token, [root])
    this.#roots += 1
    return token
  }

  #name(token: Span & { readonly value: string }): Node {
    this.#cursor.next()
    const constant = CONSTANTS.get(token.value)
    if (constant !== undefined) return { kind: 'literal', value: constant, span: token }
    const opened = this.#cursor.now
    if (this.#cursor.take('(')) {
      checkCall('function', FUNCTIONS, token.value, undefined, token)
      const args = this.#items(')', opened)
      checkCall('function', FUNCTIONS, token.value, args.length, token)
      return { kind: 'function', name: token.value, args, span: token }
    }
    const { root, noun, fields = [] } = this.#words
    const field = nearest(token.value, fields, 1, 2)[0] ?? token.value
    throw new FilterError(
      `${token.value} alone means nothing. A field of the ${noun} is ${root}.${field}, a text stands in quotes.`,
      token,
      [`${root}.${field}`, JSON.stringify(token.value)],
    )
  }
}
