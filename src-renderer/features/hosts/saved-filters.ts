import type { HostFilter } from '@shared/domain/host'
import type { SavedFilter } from '@shared/domain/saved-filter'
import { UNFILTERED, type HostsView } from '@renderer/features/hosts/view'

/** What a saved filter makes of the view of the Hosts page; what it does not say is not filtered. */
export function viewOfSaved(saved: SavedFilter): Omit<HostsView, 'sort' | 'kept'> {
  const { kept: _, ...nothing } = UNFILTERED
  return {
    ...nothing,
    search: saved.search ?? '',
    providers: saved.providers ?? [],
    instances: saved.instances ?? [],
    actions: saved.actions ?? [],
    leases: saved.lease === undefined ? [] : [saved.lease],
    filter: saved.filter ?? '',
  }
}

/** A saved filter without its name. */
export function filterOfSaved(saved: SavedFilter): HostFilter {
  const { name: _, ...filter } = saved
  return filter
}

/** Why a filter cannot be saved under a name; undefined when it can. Names are the same whatever their case. */
export function nameProblem(name: string, others: readonly SavedFilter[]): string | undefined {
  const wanted = name.trim()
  if (wanted === '') return 'Say a name.'
  if (wanted.length > 80) return 'At most 80 characters.'
  const same = others.some((other) => other.name.toLowerCase() === wanted.toLowerCase())
  return same ? `There is a saved filter ${wanted} already. Say another name.` : undefined
}

/** The saved filter that a place names, be it written as in an address or plainly. */
export function savedByPlace(name: string, all: readonly SavedFilter[]): SavedFilter | undefined {
  return all.find((saved) => saved.name === name || encodeURIComponent(saved.name) === name)
}
