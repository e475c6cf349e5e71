import { briefReason } from '@shared/domain/error'
import { isEnded, type Task, type TaskLine } from '@shared/domain/task'
import { durationText, elapsedText } from '@shared/lib/time-text'
import { nameSome } from '@shared/lib/words'
import { KIND_WORDS } from '@renderer/features/tasks/kind-words'
import { reconnectingText } from '@renderer/features/tasks/line-facts'
import { runningStepText } from '@renderer/features/tasks/line-steps'

/** How many lines of a task stand where. */
export interface LineCounts {
  readonly succeeded: number
  readonly failed: number
  readonly cancelled: number
  /** Not ended. */
  readonly open: number
}

/** Counts a task's lines. */
export function countLines(lines: readonly Pick<TaskLine, 'status'>[]): LineCounts {
  const counts = { succeeded: 0, failed: 0, cancelled: 0, open: 0 }
  for (const { status } of lines) {
    if (status.state === 'succeeded') counts.succeeded += 1
    else if (status.state === 'failed') counts.failed += 1
    else if (status.state === 'cancelled') counts.cancelled += 1
    else counts.open += 1
  }
  return counts
}

/** A task in one line under its title: how far it is, or how it ended. */
export function taskSummary(task: Task, nowMs: number): string {
  switch (task.state) {
    case 'queued':
      return 'Waiting for its turn'
    case 'waiting':
      return `Can be undone, sent in ${secondsLeft(task, nowMs)}\u00a0s`
    case 'running':
      return runningText(task)
    case 'succeeded':
      return succeededText(task)
    case 'failed':
      return failedText(task)
    case 'cancelled':
      return cancelledText(task)
  }
}

/** The whole seconds until a check in is sent. */
export function secondsLeft(task: Pick<Task, 'waitingUntilMs' | 'lines'>, nowMs: number): number {
  const ends = task.lines.flatMap(({ status }) => (status.state === 'waiting' ? [status.untilMs] : []))
  const until = task.waitingUntilMs ?? Math.min(...ends)
  return Number.isFinite(until) ? Math.max(0, Math.ceil((until - nowMs) / 1000)) : 0
}

function withoutStop(text: string): string {
  return text.replace(/\.$/, '')
}

function parts(task: Task): string {
  const counts = countLines(task.lines)
  const words = KIND_WORDS[task.kind]
  return [
    counts.succeeded > 0 ? `${counts.succeeded} ${words.doneMany}` : '',
    counts.failed > 0 ? `${counts.failed} failed` : '',
    counts.cancelled > 0 ? `${counts.cancelled} cancelled` : '',
    counts.open > 0 ? `${counts.open} ${words.open}` : '',
  ]
    .filter((part) => part !== '')
    .join(', ')
}

function runningText(task: Task): string {
  if (task.cancelRequested) return 'Cancelling'
  if (reconnectingText(task) !== undefined) return 'Reconnecting'
  const [only] = task.lines
  if (task.lines.length === 1 && only !== undefined) return runningStepText(only) ?? only.message ?? 'Begun'
  return parts(task)
}

function succeededText(task: Task): string {
  const names = task.lines.map((line) => line.title)
  const took =
    task.startedAtMs === undefined || task.endedAtMs === undefined
      ? ''
      : ` in ${elapsedText(task.endedAtMs - task.startedAtMs)}`
  if (task.kind === 'checkin' && names.length === 1) {
    // The title of a check in of one host names it already.
    return task.instance ?? `Checked in${took}`
  }
  if ((task.kind === 'checkin' || task.kind === 'extend') && names.length > 1) return nameSome(names)
  if (task.kind === 'checkout') return names.length === 1 ? (names[0] ?? '') : `${names.length} ready${took}`
  const words = KIND_WORDS[task.kind]
  if (names.length === 1) return withoutStop(task.lines[0]?.message ?? `${words.done}${took}`)
  return `${names.length} ${words.doneMany}${took}`
}

function failedText(task: Task): string {
  const messages = task.lines.flatMap(({ status }) =>
    status.state === 'failed' ? [briefReason(status.error)] : [],
  )
  const message = withoutStop(messages[0] ?? 'Failed')
  return task.lines.length === 1 ? message : `${messages.length} of ${task.lines.length} failed: ${message}`
}

function cancelledText(task: Task): string {
  const { succeeded } = countLines(task.lines)
  const reasons = task.lines.flatMap(({ status }) => (status.state === 'cancelled' ? [status.reason] : []))
  return succeeded > 0 ? parts(task) : withoutStop(reasons[0] ?? 'Cancelled')
}

/** When a task began and how long it has taken: "Started 13:56, 4 min 12 s", or from when to when. */
export function taskTimes(task: Task, nowMs: number, clock: (atMs: number) => string): string {
  if (task.startedAtMs === undefined) return `Asked for ${clock(task.createdAtMs)}`
  if (task.endedAtMs === undefined || !isEnded(task.state)) {
    return `Started ${clock(task.startedAtMs)}, ${elapsedText(nowMs - task.startedAtMs)}`
  }
  const length = task.endedAtMs - task.startedAtMs
  const took = length < 600_000 ? elapsedText(length) : durationText(length)
  return `${clock(task.startedAtMs)} to ${clock(task.endedAtMs)}, ${took}`
}
