import { useQuery, useQueryClient } from '@tanstack/react-query'
import { RefreshCw, TriangleAlert } from 'lucide-react'
import type { ReactElement } from 'react'
import { ageText } from '@shared/lib/time-text'
import { useNow } from '@renderer/app/now'
import { toastProblem } from '@renderer/app/problem-toast'
import { useCall } from '@renderer/bridge/queries'
import { offeringsQuery } from '@renderer/features/checkout/queries'
import type { Selection } from '@renderer/features/checkout/selection'
import { IconButton } from '@renderer/ui/IconButton'
import { Spinner } from '@renderer/ui/Spinner'

/** How old the list of offerings is, why it could not be read again, and how to read it again. */
export function OfferingsAge({ selection }: { readonly selection: Selection }): ReactElement | null {
  const { target, action } = selection
  const offerings = useQuery(offeringsQuery(target, action))
  const client = useQueryClient()
  const now = useNow()
  const refresh = useCall('providers.offerings', {
    onError: toastProblem,
    onSuccess(answer) {
      client.setQueryData(offeringsQuery(target, action).queryKey, answer)
    },
  })
  const list = offerings.data
  if (list === undefined) return null
  const isReading = list.refreshing || refresh.isPending || offerings.isFetching
  const age = ageText(list.readAtMs, now)
  return (
    <span className="flex flex-none items-center gap-1 text-xs whitespace-nowrap text-ink-3 tnum">
      {list.problem === undefined || isReading ? null : (
        <span
          title={[list.problem.message, list.problem.said].filter(Boolean).join(' ')}
          className="text-warn-ink"
        >
          <TriangleAlert size={12} strokeWidth={2.2} role="img" aria-label={list.problem.message} />
        </span>
      )}
      <span role="status">
        {isReading ? 'Reading the list' : age === 'now' ? 'List read just now' : `List read ${age} ago`}
      </span>
      {isReading ? (
        <span className="flex size-6 items-center justify-center">
          <Spinner size={14} />
        </span>
      ) : (
        <IconButton
          icon={RefreshCw}
          size={24}
          label="Read the list again"
          onClick={() => {
            refresh.mutate({ target, action, fresh: true })
          }}
        />
      )}
    </span>
  )
}
