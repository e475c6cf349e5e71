import { minuteOfDay, quietUntilMs, type ReminderSettings } from '@shared/domain/reminder'
import { dateText, momentText } from '@shared/lib/time-text'
import { dayAt, momentOf, plusDays, weekdayOf } from '@shared/lib/zone-time'
import { lengthText } from '@renderer/features/settings/length-text'

/** What will be told of a lease, as an example that goes by the settings. */
export interface ReminderPreview {
  readonly title: string
  /** Each with the moment at which it comes. */
  readonly lines: readonly string[]
}

const MINUTE = 60_000

/** What is told of a lease that ends with the work of a day to come, in two days or a little later. */
export function reminderPreview(
  settings: ReminderSettings,
  nowMs: number,
  timeZone: string,
): ReminderPreview {
  const { quietHours, workingHours } = settings
  const days = [2, 3, 4, 5, 6, 7, 8].map((ahead) => plusDays(dayAt(nowMs, timeZone), ahead))
  const [first] = days
  const day = days.find((each) => workingHours.days.includes(weekdayOf(each))) ?? first
  const endMs = momentOf(day ?? dayAt(nowMs, timeZone), minuteOfDay(workingHours.to), timeZone)
  const told = (atMs: number): string => {
    const laterMs = quietUntilMs(quietHours, atMs, timeZone)
    const at = momentText(atMs, nowMs)
    return laterMs === undefined ? at : `${momentText(laterMs, nowMs)} in a summary, because ${at} is quiet`
  }
  const thresholds = [...new Set(settings.thresholdsMinutes)].toSorted((a, b) => b - a)
  return {
    title: `A lease that ends ${dateText(endMs, nowMs)} is told of`,
    lines: [
      ...thresholds.map((minutes) => `${told(endMs - minutes * MINUTE)}, ${lengthText(minutes)} before`),
      `${told(endMs)}, when it has ended`,
    ],
  }
}

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

/**
 * On which days the notice before days off comes, in a sentence; undefined where there is none: it is off, or there are
 * no days off, or no other ones.
 */
export function weekendText({ weekendGuard, workingHours }: ReminderSettings): string | undefined {
  if (!weekendGuard) return undefined
  const { days, from, to } = workingHours
  const last = days.filter((day) => !days.includes((day % 7) + 1)).toSorted((a, b) => a - b)
  if (last.length === 0) return undefined
  const names = last.map((day) => DAYS[day - 1] ?? '').join(' and ')
  return `${names}, two hours before ${to}: which leases end before work begins again at ${from}.`
}

/** The numbers of the week's days, in order, with short names. */
export const WEEK: readonly { readonly day: number; readonly label: string; readonly name: string }[] =
  DAYS.map((name, index) => ({ day: index + 1, label: name.slice(0, 3), name }))
