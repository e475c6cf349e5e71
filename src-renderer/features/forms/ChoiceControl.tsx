import type { ReactElement } from 'react'
import { choiceLook } from '@renderer/features/forms/choice-look'
import type { FieldControlProps } from '@renderer/features/forms/FieldControl'
import { Combobox } from '@renderer/ui/Combobox'
import { SegmentedControl } from '@renderer/ui/SegmentedControl'
import { Select } from '@renderer/ui/Select'

/** One of several texts: side by side, in a list, or in a list that takes other texts too. */
export function ChoiceControl(
  props: Omit<FieldControlProps, 'value'> & { readonly value: string | undefined },
): ReactElement {
  const { field, value, onChange, onBlur } = props
  const options = (field.choices ?? []).map((choice) => ({
    value: choice.value,
    label: choice.label ?? choice.value,
    detail: choice.hint,
  }))
  const look = choiceLook(field)
  if (look === 'segmented') {
    return <SegmentedControl size={32} value={value ?? ''} options={options} onChange={onChange} />
  }
  // Where nothing has to be chosen, a choice can be taken back.
  const mayBeNothing = !field.required && field.default === undefined
  const all =
    mayBeNothing && value !== undefined && value !== ''
      ? [{ value: '', label: 'Not set', detail: undefined }, ...options]
      : options
  const shared = {
    value: value === '' ? undefined : value,
    options: all,
    onChange,
    onBlur,
    placeholder: field.placeholder ?? (mayBeNothing ? 'Not set' : 'Choose'),
  }
  return look === 'combobox' ? (
    <Combobox {...shared} allowCustom searchPlaceholder="Search or type" emptyText="Type a value." />
  ) : (
    <Select {...shared} />
  )
}
