import { useSyncExternalStore } from 'react'
import { clockNow, clockRate } from '@renderer/app/clock'

/** How often a component needs to know the time. Seconds are for what counts them: a countdown, an elapsed time. */
export type Granularity = 'minute' | 'second'

/**
 * One ticking clock for all who look at it: ten thousand leases share two timers, and none runs while nobody looks, or
 * while the window is out of sight.
 */
export class TickingClock {
  readonly #stepMs: number
  readonly #listeners = new Set<() => void>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #now = 0

  constructor(stepMs: number) {
    this.#stepMs = stepMs
  }

  /** The time at the last tick. */
  readonly snapshot = (): number => {
    // Between ticks the answer must not move; while nobody listens there are no ticks.
    if (this.#listeners.size === 0) this.#now = Math.floor(clockNow() / 1000) * 1000
    return this.#now
  }

  /** Calls back at every tick, until the returned function is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    if (this.#listeners.size === 1) {
      this.#schedule()
      document.addEventListener('visibilitychange', this.#tick)
    }
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0) return
      clearTimeout(this.#timer)
      document.removeEventListener('visibilitychange', this.#tick)
    }
  }

  // Aligned to the wall clock, so that all that count minutes change together. A window that was hidden, or a computer
  // that slept, ticks when it is seen again.
  readonly #tick = (): void => {
    this.#now = clockNow()
    this.#schedule()
    for (const listener of this.#listeners) listener()
  }

  #schedule(): void {
    clearTimeout(this.#timer)
    if (document.hidden) return
    this.#timer = setTimeout(this.#tick, (this.#stepMs - (clockNow() % this.#stepMs)) / clockRate())
  }
}

const clocks: Readonly<Record<Granularity, TickingClock>> = {
  minute: new TickingClock(60_000),
  second: new TickingClock(1000),
}

/** The time, as UTC epoch milliseconds, that moves on by itself. */
export function useNow(granularity: Granularity = 'minute'): number {
  const clock = clocks[granularity]
  return useSyncExternalStore(clock.subscribe, clock.snapshot)
}
