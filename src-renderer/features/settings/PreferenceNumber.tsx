import { useEffect, useLayoutEffect, useRef, useState, type ReactElement } from 'react'
import { rangeError } from '@renderer/features/settings/preference-number'
import { Field } from '@renderer/ui/Field'
import { NumberInput } from '@renderer/ui/NumberInput'

/** A number among the preferences. It is saved when one leaves the field or presses Enter, and only when it is right. */
export function PreferenceNumber(props: {
  readonly label: string
  readonly help: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly unit: string
  readonly onSave: (value: number) => void
}): ReactElement {
  const { value, min, max } = props
  const [typed, setTyped] = useState<{ readonly number: number | undefined }>()
  const number = typed === undefined ? value : typed.number
  const error = rangeError(number, min, max)

  function settle(): void {
    if (error !== undefined || number === undefined) return
    if (number !== value) props.onSave(number)
    setTyped(undefined)
  }

  // A key may lead to another page while the field has the focus: what is right is not lost then.
  const latest = useRef(settle)
  useLayoutEffect(() => {
    latest.current = settle
  })
  useEffect(
    () => () => {
      latest.current()
    },
    [],
  )

  return (
    <Field label={props.label} help={props.help} error={error}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          settle()
        }}
      >
        <NumberInput
          value={number}
          min={min}
          max={max}
          unit={props.unit}
          onChange={(next) => {
            setTyped({ number: next })
          }}
          onBlur={settle}
        />
      </form>
    </Field>
  )
}
