import type { ReactElement, ReactNode } from 'react'
import type { Field as FieldDescriptor } from '@shared/domain/form'
import { FieldControl } from '@renderer/features/forms/FieldControl'
import { helpOf } from '@renderer/features/forms/choice-look'
import { isSaid } from '@renderer/features/forms/field-values'
import type { DefaultSource, SaidSource } from '@renderer/features/forms/GeneratedForm'
import type { GeneratedFormHandle } from '@renderer/features/forms/use-generated-form'
import { Field } from '@renderer/ui/Field'
import type { SourceMarkProps } from '@renderer/ui/SourceMark'

function sourceOf(
  field: FieldDescriptor,
  form: GeneratedFormHandle,
  defaultSource: DefaultSource | undefined,
  saidSource: SaidSource | undefined,
): SourceMarkProps | undefined {
  const value = form.values[field.name]
  if (isSaid(field, value)) return saidSource?.(field, value) ?? { kind: 'typed' }
  return field.default === undefined ? undefined : (defaultSource?.(field) ?? { kind: 'default' })
}

/** One field of a generated form: label, source, control, help or error. */
export function GeneratedField(props: {
  readonly field: FieldDescriptor
  readonly form: GeneratedFormHandle
  readonly showSource: boolean
  readonly defaultSource: DefaultSource | undefined
  readonly saidSource: SaidSource | undefined
  readonly note: string | undefined
  readonly action: ReactNode
}): ReactElement {
  const { field, form } = props
  return (
    <Field
      label={field.label ?? field.name}
      mono={field.label === undefined}
      required={field.required && field.default === undefined}
      source={props.showSource ? sourceOf(field, form, props.defaultSource, props.saidSource) : undefined}
      action={props.action}
      help={helpOf(field)}
      error={form.errors[field.name]}
      note={props.note}
    >
      <FieldControl
        field={field}
        value={form.values[field.name]}
        onChange={(value) => {
          form.change(field.name, value)
        }}
        onBlur={() => {
          form.touch(field.name)
        }}
      />
    </Field>
  )
}
