import type { InstanceId } from '@shared/domain/provider'
import { callQuery } from '@renderer/bridge/queries'

/** A check that is younger than this is not made again when the page is opened. */
const CHECK_EVERY_MS = 30_000

/**
 * Whether an instance can be used. Made when it is looked at, at most every 30 seconds, and while it cannot be used
 * again as often, so that the page tells by itself when it is back.
 */
// The options' type is inferred, as that of `callQuery` is.
// eslint-disable-next-line typescript/explicit-module-boundary-types
export function healthQuery(target: InstanceId) {
  const query = callQuery('providers.check', { target })
  return {
    ...query,
    staleTime: CHECK_EVERY_MS,
    refetchInterval: ({
      state,
    }: {
      readonly state: { readonly data?: { readonly usable: boolean } | undefined; readonly error: unknown }
    }): number | false => (state.error !== null || state.data?.usable === false ? CHECK_EVERY_MS : false),
  }
}

/** The entries of a listing. */
// eslint-disable-next-line typescript/explicit-module-boundary-types
export function listQuery(target: InstanceId, listing: string) {
  return callQuery('providers.list', { target, listing })
}

/** What is known of one entry of a listing. */
// eslint-disable-next-line typescript/explicit-module-boundary-types
export function showQuery(target: InstanceId, listing: string, name: string) {
  return callQuery('providers.show', { target, listing, name })
}

/** The first of the hosts that are held at an instance, and how many there are. */
// eslint-disable-next-line typescript/explicit-module-boundary-types
export function heldQuery({ provider, instance }: InstanceId) {
  return callQuery('hosts.page', {
    filter: { providers: [provider], instances: [instance] },
    sort: { by: 'name', descending: false },
    offset: 0,
    limit: 3,
  })
}
