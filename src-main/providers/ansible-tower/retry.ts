import type { Clock } from '@main/ports/clock'
import { isOutage, type TowerError } from './errors'

/** Pauses between the attempts of one call (ms): each twice the one before. */
const FIRST_PAUSE_MS = 300
/** A server that wants to be left alone for longer than this is not waited for (ms): a person waits for the call. */
const LONGEST_PAUSE_MS = 5000

/** Makes a call that only reads again after trouble that passes, so many times, with growing pauses. */
export async function withRetries<T>(
  options: { readonly clock: Clock; readonly signal: AbortSignal; readonly retries: number },
  call: () => Promise<T>,
): Promise<T> {
  const { clock, signal, retries } = options
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await call()
    } catch (error) {
      if (attempt >= retries || !isOutage(error) || !passes(error)) throw error
      const pauseMs = error.details.retryAfterMs ?? FIRST_PAUSE_MS * 2 ** attempt
      if (pauseMs > LONGEST_PAUSE_MS) throw error
      await clock.sleep(pauseMs, signal)
    }
  }
}

/** An unknown name or a page without an error status does not become right within a second. */
function passes(error: TowerError): boolean {
  const { status } = error.details
  if (error.kind === 'no-name' || error.kind === 'upgrading') return false
  return error.kind !== 'not-api' || (status !== undefined && status >= 500)
}
