import type { ReactElement } from 'react'
import type { Field } from '@shared/domain/form'
import { formatValue, parseTyped } from '@shared/domain/form-check'
import { assertNever } from '@shared/lib/assert-never'
import type { Json } from '@shared/lib/json'
import { ChoiceControl } from '@renderer/features/forms/ChoiceControl'
import { JsonControl } from '@renderer/features/forms/JsonControl'
import { ListControl } from '@renderer/features/forms/ListControl'
import { MapControl } from '@renderer/features/forms/MapControl'
import { SecretControl } from '@renderer/features/forms/SecretControl'
import { isRemovedSecret, isStoredSecret } from '@renderer/features/forms/secret-marker'
import { NumberInput } from '@renderer/ui/NumberInput'
import { parseNumber } from '@renderer/ui/parse-number'
import { Switch } from '@renderer/ui/Switch'
import { TextArea } from '@renderer/ui/TextArea'
import { TextInput } from '@renderer/ui/TextInput'

/** What the control of a field takes. Undefined is "nothing said": the default is shown. */
export interface FieldControlProps {
  readonly field: Field
  readonly value: Json | undefined
  readonly onChange: (value: Json | undefined) => void
  readonly onBlur: () => void
}

function numberOf(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return value
  return typeof value === 'string' ? parseNumber(value) : undefined
}

function texts(value: Json | undefined): readonly string[] {
  return Array.isArray(value)
    ? value.map((entry) => (typeof entry === 'string' ? entry : JSON.stringify(entry)))
    : []
}

/** The control for a field's type. What is typed becomes the field's JSON value, or stays the text that it is. */
export function FieldControl(props: FieldControlProps): ReactElement {
  const { field, onChange } = props
  const shown = props.value === undefined ? field.default : props.value

  if (field.type === 'secret' || isStoredSecret(props.value) || isRemovedSecret(props.value))
    return <SecretControl {...props} />

  function blurred(): void {
    // An emptied field says nothing, so what is taken then comes back into sight.
    if (props.value === '' && field.default !== undefined) onChange(undefined)
    props.onBlur()
  }

  switch (field.type) {
    case 'text':
    case 'path':
      return (
        <TextInput
          value={formatValue(field, shown)}
          mono={field.type === 'path'}
          suffix={field.unit}
          placeholder={field.placeholder}
          onChange={onChange}
          onBlur={blurred}
        />
      )
    case 'multiline':
      return (
        <TextArea
          value={formatValue(field, shown)}
          placeholder={field.placeholder}
          onChange={onChange}
          onBlur={blurred}
        />
      )
    case 'choice':
      return <ChoiceControl {...props} value={typeof shown === 'string' ? shown : undefined} />
    case 'integer':
    case 'number':
      return (
        <NumberInput
          value={numberOf(shown)}
          initialText={typeof shown === 'string' ? shown : undefined}
          min={field.min}
          max={field.max}
          unit={field.unit}
          placeholder={field.placeholder}
          onChange={(_, text) => {
            onChange(text === '' ? '' : parseTyped(field, text))
          }}
          onBlur={blurred}
        />
      )
    case 'boolean':
      return (
        <Switch checked={shown === true} onChange={onChange} onBlur={props.onBlur}>
          {shown === true ? 'Yes' : 'No'}
        </Switch>
      )
    case 'list':
      return <ListControl {...props} values={texts(shown)} />
    case 'map':
      return <MapControl {...props} value={shown} />
    case 'json':
      return <JsonControl {...props} value={shown} />
    default:
      return assertNever(field.type, 'field type')
  }
}
