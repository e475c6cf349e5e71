import type { LeaseChange } from '@shared/domain/lease-history'
import { isSameEnd } from '@shared/domain/lease'
import { durationText, momentText } from '@shared/lib/time-text'
import { amountText } from '@renderer/features/leases/amounts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** One line of a lease's history. */
export interface HistoryLine {
  readonly id: number
  readonly atMs: number
  /** "Extended by 1 day", "Set by the provider". */
  readonly what: string
  /** "ends Thu 14:12"; where a person's own moment is meant "reminds Fri 09:00". */
  readonly end: string
  readonly taskId: number | undefined
  /** The host's history of the same moment. */
  readonly why: string | undefined
  readonly isExtension: boolean
}

/** The history of a lease in words, newest first as it comes. */
export function historyLines(changes: readonly LeaseChange[], nowMs: number): readonly HistoryLine[] {
  return changes.map((change) => ({
    id: change.id,
    atMs: change.atMs,
    what: whatText(change),
    end: endText(change, nowMs),
    taskId: change.taskId,
    why: change.why,
    isExtension: isExtension(change),
  }))
}

function isExtension({ before, after }: LeaseChange): boolean {
  return (
    before !== undefined &&
    after !== undefined &&
    before.source !== 'user' &&
    after.source !== 'user' &&
    after.endsAtMs > before.endsAtMs &&
    !isSameEnd(before.endsAtMs, after.endsAtMs)
  )
}

function whatText(change: LeaseChange): string {
  const { before, after } = change
  if (after === undefined) return before?.source === 'user' ? 'Reminder taken away' : 'No end any more'
  if (after.source === 'user') return 'Reminder set by you'
  if (before !== undefined && before.source !== 'user' && !isSameEnd(before.endsAtMs, after.endsAtMs)) {
    const ms = after.endsAtMs - before.endsAtMs
    return ms > 0 ? `Extended by ${lengthText(ms)}` : `Shortened by ${lengthText(-ms)}`
  }
  return after.source === 'provider' ? 'Set by the provider' : 'Default of the instance'
}

/** "1 day", "25 h", "90 min": whole where it is whole within a minute, else rounded down. */
function lengthText(ms: number): string {
  const near = Math.round(ms / MINUTE) * MINUTE
  return near % HOUR === 0 ? amountText(near) : durationText(near)
}

function endText({ after }: LeaseChange, nowMs: number): string {
  if (after === undefined) return 'no end'
  const verb = after.source === 'user' ? 'reminds' : 'ends'
  return `${verb} ${momentText(after.endsAtMs, nowMs).replace(/^today /, '')}`
}

/** A place on the line of a lease. */
export interface LineTick {
  readonly percent: number
  readonly atMs: number
}

/** Where on its line, from its beginning to its end, a lease was extended. */
export function extensionTicks(
  lines: readonly HistoryLine[],
  startMs: number,
  endMs: number,
): readonly LineTick[] {
  const length = Math.max(1, endMs - startMs)
  return lines
    .filter(({ isExtension: extended, atMs }) => extended && atMs > startMs && atMs < endMs)
    .map(({ atMs }) => ({ atMs, percent: ((atMs - startMs) / length) * 100 }))
}
