import { useState, type ReactElement } from 'react'
import { timeOfDaySchema } from '@shared/domain/reminder'
import { Field } from '@renderer/ui/Field'
import { TimeInput } from '@renderer/ui/TimeInput'

/** A time of day among the preferences. It is saved when one leaves the field, and only when it is whole. */
export function PreferenceTime(props: {
  readonly label: string
  readonly value: string
  readonly disabled?: boolean | undefined
  readonly onSave: (value: string) => void
}): ReactElement {
  const { value } = props
  const [typed, setTyped] = useState<string>()
  const isWhole = typed === undefined || timeOfDaySchema.safeParse(typed).success
  return (
    <Field label={props.label} error={isWhole ? undefined : 'Say a time as 09:00.'} className="w-32">
      <TimeInput
        value={typed ?? value}
        disabled={props.disabled}
        onChange={setTyped}
        onBlur={() => {
          if (!isWhole || typed === undefined) return
          if (typed !== value) props.onSave(typed)
          setTyped(undefined)
        }}
      />
    </Field>
  )
}
