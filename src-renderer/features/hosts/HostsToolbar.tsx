import { SlidersHorizontal } from 'lucide-react'
import type { KeyboardEvent, ReactElement, Ref } from 'react'
import type { HostFacets } from '@shared/domain/host'
import { hostsFilters, menuOf } from '@renderer/features/hosts/host-filters'
import type { HostsView, TableRoom } from '@renderer/features/hosts/view'
import { Button } from '@renderer/ui/Button'
import { FilterChip } from '@renderer/ui/FilterChip'
import { Toolbar } from '@renderer/ui/Layout'
import { Menu } from '@renderer/ui/Menu'
import { SearchInput } from '@renderer/ui/SearchInput'

/** The filters that stand in the toolbar themselves; the others are under *More*. Active ones always stand there. */
const IN_SIGHT: Readonly<Record<TableRoom, readonly string[]>> = {
  wide: ['provider', 'instance', 'lease', 'action'],
  medium: ['provider', 'lease'],
  narrow: [],
}

/** Search and filters over the table. */
export function HostsToolbar(props: {
  readonly view: HostsView
  readonly onChange: (view: HostsView) => void
  readonly facets: HostFacets | undefined
  readonly room: TableRoom
  readonly searchRef: Ref<HTMLInputElement>
  readonly onSearchKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void
}): ReactElement {
  const { view, onChange, room, searchRef, onSearchKeyDown } = props
  const all = hostsFilters(view, props.facets, onChange)
  const inSight = all.filter(({ id, selected }) => IN_SIGHT[room].includes(id) || selected.length > 0)
  const more = all.filter((filter) => !inSight.includes(filter) && filter.options.length > 0)
  return (
    <Toolbar label="Filters">
      <div className="w-52 min-w-24 shrink">
        <SearchInput
          ref={searchRef}
          label="Search hosts"
          keyHint="/"
          value={view.search}
          onChange={(search) => {
            onChange({ ...view, search })
          }}
          onKeyDown={onSearchKeyDown}
        />
      </div>
      {inSight.map((filter) => (
        <FilterChip
          key={filter.id}
          label={filter.label}
          options={filter.options}
          selected={filter.selected}
          onChange={filter.change}
          single={filter.single}
        />
      ))}
      {more.length === 0 ? null : (
        <Menu
          label="More filters"
          trigger={
            <Button size={28} icon={SlidersHorizontal} className="text-xs font-normal text-ink-2">
              More
            </Button>
          }
          items={menuOf(more)}
        />
      )}
    </Toolbar>
  )
}
