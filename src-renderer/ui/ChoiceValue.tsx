import { clsx } from 'clsx'
import type { ReactElement } from 'react'
import type { Choice } from '@renderer/ui/choice'

/** The chosen value inside the closed control. */
export function ChoiceValue(props: {
  readonly choice: Choice | undefined
  readonly placeholder?: string | undefined
  readonly mono?: boolean | undefined
}): ReactElement {
  const { choice } = props
  if (choice === undefined) {
    return <span className="min-w-0 flex-1 truncate text-ink-3">{props.placeholder ?? 'Choose'}</span>
  }
  return (
    <>
      {choice.icon}
      <span className={clsx('min-w-0 flex-1 truncate text-ink', props.mono === true && 'mono')}>
        {choice.label}
      </span>
      {choice.detail === undefined ? null : (
        <span className="flex-none text-xs text-ink-3 tnum">{choice.detail}</span>
      )}
    </>
  )
}
