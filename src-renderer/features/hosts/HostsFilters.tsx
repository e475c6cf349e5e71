import { SlidersHorizontal } from 'lucide-react'
import { memo, type ReactElement } from 'react'
import type { HostFacets } from '@shared/domain/host'
import { hostsFilters, menuOf } from '@renderer/features/hosts/host-filters'
import type { ChosenFilters, TableRoom } from '@renderer/features/hosts/view'
import { Button } from '@renderer/ui/Button'
import { FilterChip } from '@renderer/ui/FilterChip'
import { Menu } from '@renderer/ui/Menu'

/** The filters that stand in the toolbar themselves; the others are under *More*. Active ones always stand there. */
const IN_SIGHT: Readonly<Record<TableRoom, readonly string[]>> = {
  wide: ['provider', 'instance', 'lease', 'action'],
  roomy: ['provider', 'instance', 'lease', 'action'],
  medium: ['provider', 'lease'],
  tight: ['provider', 'lease'],
  narrow: [],
}

function HostsFiltersView(props: {
  readonly chosen: ChosenFilters
  readonly onChange: (change: Partial<ChosenFilters>) => void
  readonly facets: HostFacets | undefined
  readonly room: TableRoom
}): ReactElement {
  const { room } = props
  const all = hostsFilters(props.chosen, props.facets, props.onChange)
  const inSight = all.filter(({ id, selected }) => IN_SIGHT[room].includes(id) || selected.length > 0)
  const more = all.filter((filter) => !inSight.includes(filter) && filter.options.length > 0)
  return (
    <>
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
    </>
  )
}

/** The filters beside the search. Four menus cost more than a table's rows: typing in the search leaves them alone. */
export const HostsFilters = memo(HostsFiltersView)
