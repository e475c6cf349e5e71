import { useState, type ReactElement } from 'react'
import type { FieldControlProps } from '@renderer/features/forms/FieldControl'
import { isRemovedSecret, isStoredSecret, removedSecret } from '@renderer/features/forms/secret-marker'
import { PasswordInput } from '@renderer/ui/PasswordInput'

/**
 * A secret. One that is kept already can be replaced (left empty after that, the kept one stays), and taken away where
 * the form can do without it.
 */
export function SecretControl(props: FieldControlProps): ReactElement {
  const { field, value, onChange } = props
  const [kept] = useState(() => (isStoredSecret(value) ? value : undefined))
  const stored = isStoredSecret(value)
  const removed = isRemovedSecret(value)
  const shown = value ?? field.default
  return (
    <PasswordInput
      // Another control, so that the focus goes into the empty field when Replace is pressed.
      key={stored ? 'stored' : removed ? 'removed' : 'typed'}
      stored={stored}
      onRemove={
        field.required
          ? undefined
          : () => {
              onChange(removedSecret(field.name))
            }
      }
      removed={removed}
      onRestore={() => {
        onChange(kept)
      }}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- Replace was pressed to type here.
      autoFocus={kept !== undefined && !stored && value === ''}
      value={typeof shown === 'string' ? shown : ''}
      placeholder={field.placeholder}
      onReplace={() => {
        onChange('')
      }}
      onChange={onChange}
      onBlur={() => {
        if (kept !== undefined && value === '') onChange(kept)
        props.onBlur()
      }}
    />
  )
}
