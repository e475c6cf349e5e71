import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { count } from '@shared/lib/words'
import { Waiting } from '@renderer/app/Waiting'
import { offeringsQuery } from '@renderer/features/checkout/queries'
import { recommendedFirst, type Selection } from '@renderer/features/checkout/selection'

/** More are found by the search of the field above. */
const SHOWN_AT_MOST = 100

/** What can be checked out, in the place of the form while nothing is chosen. */
export function OfferingList(props: {
  readonly selection: Selection
  readonly noun: string
  readonly onChoose: (offering: string) => void
}): ReactElement | null {
  const { selection, noun } = props
  const { data, isPending } = useQuery(offeringsQuery(selection.target, selection.action))
  if (isPending) return <Waiting label={`Asking ${selection.target.instance} what there is`} />
  if (data === undefined) return null
  const offerings = recommendedFirst(data.offerings)
  if (offerings.length === 0) {
    return (
      <p className="px-5 pt-4 text-ink-2">
        {selection.target.instance} lists no {noun}. Type the name of one above.
      </p>
    )
  }
  return (
    <div className="min-h-0 [scrollbar-gutter:stable] overflow-y-auto px-5 pt-4 pb-5">
      <h3 className="mb-2 text-xs font-semibold">
        {count(offerings.length, noun)}
        <span className="font-normal text-ink-3"> on {selection.target.instance}</span>
      </h3>
      <ul className="overflow-hidden rounded-lg border border-line">
        {offerings.slice(0, SHOWN_AT_MOST).map((offering) => (
          <li key={offering.name} className="border-b border-line last:border-0">
            <button
              type="button"
              onClick={() => {
                props.onChoose(offering.name)
              }}
              className="flex min-h-9 w-full items-center gap-3 px-3 py-1.5 text-left hover:bg-hover focus-visible:-outline-offset-2"
            >
              <span className="max-w-[55%] flex-none truncate font-medium text-ink">{offering.name}</span>
              <span title={offering.description} className="min-w-0 flex-1 truncate text-xs text-ink-2">
                {offering.description ?? offering.title}
              </span>
              <span className="flex-none text-xs text-ink-3 tnum">{offering.detail}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
