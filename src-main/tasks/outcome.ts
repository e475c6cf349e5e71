import { BrokerError } from '@shared/domain/error'
import type { Clock } from '@main/ports/clock'

const PAUSE_MS = 5000
/** Half a minute of pauses, and what each attempt waits itself. */
const ATTEMPTS = 7

/** What a line came to could not be written down: it stays unfinished, and the next start takes it up. */
export class UnwrittenOutcome extends Error {}

/**
 * Writes what a line came to, again after a pause where the inventory cannot be written for now. What is at the provider
 * cannot be taken back, so a line must not end without it: the host would be held by nobody, and made twice by a retry.
 * `write` may be called again after it failed halfway. Throws `UnwrittenOutcome` when there is no end to it.
 */
export async function writeOutcome<T>(clock: Clock, write: () => T): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return write()
    } catch (error) {
      if (!(error instanceof BrokerError) || !error.data.retryable) throw error
      if (attempt >= ATTEMPTS)
        throw new UnwrittenOutcome('The inventory could not be written.', { cause: error })
      await clock.sleep(PAUSE_MS)
    }
  }
}
