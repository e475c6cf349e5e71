import { clsx } from 'clsx'
import type { ReactElement } from 'react'
import type { SentArgument } from '@renderer/features/checkout/sent-arguments'
import { SourceMark } from '@renderer/ui/SourceMark'

/** One argument with its value and where it comes from; in a table. */
export function ArgumentRow(props: {
  readonly argument: SentArgument
  readonly wrong?: boolean
  readonly changed?: boolean
}): ReactElement {
  const { argument } = props
  return (
    <div
      role="row"
      className={clsx(
        'flex h-8 items-center gap-3 border-b border-line px-4',
        props.changed === true && 'bg-accent-soft',
      )}
    >
      <span
        role="rowheader"
        title={argument.name}
        className="w-[34%] max-w-[150px] flex-none truncate text-left mono font-normal text-ink-2"
      >
        {argument.name}
      </span>
      <span
        role="cell"
        title={argument.text}
        className={clsx(
          'min-w-0 flex-1 truncate mono select-text',
          props.wrong === true ? 'text-danger-ink' : 'text-ink',
        )}
      >
        {argument.text}
      </span>
      <span role="cell" className="max-w-[40%] flex-none">
        {argument.source === undefined ? null : <SourceMark {...argument.source} />}
      </span>
    </div>
  )
}
