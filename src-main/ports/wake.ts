import type { Clock } from '@main/ports/clock'

/** Does something after `ms`, unless the signal is aborted first. Resolves in both cases. */
export async function wakeAfter(
  clock: Clock,
  ms: number,
  signal: AbortSignal,
  then: () => void,
): Promise<void> {
  try {
    await clock.sleep(ms, signal)
  } catch {
    return
  }
  if (!signal.aborted) then()
}
