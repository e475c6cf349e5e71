import { RefreshCw, Star } from 'lucide-react'
import { useRef, type KeyboardEvent, type ReactElement } from 'react'
import { ageText } from '@shared/lib/time-text'
import { CallProblem } from '@renderer/app/CallProblem'
import { useNow } from '@renderer/app/now'
import { useShortcut } from '@renderer/app/shortcuts'
import { BridgeError } from '@renderer/bridge/client'
import type { Entries, Entry } from '@renderer/features/providers/use-entries'
import { filterResults, isResultFilter } from '@renderer/features/providers/result-filter'
import type { TabView } from '@renderer/features/providers/view-store'
import { FilterChip } from '@renderer/ui/FilterChip'
import { IconButton } from '@renderer/ui/IconButton'
import { LinkButton } from '@renderer/ui/LinkButton'
import { RowList } from '@renderer/ui/RowList'
import { SearchInput } from '@renderer/ui/SearchInput'
import { Spinner } from '@renderer/ui/Spinner'

const ROW_HEIGHT = 53
const ONLY_FAVOURITES = [{ value: 'favourites', label: 'Favourites' }] as const

/** The sign that an offering is one of the person's favourites, and the way to make it one. */
export function StarButton(props: {
  readonly name: string
  readonly isFavourite: boolean
  readonly onToggle: () => void
  /** In a list the keys do not stop at it. */
  readonly inList?: boolean | undefined
}): ReactElement {
  return (
    <button
      type="button"
      tabIndex={props.inList === true ? -1 : undefined}
      aria-pressed={props.isFavourite}
      aria-label={`Favourite ${props.name}`}
      title={props.isFavourite ? 'Take off the favourites' : 'Make a favourite'}
      onClick={(event) => {
        event.stopPropagation()
        props.onToggle()
      }}
      onDoubleClick={(event) => {
        event.stopPropagation()
      }}
      className="-m-[5px] flex size-6 items-center justify-center rounded-sm text-ink-3 hover:text-ink aria-pressed:text-ink"
    >
      <Star size={14} strokeWidth={2} aria-hidden fill={props.isFavourite ? 'currentColor' : 'none'} />
    </button>
  )
}

function EntryRow({ entry }: { readonly entry: Entry }): ReactElement {
  const more = entry.description ?? entry.title ?? entry.labels?.join(', ')
  return (
    <>
      <span className="flex gap-2">
        <span title={entry.name} className="min-w-0 flex-1 truncate font-medium">
          {entry.name}
        </span>
        <span className="text-xs leading-5 whitespace-nowrap text-ink-3 tnum">{entry.detail}</span>
      </span>
      <span title={more} className="block h-4 truncate text-xs text-ink-2">
        {more}
      </span>
    </>
  )
}

/** When the list was read, and the way to read it again; a line of its own, so that nothing moves. */
function ListAge({ list }: { readonly list: Entries }): ReactElement {
  const now = useNow()
  const age = ageText(list.readAtMs, now)
  const text = list.readAtMs === 0 ? '' : `Read ${age === 'now' ? 'just now' : `${age} ago`}`
  return (
    <div className="flex h-8 flex-none items-center gap-2 border-t border-line px-4 text-xs text-ink-3 tnum">
      <p role="status" className="min-w-0 flex-1 truncate" title={list.problem?.message}>
        {list.problem === undefined || list.isReading ? (
          <>
            {text}
            {list.isReading && list.entries !== undefined ? ', reading again' : null}
          </>
        ) : (
          <span className="text-danger-ink">
            {text}. {list.problem.message}
          </span>
        )}
      </p>
      {list.isReading ? (
        <span className="flex size-6 items-center justify-center">
          <Spinner size={12} />
        </span>
      ) : (
        <IconButton icon={RefreshCw} size={24} label="Read again" onClick={list.readAgain} />
      )}
    </div>
  )
}

/** A list with its search; the rows are those that match. */
export function EntryList(props: {
  readonly label: string
  readonly list: Entries
  readonly rows: readonly Entry[] | undefined
  /** How many there are that match; more than the rows where `results_limit` holds. */
  readonly found: number
  readonly view: TabView
  readonly selected: string | undefined
  readonly onChange: (change: Partial<TabView>) => void
  readonly onOpen?: ((entry: Entry) => void) | undefined
  /** Absent where there are no favourites. */
  readonly favourites?:
    { readonly has: (name: string) => boolean; readonly toggle: (name: string) => void } | undefined
}): ReactElement {
  const { label, list, rows, view, favourites } = props
  const pane = useRef<HTMLDivElement>(null)
  const search = useRef<HTMLInputElement>(null)
  useShortcut('search', () => {
    search.current?.focus()
  })
  const filterProblem = isResultFilter(view.search)
    ? filterResults(list.entries ?? [], view.search).problem
    : undefined
  const isNarrowed = view.search.trim() !== '' || view.onlyFavourites

  function searchKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
    event.preventDefault()
    pane.current?.querySelector<HTMLElement>('[role=row][tabindex="0"]')?.focus()
  }

  return (
    <div ref={pane} data-pane className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-11 flex-none items-center gap-2 border-b border-line px-4">
        <div className="relative min-w-0 flex-1">
          <SearchInput
            ref={search}
            label={`Search ${label.toLowerCase()}`}
            keyHint="/"
            value={view.search}
            onChange={(text) => {
              props.onChange({ search: text })
            }}
            onKeyDown={searchKeyDown}
          />
        </div>
        <span role="status" className="text-xs whitespace-nowrap text-ink-3 tnum empty:hidden">
          {isNarrowed && rows !== undefined ? props.found : null}
        </span>
        {favourites === undefined ? null : (
          <FilterChip
            single
            label={view.onlyFavourites ? 'Only' : 'All'}
            options={ONLY_FAVOURITES}
            selected={view.onlyFavourites ? ['favourites'] : []}
            onChange={(selected) => {
              props.onChange({ onlyFavourites: selected.length > 0 })
            }}
          />
        )}
      </div>
      {list.error === undefined ? (
        <RowList
          label={label}
          rows={rows}
          rowKey={(entry) => entry.name}
          rowHeight={ROW_HEIGHT}
          selectedKey={props.selected}
          onSelect={(entry) => {
            props.onChange({ selected: entry.name })
          }}
          onOpen={props.onOpen}
          onRowKeyDown={(event, entry) => {
            if (event.key !== ' ' || favourites === undefined) return
            event.preventDefault()
            favourites.toggle(entry.name)
          }}
          renderStart={
            favourites === undefined
              ? undefined
              : (entry) => (
                  <StarButton
                    inList
                    name={entry.name}
                    isFavourite={favourites.has(entry.name)}
                    onToggle={() => {
                      favourites.toggle(entry.name)
                    }}
                  />
                )
          }
          renderRow={(entry) => <EntryRow entry={entry} />}
          resetKey={`${view.search}/${view.onlyFavourites}`}
          empty={
            <p className="px-4 py-3 text-xs text-ink-3">
              {filterProblem ??
                (isNarrowed ? 'Nothing matches.' : 'There are none here, or none that you may use.')}
            </p>
          }
        />
      ) : (
        <div className="min-h-0 flex-1 overflow-y-auto p-4">
          <CallProblem error={new BridgeError(list.error)} onRetry={list.readAgain} />
        </div>
      )}
      {rows !== undefined && rows.length < props.found ? (
        <div className="flex h-8 flex-none items-center gap-2 border-t border-line px-4 text-xs text-ink-2 tnum">
          <p className="min-w-0 flex-1 truncate">
            {rows.length} of {props.found} shown (results_limit)
          </p>
          <LinkButton
            onClick={() => {
              props.onChange({ beyondLimit: true })
            }}
          >
            Show all
          </LinkButton>
        </div>
      ) : null}
      <ListAge list={list} />
    </div>
  )
}
