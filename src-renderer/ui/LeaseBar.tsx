import { clsx } from 'clsx'
import type { ReactElement } from 'react'
import type { LeaseLevel } from '@shared/domain/lease'

/** A lease's level, or that the host is still being made. */
export type LeaseBarLevel = LeaseLevel | 'making'

const FILLS: Readonly<Record<Exclude<LeaseBarLevel, 'ended' | 'none'>, string>> = {
  calm: 'bg-bar',
  soon: 'bg-bar-2',
  attention: 'bg-warn',
  alert: 'bg-danger',
  making: 'bg-accent',
}

/** The thin bar of a lease. Hidden from readers: the words beside it say the same. */
export function LeaseBar(props: {
  readonly level: LeaseBarLevel
  readonly widthPercent?: number | undefined
  readonly width?: number | undefined
}): ReactElement {
  const width = props.width ?? 56
  if (props.level === 'none') {
    return (
      <span aria-hidden style={{ width }} className="h-0 flex-none border-t border-dashed border-line-2" />
    )
  }
  if (props.level === 'ended') {
    return (
      <span
        aria-hidden
        style={{ width }}
        className="h-1 flex-none rounded-full bg-danger-soft hatch fill-forced"
      />
    )
  }
  // Whole pixels: less is not seen, and each change eases through many frames, in every row, every minute.
  const filled = Math.round((width * (props.widthPercent ?? 0)) / 100)
  return (
    <span
      aria-hidden
      style={{ width }}
      className="h-1 flex-none overflow-hidden rounded-full bg-track fill-forced"
    >
      <span
        style={{ width: filled }}
        className={clsx('block h-full rounded-full transition-bar', FILLS[props.level])}
      />
    </span>
  )
}
