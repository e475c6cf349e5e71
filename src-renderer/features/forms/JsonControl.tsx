import { useState, type ReactElement } from 'react'
import { formatValue, parseTyped } from '@shared/domain/form-check'
import type { Json } from '@shared/lib/json'
import type { FieldControlProps } from '@renderer/features/forms/FieldControl'
import { TextArea } from '@renderer/ui/TextArea'

const MOST_ROWS = 10
const LEAST_ROWS = 3

/** A text that begins as a list or an object and is none is kept as it was typed, so it is shown so. */
function textOf(field: FieldControlProps['field'], value: Json | undefined): string {
  return typeof value === 'string' && /^\s*[[{]/.test(value) ? value : formatValue(field, value)
}

/** Any JSON, as it was typed. */
export function JsonControl(props: FieldControlProps): ReactElement {
  const { field, value, onChange } = props
  // The text is the person's: blanks and line ends that JSON does not keep stay while they type.
  const [text, setText] = useState(() => textOf(field, value))
  return (
    <TextArea
      mono
      value={text}
      rows={Math.min(MOST_ROWS, Math.max(LEAST_ROWS, text.split('\n').length))}
      placeholder={field.placeholder ?? '{ "name": "value" }'}
      onChange={(next) => {
        setText(next)
        onChange(next === '' ? '' : parseTyped(field, next))
      }}
      onBlur={props.onBlur}
    />
  )
}
