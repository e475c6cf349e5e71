import { useState, type ReactElement } from 'react'
import type { FieldControlProps } from '@renderer/features/forms/FieldControl'
import { mapOfRows, rowsOfMap, withRepeats } from '@renderer/features/forms/map-rows'
import { FieldContext, useFieldControl } from '@renderer/ui/field-context'
import { KeyValueRows } from '@renderer/ui/KeyValueRows'

/** Names with values, a row each. Rows that are not finished live here; the form has what they say so far. */
export function MapControl(props: FieldControlProps): ReactElement {
  const { field, value, onChange } = props
  const [rows, setRows] = useState(() => rowsOfMap(value))
  const control = useFieldControl(undefined)
  return (
    <div onBlur={props.onBlur}>
      <div
        role="group"
        aria-labelledby={control['aria-labelledby']}
        aria-describedby={control['aria-describedby']}
      >
        {/* The rows' controls have names of their own; the field's is the group's. */}
        <FieldContext value={undefined}>
          <KeyValueRows
            title={field.label ?? field.name}
            hideTitle
            noun="entry"
            namePlaceholder={field.placeholder}
            rows={withRepeats(rows)}
            onChange={(next) => {
              setRows(next.map(({ id, name, value: text }) => ({ id, name, value: text })))
              onChange(mapOfRows(next))
            }}
          />
        </FieldContext>
      </div>
    </div>
  )
}
