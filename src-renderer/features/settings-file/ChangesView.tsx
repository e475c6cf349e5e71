import { clsx } from 'clsx'
import type { ReactElement } from 'react'
import type { LineChange } from '@shared/domain/settings-file'

const LOOK = {
  same: { sign: ' ', ink: 'text-ink-3', word: undefined },
  removed: { sign: '-', ink: 'bg-danger-soft text-danger-ink', word: 'Taken out: ' },
  added: { sign: '+', ink: 'bg-ok-soft text-ok-ink', word: 'Added: ' },
} as const

/** What differs between two texts. */
export function ChangesView(props: {
  readonly changes: readonly LineChange[]
  readonly label: string
}): ReactElement {
  if (props.changes.length === 0) return <p className="text-xs text-ink-3">Nothing that is shown differs.</p>
  return (
    <div
      role="region"
      aria-label={props.label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls can be reached by keys
      tabIndex={0}
      className="max-h-[280px] overflow-auto rounded-md border border-line bg-surface py-1 select-text"
    >
      {props.changes.map(({ kind, text }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- lines have no names and do not move
        <pre key={index} className={clsx('px-2 mono leading-[18px]', LOOK[kind].ink)}>
          {LOOK[kind].word === undefined ? null : <span className="sr-only">{LOOK[kind].word}</span>}
          <span aria-hidden>{LOOK[kind].sign} </span>
          {text}
        </pre>
      ))}
    </div>
  )
}
