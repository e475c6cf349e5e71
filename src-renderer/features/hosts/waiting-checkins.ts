import type { Task } from '@shared/domain/task'
import { count, nameSome } from '@shared/lib/words'
import { shortNames } from '@renderer/features/hosts/short-names'

/** A check in that was not sent yet. */
export interface WaitingCheckin {
  readonly taskId: number
  readonly untilMs: number
  readonly hostIds: readonly string[]
  /** "Checking in 3 hosts". */
  readonly title: string
  /** "rhel-9-4-kx3, rhel-9-4-m7p and 1 more". */
  readonly names: string
}

/** The check ins among some tasks that can still be undone, oldest first. A host that was taken out no longer counts. */
export function waitingCheckins(tasks: readonly Task[]): readonly WaitingCheckin[] {
  return tasks.flatMap((task) => waitingCheckin(task) ?? []).toSorted((a, b) => a.taskId - b.taskId)
}

function waitingCheckin(task: Task): WaitingCheckin | undefined {
  if (task.kind !== 'checkin') return undefined
  const waiting = task.lines.flatMap(({ status, hostId, title }) =>
    status.state === 'waiting' && hostId !== undefined ? { untilMs: status.untilMs, hostId, title } : [],
  )
  if (waiting.length === 0) return undefined
  return {
    taskId: task.id,
    untilMs: Math.min(...waiting.map((line) => line.untilMs)),
    hostIds: waiting.map((line) => line.hostId),
    title: `Checking in ${count(waiting.length, 'host')}`,
    names: nameSome(shortNames(waiting.map((line) => line.title))),
  }
}
