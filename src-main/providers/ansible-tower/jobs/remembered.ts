import { SharedWork } from '@main/providers/kit/shared-work'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'

/** How long an answer is good for: a batch asks once, and a change at the server is seen soon (ms). */
const KEPT_MS = 30_000

interface Kept<T> {
  readonly answers: Map<string, { readonly value: T; readonly atMs: number }>
  readonly asking: SharedWork<T>
}

/** Answers of a server that many ask for at the same time: asked for once, and kept for a short time per instance. */
export class Remembered<T> {
  readonly #kept = new WeakMap<TowerInstance, Kept<T>>()

  /** Errors are not kept. */
  async get(
    instance: TowerInstance,
    key: string,
    signal: AbortSignal,
    ask: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const { clock } = instance.deps
    const kept = this.#of(instance)
    const answer = kept.answers.get(key)
    if (answer !== undefined && clock.now() - answer.atMs < KEPT_MS) return answer.value
    return await kept.asking.join(key, signal, async (shared) => {
      const value = await ask(shared)
      kept.answers.set(key, { value, atMs: clock.now() })
      return value
    })
  }

  #of(instance: TowerInstance): Kept<T> {
    const known = this.#kept.get(instance)
    if (known !== undefined) return known
    const made: Kept<T> = { answers: new Map(), asking: new SharedWork() }
    this.#kept.set(instance, made)
    return made
  }
}
