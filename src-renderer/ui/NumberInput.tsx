import { clsx } from 'clsx'
import { useState, type KeyboardEvent, type ReactElement, type Ref } from 'react'
import { bareInput, fieldBox } from '@renderer/ui/field-box'
import { useFieldControl } from '@renderer/ui/field-context'
import { clampNumber, parseNumber } from '@renderer/ui/parse-number'

/** Props of `NumberInput`. */
export interface NumberInputProps {
  readonly value: number | undefined
  /** What was typed before where that is no number: it is not lost when the field comes back. */
  readonly initialText?: string | undefined
  /** The number, undefined while what is typed is none; and the text as typed. */
  readonly onChange: (value: number | undefined, text: string) => void
  readonly onBlur?: (() => void) | undefined
  readonly min?: number | undefined
  readonly max?: number | undefined
  readonly step?: number | undefined
  readonly unit?: string | undefined
  readonly placeholder?: string | undefined
  readonly disabled?: boolean | undefined
  readonly label?: string | undefined
  readonly ref?: Ref<HTMLInputElement> | undefined
}

/** A number with its unit. It never changes what was typed: the form says what is wrong with it. */
export function NumberInput({ ref, ...props }: NumberInputProps): ReactElement {
  const control = useFieldControl(props.label)
  const [typed, setTyped] = useState(props.initialText ?? '')
  const text = parseNumber(typed) === props.value ? typed : (props.value?.toString() ?? '')

  function take(next: string): void {
    setTyped(next)
    props.onChange(parseNumber(next), next)
  }

  function keyDown(event: KeyboardEvent): void {
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
    if (direction === 0) return
    event.preventDefault()
    const next = (props.value ?? props.min ?? 0) + direction * (props.step ?? 1)
    take(clampNumber(next, props.min, props.max).toString())
  }

  return (
    <div className={fieldBox({ invalid: control['aria-invalid'] === true })}>
      <input
        {...control}
        ref={ref}
        role="spinbutton"
        aria-valuenow={props.value}
        aria-valuemin={props.min}
        aria-valuemax={props.max}
        aria-valuetext={
          props.unit === undefined || props.value === undefined ? undefined : `${props.value} ${props.unit}`
        }
        inputMode="decimal"
        value={text}
        placeholder={props.placeholder}
        disabled={props.disabled}
        autoComplete="off"
        onChange={(event) => {
          take(event.target.value)
        }}
        onBlur={props.onBlur}
        onKeyDown={keyDown}
        className={clsx(bareInput, 'tnum')}
      />
      {props.unit === undefined ? null : <span className="flex-none text-xs text-ink-3">{props.unit}</span>}
    </div>
  )
}
