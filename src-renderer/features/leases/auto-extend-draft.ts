import { autoExtendSchema, type AutoExtend, type AutoExtendState } from '@shared/domain/auto-extend'
import { dateText, durationText } from '@shared/lib/time-text'
import { amountText, fieldText, firstUntil, localMoment } from '@renderer/features/leases/amounts'

const MINUTE = 60_000
const DAY_MINUTES = 1440

/** How a rule ends. */
export type RuleEnd = 'until' | 'times'

/** A rule as its form has it. */
export interface AutoExtendDraft {
  readonly underHours: number | undefined
  readonly byHours: number | undefined
  readonly end: RuleEnd
  /** A moment of local time, as a date field has it. */
  readonly until: string
  readonly times: number | undefined
  readonly reason: string
}

/** The fields that can be wrong. */
export type DraftErrors = Partial<Record<keyof AutoExtendDraft, string>>

/** What the form begins with: the rule there is, or a day at a time, a week long. */
export function draftOf(rule: AutoExtend | undefined, nowMs: number): AutoExtendDraft {
  return {
    underHours: (rule?.underMinutes ?? 120) / 60,
    byHours: (rule?.byMinutes ?? DAY_MINUTES) / 60,
    end: rule?.times === undefined ? 'until' : 'times',
    until: fieldText(rule?.untilMs ?? localMoment(firstUntil(nowMs + 6 * DAY_MINUTES * MINUTE)) ?? nowMs),
    times: rule?.times ?? 3,
    reason: rule?.reason ?? '',
  }
}

/** The rule that is meant, or what is wrong with it. */
export function readDraft(
  draft: AutoExtendDraft,
  nowMs: number,
): { readonly rule: AutoExtend } | { readonly errors: DraftErrors } {
  const untilMs = localMoment(draft.until)
  if (draft.end === 'until') {
    if (untilMs === undefined) return { errors: { until: 'Say a date and a time.' } }
    if (untilMs <= nowMs) return { errors: { until: 'Say a time that is still to come.' } }
  }
  if (draft.end === 'times' && !(Number.isInteger(draft.times) && (draft.times ?? 0) >= 1)) {
    return { errors: { times: 'Say a whole number from 1 to 1000.' } }
  }
  const parsed = autoExtendSchema.safeParse({
    underMinutes: Math.round((draft.underHours ?? 0) * 60),
    byMinutes: Math.round((draft.byHours ?? 0) * 60),
    ...(draft.end === 'until' ? { untilMs } : { times: draft.times }),
    reason: draft.reason,
  })
  if (parsed.success) return { rule: parsed.data }
  const names: Readonly<Record<string, keyof AutoExtendDraft>> = {
    underMinutes: 'underHours',
    byMinutes: 'byHours',
    untilMs: 'until',
    times: 'times',
    reason: 'reason',
  }
  const errors: Partial<Record<keyof AutoExtendDraft, string>> = {}
  for (const { path, message } of parsed.error.issues) {
    const name = names[String(path[0])]
    if (name !== undefined) errors[name] ??= message
  }
  return { errors }
}

/** A rule in a sentence: "By 1 day when under 2 h are left, until Fri 20 Nov 17:00, used twice." */
export function ruleText({ rule, used }: AutoExtendState, nowMs: number): string {
  const by = amountText(rule.byMinutes * MINUTE)
  const under = durationText(rule.underMinutes * MINUTE)
  const untilText = rule.untilMs === undefined ? '' : `, until ${dateText(rule.untilMs, nowMs)}`
  const usedText =
    rule.times === undefined
      ? used === 0
        ? ''
        : `, used ${used === 1 ? 'once' : `${used} times`}`
      : `, ${used} of ${rule.times} times`
  const isOver = (rule.times !== undefined && used >= rule.times) || (rule.untilMs ?? Infinity) <= nowMs
  return `By ${by} when under ${under} are left${untilText}${usedText}.${isOver ? ' It is over.' : ''}`
}
