import { clockText } from '@shared/lib/time-text'
import { midnight, xOf, type TimeScale, type Zoom } from '@renderer/features/timeline/scale'

/** One day of local time as a band behind the rows. */
export interface DayBand {
  readonly atMs: number
  /** Clipped to what is in sight. */
  readonly x: number
  readonly width: number
  /** A day on which the person does not work. */
  readonly isOff: boolean
  readonly isToday: boolean
  /** "Thu 12"; absent where there is no room for it. */
  readonly label: string | undefined
  /** "today", or "weekend" on the first day off of several. */
  readonly note: string | undefined
}

/** A time or a day in the lower line of the header, centred on its place. */
export interface Tick {
  readonly x: number
  readonly label: string
  /** A line through the rows. */
  readonly isLine: boolean
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const MOST_DAYS = 62

/** Monday to Friday. */
const USUAL_DAYS: readonly number[] = [1, 2, 3, 4, 5]

/** The days in sight, each from one local midnight to the next: 23 or 25 hours long where the clocks change. */
export function dayBands(
  scale: TimeScale,
  zoom: Zoom,
  nowMs: number,
  /** Days by number, 1 for Monday to 7 for Sunday; none at all means Monday to Friday. */
  workingDays: readonly number[],
): readonly DayBand[] {
  const works = workingDays.length === 0 ? USUAL_DAYS : workingDays
  const today = midnight(nowMs)
  const bands: DayBand[] = []
  for (let day = 0; day < MOST_DAYS; day += 1) {
    const atMs = midnight(scale.fromMs, day)
    if (atMs >= scale.toMs) break
    const x = Math.max(0, xOf(scale, atMs))
    const width = Math.min(scale.width, xOf(scale, midnight(scale.fromMs, day + 1))) - x
    const isOff = !works.includes(new Date(atMs).getDay() || 7)
    const isToday = atMs === today
    const isFirstOff = isOff && works.includes(new Date(midnight(atMs, -1)).getDay() || 7)
    const note = isToday ? 'today' : isFirstOff ? 'weekend' : undefined
    bands.push({
      atMs,
      x,
      width,
      isOff,
      isToday,
      label: dayLabel(atMs, zoom, width, bands.length === 0),
      note: width >= 96 ? note : undefined,
    })
  }
  return bands
}

function dayLabel(atMs: number, zoom: Zoom, width: number, isFirst: boolean): string | undefined {
  const at = new Date(atMs)
  const date = `${at.getDate()} ${MONTHS[at.getMonth()] ?? ''}`
  // In a month there is room for one in seven; the others have their number in the line below.
  if (zoom === 'month') return at.getDay() === 1 || (isFirst && at.getDay() !== 0) ? date : undefined
  if (width < 52) return width < 20 ? undefined : String(at.getDate())
  const weekday = WEEKDAYS[at.getDay()] ?? ''
  return at.getDate() === 1 || (isFirst && zoom === 'day')
    ? `${weekday} ${date}`
    : `${weekday} ${at.getDate()}`
}

/** What the lower line says; nothing within `aroundX`, where the time of the now-line stands. */
export function ticks(
  scale: TimeScale,
  zoom: Zoom,
  bands: readonly DayBand[],
  nowX: number,
): readonly Tick[] {
  const all = zoom === 'month' ? dayTicks(bands) : hourTicks(scale, zoom, bands)
  // Half a word at the left is none.
  const least = zoom === 'day' ? 16 : 0
  return all.filter(({ x }) => x >= least && x < scale.width && Math.abs(x - nowX) > 34)
}

function dayTicks(bands: readonly DayBand[]): readonly Tick[] {
  return bands
    .filter(({ width }) => width >= 14)
    .map(({ atMs, x, width }) => {
      const at = new Date(atMs)
      const number = String(at.getDate())
      const letter = WEEKDAYS[at.getDay()]?.charAt(0) ?? ''
      return { x: x + width / 2, label: width >= 26 ? `${letter} ${number}` : number, isLine: false }
    })
}

const STEPS_H = [1, 2, 3, 6, 12] as const
const LEAST_GAP = 52

function hourTicks(scale: TimeScale, zoom: Zoom, bands: readonly DayBand[]): readonly Tick[] {
  const hourWidth = (3_600_000 / (scale.toMs - scale.fromMs)) * scale.width
  const step = STEPS_H.find((hours) => hours * hourWidth >= LEAST_GAP)
  if (step === undefined) return []
  const seen = new Set<number>()
  return bands.flatMap(({ atMs }) => {
    const at = new Date(atMs)
    const hours = Array.from({ length: 24 / step }, (_, index) => index * step)
    return hours.flatMap((hour): readonly Tick[] => {
      // Midnight is where the day begins; its name stands there. An hour that the clocks leave out is the next one.
      const tickMs = new Date(at.getFullYear(), at.getMonth(), at.getDate(), hour).getTime()
      if (hour === 0 || seen.has(tickMs)) return []
      seen.add(tickMs)
      return [{ x: xOf(scale, tickMs), label: clockText(tickMs), isLine: zoom === 'day' }]
    })
  })
}
