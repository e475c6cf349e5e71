import type { UseQueryOptions } from '@tanstack/react-query'
import type { HostDetail, HostFilter, HostSort } from '@shared/domain/host'
import type { CallOutput } from '@shared/ipc/contract'
import type { BridgeError } from '@renderer/bridge/client'
import { callQuery, type CallKey } from '@renderer/bridge/queries'

/** Rows that are asked for at once: a screen holds about 25, so a page is seldom left while scrolling slowly. */
export const PAGE_ROWS = 100

/** One page of the held hosts that match, counted from 0. */
export function hostsPageQuery(
  filter: HostFilter,
  sort: HostSort,
  page: number,
  rows = PAGE_ROWS,
): UseQueryOptions<CallOutput<'hosts.page'>, BridgeError, CallOutput<'hosts.page'>, CallKey<'hosts.page'>> {
  return callQuery('hosts.page', { filter, sort, offset: page * rows, limit: rows })
}

/** The ids of all held hosts that match, in order. */
export function hostIdsQuery(
  filter: HostFilter,
  sort: HostSort,
): UseQueryOptions<CallOutput<'hosts.ids'>, BridgeError, CallOutput<'hosts.ids'>, CallKey<'hosts.ids'>> {
  return callQuery('hosts.ids', { filter, sort })
}

/** How many held hosts each of these filters keeps, or what is wrong with its text. */
export function hostCountsQuery(
  filters: readonly HostFilter[],
): UseQueryOptions<
  CallOutput<'hosts.count'>,
  BridgeError,
  CallOutput<'hosts.count'>,
  CallKey<'hosts.count'>
> {
  return callQuery('hosts.count', { filters: [...filters] })
}

/** One host with everything that is known of it. */
export function hostQuery(
  hostId: string,
): UseQueryOptions<HostDetail, BridgeError, HostDetail, CallKey<'hosts.get'>> {
  return callQuery('hosts.get', { hostId })
}
