import type { Clock } from '@main/ports/clock'

/** How long something may take, and what is thrown when it takes longer. */
export interface Deadline {
  readonly clock: Clock
  readonly ms: number
  /** The caller's way to stop; absent for work that must not be stopped by its caller (cleaning up). */
  readonly signal?: AbortSignal | undefined
  readonly late: () => Error
}

/** Made once: an abort without a reason makes an error with a stack each time, as dear as all else in here. */
const OVER = new Error('The work is over.')

/**
 * Runs something that ends when it is done, when the caller's signal is aborted, or when its time is over, whichever
 * is first, and also when `run` ignores its signal: so nothing that hangs at the other end hangs here. Rejects with
 * what `run` rejects with, with the signal's reason, or with `late()`.
 */
export async function withDeadline<T>(
  deadline: Deadline,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { clock, ms, signal, late } = deadline
  signal?.throwIfAborted()
  const inner = new AbortController()
  const timer = new AbortController()
  const onAbort = (): void => inner.abort(signal?.reason)
  signal?.addEventListener('abort', onAbort, { once: true })
  const stopped = new Promise<never>((_, reject) => {
    inner.signal.addEventListener('abort', () => reject(inner.signal.reason), { once: true })
  })
  clock.sleep(ms, timer.signal).then(
    () => inner.abort(late()),
    () => undefined,
  )
  const running = run(inner.signal)
  running.catch(() => undefined)
  try {
    return await Promise.race([running, stopped])
  } finally {
    timer.abort(OVER)
    signal?.removeEventListener('abort', onAbort)
  }
}
