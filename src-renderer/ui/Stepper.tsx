import { NumberField } from '@base-ui/react/number-field'
import { clsx } from 'clsx'
import { Minus, Plus } from 'lucide-react'
import type { ReactElement } from 'react'
import { useFieldControl } from '@renderer/ui/field-context'
import { fieldBox } from '@renderer/ui/field-box'

const PLAIN = { useGrouping: false } as const

const BUTTON =
  'flex size-[30px] flex-none items-center justify-center text-ink-2 transition-colors hover:bg-hover hover:text-ink disabled:text-ink-3 focus-visible:-outline-offset-2'

/** A small count with minus and plus: how many hosts. */
export function Stepper(props: {
  readonly value: number
  readonly onChange: (value: number) => void
  readonly min?: number | undefined
  readonly max?: number | undefined
  /** A typed number beyond the limits stays, for the form to say what is wrong; the buttons keep to them. */
  readonly allowOutOfRange?: boolean | undefined
  readonly disabled?: boolean | undefined
  readonly label?: string | undefined
}): ReactElement {
  const { id, ...control } = useFieldControl(props.label)
  return (
    <NumberField.Root
      id={id}
      value={props.value}
      onValueChange={(value) => {
        if (value !== null) props.onChange(value)
      }}
      min={props.min}
      max={props.max}
      format={PLAIN}
      allowOutOfRange={props.allowOutOfRange}
      disabled={props.disabled}
      className="w-26"
    >
      <NumberField.Group
        className={fieldBox({
          invalid: control['aria-invalid'] === true,
          // At an end one of the buttons is disabled, and the number is as true as before.
          className: clsx(
            'gap-0! overflow-hidden px-0!',
            props.disabled !== true && 'has-disabled:opacity-100!',
          ),
        })}
      >
        <NumberField.Decrement aria-label="Fewer" className={BUTTON}>
          <Minus size={14} strokeWidth={2} aria-hidden />
        </NumberField.Decrement>
        <NumberField.Input
          {...control}
          className="h-full min-w-0 flex-1 border-x border-line bg-transparent text-center text-sm font-medium tnum outline-none"
        />
        <NumberField.Increment aria-label="More" className={BUTTON}>
          <Plus size={14} strokeWidth={2} aria-hidden />
        </NumberField.Increment>
      </NumberField.Group>
    </NumberField.Root>
  )
}
