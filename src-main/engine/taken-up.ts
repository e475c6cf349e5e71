import type { Task, TaskLine } from '@shared/domain/task'
import type { LineMark } from '@main/ports/inventory'
import type { EngineDeps } from '@main/engine/deps'
import { wasTold } from '@main/engine/left-behind'
import { operationOf } from '@main/engine/operation'
import type { LineOfHost } from '@main/engine/operation'

/** What lines of a retry take up, by host: what the failed lines marked, with their operation ids. */
export type TakenUp = ReadonlyMap<string, LineMark>

/**
 * Names what a line does with its host. A line of a retry that takes up what a failed one had begun goes by that one's
 * name, so that the provider finds the work, and does not begin it twice.
 */
export function operationIdOf(deps: EngineDeps, line: LineOfHost): string {
  return deps.inventory.tasks.mark(line.taskId, line.line)?.operationId ?? operationOf(line)
}

/** Whether a line takes up what an earlier task's line had begun. */
export function takesUp(deps: EngineDeps, line: LineOfHost): boolean {
  return deps.inventory.tasks.mark(line.taskId, line.line)?.operationId !== undefined
}

/**
 * What failed lines about hosts had begun that may still run at the provider. What was cancelled is not taken up: it
 * was to end, and a retry begins anew.
 */
export function begunWork(deps: EngineDeps, task: Task): TakenUp {
  const taken = new Map<string, LineMark>()
  for (const { line, hostId, status } of task.lines) {
    if (hostId === undefined || status.state !== 'failed') continue
    const operationId = operationIdOf(deps, { taskId: task.id, line, hostId })
    const work = deps.inventory.tasks.mark(task.id, line)?.works?.[operationId]
    if (work === undefined || Object.keys(work).length === 0) continue
    taken.set(hostId, { operationId, works: { [operationId]: work } })
  }
  return taken
}

/** The mark of a failed execution whose claim was not taken back: what it began may still run. */
export function begunExecution(deps: EngineDeps, task: Task): LineMark | undefined {
  const failed = task.lines.find((line) => line.status.state === 'failed')
  const mark = failed === undefined ? undefined : deps.inventory.tasks.mark(task.id, failed.line)
  return mark?.claim === undefined ? undefined : mark
}

/** Whether a retry that was started before works on what this line of a check out had left. */
export function isTakenUp(deps: EngineDeps, { hostId }: TaskLine): boolean {
  return hostId !== undefined && deps.inventory.hosts.get(hostId)?.state === 'making'
}

/** Whether a failed check out left a claim and no host: what was begun for it may still become one. */
export function isUnfinished(deps: EngineDeps, { hostId, status }: TaskLine): boolean {
  if (hostId === undefined || status.state !== 'failed') return false
  const host = deps.inventory.hosts.get(hostId)
  return host?.state === 'left_behind' && host.ref !== undefined && !wasTold(host)
}
