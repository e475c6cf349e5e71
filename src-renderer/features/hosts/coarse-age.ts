import { ageText } from '@shared/lib/time-text'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** How old something is in one unit: "now", "13 min", "20 h", "3 d". A column of ages is for comparing, not for counting. */
export function coarseAge(sinceMs: number, nowMs: number): string {
  const age = nowMs - sinceMs
  if (age < HOUR) return ageText(sinceMs, nowMs)
  return age < DAY ? `${Math.floor(age / HOUR)}\u00a0h` : `${Math.floor(age / DAY)}\u00a0d`
}
