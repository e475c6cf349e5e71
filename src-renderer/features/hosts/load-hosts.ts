import type { QueryClient } from '@tanstack/react-query'
import type { HostSummary } from '@shared/domain/host'
import { hostIdsQuery, hostsPageQuery } from '@renderer/features/hosts/queries'
import { ALL_HOSTS } from '@renderer/features/hosts/view'
import { toastManager } from '@renderer/ui/toast-manager'

/** The most that one call answers. */
const BATCH_ROWS = 500

/**
 * The held hosts with these ids, in the order of their ids. What the table has is taken from there; only where ids were
 * selected without their rows (all of ten thousand) the inventory is read through. Ids that are not held are left out.
 */
export async function loadHosts(
  client: QueryClient,
  ids: ReadonlySet<string>,
  known: Iterable<HostSummary>,
): Promise<readonly HostSummary[]> {
  const found = new Map<string, HostSummary>()
  const take = (rows: Iterable<HostSummary>): void => {
    for (const row of rows) if (ids.has(row.id)) found.set(row.id, row)
  }
  take(known)
  for (let page = 0, more = true; more && found.size < ids.size; page += 1) {
    const answer = await client.fetchQuery(hostsPageQuery({}, ALL_HOSTS.sort, page, BATCH_ROWS))
    take(answer.rows)
    more = (page + 1) * BATCH_ROWS < answer.total
  }
  return [...ids].flatMap((id) => found.get(id) ?? [])
}

/** The ids of the hosts whose lease ends today, soonest first; where there are none, a toast says so. */
export async function idsEndingToday(client: QueryClient): Promise<readonly string[]> {
  const { ids } = await client.fetchQuery(hostIdsQuery({ lease: 'ends_today' }, ALL_HOSTS.sort))
  if (ids.length === 0) toastManager.show({ title: 'No lease ends today' })
  return ids
}
