import { clockNow } from '@renderer/app/clock'
import { scaleOf, shifted, timeAt, todayFrom, zoomedFrom, type Zoom } from '@renderer/features/timeline/scale'
import { changeTimeline, timelineView } from '@renderer/features/timeline/view-store'

function shownFrom(): number {
  const { zoom, fromMs } = timelineView.get()
  return fromMs ?? todayFrom(zoom, clockNow())
}

function shift(direction: -1 | 1): void {
  changeTimeline({ fromMs: shifted(timelineView.get().zoom, shownFrom(), direction) })
}

/** Shows what is earlier. */
export function earlier(): void {
  shift(-1)
}

/** Shows what is later. */
export function later(): void {
  shift(1)
}

/** Shows today, and goes with it from now on. */
export function showToday(): void {
  changeTimeline({ fromMs: undefined })
}

/** Shows more or less time. */
export function zoomTo(zoom: Zoom): void {
  const before = scaleOf(timelineView.get().zoom, shownFrom(), 1)
  changeTimeline({ zoom, fromMs: zoomedFrom(before, zoom, clockNow()) })
}

/** Pushes what is in sight by some pixels, as a wheel or a touchpad does. */
export function push(pixels: number, width: number): void {
  const scale = scaleOf(timelineView.get().zoom, shownFrom(), width)
  changeTimeline({ fromMs: timeAt(scale, pixels) })
}
