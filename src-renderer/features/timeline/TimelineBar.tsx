import { clsx } from 'clsx'
import { Bell } from 'lucide-react'
import type { CSSProperties, PointerEvent, ReactElement } from 'react'
import type { Bar, BarTone, Piece } from '@renderer/features/timeline/bar'
import { Spinner } from '@renderer/ui/Spinner'

const PAST: Readonly<Record<BarTone, string>> = {
  calm: 'bg-canvas ring-line-2',
  soon: 'bg-canvas ring-line-2',
  attention: 'bg-warn-soft ring-warn-line',
  alert: 'bg-danger-soft ring-danger-line',
}

const REST: Readonly<Record<BarTone, string>> = {
  calm: 'bg-track',
  soon: 'bg-bar',
  attention: 'bg-warn',
  alert: 'bg-danger',
}

const INK: Readonly<Record<BarTone, string>> = {
  calm: 'text-ink',
  soon: 'text-ink',
  attention: 'font-medium text-warn-ink',
  alert: 'font-medium text-danger-ink',
}

function place({ x, width }: Pick<Piece, 'x' | 'width'>): CSSProperties {
  return { left: x, width }
}

/** What is over: outlined, and hatched at the end of a lease that has ended. */
function Past({ bar, piece }: { readonly bar: Bar; readonly piece: Piece }): ReactElement {
  const isEnded = bar.kind === 'ended'
  return (
    <span
      style={place(piece)}
      className={clsx(
        'absolute top-2 h-5 overflow-hidden ring-1 edge-forced ring-inset',
        bar.kind === 'settling' ? 'bg-warn-soft ring-warn-line' : PAST[bar.tone],
        !piece.cutStart && 'rounded-l-sm',
        isEnded && !piece.cutEnd && 'rounded-r-sm',
      )}
    >
      {isEnded && !piece.cutEnd ? (
        <span className="absolute inset-y-px right-px w-8 max-w-full hatch fill-forced" />
      ) : null}
    </span>
  )
}

/** What is still to come: filled; open where no end is known; of an ended lease what has passed since. */
function Rest({ bar, piece }: { readonly bar: Bar; readonly piece: Piece }): ReactElement {
  const edges = clsx(!piece.cutEnd && 'rounded-r-sm')
  switch (bar.kind) {
    case 'making':
      return (
        <span
          style={place(piece)}
          className="absolute top-2 h-5 rounded-l-sm border border-r-0 border-dashed border-accent bg-surface"
        />
      )
    case 'open':
      return (
        <span
          style={place(piece)}
          className="absolute top-2 h-5 border-y border-dashed border-ctl edge-forced"
        />
      )
    case 'ended':
      return (
        <span style={place(piece)} className="absolute top-[17px] h-0 border-t border-dashed border-danger" />
      )
    default: {
      // With words on it the part is pale, and its end marked.
      const isPale = bar.tone === 'calm' || bar.label.isInside
      return (
        <span
          style={place(piece)}
          className={clsx('absolute top-2 h-5 fill-forced', isPale ? 'bg-track' : REST[bar.tone], edges)}
        >
          {isPale && !piece.cutEnd && piece.width > 12 ? (
            <span className="absolute inset-y-[3px] right-[3px] w-[3px] rounded-full bg-bar-2" />
          ) : null}
        </span>
      )
    }
  }
}

function labelInk(bar: Bar): string {
  switch (bar.kind) {
    case 'making':
      return 'text-accent-ink'
    case 'settling':
      return 'text-warn-ink'
    case 'open':
      return 'text-ink-2'
    default:
      return INK[bar.tone]
  }
}

function Label({ bar, width }: { readonly bar: Bar; readonly width: number }): ReactElement {
  const { x, align, text, detail, isReminder } = bar.label
  return (
    <span
      style={align === 'start' ? { left: x } : { right: width - x }}
      className={clsx(
        'pointer-events-none absolute top-2 flex h-5 items-center gap-2 text-2xs whitespace-nowrap tnum',
        labelInk(bar),
      )}
    >
      {bar.kind === 'making' ? <Spinner size={12} className="text-accent" /> : null}
      {text}
      {detail === undefined ? null : (
        <span
          className={clsx(
            'flex items-center gap-1 font-normal',
            bar.label.isInside ? 'text-ink-2' : 'text-ink-3',
          )}
        >
          {isReminder === true ? <Bell size={11} strokeWidth={2} /> : null}
          {detail}
        </span>
      )}
    </span>
  )
}

/** The bar of one host. Hidden from readers: they get the sentence beside it. */
export function TimelineBar(props: {
  readonly bar: Bar
  readonly width: number
  /** Its end is being moved: only the grip is left, the rest is drawn over it. */
  readonly isMoved: boolean
  /** Absent where the end cannot be moved. */
  readonly onGrip: ((event: PointerEvent<HTMLElement>) => void) | undefined
}): ReactElement {
  const { bar, onGrip } = props
  return (
    <span aria-hidden>
      {props.isMoved || bar.past === undefined ? null : <Past bar={bar} piece={bar.past} />}
      {props.isMoved || bar.rest === undefined ? null : <Rest bar={bar} piece={bar.rest} />}
      {bar.reminderX === undefined ? null : (
        <span style={{ left: bar.reminderX - 6 }} className="absolute top-2 flex h-5 items-center text-ink-2">
          <Bell size={12} strokeWidth={2} />
        </span>
      )}
      {props.isMoved ? null : <Label bar={bar} width={props.width} />}
      {bar.endX === undefined || onGrip === undefined ? null : (
        <span
          data-grip
          style={{ left: bar.endX - 12 }}
          onPointerDown={onGrip}
          className="absolute inset-y-0 w-6 cursor-ew-resize touch-none"
        />
      )}
    </span>
  )
}
