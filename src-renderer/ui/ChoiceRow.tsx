import { Check } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Choice } from '@renderer/ui/choice'

/** What a row in a list of choices shows: icon, label, pale detail, tick. */
export function ChoiceRow(props: {
  readonly choice: Choice
  readonly selected: boolean
  readonly mono?: boolean | undefined
}): ReactElement {
  return (
    <>
      {props.choice.icon}
      <span className={props.mono === true ? 'min-w-0 flex-1 truncate mono' : 'min-w-0 flex-1 truncate'}>
        {props.choice.label}
      </span>
      {props.choice.detail === undefined ? null : (
        <span className="ml-4 flex-none text-xs text-ink-3 tnum">{props.choice.detail}</span>
      )}
      <Check
        size={14}
        strokeWidth={2}
        aria-hidden
        className={props.selected ? 'text-accent-ink' : 'invisible'}
      />
    </>
  )
}
