import { useQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { clsx } from 'clsx'
import { useDeferredValue, useMemo, useRef, useState, type ReactElement } from 'react'
import { count } from '@shared/lib/words'
import { Waiting } from '@renderer/app/Waiting'
import { offeringsQuery } from '@renderer/features/checkout/queries'
import { recommendedFirst, type Selection } from '@renderer/features/checkout/selection'
import type { Entry } from '@renderer/features/providers/use-entries'
import { matching } from '@renderer/features/providers/search'
import { SearchInput } from '@renderer/ui/SearchInput'

const ROW_HEIGHT = 36
/** Fewer are all in sight, or nearly. */
const SEARCH_FROM = 9

/** What can be ordered, in the place of the form while nothing is chosen; stays quick with thousands. */
export function OfferingList(props: {
  readonly selection: Selection
  readonly noun: string
  readonly onChoose: (offering: string) => void
}): ReactElement | null {
  const { selection, noun } = props
  const { data, isPending } = useQuery(offeringsQuery(selection.target, selection.action))
  const [search, setSearch] = useState('')
  const wanted = useDeferredValue(search)
  const all = useMemo(() => recommendedFirst(data?.offerings ?? []), [data])
  const found = useMemo(() => matching(all, wanted), [all, wanted])
  if (isPending) return <Waiting label={`Asking ${selection.target.instance} what there is`} />
  if (data === undefined) return null
  if (all.length === 0) {
    return (
      <p className="px-5 pt-4 text-ink-2">
        {selection.target.instance} lists no {noun}. Type the name of one above.
      </p>
    )
  }
  const isNarrowed = wanted.trim() !== ''
  return (
    <div className="flex min-h-0 flex-1 [scrollbar-gutter:stable] flex-col overflow-hidden px-5 pt-4 pb-5">
      <div className="mb-2 flex min-h-7 flex-none items-center gap-3">
        <h3 className="flex-1 text-xs font-semibold tnum">
          {isNarrowed ? `${found.length} of ${count(all.length, noun)}` : count(all.length, noun)}
          <span className="font-normal text-ink-3"> on {selection.target.instance}</span>
        </h3>
        {all.length < SEARCH_FROM ? null : (
          <span className="w-60 flex-none">
            <SearchInput
              label={`Search ${noun}s`}
              placeholder="Name, description, label"
              value={search}
              onChange={setSearch}
            />
          </span>
        )}
      </div>
      {found.length === 0 ? (
        <p className="py-2 text-ink-2">No {noun} matches.</p>
      ) : (
        <Rows key={wanted} offerings={found} label={`${noun}s`} onChoose={props.onChoose} />
      )}
    </div>
  )
}

function Rows(props: {
  readonly offerings: readonly Entry[]
  readonly label: string
  readonly onChoose: (offering: string) => void
}): ReactElement {
  const { offerings } = props
  const scroller = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by a compiler
  const virtual = useVirtualizer({
    count: offerings.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
  })
  return (
    <div ref={scroller} className="min-h-0 overflow-y-auto rounded-lg border border-line">
      <ul aria-label={props.label} className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const offering = offerings[item.index]
          if (offering === undefined) return null
          const labels = offering.labels ?? []
          return (
            <li
              key={offering.name}
              aria-setsize={offerings.length}
              aria-posinset={item.index + 1}
              style={{ height: ROW_HEIGHT, transform: `translateY(${item.start}px)` }}
              className={clsx(
                'absolute inset-x-0 top-0',
                item.index < offerings.length - 1 && 'border-b border-line',
              )}
            >
              <button
                type="button"
                onClick={() => {
                  props.onChoose(offering.name)
                }}
                className="flex h-full w-full items-center gap-3 px-3 text-left hover:bg-hover focus-visible:-outline-offset-2"
              >
                <span title={offering.name} className="max-w-[55%] flex-none truncate font-medium text-ink">
                  {offering.name}
                </span>
                <span title={offering.description} className="min-w-0 flex-1 truncate text-xs text-ink-2">
                  {offering.description ?? offering.title}
                </span>
                {labels.length === 0 ? null : (
                  <span
                    title={labels.join(', ')}
                    className="max-w-[20%] flex-none truncate text-xs text-ink-3"
                  >
                    {labels.join(', ')}
                  </span>
                )}
                <span className="flex-none text-xs text-ink-3 tnum">{offering.detail}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
