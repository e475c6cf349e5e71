import type { HealthReport } from '@shared/domain/provider'

/** What the checks of an instance have shown since the window was opened. */
export interface HealthHistory {
  /** When the last check ended that is in here; one that comes twice counts once. */
  readonly notedAtMs: number
  readonly lastUsableAtMs: number | undefined
  /** The first of the failed checks since the last good one. */
  readonly unusableSinceMs: number | undefined
  /** How many checks have failed since the last good one. */
  readonly failures: number
  /** How long the calls took, ms; undefined before the first that was measured. */
  readonly latency: { readonly least: number; readonly most: number; readonly count: number } | undefined
}

const NONE: HealthHistory = {
  notedAtMs: 0,
  lastUsableAtMs: undefined,
  unusableSinceMs: undefined,
  failures: 0,
  latency: undefined,
}

/** The history with one more check in it. */
export function withCheck(
  history: HealthHistory = NONE,
  report: Pick<HealthReport, 'usable' | 'latencyMs'>,
  atMs: number,
): HealthHistory {
  if (atMs <= history.notedAtMs) return history
  const { latencyMs } = report
  const { latency } = history
  return {
    notedAtMs: atMs,
    lastUsableAtMs: report.usable ? atMs : history.lastUsableAtMs,
    unusableSinceMs: report.usable ? undefined : (history.unusableSinceMs ?? atMs),
    failures: report.usable ? 0 : history.failures + 1,
    latency:
      latencyMs === undefined
        ? latency
        : {
            least: Math.min(latency?.least ?? latencyMs, latencyMs),
            most: Math.max(latency?.most ?? latencyMs, latencyMs),
            count: (latency?.count ?? 0) + 1,
          },
  }
}
