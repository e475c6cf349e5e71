/** A moment (UTC epoch milliseconds) as reports write it: "2026-11-12T14:00:00.000Z". */
export function at(ms: number): string {
  return new Date(ms).toISOString()
}

/** When something began and ended, and how long it took. */
export function span(times: {
  readonly startedAtMs?: number | undefined
  readonly endedAtMs?: number | undefined
}): { startedAt?: string; endedAt?: string; durationMs?: number } {
  const { startedAtMs, endedAtMs } = times
  return {
    ...(startedAtMs === undefined ? {} : { startedAt: at(startedAtMs) }),
    ...(endedAtMs === undefined ? {} : { endedAt: at(endedAtMs) }),
    // A clock that was put back in between gives no length.
    ...(startedAtMs === undefined || endedAtMs === undefined
      ? {}
      : { durationMs: Math.max(0, Math.round(endedAtMs - startedAtMs)) }),
  }
}
