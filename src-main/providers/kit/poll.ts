import type { Clock } from '@main/ports/clock'

/** How a wait is paced: the first pause, how much longer each next one is, and the longest (all ms). */
export interface PollOptions {
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly firstMs: number
  readonly factor?: number
  readonly longestMs: number
  /** How long to wait altogether, ms. */
  readonly timeoutMs: number
}

/**
 * Looks at once and then again and again until `look` answers something, with growing pauses. Answers `undefined` when
 * the time is over; rejects with what `look` rejects with, and with the signal's reason when it is aborted.
 */
export async function pollUntil<T>(
  options: PollOptions,
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const { clock, signal, factor = 2, longestMs, timeoutMs } = options
  const endMs = clock.now() + timeoutMs
  for (let pauseMs = options.firstMs; ; pauseMs = Math.min(pauseMs * factor, longestMs)) {
    signal.throwIfAborted()
    const found = await look()
    if (found !== undefined) return found
    const leftMs = endMs - clock.now()
    if (leftMs <= 0) return undefined
    await clock.sleep(Math.min(pauseMs, leftMs), signal)
  }
}
