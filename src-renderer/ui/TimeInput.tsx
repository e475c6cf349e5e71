import { clsx } from 'clsx'
import type { ReactElement } from 'react'
import { bareInput, fieldBox } from '@renderer/ui/field-box'
import { useFieldControl } from '@renderer/ui/field-context'

/** A time of day: "09:00"; empty while it is not whole. */
export function TimeInput(props: {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onBlur?: (() => void) | undefined
  readonly label?: string | undefined
  readonly disabled?: boolean | undefined
}): ReactElement {
  const control = useFieldControl(props.label)
  return (
    <div className={fieldBox({ invalid: control['aria-invalid'] === true })}>
      <input
        {...control}
        type="time"
        value={props.value}
        disabled={props.disabled}
        onChange={(event) => {
          props.onChange(event.target.value)
        }}
        onBlur={props.onBlur}
        className={clsx(bareInput, 'tnum')}
      />
    </div>
  )
}
