import { minuteOfDay, type WorkingHours } from '@shared/domain/reminder'
import { dayAt, dayText, momentOf, plusDays, weekdayOf, type CalendarDay } from '@shared/lib/zone-time'
import type { LeasedHost } from '@main/ports/leases'

/** How long before work ends the notice comes: time enough to decide and to extend. */
const BEFORE_WORK_ENDS_MS = 2 * 60 * 60_000

/** Days off, seen from the last working day before them. */
export interface Weekend {
  /** Names it for being told once: "weekend 2026-11-20", its last working day. */
  readonly name: string
  /** The notice comes within the last working day: from when on, and until when. UTC epoch milliseconds, as all here. */
  readonly noticeAtMs: number
  readonly noticeUntilMs: number
  /** When work ends before it, and begins again. */
  readonly beginsAtMs: number
  readonly endsAtMs: number
}

/**
 * The days off that are now or come next; undefined for somebody who works on all days or on none. Any day off after a
 * working day counts, so that a week of two days has two such notices.
 */
export function weekendAhead(working: WorkingHours, nowMs: number, timeZone: string): Weekend | undefined {
  const isWorking = (day: CalendarDay): boolean => working.days.includes(weekdayOf(day))
  const today = dayAt(nowMs, timeZone)
  // What began up to a week ago may still go on.
  for (let ahead = -7; ahead <= 7; ahead += 1) {
    const last = plusDays(today, ahead)
    if (!isWorking(last) || isWorking(plusDays(last, 1))) continue
    const weekend = weekendAfter(last, isWorking, working, timeZone)
    if (weekend.endsAtMs > nowMs) return weekend
  }
  return undefined
}

function weekendAfter(
  last: CalendarDay,
  isWorking: (day: CalendarDay) => boolean,
  working: WorkingHours,
  timeZone: string,
): Weekend {
  let next = plusDays(last, 1)
  while (!isWorking(next)) next = plusDays(next, 1)
  const begins = momentOf(last, minuteOfDay(working.from), timeZone)
  const isOverNight = minuteOfDay(working.to) <= minuteOfDay(working.from)
  const ends = momentOf(isOverNight ? plusDays(last, 1) : last, minuteOfDay(working.to), timeZone)
  return {
    name: `weekend ${dayText(last)}`,
    noticeAtMs: Math.max(begins, ends - BEFORE_WORK_ENDS_MS),
    noticeUntilMs: Math.max(ends, momentOf(plusDays(last, 1), 0, timeZone)),
    beginsAtMs: ends,
    endsAtMs: momentOf(next, minuteOfDay(working.from), timeZone),
  }
}

/**
 * The leases that end after work and before it begins again, the soonest first: of the others the person hears while
 * they work. A moment of one's own is no end.
 */
export function endingIn(
  weekend: Weekend,
  hosts: Iterable<LeasedHost>,
  nowMs: number,
): readonly LeasedHost[] {
  return [...hosts]
    .filter(
      (host) =>
        host.source !== 'user' &&
        host.endsAtMs > Math.max(nowMs, weekend.beginsAtMs) &&
        host.endsAtMs < weekend.endsAtMs,
    )
    .toSorted((a, b) => a.endsAtMs - b.endsAtMs)
}
