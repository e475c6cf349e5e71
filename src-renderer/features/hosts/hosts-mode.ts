import { Kept } from '@renderer/app/kept'

/** How the hosts are drawn. */
export type HostsMode = 'table' | 'timeline'

/** As it was left when one comes back to the screen. */
export const hostsMode = new Kept<HostsMode>('table')

/** Draws the hosts so. */
export function showAs(mode: HostsMode): void {
  hostsMode.update(() => mode)
}

/** The other way. */
export function switchMode(): void {
  hostsMode.update((last) => (last === 'table' ? 'timeline' : 'table'))
}
