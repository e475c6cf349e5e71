import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { goTo, paths, usePlaceBelow } from '@renderer/app/navigation'
import { preferencesQuery } from '@renderer/app/queries'
import { showView } from '@renderer/features/hosts/filter-text'
import { hostsPlace } from '@renderer/features/hosts/hosts-place'
import { savedByPlace, viewOfSaved } from '@renderer/features/hosts/saved-filters'
import type { ExtendOrigin } from '@renderer/features/leases/extend-origin'

/** Does what a place below the Hosts page asks for, once, and goes back to the page itself. */
export function useHostsPlace(act: {
  readonly extend: (hostIds: ReadonlySet<string>, origin: ExtendOrigin | undefined) => void
  readonly show: (hostId: string) => void
}): void {
  const below = usePlaceBelow(paths.hosts)
  const client = useQueryClient()

  async function showSaved(name: string): Promise<void> {
    const { savedFilters } = await client.ensureQueryData(preferencesQuery)
    const saved = savedByPlace(name, savedFilters)
    if (saved !== undefined) await showView(client, viewOfSaved(saved))
  }

  const obey = useEffectEvent(() => {
    const asked = hostsPlace(below)
    if (asked?.kind === 'extend') act.extend(new Set(asked.hostIds), asked.origin)
    if (asked?.kind === 'show') act.show(asked.hostId)
    if (asked?.kind === 'filter') void showSaved(asked.name)
    goTo(paths.hosts)
  })
  useEffect(() => {
    if (below !== '') obey()
  }, [below])
}
