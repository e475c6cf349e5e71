import type { ReminderState } from '@shared/domain/reminder'
import { clockText, momentText } from '@shared/lib/time-text'
import { count } from '@shared/lib/words'

/** How reminders stand, in a line: "Reminders on, next at 14:27 for 1 host". */
export function reminderStatus(state: ReminderState, nowMs: number): string {
  const waiting = state.waiting === 0 ? '' : `, ${count(state.waiting, 'host')} waiting`
  if (state.paused !== undefined) {
    const { untilMs } = state.paused
    return `Reminders paused${untilMs === undefined ? '' : ` until ${when(untilMs, nowMs)}`}${waiting}`
  }
  if (state.quietUntilMs !== undefined) return `Quiet until ${when(state.quietUntilMs, nowMs)}${waiting}`
  if (state.next === undefined) return 'Reminders on'
  const { atMs, hosts } = state.next
  const next = when(atMs, nowMs)
  return `Reminders on, next ${next.includes(' ') ? next : `at ${next}`} for ${count(hosts, 'host')}`
}

/** "14:27" today, else "Fri 09:00". */
function when(atMs: number, nowMs: number): string {
  const text = momentText(atMs, nowMs)
  return text.startsWith('today ') ? clockText(atMs) : text
}
