import type { HostSort } from '@shared/domain/host'
import { Kept } from '@renderer/app/kept'
import type { Zoom } from '@renderer/features/timeline/scale'

/** In which order the timeline lists hosts. */
export type TimelineOrder = 'soonest' | 'latest' | 'provider' | 'name'

/** What the timeline shows. */
export interface TimelineView {
  readonly zoom: Zoom
  /** The moment at its left (UTC epoch milliseconds); undefined: it goes with today. */
  readonly fromMs: number | undefined
  readonly order: TimelineOrder
}

/** The orders, as the menu names them and as the inventory knows them. */
export const TIMELINE_ORDERS: readonly {
  readonly id: TimelineOrder
  readonly label: string
  readonly sort: HostSort
}[] = [
  { id: 'soonest', label: 'Ends soonest', sort: { by: 'lease', descending: false } },
  { id: 'latest', label: 'Ends latest', sort: { by: 'lease', descending: true } },
  { id: 'provider', label: 'By provider', sort: { by: 'provider', descending: false } },
  { id: 'name', label: 'By name', sort: { by: 'name', descending: false } },
]

/** The sort of the inventory for an order. */
export function sortOf(order: TimelineOrder): HostSort {
  return TIMELINE_ORDERS.find(({ id }) => id === order)?.sort ?? { by: 'lease', descending: false }
}

/** What the timeline shows; still so when one comes back to it. */
export const timelineView = new Kept<TimelineView>({ zoom: 'week', fromMs: undefined, order: 'soonest' })

/** Changes what the timeline shows. */
export function changeTimeline(change: Partial<TimelineView>): void {
  timelineView.update((last) => ({ ...last, ...change }))
}
