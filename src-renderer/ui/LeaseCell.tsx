import { clsx } from 'clsx'
import { Bell, Hourglass } from 'lucide-react'
import type { ReactElement } from 'react'
import { LeaseBar, type LeaseBarLevel } from '@renderer/ui/LeaseBar'
import { LinkButton } from '@renderer/ui/LinkButton'
import { Tooltip } from '@renderer/ui/Tooltip'

const TEXT: Readonly<Record<LeaseBarLevel, string>> = {
  calm: 'w-[78px] text-ink-2',
  soon: 'w-[78px] text-ink',
  attention: 'w-[78px] font-medium text-warn-ink',
  alert: 'w-[78px] font-medium text-danger-ink',
  ended: 'font-medium text-danger-ink',
  none: 'w-[78px] text-ink-3',
  making: 'min-w-0 truncate text-xs text-ink-2',
}

/** Bar, time left and end, always together. Readers get one sentence instead: "12 minutes left, ends today 14:12". */
export function LeaseCell(props: {
  readonly level: LeaseBarLevel
  readonly widthPercent?: number | undefined
  /** Of the bar, in px; 0 for none. */
  readonly width?: number | undefined
  readonly text: string
  readonly end?: string | undefined
  readonly spoken: string
  /** The full date with zone. */
  readonly fullEnd?: string | undefined
  /** When the user asked to be reminded of a host without an end. */
  readonly reminder?: string | undefined
  /** A later end that was asked for and is not confirmed, in a sentence; `spoken` says it too. */
  readonly unconfirmed?: string | undefined
  readonly onResolve?: (() => void) | undefined
}): ReactElement {
  const end = (
    <span aria-hidden className="min-w-0 truncate text-xs text-ink-3 tnum">
      {props.end}
    </span>
  )
  return (
    <span className="flex min-w-0 items-center gap-3">
      {props.width === 0 ? null : (
        <LeaseBar level={props.level} widthPercent={props.widthPercent} width={props.width} />
      )}
      <span className="sr-only">{props.spoken}</span>
      <span
        aria-hidden
        className={clsx('whitespace-nowrap tnum', props.level !== 'making' && 'flex-none', TEXT[props.level])}
      >
        {props.text}
      </span>
      {props.end !== undefined && props.fullEnd !== undefined ? (
        <Tooltip content={props.fullEnd}>{end}</Tooltip>
      ) : null}
      {props.end !== undefined && props.fullEnd === undefined ? end : null}
      {props.unconfirmed === undefined ? null : (
        <span aria-hidden title={props.unconfirmed} className="-ml-1.5 flex-none text-warn-ink">
          <Hourglass size={12} strokeWidth={2} />
        </span>
      )}
      {props.reminder === undefined ? null : (
        <span className="flex min-w-0 items-center gap-1 text-xs whitespace-nowrap text-ink-3 tnum">
          <Bell size={12} strokeWidth={2} role="img" aria-label="Reminder" />
          <span className="truncate">{props.reminder}</span>
        </span>
      )}
      {props.onResolve === undefined ? null : (
        <LinkButton className="font-medium" onClick={props.onResolve}>
          Resolve
        </LinkButton>
      )}
    </span>
  )
}
