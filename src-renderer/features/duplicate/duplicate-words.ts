import { hostTitle, shortNames, type HostSummary } from '@shared/domain/host'
import type { HostOrder } from '@shared/domain/host-order'
import { count } from '@shared/lib/words'
import { maskedText } from '@renderer/features/checkout/value-text'

/** Names up to two, then how many more. */
function names(hosts: readonly HostSummary[]): string {
  const short = shortNames(hosts.map(hostTitle))
  if (short.length <= 2) return short.join(' and ')
  return `${short.slice(0, 2).join(', ')} and ${short.length - 2} more`
}

/** Why hosts cannot be checked out again. */
export function withoutText(hosts: readonly HostSummary[]): string {
  const one = hosts.length === 1
  return `${names(hosts)} ${one ? 'has' : 'have'} no stored arguments: a sync found ${one ? 'it' : 'them'}, and the provider does not tell what ${one ? 'it was' : 'they were'} checked out with.`
}

/** The arguments of an order in one line, secrets as dots. */
export function argumentsLine(order: Pick<HostOrder, 'arguments' | 'labels'>): string {
  const args = Object.entries(order.arguments).map(
    ([name, value]) => `${name} ${maskedText(name, value, new Set())}`,
  )
  const labels = Object.entries(order.labels).map(([name, value]) =>
    value === '' ? name : `${name}=${value}`,
  )
  const said = [...args, ...(labels.length === 0 ? [] : [`labels ${labels.join(', ')}`])]
  return said.length === 0 ? 'No arguments, everything is the default' : said.join(', ')
}

/** How many hosts all orders together are, in words. */
export function allHosts(counts: readonly number[]): string {
  return count(
    counts.reduce((sum, one) => sum + one, 0),
    'host',
  )
}

/** A check out takes so many at once: more are several. */
export function portions(wanted: number, most: number): readonly number[] {
  const whole = Array.from({ length: Math.floor(wanted / most) }, () => most)
  return wanted % most === 0 ? whole : [...whole, wanted % most]
}
