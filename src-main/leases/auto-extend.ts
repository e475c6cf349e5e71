import type { AutoExtendState } from '@shared/domain/auto-extend'
import type { Extension } from '@shared/domain/lease'
import { durationText } from '@shared/lib/time-text'
import { count } from '@shared/lib/words'

const MINUTE = 60_000

/** What a rule says now. */
export type AutoExtendDecision =
  | { readonly kind: 'wait'; readonly untilMs: number }
  | { readonly kind: 'extend'; readonly extension: Extension; readonly text: string }
  /** Its limit is reached: from here on the person is reminded as of any other host. */
  | { readonly kind: 'over' }

/** Whether a host is to be extended now. An ended lease is not: its host may be gone. */
export function decideAutoExtend(
  { rule, used }: AutoExtendState,
  endsAtMs: number,
  nowMs: number,
): AutoExtendDecision {
  const leftMs = endsAtMs - nowMs
  const isUsedUp = rule.times !== undefined && used >= rule.times
  const roomMs = rule.untilMs === undefined ? Infinity : rule.untilMs - endsAtMs
  if (isUsedUp || roomMs < MINUTE || leftMs <= 0) return { kind: 'over' }
  const dueAtMs = endsAtMs - rule.underMinutes * MINUTE
  if (nowMs < dueAtMs) return { kind: 'wait', untilMs: dueAtMs }
  const byMs = Math.min(rule.byMinutes * MINUTE, Math.floor(roomMs))
  return {
    kind: 'extend',
    extension: { kind: 'by', ms: byMs },
    text: `Extended by itself by ${durationText(byMs)}, under ${durationText(rule.underMinutes * MINUTE)} left${ordinal(used + 1, rule.times)}: ${rule.reason}`,
  }
}

function ordinal(nth: number, times: number | undefined): string {
  return times === undefined ? '' : `, ${nth} of ${count(times, 'time')}`
}
