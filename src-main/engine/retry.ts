import { BrokerError } from '@shared/domain/error'
import type { Task } from '@shared/domain/task'
import { startCheckout } from '@main/engine/checkout'
import type { Checkins } from '@main/engine/checkin'
import type { EngineDeps } from '@main/engine/deps'
import { startExecute } from '@main/engine/execute'
import { startExtend } from '@main/engine/extend'
import { begunExecution, begunWork, isTakenUp, isUnfinished } from '@main/engine/taken-up'

/**
 * Runs what failed or was cancelled in a task once more, with the same arguments, as a new task. What a failed line had
 * begun and may still run at the provider is taken up, and not begun a second time.
 * Throws `NOT_FOUND` for an unknown task and `INVALID_INPUT` when nothing of it failed.
 */
export function retryTask(deps: EngineDeps, checkins: Checkins, taskId: number): Task {
  const task = deps.inventory.tasks.get(taskId)
  if (task === undefined) throw new BrokerError({ code: 'NOT_FOUND', message: `There is no task ${taskId}.` })
  const again = task.lines.filter(
    (line) => (line.status.state === 'failed' || line.status.state === 'cancelled') && !isTakenUp(deps, line),
  )
  if (again.length === 0) {
    throw new BrokerError({
      code: 'INVALID_INPUT',
      message: `Nothing of task ${taskId} failed that is not being made again, so there is nothing to retry.`,
    })
  }
  switch (task.request.kind) {
    case 'checkout': {
      const unfinished = again.filter((line) => isUnfinished(deps, line)).flatMap((line) => line.hostId ?? [])
      return startCheckout(deps, { ...task.request.request, count: again.length }, taskId, unfinished)
    }
    case 'checkin':
      return checkins.start(
        again.flatMap((line) => line.hostId ?? []),
        taskId,
        begunWork(deps, task),
      )
    case 'extend':
      return startExtend(
        deps,
        again.flatMap((line) => line.hostId ?? []),
        task.request.extension,
        taskId,
        begunWork(deps, task),
      )
    case 'execute':
      return startExecute(deps, task.request.request, taskId, begunExecution(deps, task))
    case 'sync':
      throw new BrokerError({
        code: 'NOT_SUPPORTED',
        message: `Task ${taskId} is a sync that was applied.`,
        hint: 'Sync again.',
      })
  }
}
