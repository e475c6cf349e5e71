import type { Clock } from '@main/ports/clock'
import { wakeAfter } from '@main/ports/wake'

/** Nobody sleeps longer than this: what no event tells of (another process, a clock that was set) is found then. */
const LONGEST_MS = 60 * 60_000
/** A difference between the clock on the wall and the one that only counts from which on the former was changed. */
const JUMP_MS = 30_000

/** How the time on the wall went on since it was looked at last. */
export interface TimeStep {
  readonly nowMs: number
  /** When it was looked at last. */
  readonly beforeMs: number
  /** It went on by more, or by less, than time has passed: the computer slept, or its clock was set. */
  readonly hasJumped: boolean
}

/**
 * One timer for the next moment that matters, and what the clock on the wall did meanwhile. A timer counts only while
 * the computer is awake; whoever hears of its waking sets it anew.
 */
export class Alarm {
  readonly #clock: Clock
  readonly #elapsed: () => number
  readonly #ring: () => void
  #sleep: AbortController | undefined
  #wallMs: number
  #elapsedMs: number

  constructor(options: {
    readonly clock: Clock
    /** Milliseconds of a clock that is never set. */
    readonly elapsed: () => number
    readonly ring: () => void
  }) {
    this.#clock = options.clock
    this.#elapsed = options.elapsed
    this.#ring = options.ring
    this.#wallMs = this.#clock.now()
    this.#elapsedMs = this.#elapsed()
  }

  /** Looks at the clock. */
  step(): TimeStep {
    const nowMs = this.#clock.now()
    const elapsedMs = this.#elapsed()
    const beforeMs = this.#wallMs
    const jumpMs = nowMs - beforeMs - (elapsedMs - this.#elapsedMs)
    this.#wallMs = nowMs
    this.#elapsedMs = elapsedMs
    return { nowMs, beforeMs, hasJumped: Math.abs(jumpMs) > JUMP_MS }
  }

  /** Rings at a moment, or after the longest sleep; what was set before is forgotten. */
  setFor(atMs: number | undefined): void {
    this.stop()
    const sleep = new AbortController()
    this.#sleep = sleep
    const ms = Math.min(LONGEST_MS, Math.max(0, (atMs ?? Infinity) - this.#clock.now()))
    void wakeAfter(this.#clock, ms, sleep.signal, this.#ring)
  }

  stop(): void {
    this.#sleep?.abort(new Error('Not needed any more.'))
    this.#sleep = undefined
  }
}
