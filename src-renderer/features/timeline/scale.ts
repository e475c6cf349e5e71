/** How much time is in sight: hours, days, or a month. */
export type Zoom = 'day' | 'week' | 'month'

/** A stretch of time (UTC epoch milliseconds) laid out evenly over some pixels. A day of 25 hours is wider than others. */
export interface TimeScale {
  readonly fromMs: number
  readonly toMs: number
  readonly width: number
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** A day more than a week, so that the day before is in sight too. */
const SPANS: Readonly<Record<Zoom, number>> = { day: DAY, week: 8 * DAY, month: 31 * DAY }

/** The scale of a zoom that begins at a moment. */
export function scaleOf(zoom: Zoom, fromMs: number, width: number): TimeScale {
  return { fromMs, toMs: fromMs + SPANS[zoom], width: Math.max(1, width) }
}

/** Where a moment lies, in pixels from the left; beyond both ends, too. */
export function xOf(scale: TimeScale, atMs: number): number {
  return ((atMs - scale.fromMs) / (scale.toMs - scale.fromMs)) * scale.width
}

/** The moment at a place; the inverse of `xOf`. */
export function timeAt(scale: TimeScale, x: number): number {
  return scale.fromMs + (x / scale.width) * (scale.toMs - scale.fromMs)
}

/** Whether a moment is in sight. */
export function isInSight(scale: Pick<TimeScale, 'fromMs' | 'toMs'>, atMs: number): boolean {
  return atMs >= scale.fromMs && atMs < scale.toMs
}

/** The local midnight so many days after the one that a moment's day began with. */
export function midnight(atMs: number, days = 0): number {
  const at = new Date(atMs)
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + days).getTime()
}

/** Where a zoom begins so that now is near its left: most of what is to be seen is still to come. */
export function todayFrom(zoom: Zoom, nowMs: number): number {
  switch (zoom) {
    case 'day':
      return new Date(nowMs).setMinutes(0, 0, 0) - 4 * HOUR
    case 'week':
      return midnight(nowMs, -1)
    case 'month':
      return midnight(nowMs, -3)
  }
}

/** A quarter of what is in sight earlier (-1) or later (1). Whole days are days of the calendar. */
export function shifted(zoom: Zoom, fromMs: number, direction: -1 | 1): number {
  if (zoom === 'day') return fromMs + direction * 6 * HOUR
  const at = new Date(fromMs)
  at.setDate(at.getDate() + direction * (zoom === 'week' ? 2 : 7))
  return at.getTime()
}

/**
 * Where another zoom begins: undefined (with today) where now was in sight, else so that the middle stays the middle.
 */
export function zoomedFrom(before: TimeScale, zoom: Zoom, nowMs: number): number | undefined {
  if (isInSight(before, nowMs)) return undefined
  const middle = (before.fromMs + before.toMs) / 2
  return midnight(middle - SPANS[zoom] / 2)
}
