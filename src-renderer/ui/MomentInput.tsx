import { clsx } from 'clsx'
import type { ReactElement } from 'react'
import { bareInput, fieldBox } from '@renderer/ui/field-box'
import { useFieldControl } from '@renderer/ui/field-context'

/** A date and a time of day in local time, as the system writes them: "2026-11-13T14:12"; empty while they are not whole. */
export function MomentInput(props: {
  readonly value: string
  readonly onChange: (value: string) => void
  /** The earliest that makes sense, in the same form. */
  readonly min?: string | undefined
  readonly label?: string | undefined
}): ReactElement {
  const control = useFieldControl(props.label)
  return (
    <div className={fieldBox({ invalid: control['aria-invalid'] === true })}>
      <input
        {...control}
        type="datetime-local"
        value={props.value}
        min={props.min}
        onChange={(event) => {
          props.onChange(event.target.value)
        }}
        className={clsx(bareInput, 'tnum')}
      />
    </div>
  )
}
