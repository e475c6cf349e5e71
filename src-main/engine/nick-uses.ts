import type { EngineDeps } from '@main/engine/deps'

/** Counts one more order by a nick, if it was made by one. */
export function countNick(
  { inventory, publisher, clock }: Pick<EngineDeps, 'inventory' | 'publisher' | 'clock'>,
  { nick }: { readonly nick?: string | undefined },
): void {
  if (nick === undefined) return
  inventory.nicks.count(nick, clock.now())
  publisher.publish('nicks.changed', {})
}
