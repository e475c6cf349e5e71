import { count } from '@shared/lib/words'

const MINUTES: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1440, w: 10_080 }

/**
 * A length of time as a person types it, in whole minutes: "15 min", "4 h", "1 day", "1 h 30 min", "2d". Undefined for
 * what is none, and for a number without a unit: nobody can know which one is meant.
 */
export function readLength(text: string): number | undefined {
  const clean = text.trim().toLowerCase()
  if (!/^(\d+(?:\.\d+)?\s*[a-z]+\s*)+$/.test(clean)) return undefined
  let minutes = 0
  for (const [, digits, unit] of clean.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/g)) {
    const known = /^(m|min|mins|minutes?|h|hours?|d|days?|w|weeks?)$/.test(unit ?? '')
    const each = MINUTES[unit?.charAt(0) ?? '']
    if (!known || each === undefined) return undefined
    minutes += Number(digits) * each
  }
  return Number.isInteger(minutes) && minutes > 0 ? minutes : undefined
}

/** The same as it is shown: "15 min", "4 h", "1 day", "1 h 30 min". It can be read again. */
export function lengthText(minutes: number): string {
  const days = Math.floor(minutes / 1440)
  const hours = Math.floor((minutes % 1440) / 60)
  const rest = minutes % 60
  return [
    days === 0 ? '' : count(days, 'day'),
    hours === 0 ? '' : `${hours} h`,
    rest === 0 ? '' : `${rest} min`,
  ]
    .filter((part) => part !== '')
    .join(' ')
}

/** What is wrong with a reminder that is typed; undefined when nothing is. */
export function thresholdError(text: string): string | undefined {
  const minutes = readLength(text)
  if (minutes === undefined) return 'Say a length such as 30 min, 4 h or 1 day.'
  return minutes > 86_400 ? 'At most 60 days.' : undefined
}

/** Reminders as they are saved: each once, the earliest first. */
export function readThresholds(texts: readonly string[]): readonly number[] {
  return [...new Set(texts.flatMap((text) => readLength(text) ?? []))].toSorted((a, b) => b - a)
}
