import { cancelled } from '@main/providers/kit/cancel'

interface Asked<V> {
  readonly resolve: (value: V) => void
  readonly reject: (error: unknown) => void
}

/**
 * Questions that many ask at the same moment, answered with one request: what is asked within one turn of the event
 * loop goes together, at most `most` keys at a time. `read` answers what it found by key.
 */
export class Batch<V> {
  readonly #read: (keys: readonly number[]) => Promise<ReadonlyMap<number, V>>
  readonly #missing: V
  readonly #most: number
  #asked = new Map<number, Asked<V>[]>()

  constructor(options: {
    readonly read: (keys: readonly number[]) => Promise<ReadonlyMap<number, V>>
    /** The answer for a key of which nothing was found. */
    readonly missing: V
    readonly most: number
  }) {
    this.#read = options.read
    this.#missing = options.missing
    this.#most = options.most
  }

  /** Throws `CANCELLED` when the signal is aborted, else as `read` does. */
  ask(key: number, signal: AbortSignal): Promise<V> {
    if (signal.aborted) return Promise.reject(cancelled())
    if (this.#asked.size === 0) setImmediate(() => this.#flush())
    return new Promise<V>((resolve, reject) => {
      const onAbort = (): void => reject(cancelled())
      signal.addEventListener('abort', onAbort, { once: true })
      const settle = (): void => signal.removeEventListener('abort', onAbort)
      const asked = this.#asked.get(key) ?? []
      asked.push({
        resolve: (value) => {
          settle()
          resolve(value)
        },
        reject: (error) => {
          settle()
          reject(error)
        },
      })
      this.#asked.set(key, asked)
    })
  }

  #flush(): void {
    const asked = this.#asked
    this.#asked = new Map()
    const keys = [...asked.keys()]
    for (let from = 0; from < keys.length; from += this.#most) {
      void this.#answer(keys.slice(from, from + this.#most), asked)
    }
  }

  async #answer(keys: readonly number[], asked: ReadonlyMap<number, readonly Asked<V>[]>): Promise<void> {
    try {
      const found = await this.#read(keys)
      for (const key of keys) {
        for (const each of asked.get(key) ?? []) each.resolve(found.get(key) ?? this.#missing)
      }
    } catch (error) {
      for (const key of keys) for (const each of asked.get(key) ?? []) each.reject(error)
    }
  }
}
