import type { UseQueryOptions } from '@tanstack/react-query'
import type { Task } from '@shared/domain/task'
import type { CallOutput } from '@shared/ipc/contract'
import type { BridgeError } from '@renderer/bridge/client'
import { callQuery, type CallKey } from '@renderer/bridge/queries'

/** The newest tasks that match, and all that have not ended. */
export function tasksQuery(
  search: string,
  limit: number,
): UseQueryOptions<CallOutput<'tasks.list'>, BridgeError, CallOutput<'tasks.list'>, CallKey<'tasks.list'>> {
  const wanted = search.trim()
  return callQuery('tasks.list', { limit, ...(wanted === '' ? {} : { search: wanted }) })
}

/** One task. */
export function taskQuery(taskId: number): UseQueryOptions<Task, BridgeError, Task, CallKey<'tasks.get'>> {
  return callQuery('tasks.get', { taskId })
}

/** What a task left at its provider. */
// The options' type is inferred, as that of `callQuery` is.
// eslint-disable-next-line typescript/explicit-module-boundary-types
export function leftBehindQuery(taskId: number) {
  return callQuery('tasks.leftBehind', { taskId })
}
