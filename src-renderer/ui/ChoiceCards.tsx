import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import type { ReactElement } from 'react'

/** One of a few choices with a line about what it means, side by side as cards. */
export function ChoiceCards<T extends string>(props: {
  readonly value: T
  readonly onChange: (value: T) => void
  readonly options: readonly { readonly value: T; readonly label: string; readonly detail: string }[]
  readonly label: string
}): ReactElement {
  return (
    <RadioGroup<T>
      aria-label={props.label}
      value={props.value}
      onValueChange={props.onChange}
      className="grid auto-cols-fr grid-flow-col gap-2"
    >
      {props.options.map((option) => (
        <Radio.Root
          key={option.value}
          value={option.value}
          nativeButton
          // oxlint-disable-next-line jsx-a11y/control-has-associated-label -- the children of the radio become its own
          render={<button type="button" />}
          className="min-w-0 rounded-md border border-line-2 bg-surface px-2 py-1.5 text-left shadow-ctl transition-colors edge-forced hover:bg-hover data-checked:border-accent data-checked:bg-accent-soft data-checked:ring-1 data-checked:ring-accent data-checked:ring-inset"
        >
          <span className="block truncate text-sm font-medium text-ink">{option.label}</span>
          <span className="block truncate text-2xs text-ink-2 tnum" title={option.detail}>
            {option.detail}
          </span>
        </Radio.Root>
      ))}
    </RadioGroup>
  )
}
