import type { ErrorData } from '@shared/domain/error'
import type { HealthItem, HealthReport } from '@shared/domain/provider'

/** How a connection test went as a whole: the worst of its lines, unless it cannot be used at all. */
export function healthLevel(report: HealthReport): HealthItem['level'] {
  if (!report.usable) return 'error'
  return report.items.some((item) => item.level !== 'ok') ? 'warn' : 'ok'
}

/** The lines under the summary. One that only repeats the summary gives its detail. */
export function healthLines(report: HealthReport): readonly HealthItem[] {
  return report.items.flatMap((item) => {
    if (item.title !== report.summary) return [item]
    const { detail, ...rest } = item
    return detail === undefined || detail === '' ? [] : [{ ...rest, title: detail }]
  })
}

/** A test that could not be made, as a report: what is so, what the provider said, what to do. */
export function reportOfError(error: ErrorData): HealthReport {
  const lines = [error.said, error.hint].filter((line) => line !== undefined)
  return {
    usable: false,
    summary: error.message,
    code: error.code,
    items: lines.map((title) => ({ level: 'error', title })),
  }
}
