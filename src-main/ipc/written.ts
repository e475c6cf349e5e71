/**
 * An answer of a call whose long list is JSON already and was checked when that was written: thousands of entries are
 * neither checked nor written again for each who asks.
 */
export class WrittenAnswer<T extends object, K extends keyof T & string> {
  readonly #list: K
  readonly #json: string
  readonly #rest: Omit<T, K>

  /** @param json The value of `list`, as its schema in the contract has it. */
  constructor(list: K, json: string, rest: Omit<T, K>) {
    this.#list = list
    this.#json = json
    this.#rest = rest
  }

  /** What is still to be checked: the answer with no entry in its list. */
  get withoutEntries(): unknown {
    return { ...this.#rest, [this.#list]: [] }
  }

  /** The whole answer as JSON. */
  toText(): string {
    const rest = JSON.stringify(this.#rest)
    const list = `{${JSON.stringify(this.#list)}:${this.#json}`
    return rest === '{}' ? `${list}}` : `${list},${rest.slice(1)}`
  }
}
