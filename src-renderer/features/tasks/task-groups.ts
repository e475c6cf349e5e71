import { isEnded, type Task } from '@shared/domain/task'

/** Which tasks the list shows. */
export type TaskFilter = 'all' | 'running' | 'failed'

/** Tasks that stand together in the list. */
export interface TaskGroup {
  readonly title: string
  readonly tasks: readonly Task[]
}

const DAY_TITLE = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' })
const YEAR_TITLE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

function startOfDay(atMs: number, daysBefore = 0): number {
  const at = new Date(atMs)
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() - daysBefore).getTime()
}

/** The name of the day of a moment, seen from now. */
export function dayTitle(atMs: number, nowMs: number): string {
  if (atMs >= startOfDay(nowMs)) return 'Today'
  if (atMs >= startOfDay(nowMs, 1)) return 'Yesterday'
  const at = new Date(atMs)
  if (at.getFullYear() !== new Date(nowMs).getFullYear()) return YEAR_TITLE.format(at)
  return DAY_TITLE.format(at).replace(',', '')
}

/** Whether the list shows a task under a filter. */
export function passesFilter(task: Pick<Task, 'state'>, filter: TaskFilter): boolean {
  switch (filter) {
    case 'all':
      return true
    case 'running':
      return !isEnded(task.state)
    case 'failed':
      return task.state === 'failed'
  }
}

/** The tasks in groups: what runs first, then by the day on which it was asked for, newest first. */
export function groupTasks(tasks: readonly Task[], nowMs: number): readonly TaskGroup[] {
  const sorted = tasks.toSorted((a, b) => b.createdAtMs - a.createdAtMs || b.id - a.id)
  const groups = new Map<string, Task[]>()
  const running = sorted.filter((task) => !isEnded(task.state))
  if (running.length > 0) groups.set('Running', running)
  for (const task of sorted) {
    if (!isEnded(task.state)) continue
    const title = dayTitle(task.createdAtMs, nowMs)
    const group = groups.get(title)
    if (group === undefined) groups.set(title, [task])
    else group.push(task)
  }
  return [...groups].map(([title, members]) => ({ title, tasks: members }))
}
