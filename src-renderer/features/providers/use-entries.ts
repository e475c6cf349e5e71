import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ErrorData } from '@shared/domain/error'
import type { InstanceId, Listed, Offering } from '@shared/domain/provider'
import { useCall } from '@renderer/bridge/queries'
import { offeringsQuery } from '@renderer/features/checkout/queries'
import type { BrowserTab } from '@renderer/features/providers/browser-tabs'
import { listQuery } from '@renderer/features/providers/queries'

/** One entry of a list: an offering, or something to look up. */
export type Entry = Listed & Partial<Pick<Offering, 'title' | 'labels' | 'recommended'>>

/** A list as far as it is known. */
export interface Entries {
  readonly entries: readonly Entry[] | undefined
  /** Why there is no list at all. */
  readonly error: ErrorData | undefined
  /** When the provider said so. */
  readonly readAtMs: number
  readonly isReading: boolean
  /** Why the list that is shown could not be read again. */
  readonly problem: ErrorData | undefined
  /** Asks the provider once more; the list stays until it has answered. */
  readonly readAgain: () => void
}

/** Asks for the list of a tab while its page is being put together, and not after: both take as long. */
export function useAskedEarly(id: InstanceId, tab: BrowserTab): void {
  const client = useQueryClient()
  if (tab.kind !== 'offerings') return
  const query = offeringsQuery(id, tab.action.name)
  if (client.getQueryState(query.queryKey) === undefined) void client.prefetchQuery(query)
}

/** The list of a tab. What is remembered of offerings comes at once, and is read again behind. */
export function useEntries(id: InstanceId, tab: BrowserTab): Entries {
  const client = useQueryClient()
  const isOffered = tab.kind === 'offerings'
  const action = isOffered ? tab.action.name : ''
  const offeringsOptions = offeringsQuery(id, action)
  const offered = useQuery({ ...offeringsOptions, enabled: isOffered })
  const listed = useQuery({ ...listQuery(id, isOffered ? '' : tab.listing.name), enabled: !isOffered })
  const again = useCall('providers.offerings', {
    onSuccess(answer, { target, action: asked }) {
      client.setQueryData(offeringsQuery(target, asked).queryKey, answer)
    },
  })
  if (!isOffered) {
    return {
      entries: listed.data?.entries,
      error: listed.data === undefined ? listed.error?.data : undefined,
      readAtMs: listed.dataUpdatedAt,
      isReading: listed.isFetching,
      problem: listed.data === undefined ? undefined : listed.error?.data,
      readAgain() {
        void listed.refetch()
      },
    }
  }
  return {
    entries: offered.data?.offerings,
    error: offered.data === undefined ? (again.error ?? offered.error)?.data : undefined,
    readAtMs: offered.data?.readAtMs ?? 0,
    isReading: offered.isFetching || again.isPending || offered.data?.refreshing === true,
    problem: again.error?.data ?? offered.data?.problem,
    readAgain() {
      again.mutate({ target: id, action, fresh: true })
    },
  }
}
