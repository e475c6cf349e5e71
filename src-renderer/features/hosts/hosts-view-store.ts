import { Kept } from '@renderer/app/kept'
import { ALL_HOSTS, type HostsView } from '@renderer/features/hosts/view'

/** What the Hosts page shows; it stays while one looks at another page. */
export const hostsView = new Kept<HostsView>(ALL_HOSTS)

/** Changes a part of it. */
export function changeView(change: Partial<HostsView>): void {
  hostsView.update((last) => ({ ...last, ...change }))
}
