import { FilterError, type Span } from './problem'

/** One word of a filter. */
export type Token = Span &
  (
    | { readonly kind: 'text'; readonly value: string }
    | { readonly kind: 'number'; readonly value: number }
    /** A name, or one of the words `and`, `or`, `not`, `in`, `is`. */
    | { readonly kind: 'name'; readonly value: string }
    /** `@inv` or `@res`. */
    | { readonly kind: 'root'; readonly value: string }
    | { readonly kind: 'sign'; readonly value: string }
    | { readonly kind: 'end'; readonly value: '' }
  )

const SPACE = /\s+/y
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y
const NAME = /[\p{L}_][\p{L}\p{N}_]*/uy
const ROOT = /@[\p{L}\p{N}_]*/uy
const SIGN = /==|!=|<=|>=|&&|\|\||[<>()[\].,:|=!+*/%{}&^~;-]/y
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '0': '\0',
  '\\': '\\',
  "'": "'",
  '"': '"',
}
const CODE = /x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})/y

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** The words of a filter, with one of kind `end` after the last. Throws `FilterError`. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const space = match(SPACE, text, at)
    if (space !== null) {
      at += space[0].length
      continue
    }
    const token = readToken(text, at)
    tokens.push(token)
    at = token.to
  }
  return [...tokens, { kind: 'end', value: '', from: text.length, to: text.length }]
}

function readToken(text: string, from: number): Token {
  const quote = text[from]
  if (quote === '"' || quote === "'") return readText(text, from, quote)
  const root = match(ROOT, text, from)
  if (root !== null) return { kind: 'root', value: root[0], from, to: from + root[0].length }
  const number = match(NUMBER, text, from)
  if (number !== null) return { kind: 'number', value: Number(number[0]), from, to: from + number[0].length }
  const name = match(NAME, text, from)
  if (name !== null) return { kind: 'name', value: name[0], from, to: from + name[0].length }
  const sign = match(SIGN, text, from)
  if (sign !== null) return { kind: 'sign', value: sign[0], from, to: from + sign[0].length }
  const character = String.fromCodePoint(text.codePointAt(from) ?? 0)
  throw new FilterError(`${character} means nothing in a filter. Texts stand in quotes.`, {
    from,
    to: from + character.length,
  })
}

/** A text in quotes, with the escapes that Python has; a backslash before anything else stands for itself. */
function readText(text: string, from: number, quote: string): Token {
  let value = ''
  let at = from + 1
  while (at < text.length) {
    const character = text[at] ?? ''
    if (character === quote) return { kind: 'text', value, from, to: at + 1 }
    if (character !== '\\') {
      value += character
      at += 1
      continue
    }
    const code = match(CODE, text, at + 1)
    const next = text[at + 1] ?? ''
    if (code === null) {
      value += ESCAPES[next] ?? `\\${next}`
      at += 2
    } else {
      value += String.fromCodePoint(Number.parseInt(code[1] ?? code[2] ?? '', 16))
      at += 1 + code[0].length
    }
  }
  throw new FilterError(`The text that begins here has no end. Close it with ${quote}.`, {
    from,
    to: text.length,
  })
}
