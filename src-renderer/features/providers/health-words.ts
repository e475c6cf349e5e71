import type { ErrorCode } from '@shared/domain/error'
import type { HealthReport } from '@shared/domain/provider'
import { clockText, momentText } from '@shared/lib/time-text'
import type { HealthHistory } from '@renderer/features/providers/health-history'
import { healthLevel } from '@renderer/features/settings/health'

/** How an instance stands, as its row and its head say it. */
export interface HealthLook {
  readonly level: 'waiting' | 'ok' | 'warn' | 'error'
  /** "Reachable". */
  readonly word: string
  /** "Reachable, 84 ms", "Unreachable since 13:12". */
  readonly line: string
}

const REFUSALS: ReadonlySet<ErrorCode> = new Set([
  'AUTH',
  'PERMISSION',
  'CONFIG',
  'INVALID_INPUT',
  'NOT_FOUND',
  'NOT_SUPPORTED',
])

/** Whether something answered and said no: asking the same once more would not help, and may lock an account. */
export function isRefused(report: Pick<HealthReport, 'usable' | 'code' | 'latencyMs'>): boolean {
  if (report.usable) return false
  return report.latencyMs !== undefined || (report.code !== undefined && REFUSALS.has(report.code))
}

/** A call's duration: "84 ms", never "0 ms". */
export function latencyText(ms: number): string {
  return `${Math.max(1, Math.round(ms))}\u00a0ms`
}

/** A moment of the past in the fewest words: "13:12" today, else with its day. */
export function sinceText(atMs: number, nowMs: number): string {
  const text = momentText(atMs, nowMs)
  return text.startsWith('today ') ? clockText(atMs) : text
}

/** The look of a report: what works, what needs attention, what answers no, and what does not answer. */
export function healthLook(
  report: HealthReport | undefined,
  history: HealthHistory | undefined,
  about: { readonly pretend: boolean; readonly nowMs: number },
): HealthLook {
  if (report === undefined) return { level: 'waiting', word: 'Checking', line: 'Checking' }
  const level = healthLevel(report)
  if (level === 'error') {
    if (report.code === 'AUTH') return { level, word: 'Cannot sign in', line: 'Cannot sign in' }
    if (isRefused(report)) return { level, word: 'Not usable', line: report.summary }
    const since = history?.unusableSinceMs
    const line = since === undefined ? 'Unreachable' : `Unreachable since ${sinceText(since, about.nowMs)}`
    return { level, word: 'Unreachable', line }
  }
  if (level === 'warn') {
    const worst = report.items.find((item) => item.level !== 'ok')
    return { level, word: 'Needs attention', line: worst?.title ?? report.summary }
  }
  if (about.pretend) return { level, word: 'Reachable', line: 'Inside the application' }
  const line = report.latencyMs === undefined ? 'Reachable' : `Reachable, ${latencyText(report.latencyMs)}`
  return { level, word: 'Reachable', line }
}

/** When the instances were checked, as the oldest of the checks allows to say it; undefined before there is one. */
export function checkedText(checkedAtMs: readonly number[], nowMs: number): string | undefined {
  const done = checkedAtMs.filter((at) => at > 0)
  if (done.length === 0) return undefined
  const seconds = Math.floor((nowMs - Math.min(...done)) / 1000)
  if (seconds < 5) return 'Checked now'
  if (seconds < 60) return `Checked ${seconds}\u00a0s ago`
  return `Checked ${Math.floor(seconds / 60)}\u00a0min ago`
}
