import { systemClock, type Clock } from '@main/ports/clock'

/** How the clock of a run differs from the computer's. */
export interface ClockRate {
  /** How many times as fast it goes. */
  readonly rate: number
  /** What it shows at the start, as UTC epoch milliseconds; without it, what the computer's shows. */
  readonly startAtMs?: number | undefined
}

/**
 * A clock that starts at a chosen time and goes faster than the computer's: with it a day of leases and reminders can be
 * watched in minutes, in the Sandbox above all. Everything that waits, waits by it.
 */
export function ratedClock({ rate, startAtMs }: ClockRate, base: Clock = systemClock): Clock {
  const begun = base.now()
  const start = startAtMs ?? begun
  return {
    now: () => Math.floor(start + (base.now() - begun) * rate),
    elapsed: () => (base.elapsed?.() ?? performance.now()) * rate,
    sleep: (ms, signal) => base.sleep(ms / rate, signal),
  }
}
