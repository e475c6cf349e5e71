import { systemClock, type Clock } from '@main/ports/clock'

/** A clock of one run of the application, and the end of that run. */
export interface MortalClock extends Clock {
  /** From now on nobody wakes who sleeps by it, as if the process had ended at that moment. */
  die(): void
}

/**
 * The computer's clock until it dies. Of a core that is thrown away, what works in it works on in the test's process:
 * only what it sleeps by can hold it back from finishing, or cleaning up, what the next core takes up.
 */
export function mortalClock(): MortalClock {
  let isDead = false
  return {
    ...systemClock,
    async sleep(ms, signal) {
      try {
        await systemClock.sleep(ms, signal)
      } finally {
        if (isDead) await new Promise<never>(() => {})
      }
    },
    die() {
      isDead = true
    },
  }
}
