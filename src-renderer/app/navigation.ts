import { navigate, useHashLocation } from 'wouter/use-hash-location'

/** The places inside the window, as paths behind the `#`. */
export const paths = {
  hosts: '/hosts',
  /** A host in the side panel. */
  showHost: (hostId: string) => `/hosts/show/${hostId}`,
  /** The Extend dialog with these hosts. */
  extend: (hostIds: readonly string[]) => `/hosts/extend/${hostIds.join('+')}`,
  /** The whole of the small window that a notification opens; nothing of the main one leads there. */
  extendWindow: '/extend',
  savedFilter: (name: string) => `/hosts/filter/${encodeURIComponent(name)}`,
  checkout: '/checkout',
  run: '/run',
  tasks: '/tasks',
  providers: '/providers',
  reports: '/reports',
  task: (taskId: number) => `/tasks/${taskId}`,
  settings: '/settings',
  nicks: '/settings/nicks',
  /** The Check out page, filled in by a nick. */
  checkoutNick: (nick: string) => `/checkout/nick/${encodeURIComponent(nick)}`,
  components: '/components',
} as const

/** A path as the `href` of a link. */
export function hrefTo(path: string): string {
  return `#${path}`
}

/** Goes to a place; "hosts", "/hosts" and "#/hosts" are the same one. */
export function goTo(place: string): void {
  navigate(`/${place.replace(/^[#/]+/, '')}`)
}

/** The place that the window shows now, as a path. */
export function usePlace(): string {
  const [place] = useHashLocation()
  return place
}

/** What stands below a path in the place that is shown: "12" below "/tasks" in "/tasks/12"; empty at the path itself. */
export function usePlaceBelow(path: string): string {
  const place = usePlace()
  return place.startsWith(`${path}/`) ? place.slice(path.length + 1) : ''
}
