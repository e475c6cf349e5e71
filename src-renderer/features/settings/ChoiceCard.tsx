import type { ReactElement, ReactNode } from 'react'

/** A way to go on: what it is, a sentence about it, and at the right what to press. */
export function ChoiceCard(props: {
  readonly mark: ReactNode
  readonly title: ReactNode
  readonly text?: ReactNode
  readonly action?: ReactNode
}): ReactElement {
  return (
    <div className="flex min-h-[62px] items-center gap-4 rounded-lg border border-line-2 bg-surface px-4 py-2.5 shadow-ctl">
      {props.mark}
      <div className="min-w-0 flex-1">
        <p className="font-semibold break-words">{props.title}</p>
        {props.text === undefined ? null : (
          <p className="text-xs break-words text-ink-2 select-text">{props.text}</p>
        )}
      </div>
      {props.action}
    </div>
  )
}
