import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { clsx } from 'clsx'
import type { LucideIcon } from 'lucide-react'
import type { ReactElement } from 'react'
import { useFieldControl } from '@renderer/ui/field-context'

/** One of 2 to 5 short choices, all in sight. */
export function SegmentedControl<T extends string>(props: {
  readonly value: T
  readonly onChange: (value: T) => void
  readonly options: readonly {
    readonly value: T
    readonly label: string
    readonly icon?: LucideIcon | undefined
    readonly disabled?: boolean | undefined
  }[]
  readonly label?: string | undefined
  readonly size?: 28 | 32 | undefined
  readonly disabled?: boolean | undefined
}): ReactElement {
  const control = useFieldControl(props.label)
  return (
    <RadioGroup<T>
      {...control}
      value={props.value}
      onValueChange={props.onChange}
      disabled={props.disabled}
      className={clsx(
        'inline-flex flex-none items-center rounded-md bg-canvas p-0.5 ring-1 ring-line edge-forced ring-inset',
        props.size === 32 && 'h-8',
      )}
    >
      {props.options.map(({ value, label, icon: Icon, disabled }) => (
        <Radio.Root
          key={value}
          value={value}
          disabled={disabled}
          nativeButton
          // oxlint-disable-next-line jsx-a11y/control-has-associated-label -- the children of the radio become its own
          render={<button type="button" />}
          className={clsx(
            'inline-flex items-center gap-1.5 rounded-[5px] px-2.5 text-xs whitespace-nowrap text-ink-2 transition-colors hover:text-ink',
            'data-checked:bg-raised data-checked:font-medium data-checked:text-ink data-checked:shadow-ctl data-checked:ring-1 data-checked:ring-line-2',
            'data-disabled:opacity-50 forced-colors:data-checked:underline',
            props.size === 32 ? 'h-7' : 'h-6',
          )}
        >
          {Icon === undefined ? null : <Icon size={14} strokeWidth={2} aria-hidden />}
          {label}
        </Radio.Root>
      ))}
    </RadioGroup>
  )
}
