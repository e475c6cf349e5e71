import { isEnded, type Task, type TaskLine } from '@shared/domain/task'
import type { TrayEntry } from '@main/tray/model'
import { withDetail } from '@main/tray/host-entries'

/** How many tasks the menu lists, and of how many hosts it offers to undo the check in one by one. */
const LISTED = 5

/** Tasks that have not ended, each with what can be done with it. */
export function taskEntries(tasks: readonly Task[]): readonly TrayEntry[] {
  const entries = tasks.slice(0, LISTED).map((task): TrayEntry => ({
    kind: 'entry',
    label: withDetail(task.title, howFar(task)),
    entries: [...choices(task), show(task)],
  }))
  if (tasks.length <= LISTED) return entries
  const more: TrayEntry = {
    kind: 'entry',
    label: `${tasks.length - LISTED} more tasks`,
    command: { do: 'navigate', to: '/tasks' },
  }
  return [...entries, more]
}

function show(task: Task): TrayEntry {
  return { kind: 'entry', label: 'Show', command: { do: 'navigate', to: `/tasks/${task.id}` } }
}

function choices(task: Task): readonly TrayEntry[] {
  if (task.state !== 'waiting') {
    if (task.cancelRequested) return []
    return [{ kind: 'entry', label: 'Cancel', command: { do: 'cancelTask', taskId: task.id } }]
  }
  const waiting = task.lines.filter((line) => line.status.state === 'waiting' && line.hostId !== undefined)
  return [
    { kind: 'entry', label: 'Undo', command: { do: 'undoCheckin', taskId: task.id } },
    ...(waiting.length > 1 && waiting.length <= LISTED ? waiting.flatMap((line) => undoOne(task, line)) : []),
    { kind: 'entry', label: 'Send now', command: { do: 'sendCheckin', taskId: task.id } },
  ]
}

function undoOne(task: Task, { hostId, title }: TaskLine): readonly TrayEntry[] {
  if (hostId === undefined) return []
  return [
    {
      kind: 'entry',
      label: `Undo for ${title}`,
      command: { do: 'undoCheckin', taskId: task.id, hostIds: [hostId] },
    },
  ]
}

/** "1 of 3", the step of a single line, or that it can be undone. */
function howFar(task: Task): string {
  if (task.state === 'waiting') return 'can be undone'
  if (task.cancelRequested) return 'being cancelled'
  const [only] = task.lines
  if (task.lines.length > 1) return `${endedLines(task)} of ${task.lines.length}`
  if (only?.reconnecting !== undefined) return 'reconnecting'
  const step = only?.steps.find((each) => each.startedAtMs !== undefined && each.endedAtMs === undefined)
  return step?.name.toLowerCase() ?? (task.state === 'queued' ? 'waits for its turn' : 'running')
}

function endedLines(task: Task): number {
  return task.lines.filter((line) => isEnded(line.status.state)).length
}

/** How far all tasks are together, in quarters: steps that are done of those that are known. */
export function progressQuarter(tasks: readonly Task[]): 0 | 1 | 2 | 3 {
  const lines = tasks.flatMap((task) => task.lines)
  const done = lines.map(doneOf).reduce((sum, part) => sum + part, 0)
  const share = lines.length === 0 ? 0 : done / lines.length
  return share >= 0.75 ? 3 : share >= 0.5 ? 2 : share >= 0.25 ? 1 : 0
}

function doneOf(line: TaskLine): number {
  if (isEnded(line.status.state)) return 1
  if (line.steps.length === 0) return 0
  return line.steps.filter((step) => step.endedAtMs !== undefined).length / line.steps.length
}
