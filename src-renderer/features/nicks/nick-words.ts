import type { Nick } from '@shared/domain/nick'
import { count } from '@shared/lib/words'

/** What a nick asks for, in a few words: "deploy-rhel on prod, 3 hosts". */
export function nickText({ order }: Pick<Nick, 'order'>): string {
  const where = order.instance === undefined ? '' : ` on ${order.instance}`
  const many = order.count === undefined || order.count === 1 ? '' : `, ${count(order.count, 'host')}`
  return `${order.offering ?? order.action ?? 'Nothing'}${where}${many}`
}

/** "41 times", "Once", "Not used yet". */
export function usesText(uses: number): string {
  if (uses === 0) return 'Not used yet'
  return uses === 1 ? 'Once' : `${uses} times`
}

/** The most used first; what cannot be used last; else as in the file. */
export function mostUsedFirst(nicks: readonly Nick[]): readonly Nick[] {
  const isBroken = (nick: Nick): number => (nick.problem === undefined ? 0 : 1)
  return nicks.toSorted((a, b) => isBroken(a) - isBroken(b) || b.uses - a.uses)
}
