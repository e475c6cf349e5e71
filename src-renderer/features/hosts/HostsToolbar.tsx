import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useRef, type KeyboardEvent, type ReactElement, type Ref } from 'react'
import { isHostFilter } from '@shared/domain/filter'
import type { HostFacets } from '@shared/domain/host'
import type { HostsMode } from '@renderer/features/hosts/hosts-mode'
import { ColumnsButton } from '@renderer/features/hosts/columns/ColumnsButton'
import { FilterBox } from '@renderer/features/hosts/FilterBox'
import { typeFilter } from '@renderer/features/hosts/filter-text'
import { HostsFilters } from '@renderer/features/hosts/HostsFilters'
import { SaveFilterButton } from '@renderer/features/hosts/SaveFilterButton'
import { filterOf, type HostsView, type TableRoom } from '@renderer/features/hosts/view'
import { TimelineControls } from '@renderer/features/timeline/TimelineControls'
import { Toolbar } from '@renderer/ui/Layout'
import { SearchInput } from '@renderer/ui/SearchInput'

/** Where the controls of the timeline get a line of their own. */
const IS_TIGHT: ReadonlySet<TableRoom> = new Set(['tight', 'narrow'])

/** Search and filters over the table. */
export function HostsToolbar(props: {
  readonly view: HostsView
  readonly mode: HostsMode
  /** Keep the same function between renders, or the filters are drawn on every keystroke. */
  readonly onChange: (change: Partial<HostsView>) => void
  readonly facets: HostFacets | undefined
  readonly room: TableRoom
  readonly searchRef: Ref<HTMLInputElement>
  readonly onSearchKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void
}): ReactElement {
  const { view, room, onChange, searchRef, onSearchKeyDown } = props
  const isTimeline = props.mode === 'timeline'
  const { providers, instances, actions, leases } = view
  const chosen = useMemo(
    () => ({ providers, instances, actions, leases }),
    [providers, instances, actions, leases],
  )
  const client = useQueryClient()
  const filterBox = useRef<HTMLInputElement>(null)

  function onSearch(search: string): void {
    onChange({ search: isHostFilter(search) ? '' : search })
    if (!isHostFilter(search)) return
    // It goes on where it belongs, with the caret behind what is written.
    void typeFilter(client, search.trimStart())
    filterBox.current?.focus()
  }

  const filters = (
    <Toolbar label="Filters">
      <div className="w-52 min-w-24 shrink">
        <SearchInput
          ref={searchRef}
          label="Search hosts"
          keyHint="/"
          value={view.search}
          onChange={onSearch}
          onKeyDown={onSearchKeyDown}
        />
      </div>
      <HostsFilters chosen={chosen} onChange={onChange} facets={props.facets} room={room} />
      <FilterBox view={view} inputRef={filterBox} onKeyDown={onSearchKeyDown} />
      <SaveFilterButton filter={filterOf(view)} />
      {isTimeline ? null : <ColumnsButton />}
      {isTimeline && !IS_TIGHT.has(room) ? <TimelineControls compact={room === 'medium'} /> : null}
    </Toolbar>
  )
  if (!isTimeline || !IS_TIGHT.has(room)) return filters
  return (
    <>
      {filters}
      <Toolbar>
        <TimelineControls compact={false} />
      </Toolbar>
    </>
  )
}
