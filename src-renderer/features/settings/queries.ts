import type { InstanceId } from '@shared/domain/provider'
import { callQuery } from '@renderer/bridge/queries'

/** Every kind of provider with the fields of its configuration. */
export const kindsQuery = callQuery('providers.kinds', {})

/** The configured instances. */
export const instancesQuery = callQuery('settings.instances', {})

/** What the environment and Broker's own keys decide. */
export const originsQuery = callQuery('settings.origins', {})

/** What was found on this computer and is not configured yet: looked for anew each time a page shows it. */
export const discoverQuery = { ...callQuery('providers.discover', {}), refetchOnMount: 'always' as const }

/** How many hosts an instance holds: the total of a page of one. */
// The options' type is inferred, as that of `callQuery` is.
// eslint-disable-next-line typescript/explicit-module-boundary-types
export function heldQuery({ provider, instance }: InstanceId) {
  return callQuery('hosts.page', {
    filter: { providers: [provider], instances: [instance] },
    sort: { by: 'name', descending: false },
    offset: 0,
    limit: 1,
  })
}
