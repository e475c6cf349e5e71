import type { QueryClient } from '@tanstack/react-query'
import { toastProblem } from '@renderer/app/problem-toast'
import { BridgeError } from '@renderer/bridge/client'
import { changeView, hostsView } from '@renderer/features/hosts/hosts-view-store'
import { hostCountsQuery } from '@renderer/features/hosts/queries'
import { filterOf, type HostsView } from '@renderer/features/hosts/view'

/**
 * Takes a filter's text as it is typed. It is applied as soon as it can be used: until then the list shows what the last
 * one that could be used keeps.
 */
export async function typeFilter(client: QueryClient, text: string): Promise<void> {
  changeView({ filter: text })
  if (text.trim() === '') changeView({ kept: '' })
  else if (await canBeUsed(client, hostsView.get()).catch(told)) settle(text)
}

/** Shows what a whole view keeps, the text of its filter included, in one step. */
export async function showView(client: QueryClient, change: Partial<HostsView>): Promise<void> {
  const view = { ...hostsView.get(), ...change }
  const isUsable = view.filter.trim() === '' || (await canBeUsed(client, view).catch(told))
  changeView({ ...change, kept: isUsable ? view.filter.trim() : '' })
}

/** Only the text that stands there counts: an answer may come late. */
function settle(text: string): void {
  if (hostsView.get().filter === text) changeView({ kept: text.trim() })
}

async function canBeUsed(client: QueryClient, view: HostsView): Promise<boolean> {
  const { counts } = await client.fetchQuery(hostCountsQuery([typedFilterOf(view)]))
  return counts[0] !== undefined && 'total' in counts[0]
}

/** The filter of a view with the text as it is typed, whether it can be used or not. */
export function typedFilterOf(view: HostsView): ReturnType<typeof filterOf> {
  return filterOf({ ...view, kept: view.filter })
}

function told(thrown: unknown): boolean {
  if (!(thrown instanceof BridgeError)) throw thrown
  toastProblem(thrown)
  return false
}
