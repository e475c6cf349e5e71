import { clsx } from 'clsx'
import { memo, type ReactElement } from 'react'
import { splitHits, type LogLine } from '@renderer/ui/log-lines'

const LEVELS = {
  info: 'text-ink-2',
  heading: 'font-semibold text-ink',
  warn: 'text-warn-ink',
  error: 'text-danger-ink',
} as const

/** One line of a log: number, time, text with its hits. */
export const LogRow = memo(function LogRow(props: {
  readonly line: LogLine
  readonly query: string
  /** This line holds the hit that the search stands at. */
  readonly current: boolean
  readonly wrap: boolean
}): ReactElement {
  const { line } = props
  const level = line.level ?? 'info'
  return (
    <div className={clsx('flex pr-5 pl-1', level === 'error' && 'bg-danger-soft')}>
      <span aria-hidden className="w-11 flex-none pr-3 text-right text-ink-3 select-none">
        {line.number}
      </span>
      {line.time === '' ? null : (
        <span className="w-[76px] flex-none text-ink-3 select-none">{line.time}</span>
      )}
      <span
        className={clsx(
          'min-w-0 flex-1',
          props.wrap ? 'wrap-anywhere whitespace-pre-wrap' : 'whitespace-pre',
          LEVELS[level],
        )}
      >
        {splitHits(line.text, props.query).map((piece) =>
          piece.hit ? (
            <mark
              key={piece.at}
              className={clsx('rounded-[2px] bg-warn-soft text-ink', props.current && 'ring-1 ring-warn')}
            >
              {piece.text}
            </mark>
          ) : (
            piece.text
          ),
        )}
      </span>
    </div>
  )
})
