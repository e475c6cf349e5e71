import { FilterError } from './problem'

/** Steps of one evaluation; a step is a few dozen nanoseconds, so that all of them stay under 50 ms. */
const STEPS = 1_000_000

/** Letters that count as one step where texts are worked on. */
const LETTERS = 32

/** A longer text is not made. */
const MAX_TEXT = 50_000

/** What is left to one evaluation. It counts steps and not time, so that a filter works always or never. */
export class Budget {
  readonly #length: number
  #left = STEPS

  /** `length` of the filter's text, which an error points at as a whole. */
  constructor(length: number) {
    this.#length = length
  }

  /** Takes some steps. Throws `FilterError` when none are left. */
  spend(steps: number): void {
    this.#left -= steps
    if (this.#left < 0) throw this.#error('This filter is too much work for so many. Make it shorter.')
  }

  /** Takes the steps that a text or a list of such a length is worth. */
  spendOn(value: unknown): void {
    const length = typeof value === 'string' || Array.isArray(value) ? value.length : 0
    if (length > MAX_TEXT) throw this.#error('This filter makes a text that is too long.')
    this.spend(1 + Math.floor(length / LETTERS))
  }

  #error(message: string): FilterError {
    return new FilterError(message, { from: 0, to: this.#length })
  }
}
