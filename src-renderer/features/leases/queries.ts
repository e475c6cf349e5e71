import type { UseQueryOptions } from '@tanstack/react-query'
import type { Task } from '@shared/domain/task'
import type { CallOutput } from '@shared/ipc/contract'
import type { BridgeError } from '@renderer/bridge/client'
import { callQuery, type CallKey } from '@renderer/bridge/queries'
import type { LatestEnds } from '@renderer/features/leases/extension-plan'

/** Every kind of provider with what it takes to extend its hosts. */
export const kindsQuery = callQuery('providers.kinds', {})

/** One task. */
export function taskQuery(taskId: number): UseQueryOptions<Task, BridgeError, Task, CallKey<'tasks.get'>> {
  return callQuery('tasks.get', { taskId })
}

/** One host as it is now, whatever was read before. */
export function freshHostQuery(
  hostId: string,
): UseQueryOptions<CallOutput<'hosts.get'>, BridgeError, CallOutput<'hosts.get'>, CallKey<'hosts.get'>> {
  return { ...callQuery('hosts.get', { hostId }), staleTime: 0 }
}

/** The latest ends that the leases of hosts can be extended to; asked anew each time, for it is the provider's to say. */
export function limitsQuery(
  hostIds: readonly string[],
): UseQueryOptions<
  CallOutput<'hosts.extensionLimits'>,
  BridgeError,
  LatestEnds,
  CallKey<'hosts.extensionLimits'>
> {
  return { ...callQuery('hosts.extensionLimits', { hostIds: [...hostIds] }), staleTime: 0, select: byHost }
}

function byHost({ limits }: CallOutput<'hosts.extensionLimits'>): LatestEnds {
  return new Map(limits.map(({ hostId, latestEndsAtMs }) => [hostId, latestEndsAtMs]))
}

/** How reminders stand. */
export const reminderStateQuery = callQuery('reminders.state', {})

/** Everything about the lease of one host beside its end. */
export function leaseHistoryQuery(
  hostId: string,
): UseQueryOptions<
  CallOutput<'hosts.leaseHistory'>,
  BridgeError,
  CallOutput<'hosts.leaseHistory'>,
  CallKey<'hosts.leaseHistory'>
> {
  return callQuery('hosts.leaseHistory', { hostId })
}
