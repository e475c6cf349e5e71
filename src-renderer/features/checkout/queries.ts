import type { CallOutput } from '@shared/ipc/contract'
import type { InstanceId } from '@shared/domain/provider'
import { callQuery } from '@renderer/bridge/queries'

/** Every kind of provider with its actions. */
export const kindsQuery = callQuery('providers.kinds', {})

/** The configured instances. */
export const instancesQuery = callQuery('settings.instances', {})

/** Whether an instance can be used, and how long a call to it takes. */
// The options' type is inferred, as that of `callQuery` is.
// eslint-disable-next-line typescript/explicit-module-boundary-types
export function checkQuery(target: InstanceId) {
  return callQuery('providers.check', { target })
}

/** What can be asked for by an action. */
// eslint-disable-next-line typescript/explicit-module-boundary-types
export function offeringsQuery(target: InstanceId, action: string) {
  return callQuery('providers.offerings', { target, action })
}

/** The form of one offering. */
// eslint-disable-next-line typescript/explicit-module-boundary-types
export function describeQuery(target: InstanceId, action: string, offering: string) {
  return callQuery('providers.describe', { target, action, offering })
}

/** The task whose check out is to be tried again with changes. */
// eslint-disable-next-line typescript/explicit-module-boundary-types
export function taskQuery(taskId: number) {
  return callQuery('tasks.get', { taskId })
}

/** A configured instance, as the check out page needs it. */
export type Instance = CallOutput<'settings.instances'>['instances'][number]
