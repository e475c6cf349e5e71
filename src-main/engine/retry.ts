import { BrokerError } from '@shared/domain/error'
import type { Task } from '@shared/domain/task'
import { startCheckout } from '@main/engine/checkout'
import type { Checkins } from '@main/engine/checkin'
import type { EngineDeps } from '@main/engine/deps'
import { startExecute } from '@main/engine/execute'
import { startExtend } from '@main/engine/extend'

/**
 * Runs what failed or was cancelled in a task once more, with the same arguments, as a new task.
 * Throws `NOT_FOUND` for an unknown task and `INVALID_INPUT` when nothing of it failed.
 */
export function retryTask(deps: EngineDeps, checkins: Checkins, taskId: number): Task {
  const task = deps.inventory.tasks.get(taskId)
  if (task === undefined) throw new BrokerError({ code: 'NOT_FOUND', message: `There is no task ${taskId}.` })
  const again = task.lines.filter(
    (line) => line.status.state === 'failed' || line.status.state === 'cancelled',
  )
  if (again.length === 0) {
    throw new BrokerError({
      code: 'INVALID_INPUT',
      message: `Nothing of task ${taskId} failed, so there is nothing to retry.`,
    })
  }
  switch (task.request.kind) {
    case 'checkout':
      return startCheckout(deps, { ...task.request.request, count: again.length }, taskId)
    case 'checkin':
      return checkins.start(
        again.flatMap((line) => line.hostId ?? []),
        taskId,
      )
    case 'extend':
      return startExtend(
        deps,
        again.flatMap((line) => line.hostId ?? []),
        task.request.extension,
        taskId,
      )
    case 'execute':
      return startExecute(deps, task.request.request, taskId)
    case 'sync':
      throw new BrokerError({
        code: 'NOT_SUPPORTED',
        message: `Task ${taskId} is a sync that was applied.`,
        hint: 'Sync again.',
      })
  }
}
