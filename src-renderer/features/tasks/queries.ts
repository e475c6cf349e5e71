import type { UseQueryOptions } from '@tanstack/react-query'
import type { HostDetail } from '@shared/domain/host'
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

/** One host with everything that is known of it. */
export function hostQuery(
  hostId: string,
): UseQueryOptions<HostDetail, BridgeError, HostDetail, CallKey<'hosts.get'>> {
  return callQuery('hosts.get', { hostId })
}
