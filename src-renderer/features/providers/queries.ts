import type { HealthReport, InstanceId } from '@shared/domain/provider'
import type { BridgeError } from '@renderer/bridge/client'
import { callQuery } from '@renderer/bridge/queries'
import { isRefused } from '@renderer/features/providers/health-words'
import { reportOfError } from '@renderer/features/settings/health'

/** A check that is younger than this is not made again when the page is opened. */
const CHECK_EVERY_MS = 30_000

interface HealthState {
  readonly data?: HealthReport | undefined
  readonly error: BridgeError | null
}

/** What does not answer may be back any moment; what said no is not asked again before a person wants it. */
function isToBeTried({ data, error }: HealthState): boolean {
  const report = error === null ? data : reportOfError(error.data)
  return report?.usable === false && !isRefused(report)
}

/**
 * Whether an instance can be used. Asked when it is looked at, at most every 30 seconds, and while it does not answer
 * again as often, so that the page tells by itself when it is back.
 */
// The options' type is inferred, as that of `callQuery` is.
// eslint-disable-next-line typescript/explicit-module-boundary-types
export function healthQuery(target: InstanceId) {
  return {
    ...callQuery('providers.check', { target }),
    staleTime: CHECK_EVERY_MS,
    refetchInterval: ({ state }: { readonly state: HealthState }): number | false =>
      isToBeTried(state) ? CHECK_EVERY_MS : false,
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
