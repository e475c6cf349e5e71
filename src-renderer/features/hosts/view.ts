import type { HostFacets, HostFilter, HostSort } from '@shared/domain/host'
import type { ProviderKind } from '@shared/domain/provider'
import { count } from '@shared/lib/words'
import type { TableSort } from '@renderer/ui/data-table'

/** The lease states that the filter offers. */
export type LeaseFilter = NonNullable<HostFilter['lease']>

/** What the person looks for, and in which order. */
export interface HostsView extends ChosenFilters {
  readonly search: string
  /** What stands in the filter box. */
  readonly filter: string
  /** The last of it that can be used: the list is filtered by this. */
  readonly kept: string
  readonly sort: HostSort
}

/** What is chosen in the filters. */
export interface ChosenFilters {
  readonly providers: readonly ProviderKind[]
  readonly instances: readonly string[]
  readonly actions: readonly string[]
  readonly leases: readonly LeaseFilter[]
}

/** What takes all filters off a view. */
export const UNFILTERED: Omit<HostsView, 'sort'> = {
  search: '',
  filter: '',
  kept: '',
  providers: [],
  instances: [],
  actions: [],
  leases: [],
}

/** Everything, with what ends first at the top. */
export const ALL_HOSTS: HostsView = {
  ...UNFILTERED,
  sort: { by: 'lease', descending: false },
}

/** The filter of a view as the inventory takes it. Equal views make equal filters, so that their answers are shared. */
export function filterOf(view: HostsView): HostFilter {
  const search = view.search.trim()
  const [lease] = view.leases
  return {
    ...(search === '' ? {} : { search }),
    ...(view.providers.length === 0 ? {} : { providers: view.providers.toSorted() }),
    ...(view.instances.length === 0 ? {} : { instances: view.instances.toSorted() }),
    ...(view.actions.length === 0 ? {} : { actions: view.actions.toSorted() }),
    ...(lease === undefined ? {} : { lease }),
    ...(view.kept.trim() === '' ? {} : { filter: view.kept.trim() }),
  }
}

/** Whether a filter leaves anything out. */
export function isFiltered(filter: HostFilter): boolean {
  return Object.keys(filter).length > 0
}

const SORTABLE = [
  'name',
  'provider',
  'action',
  'os',
  'lease',
  'age',
] as const satisfies readonly HostSort['by'][]

/** The sort of the inventory for that of the table. Columns are named as the inventory names them. */
export function hostSort(sort: TableSort): HostSort {
  const by = SORTABLE.find((name) => name === sort.columnId) ?? ALL_HOSTS.sort.by
  return { by, descending: sort.direction === 'descending' }
}

/** The sort of the table for that of the inventory. */
export function tableSort(sort: HostSort): TableSort {
  return { columnId: sort.by, direction: sort.descending ? 'descending' : 'ascending' }
}

/** The names of the lease states, as the filter shows them. */
export const LEASE_FILTERS: readonly { readonly value: LeaseFilter; readonly label: string }[] = [
  { value: 'ends_today', label: 'Ends today' },
  { value: 'ended', label: 'Ended' },
  { value: 'with_end', label: 'With an end' },
  { value: 'no_end', label: 'No end' },
]

/** A column of the table of hosts. */
export type HostColumnId = 'name' | 'provider' | 'action' | 'os' | 'lease' | 'age' | 'tags'

/** How much room the table has. Columns leave before a host's name has less than a badge or two beside it. */
export type TableRoom = 'wide' | 'roomy' | 'medium' | 'tight' | 'narrow'

/** The least width in px of each room. */
const LEAST: readonly (readonly [TableRoom, number])[] = [
  ['wide', 1200],
  ['roomy', 1060],
  ['medium', 780],
  ['tight', 640],
]

/** What the least room is taken to be. */
const NARROW = 480

/** The room that a width in px gives. */
export function roomFor(width: number): TableRoom {
  return LEAST.find(([, least]) => width >= least)?.[0] ?? 'narrow'
}

/** The least width in px that a room has. */
export function leastWidth(room: TableRoom): number {
  return LEAST.find(([name]) => name === room)?.[1] ?? NARROW
}

/** The columns for a room, as long as nothing else is chosen. */
export const COLUMNS_FOR: Readonly<Record<TableRoom, readonly HostColumnId[]>> = {
  wide: ['name', 'provider', 'action', 'os', 'lease', 'age', 'tags'],
  roomy: ['name', 'provider', 'action', 'os', 'lease', 'age'],
  medium: ['name', 'provider', 'os', 'lease'],
  tight: ['name', 'provider', 'lease'],
  narrow: ['name', 'lease'],
}

/** The line at the bottom: what is held, what of it is shown, and what needs attention. */
export function statusText(
  facets: Pick<HostFacets, 'total' | 'beingMade' | 'leftBehind'>,
  shown: { readonly filtered: boolean; readonly total: number },
  selected: number,
): string {
  const held = facets.total === 0 ? 'No hosts' : count(facets.total, 'host')
  return [
    shown.filtered ? `${shown.total} of ${held} shown` : held,
    facets.beingMade > 0 ? `${facets.beingMade} being made` : '',
    facets.leftBehind > 0 ? `${facets.leftBehind} left behind` : '',
    selected > 0 ? `${selected} selected` : '',
  ]
    .filter((part) => part !== '')
    .join(', ')
}
