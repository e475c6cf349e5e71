import { isEnded, type Task, type TaskLine } from '@shared/domain/task'
import { assertNever } from '@shared/lib/assert-never'
import { count } from '@shared/lib/words'
import { durationText } from '@shared/lib/time-text'
import { hrefTo, paths } from '@renderer/app/navigation'
import type { BeingMade } from '@renderer/app/shell/nav-item'
import { runningStepText } from '@renderer/features/tasks/line-steps'

/** The check outs that are under way, oldest first, as the sidebar shows them. */
export function beingMade(tasks: readonly Task[], nowMs: number): readonly BeingMade[] {
  return tasks
    .filter((task) => !isEnded(task.state))
    .flatMap((task) => entry(task, nowMs) ?? [])
    .toSorted((a, b) => Number(a.id) - Number(b.id))
}

function entry(task: Task, nowMs: number): BeingMade | undefined {
  if (task.request.kind !== 'checkout') return undefined
  const { request } = task.request
  const hosts = task.lines.length
  const done = task.lines.filter((line) => isEnded(line.status.state)).length
  return {
    id: String(task.id),
    kind: request.target.provider,
    title: hosts === 1 ? request.offering : `${request.offering}, ${count(hosts, 'host')}`,
    elapsed: durationText(nowMs - (task.startedAtMs ?? task.createdAtMs)),
    percent: percentDone(task.lines),
    href: hrefTo(paths.task(task.id)),
    label: hosts === 1 ? lineText(task.lines[0]) : `${done} of ${count(hosts, 'host')} done`,
  }
}

/** How far the lines of a task are, by their known steps; nothing is guessed from the time. */
export function percentDone(lines: readonly TaskLine[]): number {
  if (lines.length === 0) return 0
  return (lines.reduce((sum, line) => sum + lineShare(line), 0) / lines.length) * 100
}

function lineShare(line: TaskLine): number {
  switch (line.status.state) {
    case 'succeeded':
    case 'failed':
    case 'cancelled':
      return 1
    case 'queued':
    case 'waiting':
      return 0
    case 'running': {
      const ended = line.steps.filter((step) => step.endedAtMs !== undefined).length
      return line.steps.length === 0 ? 0 : Math.min(1, (ended + (line.progress ?? 0)) / line.steps.length)
    }
    default:
      return assertNever(line.status, 'line status')
  }
}

function lineText(line: TaskLine | undefined): string {
  return (line === undefined ? undefined : runningStepText(line)) ?? 'Waiting to start'
}
