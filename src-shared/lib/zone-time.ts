/** A day of the calendar, without a time or a zone. */
export interface CalendarDay {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  readonly day: number
}

const MINUTE = 60_000
const DAY = 86_400_000

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(timeZone, format)
  }
  return format
}

/** What the clocks of a zone show, as if they showed UTC. */
function shownMs(atMs: number, timeZone: string): number {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(atMs)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
}

function offsetMs(atMs: number, timeZone: string): number {
  const whole = Math.floor(atMs / 1000) * 1000
  return shownMs(whole, timeZone) - whole
}

/** The day it is somewhere at a moment (UTC epoch milliseconds). */
export function dayAt(atMs: number, timeZone: string): CalendarDay {
  const shown = new Date(shownMs(atMs, timeZone))
  return { year: shown.getUTCFullYear(), month: shown.getUTCMonth() + 1, day: shown.getUTCDate() }
}

/** The day so many days later, or earlier. */
export function plusDays({ year, month, day }: CalendarDay, days: number): CalendarDay {
  const moved = new Date(Date.UTC(year, month - 1, day + days))
  return { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() }
}

/** 1 for Monday to 7 for Sunday (ISO 8601). */
export function weekdayOf({ year, month, day }: CalendarDay): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7
}

/** "2026-11-20". */
export function dayText({ year, month, day }: CalendarDay): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
}

/**
 * The moment (UTC epoch milliseconds) at which the clocks of a zone show a time of a day. A time that they show twice,
 * because they are put back, means its first; one that they leave out means the moment at which they are put forward.
 */
export function momentOf(day: CalendarDay, minuteOfDay: number, timeZone: string): number {
  const wanted = Date.UTC(day.year, day.month - 1, day.day) + minuteOfDay * MINUTE
  const before = wanted - offsetMs(wanted - DAY, timeZone)
  const after = wanted - offsetMs(wanted + DAY, timeZone)
  const shown = [before, after].filter((atMs) => shownMs(atMs, timeZone) === wanted)
  if (shown.length > 0) return Math.min(...shown)
  return changeBetween(after, before, timeZone)
}

/** The moment between two at which the offset of a zone changes, to the second. */
function changeBetween(fromMs: number, toMs: number, timeZone: string): number {
  let [low, high] = [fromMs, toMs]
  const first = offsetMs(low, timeZone)
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000
    if (offsetMs(middle, timeZone) === first) low = middle
    else high = middle
  }
  return high
}
