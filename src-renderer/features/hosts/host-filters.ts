import type { HostFacets } from '@shared/domain/host'
import { LEASE_FILTERS, type ChosenFilters } from '@renderer/features/hosts/view'
import type { MenuEntry } from '@renderer/ui/Menu'

/** One filter of the toolbar, with its type of value put away. */
export interface HostsFilter {
  readonly id: string
  readonly label: string
  readonly options: readonly { readonly value: string; readonly label: string; readonly count?: number }[]
  readonly selected: readonly string[]
  readonly change: (selected: readonly string[]) => void
  readonly single?: true
}

/** The filters, with what is held as their choices. */
export function hostsFilters(
  chosen: ChosenFilters,
  facets: HostFacets | undefined,
  onChange: (change: Partial<ChosenFilters>) => void,
): readonly HostsFilter[] {
  const providers = (facets?.providers ?? []).map(({ provider, count }) => ({
    value: provider,
    label: provider,
    count,
  }))
  return [
    {
      id: 'provider',
      label: 'Provider',
      options: withSelected(providers, chosen.providers),
      selected: chosen.providers,
      change: (selected) => {
        const kinds = [...providers.map(({ value }) => value), ...chosen.providers]
        onChange({ providers: [...new Set(kinds)].filter((kind) => selected.includes(kind)) })
      },
    },
    {
      id: 'instance',
      label: 'Instance',
      options: withSelected(
        (facets?.instances ?? []).map(({ instance, count }) => ({ value: instance, label: instance, count })),
        chosen.instances,
      ),
      selected: chosen.instances,
      change: (instances) => {
        onChange({ instances })
      },
    },
    {
      id: 'lease',
      label: 'Lease',
      options: LEASE_FILTERS,
      selected: chosen.leases,
      single: true,
      change: (selected) => {
        onChange({
          leases: LEASE_FILTERS.map(({ value }) => value).filter((value) => selected.includes(value)),
        })
      },
    },
    {
      id: 'action',
      label: 'Action',
      options: withSelected(
        (facets?.actions ?? []).map(({ action, count }) => ({ value: action, label: action, count })),
        chosen.actions,
      ),
      selected: chosen.actions,
      change: (actions) => {
        onChange({ actions })
      },
    },
  ]
}

/** What is selected stays a choice, even when nothing of it is held any more. */
function withSelected(options: HostsFilter['options'], selected: readonly string[]): HostsFilter['options'] {
  const missing = selected.filter((value) => options.every((option) => option.value !== value))
  return [...options, ...missing.map((value) => ({ value, label: value, count: 0 }))]
}

/** Filters that are off, as entries of one menu: choosing a value puts its filter on. */
export function menuOf(more: readonly HostsFilter[]): readonly MenuEntry[] {
  return more.flatMap((filter): readonly MenuEntry[] => [
    { kind: 'heading', id: filter.id, label: filter.label },
    ...filter.options.map((option): MenuEntry => ({
      kind: 'check',
      id: `${filter.id}:${option.value}`,
      label: option.label,
      checked: false,
      onChange: () => {
        filter.change([option.value])
      },
    })),
  ])
}
