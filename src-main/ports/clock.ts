/** Time as the core sees it; tests pass one they can move. */
export interface Clock {
  /** UTC epoch milliseconds. */
  now(): number
  /**
   * Milliseconds that only count up, at the pace of `now`, whatever is set, and may stand still while the computer
   * sleeps: next to `now` they tell that a clock was set. Absent: those of the process.
   */
  elapsed?(): number
  /** Resolves after `ms`, rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** The computer's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const onAbort = (): void => {
        clearTimeout(timer)
        reject(reasonOf(signal))
      }
      if (signal?.aborted === true) {
        reject(reasonOf(signal))
        return
      }
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', onAbort)
        resolve()
      }, ms)
      signal?.addEventListener('abort', onAbort, { once: true })
    }),
}

function reasonOf(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason
  return reason instanceof Error ? reason : new DOMException('Aborted', 'AbortError')
}
