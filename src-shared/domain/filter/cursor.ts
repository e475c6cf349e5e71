import { FilterError, type Span } from './problem'
import type { Token } from './tokens'

/** Brackets and `not` in each other, so that neither reading nor evaluating can run out of stack. */
const MAX_DEPTH = 40

/** What people write who come from other languages. */
const INSTEAD: Readonly<Record<string, readonly [message: string, instead: string]>> = {
  '=': ['To compare, write ==.', '=='],
  '&&': ['Write and.', 'and'],
  '||': ['Write or.', 'or'],
  '!': ['Write not.', 'not'],
  '&': ['Write and.', 'and'],
}

/** Where the reading of a filter stands. */
export class Cursor {
  readonly #tokens: readonly Token[]
  readonly #end: Token
  #at = 0
  #depth = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
    this.#end = tokens.at(-1) ?? { kind: 'end', value: '', from: 0, to: 0 }
  }

  get now(): Token {
    return this.#tokens[this.#at] ?? this.#end
  }

  get following(): Token {
    return this.#tokens[this.#at + 1] ?? this.#end
  }

  /** Whether a stage ends here. */
  get atEnd(): boolean {
    return this.now.kind === 'end' || this.is('|')
  }

  next(): Token {
    const token = this.now
    if (token.kind !== 'end') this.#at += 1
    return token
  }

  /** Whether this sign or word stands here; a text of the same letters does not count. */
  is(value: string): boolean {
    const { kind, value: found } = this.now
    return (kind === 'sign' || kind === 'name') && found === value
  }

  take(value: string): boolean {
    const is = this.is(value)
    if (is) this.#at += 1
    return is
  }

  /** Goes over what closes a bracket. */
  close(value: string, opened: Span): Span {
    const token = this.now
    if (this.take(value)) return token
    if (token.kind === 'end') throw new FilterError(`The ${value} that closes this is missing.`, opened)
    throw this.unexpected(`Expected ${value} here.`)
  }

  /** From there to the end of what was read last. */
  since({ from }: Span): Span {
    return { from, to: this.#tokens[this.#at - 1]?.to ?? from }
  }

  /** Reads what is inside of something. */
  inside<T>(span: Span, read: () => T): T {
    this.#depth += 1
    if (this.#depth > MAX_DEPTH) throw new FilterError('This is nested too deep.', span)
    const result = read()
    this.#depth -= 1
    return result
  }

  /** An error about what stands here. */
  unexpected(expected?: string): FilterError {
    const token = this.now
    const instead = token.kind === 'sign' ? INSTEAD[token.value] : undefined
    if (instead !== undefined) return new FilterError(instead[0], token, [instead[1]])
    const missing = expected ?? 'Expected a value here.'
    if (token.kind === 'end') return new FilterError(`The filter ends too early. ${missing}`, token)
    if (this.is('|')) return new FilterError(missing, token)
    const said = token.kind === 'text' ? 'A text' : String(token.value)
    return new FilterError(`${said} cannot stand here. ${expected ?? 'A filter does not take it.'}`, token)
  }
}
