/** Number and unit never part at a line's end. */
const NBSP = '\u00a0'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

function unit(value: number, name: string): string {
  return `${value}${NBSP}${name}`
}

/**
 * A length of time in the product's words, always rounded down: "42 s", "42 min", "1 h 35 min" (under 10 h),
 * "19 h" (under 48 h), "2 d 4 h" (under 7 d), "24 d". Negative lengths count as zero.
 */
export function durationText(ms: number): string {
  const length = Math.max(0, ms)
  if (length < MINUTE) return unit(Math.floor(length / 1000), 's')
  if (length < HOUR) return unit(Math.floor(length / MINUTE), 'min')
  const hours = Math.floor(length / HOUR)
  if (length < 10 * HOUR) {
    const minutes = Math.floor((length % HOUR) / MINUTE)
    return minutes === 0 ? unit(hours, 'h') : `${unit(hours, 'h')} ${unit(minutes, 'min')}`
  }
  if (length < 48 * HOUR) return unit(hours, 'h')
  const days = Math.floor(length / DAY)
  if (length < 7 * DAY) {
    const rest = Math.floor((length % DAY) / HOUR)
    return rest === 0 ? unit(days, 'd') : `${unit(days, 'd')} ${unit(rest, 'h')}`
  }
  return unit(days, 'd')
}

/** Elapsed time of something running: "8 s", "4 min 12 s", then as `durationText` from ten minutes on. */
export function elapsedText(ms: number): string {
  const length = Math.max(0, ms)
  if (length < MINUTE || length >= 10 * MINUTE) return durationText(length)
  const seconds = Math.floor((length % MINUTE) / 1000)
  const minutes = unit(Math.floor(length / MINUTE), 'min')
  return seconds === 0 ? minutes : `${minutes} ${unit(seconds, 's')}`
}

/** How long ago something was: "now" under a minute, else the duration. */
export function ageText(sinceMs: number, nowMs: number): string {
  const age = nowMs - sinceMs
  return age < MINUTE ? 'now' : durationText(age)
}

function sameDay(a: Date, b: Date): boolean {
  return a.getFullYear() === b.getFullYear() && a.getMonth() === b.getMonth() && a.getDate() === b.getDate()
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

function two(n: number): string {
  return String(n).padStart(2, '0')
}

/** "14:05" in local time. */
export function clockText(atMs: number, withSeconds = false): string {
  const at = new Date(atMs)
  const base = `${two(at.getHours())}:${two(at.getMinutes())}`
  return withSeconds ? `${base}:${two(at.getSeconds())}` : base
}

/** A moment near now in local time: "today 14:42", "Fri 17:00" within six days either way, else "23 Nov 14:00". */
export function momentText(atMs: number, nowMs: number): string {
  const at = new Date(atMs)
  const now = new Date(nowMs)
  const clock = clockText(atMs)
  if (sameDay(at, now)) return `today ${clock}`
  const dayDistance = Math.abs(at.getTime() - now.getTime()) / DAY
  if (dayDistance < 6) return `${WEEKDAYS[at.getDay()] ?? ''} ${clock}`
  const year = at.getFullYear() === now.getFullYear() ? '' : ` ${at.getFullYear()}`
  return `${at.getDate()} ${MONTHS[at.getMonth()] ?? ''}${year} ${clock}`
}

/** A moment with its weekday and date in local time, wherever now is: "Fri 13 Nov 14:12", with the year if it is another. */
export function dateText(atMs: number, nowMs: number): string {
  const at = new Date(atMs)
  const year = at.getFullYear() === new Date(nowMs).getFullYear() ? '' : ` ${at.getFullYear()}`
  const weekday = WEEKDAYS[at.getDay()] ?? ''
  return `${weekday} ${at.getDate()} ${MONTHS[at.getMonth()] ?? ''}${year} ${clockText(atMs)}`
}
