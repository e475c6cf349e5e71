import { readOrigin, type ExtendOrigin } from '@renderer/features/leases/extend-origin'

/** What a place below the Hosts page asks for: the Extend dialog with some hosts, one host in the side panel, a saved filter. */
export type HostsPlace =
  | {
      readonly kind: 'extend'
      readonly hostIds: readonly string[]
      readonly origin: ExtendOrigin | undefined
    }
  | { readonly kind: 'show'; readonly hostId: string }
  | { readonly kind: 'filter'; readonly name: string }

const FILTER = 'filter/'

/** "extend/a+b", "extend/a/reminder-1794492000000" or "show/a"; undefined for the page itself, and for what means nothing. */
export function hostsPlace(below: string): HostsPlace | undefined {
  if (below.startsWith(FILTER) && below !== FILTER)
    return { kind: 'filter', name: below.slice(FILTER.length) }
  const [verb, rest = '', from = '', ...more] = below.split('/')
  const ids = rest.split('+').filter((id) => id !== '')
  const [first] = ids
  if (first === undefined || more.length > 0) return undefined
  if (verb === 'extend') return { kind: 'extend', hostIds: [...new Set(ids)], origin: readOrigin(from) }
  if (verb === 'show' && ids.length === 1 && from === '') return { kind: 'show', hostId: first }
  return undefined
}
