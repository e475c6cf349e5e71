import type { ReactElement } from 'react'
import type { FieldControlProps } from '@renderer/features/forms/FieldControl'
import { Combobox } from '@renderer/ui/Combobox'
import { FieldContext } from '@renderer/ui/field-context'
import { TagInput } from '@renderer/ui/TagInput'

/** Several texts: typed, or added from the choices. */
export function ListControl(
  props: Omit<FieldControlProps, 'value'> & { readonly values: readonly string[] },
): ReactElement {
  const { field, values } = props
  const choices = field.choices ?? []
  const left = choices.filter(({ value }) => !values.includes(value))
  const add = (added: readonly string[]): void => {
    props.onChange([...added])
  }
  const labels = new Map(
    choices.map(({ value, label, hint }) => [
      value,
      label === undefined ? value : `${label} (${hint ?? value})`,
    ]),
  )
  return (
    <div className="flex flex-col gap-1.5">
      <TagInput
        values={values}
        labelOf={(value) => labels.get(value) ?? value}
        placeholder={field.placeholder}
        onChange={add}
        onBlur={props.onBlur}
      />
      {left.length === 0 ? null : (
        // A control of its own, and not the one that the field's label names.
        <FieldContext value={undefined}>
          <Combobox
            label={`Add to ${field.label ?? field.name}`}
            placeholder={`Add one of ${choices.length} choices`}
            value={undefined}
            options={left.map(({ value, label, hint }) => ({ value, label: label ?? value, detail: hint }))}
            onChange={(value) => {
              add([...values, value])
            }}
            onBlur={props.onBlur}
          />
        </FieldContext>
      )}
    </div>
  )
}
