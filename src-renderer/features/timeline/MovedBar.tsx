import type { ReactElement } from 'react'
import { durationText } from '@shared/lib/time-text'
import { movedWords } from '@renderer/features/timeline/end-move'
import { xOf, type TimeScale } from '@renderer/features/timeline/scale'
import type { EndMove } from '@renderer/features/timeline/use-end-move'

/** A bar whose end is moved: what it has, and dashed what it would get. */
export function MovedBar(props: {
  readonly endMs: number
  readonly newEndMs: number
  readonly startMs: number
  readonly nowMs: number
  readonly scale: TimeScale
}): ReactElement {
  const { endMs, newEndMs, scale } = props
  const start = Math.max(0, xOf(scale, props.startMs))
  const from = Math.max(0, xOf(scale, endMs))
  const to = Math.min(scale.width, xOf(scale, newEndMs))
  const adds = newEndMs - endMs
  const nowX = Math.max(start, xOf(scale, props.nowMs))
  return (
    <span aria-hidden className="pointer-events-none">
      <span
        style={{ left: start, width: Math.max(2, from - start) }}
        className="absolute top-2 h-5 rounded-l-sm bg-accent-soft ring-1 ring-accent edge-forced ring-inset"
      />
      {from - nowX < 64 || endMs <= props.nowMs ? null : (
        <span
          style={{ left: nowX + 8 }}
          className="absolute top-2 flex h-5 items-center text-2xs font-medium text-accent-ink tnum"
        >
          {durationText(endMs - props.nowMs)}
        </span>
      )}
      {adds <= 0 || to <= from ? null : (
        <span
          style={{ left: from, width: to - from }}
          className="absolute top-2 h-5 rounded-r-sm border border-l-0 border-dashed border-accent bg-surface"
        >
          <span className="absolute inset-y-[3px] right-[3px] w-[3px] rounded-full bg-accent" />
          {to - from < 72 ? null : (
            <span className="absolute inset-y-0 right-3 flex items-center text-2xs font-medium text-accent-ink tnum">
              + {durationText(adds)}
            </span>
          )}
        </span>
      )}
    </span>
  )
}

/** How wide the box is, with its distance from the guide. */
const BOX = 288

/** The guide from the header to the row, and what the move means. */
export function MovedTold(props: {
  readonly move: EndMove
  /** The latest end that the provider gives, and whose limit that is. */
  readonly limitMs: number | undefined
  readonly instance: string
  readonly scale: TimeScale
  readonly nowMs: number
  /** Where the track begins. */
  readonly left: number
  /** Where the row begins, from the first one. */
  readonly top: number
}): ReactElement {
  const { move, scale, left, top } = props
  const words = movedWords(move.endMs, move.newEndMs, props.nowMs, props.limitMs)
  const x = Math.min(scale.width, Math.max(0, xOf(scale, move.newEndMs)))
  const isRight = x + BOX <= scale.width
  const boxLeft = isRight ? left + x + 16 : Math.max(8, left + x - BOX)
  return (
    <>
      <span
        aria-hidden
        style={{ left: left + x, height: top + 36 }}
        className="pointer-events-none absolute top-0 z-10 w-px border-l border-dashed border-accent"
      />
      <div
        aria-hidden
        style={{ left: boxLeft, top: move.isLow ? top - 12 : top + 44 }}
        className={`pointer-events-none absolute z-20 w-[272px] rounded-lg bg-raised p-3 shadow-pop edge-forced ${move.isLow ? '-translate-y-full' : ''}`}
      >
        <div className="flex items-baseline justify-between gap-3">
          <span className="font-semibold whitespace-nowrap tnum">{words.newEnd}</span>
          <span className="text-xs whitespace-nowrap text-ink-2 tnum">{words.fromNow}</span>
        </div>
        <dl className="mt-1.5 grid grid-cols-[64px_1fr] gap-y-0.5 text-xs">
          <dt className="text-ink-3">Was</dt>
          <dd className="text-ink-2 tnum">{words.was}</dd>
          <dt className="text-ink-3">Adds</dt>
          <dd className="text-ink-2 tnum">{words.adds ?? 'nothing yet'}</dd>
          {words.limit === undefined ? null : (
            <>
              <dt className="text-ink-3">Limit</dt>
              <dd className="text-ink-2 tnum">
                {words.limit}, set by {props.instance}
              </dd>
            </>
          )}
        </dl>
        <p className="mt-2 border-t border-line pt-2 text-xs text-ink-3">
          {move.by === 'pointer'
            ? 'Release to review. Nothing is sent before you confirm. Snaps to 15 min, Alt for 1 min.'
            : 'Enter to review, Esc to leave it. Nothing is sent before you confirm. Shift moves by a day.'}
        </p>
      </div>
    </>
  )
}
