import { clsx } from 'clsx'
import { ChevronDown } from 'lucide-react'
import { memo, type ReactElement } from 'react'
import { clockText } from '@shared/lib/time-text'
import { isInSight, xOf, type TimeScale, type Zoom } from '@renderer/features/timeline/scale'
import { ticks, type DayBand } from '@renderer/features/timeline/ticks'
import { changeTimeline, TIMELINE_ORDERS, type TimelineOrder } from '@renderer/features/timeline/view-store'
import { Menu } from '@renderer/ui/Menu'

/** Height of the header, which stays in sight. */
export const TIMELINE_HEADER = 40

function OrderMenu({ order }: { readonly order: TimelineOrder }): ReactElement {
  const label = TIMELINE_ORDERS.find(({ id }) => id === order)?.label ?? ''
  return (
    <Menu
      label="Order"
      trigger={
        <button
          type="button"
          aria-label={`Order: ${label}`}
          className="-mx-1.5 flex h-6 min-w-0 items-center gap-1 rounded-sm px-1.5 text-xs font-medium text-ink hover:bg-hover"
        >
          <span className="truncate">{label}</span>
          <ChevronDown size={12} strokeWidth={2} aria-hidden className="flex-none text-ink-3" />
        </button>
      }
      items={TIMELINE_ORDERS.map((entry) => ({
        kind: 'check',
        closes: true,
        id: entry.id,
        label: entry.label,
        checked: entry.id === order,
        onChange: () => {
          changeTimeline({ order: entry.id })
        },
      }))}
    />
  )
}

function Days(props: {
  readonly bands: readonly DayBand[]
  readonly scale: TimeScale
  readonly zoom: Zoom
  readonly nowMs: number
}): ReactElement {
  const { bands, scale, zoom, nowMs } = props
  const nowX = xOf(scale, nowMs)
  return (
    <div aria-hidden className="relative h-full overflow-hidden whitespace-nowrap">
      {bands.map((band) =>
        band.label === undefined ? null : (
          <span
            key={band.atMs}
            style={{ left: band.x }}
            className={clsx(
              'absolute top-1.5 pl-2 leading-4',
              band.isToday ? 'font-semibold text-ink' : 'text-ink-2',
            )}
          >
            {band.label}
            {band.note === undefined ? null : <span className="font-normal text-ink-3"> {band.note}</span>}
          </span>
        ),
      )}
      {ticks(scale, zoom, bands, isInSight(scale, nowMs) ? nowX : -Infinity).map((tick) => (
        <span
          key={tick.x}
          style={{ left: tick.x }}
          className="absolute bottom-0.5 -translate-x-1/2 text-[10px] leading-3 text-ink-3 tnum"
        >
          {tick.label}
        </span>
      ))}
      {isInSight(scale, nowMs) ? (
        <span
          style={{ left: nowX }}
          className="absolute bottom-0 -translate-x-1/2 rounded-sm bg-ink px-1 text-[10px] leading-[14px] font-medium text-surface tnum fill-forced"
        >
          {clockText(nowMs)}
        </span>
      ) : null}
    </div>
  )
}

/** The order at the left, the days with their times at the right. */
function TimelineHeaderView(props: {
  readonly nameWidth: number
  readonly order: TimelineOrder
  readonly bands: readonly DayBand[]
  readonly scale: TimeScale
  readonly zoom: Zoom
  readonly nowMs: number
}): ReactElement {
  return (
    <div role="rowgroup" className="sticky top-0 z-30">
      <div role="row" aria-rowindex={1} className="flex h-10 border-b border-line bg-sunken text-xs">
        <div
          role="columnheader"
          style={{ width: props.nameWidth }}
          className="flex flex-none items-center border-r border-line px-4"
        >
          <OrderMenu order={props.order} />
        </div>
        <div role="columnheader" className="relative min-w-0 flex-1">
          <span className="sr-only">Lease</span>
          <Days bands={props.bands} scale={props.scale} zoom={props.zoom} nowMs={props.nowMs} />
        </div>
      </div>
    </div>
  )
}

/** Drawn again only when the time or what is in sight changes. */
export const TimelineHeader = memo(TimelineHeaderView)
