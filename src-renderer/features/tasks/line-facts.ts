import { briefReason } from '@shared/domain/error'
import type { Task, TaskLine } from '@shared/domain/task'
import { elapsedText } from '@shared/lib/time-text'
import { KIND_WORDS } from '@renderer/features/tasks/kind-words'
import { currentStep } from '@renderer/features/tasks/line-steps'

/** The latest of a line in a few words, for its column. */
export function nowText(line: TaskLine, kind: Task['kind']): string {
  switch (line.status.state) {
    case 'queued':
      return 'Waiting for its turn'
    case 'waiting':
      return 'Can be undone'
    case 'running':
      return line.reconnecting ?? line.message ?? line.steps[currentStep(line)]?.name ?? 'Begun'
    case 'succeeded':
      return line.message ?? KIND_WORDS[kind].done
    case 'failed':
      return briefReason(line.status.error)
    case 'cancelled':
      return line.status.reason
  }
}

/** How long a line has taken so far, or took; empty before it began. */
export function lineElapsed(line: Pick<TaskLine, 'startedAtMs' | 'endedAtMs'>, nowMs: number): string {
  return line.startedAtMs === undefined ? '' : elapsedText((line.endedAtMs ?? nowMs) - line.startedAtMs)
}

/** What the lines of a task that wait for their provider's answer say of it; undefined while all are in touch. */
export function reconnectingText(task: Pick<Task, 'lines'>): string | undefined {
  const texts = task.lines.flatMap(({ status, reconnecting }) =>
    status.state === 'running' ? (reconnecting ?? []) : [],
  )
  const [first] = texts
  if (first === undefined || texts.length === 1) return first
  return `${texts.length} of ${task.lines.length}: ${first}`
}
