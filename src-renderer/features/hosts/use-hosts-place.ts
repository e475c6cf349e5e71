import { useEffect, useEffectEvent } from 'react'
import { goTo, paths, usePlaceBelow } from '@renderer/app/navigation'
import { hostsPlace } from '@renderer/features/hosts/hosts-place'
import type { ExtendOrigin } from '@renderer/features/leases/extend-origin'

/** Does what a place below the Hosts page asks for, once, and goes back to the page itself. */
export function useHostsPlace(act: {
  readonly extend: (hostIds: ReadonlySet<string>, origin: ExtendOrigin | undefined) => void
  readonly show: (hostId: string) => void
}): void {
  const below = usePlaceBelow(paths.hosts)
  const obey = useEffectEvent(() => {
    const asked = hostsPlace(below)
    if (asked?.kind === 'extend') act.extend(new Set(asked.hostIds), asked.origin)
    if (asked?.kind === 'show') act.show(asked.hostId)
    goTo(paths.hosts)
  })
  useEffect(() => {
    if (below !== '') obey()
  }, [below])
}
