import type { Clock } from '@main/ports/clock'

interface Sleeper {
  readonly dueMs: number
  readonly wake: () => void
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason))
}

/** Lets everything that is ready to go on, go on: promises and one turn of the event loop. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/**
 * A clock that moves only when it is told to (`advance`, `waitForSleepers`), or with `auto` whenever everybody sleeps:
 * then it jumps to the earliest end of a sleep, so that hours pass in milliseconds and in the right order.
 */
export class FakeClock implements Clock {
  /** What only counts up; sleeps go by it. */
  #elapsedMs = 0
  /** What the clock on the wall shows besides. */
  #startMs: number
  readonly #auto: boolean
  readonly #sleepers = new Set<Sleeper>()
  #jumping = false

  /** `startMs` is UTC epoch milliseconds; by default 2026-01-02 03:04:05 UTC. */
  constructor(options: { readonly startMs?: number; readonly auto?: boolean } = {}) {
    this.#startMs = options.startMs ?? Date.UTC(2026, 0, 2, 3, 4, 5)
    this.#auto = options.auto ?? false
  }

  now(): number {
    return this.#startMs + this.#elapsedMs
  }

  elapsed(): number {
    return this.#elapsedMs
  }

  /**
   * Sets the clock on the wall, as a person does, or as the sleep of a computer does to those who slept with it: nobody
   * wakes of that, and whoever sleeps goes on for as long as before.
   */
  set(nowMs: number): void {
    this.#startMs = nowMs - this.#elapsedMs
  }

  /** How many sleep now. */
  get sleeping(): number {
    return this.#sleepers.size
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(reasonOf(signal))
        return
      }
      const onAbort = (): void => {
        this.#sleepers.delete(sleeper)
        if (signal !== undefined) reject(reasonOf(signal))
      }
      const sleeper: Sleeper = {
        dueMs: this.#elapsedMs + Math.max(0, ms),
        wake: () => {
          this.#sleepers.delete(sleeper)
          signal?.removeEventListener('abort', onAbort)
          resolve()
        },
      }
      this.#sleepers.add(sleeper)
      signal?.addEventListener('abort', onAbort, { once: true })
      // A sleep of no length ends by itself, as it does on the computer's own clock.
      if (ms <= 0) setImmediate(() => this.#sleepers.has(sleeper) && sleeper.wake())
      if (this.#auto) void this.#jumpWhileSleeping()
    })
  }

  /** Moves on by `ms`, waking who is due on the way, each at its own time, and lets them go on before the next. */
  async advance(ms: number): Promise<void> {
    const targetMs = this.#elapsedMs + ms
    await turn()
    for (;;) {
      const next = this.#earliest()
      if (next === undefined || next.dueMs > targetMs) break
      this.#elapsedMs = Math.max(this.#elapsedMs, next.dueMs)
      next.wake()
      await turn()
    }
    this.#elapsedMs = targetMs
  }

  /** Resolves once at least `count` sleep at the same time: the moment to look, or to advance. */
  async waitForSleepers(count = 1): Promise<void> {
    while (this.#sleepers.size < count) await turn()
  }

  #earliest(): Sleeper | undefined {
    let earliest: Sleeper | undefined
    for (const sleeper of this.#sleepers) {
      if (earliest === undefined || sleeper.dueMs < earliest.dueMs) earliest = sleeper
    }
    return earliest
  }

  async #jumpWhileSleeping(): Promise<void> {
    if (this.#jumping) return
    this.#jumping = true
    await turn()
    for (let next = this.#earliest(); next !== undefined; next = this.#earliest()) {
      this.#elapsedMs = Math.max(this.#elapsedMs, next.dueMs)
      next.wake()
      await turn()
    }
    this.#jumping = false
  }
}
