import { useMemo, type KeyboardEvent, type ReactElement, type Ref } from 'react'
import type { HostFacets } from '@shared/domain/host'
import { HostsFilters } from '@renderer/features/hosts/HostsFilters'
import type { HostsView, TableRoom } from '@renderer/features/hosts/view'
import { Toolbar } from '@renderer/ui/Layout'
import { SearchInput } from '@renderer/ui/SearchInput'

/** Search and filters over the table. */
export function HostsToolbar(props: {
  readonly view: HostsView
  /** Keep the same function between renders, or the filters are drawn on every keystroke. */
  readonly onChange: (change: Partial<HostsView>) => void
  readonly facets: HostFacets | undefined
  readonly room: TableRoom
  readonly searchRef: Ref<HTMLInputElement>
  readonly onSearchKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void
}): ReactElement {
  const { view, onChange, searchRef, onSearchKeyDown } = props
  const { providers, instances, actions, leases } = view
  const chosen = useMemo(
    () => ({ providers, instances, actions, leases }),
    [providers, instances, actions, leases],
  )
  return (
    <Toolbar label="Filters">
      <div className="w-52 min-w-24 shrink">
        <SearchInput
          ref={searchRef}
          label="Search hosts"
          keyHint="/"
          value={view.search}
          onChange={(search) => {
            onChange({ search })
          }}
          onKeyDown={onSearchKeyDown}
        />
      </div>
      <HostsFilters chosen={chosen} onChange={onChange} facets={props.facets} room={props.room} />
    </Toolbar>
  )
}
