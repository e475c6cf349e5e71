import { Radio } from '@base-ui/react/radio'
import { RadioGroup as Base } from '@base-ui/react/radio-group'
import type { ReactElement } from 'react'
import { useFieldControl } from '@renderer/ui/field-context'

/** One of a few choices that need a sentence each. */
export function RadioGroup<T extends string>(props: {
  readonly value: T | undefined
  readonly onChange: (value: T) => void
  readonly options: readonly {
    readonly value: T
    readonly label: string
    readonly description?: string | undefined
    readonly disabled?: boolean | undefined
  }[]
  readonly direction?: 'column' | 'row' | undefined
  readonly label?: string | undefined
  readonly disabled?: boolean | undefined
}): ReactElement {
  const control = useFieldControl(props.label)
  return (
    <Base<T | null>
      {...control}
      value={props.value ?? null}
      onValueChange={(value) => {
        if (value !== null) props.onChange(value)
      }}
      disabled={props.disabled}
      className={props.direction === 'row' ? 'flex gap-3' : 'flex flex-col gap-1'}
    >
      {props.options.map((option) => (
        <label key={option.value} className="flex min-h-6 items-start gap-2">
          <Radio.Root
            value={option.value}
            disabled={option.disabled}
            className="relative mt-[3px] inline-flex size-[15px] flex-none rounded-full border border-ctl bg-surface fill-forced before:absolute before:-inset-[5px] data-checked:border-[4.5px] data-checked:border-accent data-checked:bg-on-fill data-disabled:opacity-50"
          />
          <span className="min-w-0">
            <span className="block">{option.label}</span>
            {option.description === undefined ? null : (
              <span className="block text-xs text-ink-3">{option.description}</span>
            )}
          </span>
        </label>
      ))}
    </Base>
  )
}
