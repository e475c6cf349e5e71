import { callQuery } from '@renderer/bridge/queries'

/** What these hosts were checked out with. */
// eslint-disable-next-line typescript/explicit-module-boundary-types
export function ordersQuery(hostIds: readonly string[]) {
  return callQuery('hosts.orders', { hostIds: [...hostIds] })
}

/** The configured instances. */
export const instancesQuery = callQuery('settings.instances', {})
