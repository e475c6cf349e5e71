import { z } from 'zod'
import { instanceIdSchema, type InstanceId } from '@shared/domain/provider'
import { dayAt, momentOf, plusDays } from '@shared/lib/zone-time'

const MINUTE = 60_000

/** A time of day on local clocks: "09:00". */
export const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Say a time as 09:00.')

/** How long before the end of a lease a reminder comes, each in minutes: at most ten, up to 60 days. */
export const thresholdsSchema = z
  .array(z.number().int().min(1, 'At least 1 minute.').max(86_400, 'At most 60 days.'))
  .max(10, 'At most 10 reminders.')

/** Between these times of day nothing is told; a summary follows. From 22:00 to 07:00 goes over midnight. */
export const quietHoursSchema = z.object({
  enabled: z.boolean(),
  from: timeOfDaySchema,
  to: timeOfDaySchema,
})
export type QuietHours = z.infer<typeof quietHoursSchema>

/** When the person works: days by number, 1 for Monday to 7 for Sunday. */
export const workingHoursSchema = z.object({
  days: z.array(z.number().int().min(1).max(7)).max(7),
  from: timeOfDaySchema,
  to: timeOfDaySchema,
})
export type WorkingHours = z.infer<typeof workingHoursSchema>

/** When and how reminders come (`reminders` in the section `desktop` of the settings file). */
export const reminderSettingsSchema = z.object({
  thresholdsMinutes: thresholdsSchema,
  quietHours: quietHoursSchema,
  workingHours: workingHoursSchema,
  /** One notice on the last working day before days off, of the leases that end in them. */
  weekendGuard: z.boolean(),
})
export type ReminderSettings = z.infer<typeof reminderSettingsSchema>

export const DEFAULT_REMINDERS: ReminderSettings = {
  thresholdsMinutes: [1440, 240, 60, 15],
  quietHours: { enabled: false, from: '22:00', to: '07:00' },
  workingHours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' },
  weekendGuard: true,
}

const leaseRuleValues = {
  thresholdsMinutes: thresholdsSchema.optional(),
  /** How long a host is held that the provider tells no end of, from its check out on. */
  defaultMinutes: z.number().int().min(1).max(525_600).optional(),
}

/** What holds for the leases of one instance, or of one nick, instead (`leaseRules` in the section `desktop`). */
export const leaseRuleSchema = z.union([
  instanceIdSchema.extend(leaseRuleValues),
  z.object({ nick: z.string().min(1), ...leaseRuleValues }),
])
export type LeaseRule = z.infer<typeof leaseRuleSchema>
type RuleValues = Pick<LeaseRule, 'thresholdsMinutes' | 'defaultMinutes'>

/** Whose lease a rule is looked for: a host, as far as rules know it. */
export type RuledHost = InstanceId & { readonly nick?: string | undefined }

/** What the rules say of a host: its nick's over its instance's, each value by itself. */
export function leaseRuleOf(rules: readonly LeaseRule[], host: RuledHost): RuleValues {
  const ofNick = rules.find((rule) => 'nick' in rule && rule.nick === host.nick)
  const ofInstance = rules.find(
    (rule) => 'provider' in rule && rule.provider === host.provider && rule.instance === host.instance,
  )
  return {
    thresholdsMinutes: ofNick?.thresholdsMinutes ?? ofInstance?.thresholdsMinutes,
    defaultMinutes: ofNick?.defaultMinutes ?? ofInstance?.defaultMinutes,
  }
}

/** The thresholds that hold for a host, in milliseconds, each once, the earliest reminder first. */
export function thresholdsOf(
  settings: Pick<ReminderSettings, 'thresholdsMinutes'>,
  rules: readonly LeaseRule[],
  host: RuledHost,
): readonly number[] {
  const minutes = leaseRuleOf(rules, host).thresholdsMinutes ?? settings.thresholdsMinutes
  return [...new Set(minutes)].toSorted((a, b) => b - a).map((each) => each * MINUTE)
}

/** "09:30" is 570. */
export function minuteOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** When the quiet hours end that a moment lies in; undefined outside of them. */
export function quietUntilMs(quiet: QuietHours, nowMs: number, timeZone: string): number | undefined {
  if (!quiet.enabled || quiet.from === quiet.to) return undefined
  const today = dayAt(nowMs, timeZone)
  const from = minuteOfDay(quiet.from)
  const to = minuteOfDay(quiet.to)
  // What began yesterday may go on over midnight.
  for (const day of [plusDays(today, -1), today]) {
    const endsAtMs = momentOf(to <= from ? plusDays(day, 1) : day, to, timeZone)
    if (momentOf(day, from, timeZone) <= nowMs && nowMs < endsAtMs) return endsAtMs
  }
  return undefined
}

/** For how long reminders can be paused: an hour, until work begins on the next day, until they are resumed. */
export const pauseChoiceSchema = z.enum(['hour', 'tomorrow', 'resumed'])
export type PauseChoice = z.infer<typeof pauseChoiceSchema>

/** When a pause that begins now ends; undefined for one that a person ends. */
export function pauseUntilMs(
  choice: PauseChoice,
  working: WorkingHours,
  nowMs: number,
  timeZone: string,
): number | undefined {
  switch (choice) {
    case 'hour':
      return nowMs + 60 * MINUTE
    case 'tomorrow':
      return momentOf(plusDays(dayAt(nowMs, timeZone), 1), minuteOfDay(working.from), timeZone)
    case 'resumed':
      return undefined
  }
}

const SNOOZES = [5, 15, 30, 60, 240] as const

/** By how many minutes a reminder can be put off while this much is left: so that it still comes before the end. */
export function snoozeChoices(leftMs: number): readonly number[] {
  return SNOOZES.filter((minutes) => leftMs - minutes * MINUTE >= 2 * MINUTE)
}

/** What *Snooze* means when nothing else is said: 15 minutes, or what is left room for. */
export function usualSnooze(leftMs: number): number | undefined {
  return snoozeChoices(leftMs).findLast((minutes) => minutes <= 15)
}

/** How reminders stand, for the status bar, the settings and the tray. */
export const reminderStateSchema = z.object({
  /** Absent: they are on. Without `untilMs` they stay paused until they are resumed. */
  paused: z.object({ untilMs: z.number().optional() }).optional(),
  /** Within quiet hours: when they end. */
  quietUntilMs: z.number().optional(),
  /** How many hosts wait to be told of since reminders are paused or it is quiet. */
  waiting: z.number().int(),
  /** The next reminder: when, and of how many hosts. */
  next: z.object({ atMs: z.number(), hosts: z.number().int() }).optional(),
  /** Where reminders are shown: by the desktop, or in the window because the desktop shows none. */
  shownBy: z.enum(['desktop', 'window']),
})
export type ReminderState = z.infer<typeof reminderStateSchema>
