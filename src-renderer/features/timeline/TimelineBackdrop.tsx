import { clsx } from 'clsx'
import { memo, type ReactElement } from 'react'
import { isInSight, xOf, type TimeScale, type Zoom } from '@renderer/features/timeline/scale'
import { ticks, type DayBand } from '@renderer/features/timeline/ticks'

function TimelineBackdropView(props: {
  readonly left: number
  readonly bands: readonly DayBand[]
  readonly scale: TimeScale
  readonly zoom: Zoom
}): ReactElement {
  return (
    <div aria-hidden style={{ left: props.left }} className="absolute inset-y-0 right-0 overflow-hidden">
      {props.bands.map((band) => (
        <span
          key={band.atMs}
          style={{ left: band.x, width: band.width }}
          className={clsx('absolute inset-y-0 border-l border-line', band.isOff && 'bg-weekend')}
        />
      ))}
      {ticks(props.scale, props.zoom, props.bands, -Infinity).map((tick) =>
        tick.isLine ? (
          <span
            key={tick.x}
            style={{ left: tick.x }}
            className="absolute inset-y-0 border-l border-line opacity-60"
          />
        ) : null,
      )}
    </div>
  )
}

/** The days behind the rows; those without work are shaded. */
export const TimelineBackdrop = memo(TimelineBackdropView)

/** Now, over all rows. */
export function NowLine(props: {
  readonly left: number
  readonly scale: TimeScale
  readonly nowMs: number
}): ReactElement | null {
  if (!isInSight(props.scale, props.nowMs)) return null
  return (
    <span
      aria-hidden
      style={{ left: props.left + xOf(props.scale, props.nowMs) }}
      className="pointer-events-none absolute inset-y-0 z-10 w-px bg-ink fill-forced"
    />
  )
}
