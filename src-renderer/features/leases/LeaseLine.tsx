import { clsx } from 'clsx'
import type { ReactElement } from 'react'
import { momentText } from '@shared/lib/time-text'
import { fullMoment } from '@renderer/features/leases/lease-text'
import type { LineTick } from '@renderer/features/leases/history-words'
import type { LeaseBarLevel } from '@renderer/ui/LeaseBar'

const FILL: Readonly<Record<LeaseBarLevel, string>> = {
  calm: 'bg-bar-2',
  soon: 'bg-bar-2',
  attention: 'bg-warn',
  alert: 'bg-danger',
  ended: 'bg-danger',
  none: 'bg-track',
  making: 'bg-accent',
}

/** A lease from its beginning to its end: what is over, what is left in the colour of its level, a tick per extension. */
export function LeaseLine(props: {
  readonly startMs: number
  readonly endMs: number
  readonly nowMs: number
  readonly level: LeaseBarLevel
  readonly ticks: readonly LineTick[]
}): ReactElement {
  const { startMs, endMs, nowMs, level, ticks } = props
  const share = Math.min(1, Math.max(0, (nowMs - startMs) / Math.max(1, endMs - startMs)))
  const [last] = ticks
  return (
    <>
      <div aria-hidden className="relative mt-3">
        <div className="flex h-1.5 gap-px overflow-hidden rounded-full bg-track fill-forced">
          <span style={{ width: `${share * 100}%` }} className="bg-bar" />
          {/* What is left never vanishes: five pixels of the last minutes still have their colour. */}
          <span className={clsx('min-w-[5px] flex-1', level === 'ended' ? 'hatch' : FILL[level])} />
        </div>
        {ticks.map((tick) => (
          <span
            key={tick.atMs}
            style={{ left: `${tick.percent}%` }}
            title={`Extended ${fullMoment(tick.atMs)}`}
            className="absolute -inset-y-[3px] w-0.5 bg-ink-2 ring-1 ring-surface"
          />
        ))}
      </div>
      <div className="relative mt-1.5 flex justify-between text-2xs text-ink-3 tnum">
        <span>{momentText(startMs, nowMs)}</span>
        {last === undefined || last.percent < 30 || last.percent > 70 ? null : (
          <span style={{ left: `${last.percent}%` }} className="absolute -translate-x-1/2">
            extended {momentText(last.atMs, nowMs).replace(/ \d{2}:\d{2}$/, '')}
          </span>
        )}
        <span>{momentText(endMs, nowMs)}</span>
      </div>
    </>
  )
}
