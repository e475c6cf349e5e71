import { BrokerError } from '@shared/domain/error'
import { cancelTask } from '@main/engine/cancel'
import type { Checkins } from '@main/engine/checkin'
import type { EngineDeps } from '@main/engine/deps'
import { retryTask } from '@main/engine/retry'
import type { Handlers } from '@main/ipc/register'

type TaskCalls = Extract<keyof Handlers, `tasks.${string}`>

/** The calls about tasks. */
export function taskHandlers(deps: EngineDeps, checkins: Checkins): Pick<Handlers, TaskCalls> {
  const { tasks } = deps.inventory
  return {
    'tasks.list': ({ limit, search }) => ({
      tasks: [...tasks.list({ limit, search })],
      active: tasks.activeCount(),
    }),
    'tasks.get': ({ taskId }) => {
      const task = tasks.get(taskId)
      if (task !== undefined) return task
      throw new BrokerError({ code: 'NOT_FOUND', message: `There is no task ${taskId}.` })
    },
    'tasks.log': ({ taskId, afterSeq, limit }) => {
      const lines = tasks.log(taskId, afterSeq, limit + 1)
      return { lines: lines.slice(0, limit), more: lines.length > limit }
    },
    'tasks.cancel': ({ taskId, line }) => {
      cancelTask(deps, checkins, taskId, line)
      return {}
    },
    'tasks.leftBehind': ({ taskId }) => ({ hosts: [...deps.inventory.hosts.leftBehind(taskId)] }),
    'tasks.retry': ({ taskId }) => ({ taskId: retryTask(deps, checkins, taskId).id }),
  }
}
