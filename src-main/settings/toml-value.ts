import type { Json } from '@shared/lib/json'

const BASIC = /"(?:[^"\\\n]|\\.)*"/uy
const LITERAL = /'[^'\n]*'/uy
const BARE_KEY = /[\w-]+/uy
const NUMBER = /[+-]?(?:\d+(?:_\d+)*)(?:\.\d+(?:_\d+)*)?(?:[eE][+-]?\d+)?/uy
const WORD = /true|false/uy
const SPACE = /\s*/uy

/**
 * A list or map as TOML writes it on one line (`{a = 1, b = ["x"]}`), which is how the original reads those of the
 * environment; undefined for everything else. Keys are words or quoted; dots in them and dates are not read.
 */
export function tomlValue(text: string): Json | undefined {
  const reader = new Reader(text)
  const value = reader.value()
  return reader.isAtEnd() ? value : undefined
}

class Reader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  isAtEnd(): boolean {
    this.#take(SPACE)
    return this.#at === this.#text.length
  }

  value(): Json | undefined {
    this.#take(SPACE)
    const first = this.#text[this.#at]
    if (first === '{') return this.#map()
    if (first === '[') return this.#list()
    return this.#quoted() ?? this.#plain()
  }

  #map(): Json | undefined {
    const entries: [string, Json][] = []
    const isWhole = this.#items('}', () => {
      this.#take(SPACE)
      const key = this.#quoted() ?? this.#take(BARE_KEY)
      this.#take(SPACE)
      if (key === undefined || !this.#skip('=')) return false
      const value = this.value()
      if (value === undefined) return false
      entries.push([key, value])
      return true
    })
    return isWhole ? Object.fromEntries(entries) : undefined
  }

  #list(): Json | undefined {
    const values: Json[] = []
    const isWhole = this.#items(']', () => {
      const value = this.value()
      if (value === undefined) return false
      values.push(value)
      return true
    })
    return isWhole ? values : undefined
  }

  /** From an opening bracket over what is between commas to the closing one; false where it is not so. */
  #items(end: '}' | ']', item: () => boolean): boolean {
    this.#at += 1
    for (let isFirst = true; ; isFirst = false) {
      this.#take(SPACE)
      if (this.#skip(end)) return true
      if (!isFirst && !this.#skip(',')) return false
      this.#take(SPACE)
      if (this.#skip(end)) return true
      if (!item()) return false
    }
  }

  #quoted(): string | undefined {
    const literal = this.#take(LITERAL)
    if (literal !== undefined) return literal.slice(1, -1)
    const before = this.#at
    const basic = this.#take(BASIC)
    if (basic === undefined) return undefined
    try {
      return String(JSON.parse(basic))
    } catch {
      // An escape that JSON has not.
      this.#at = before
      return undefined
    }
  }

  #plain(): Json | undefined {
    const word = this.#take(WORD)
    if (word !== undefined) return word === 'true'
    const number = this.#take(NUMBER)
    return number === undefined ? undefined : Number(number.replaceAll('_', ''))
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const [found] = pattern.exec(this.#text) ?? []
    if (found !== undefined) this.#at += found.length
    return found
  }

  #skip(sign: string): boolean {
    if (this.#text[this.#at] !== sign) return false
    this.#at += 1
    return true
  }
}
