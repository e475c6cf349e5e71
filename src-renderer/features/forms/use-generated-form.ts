import { useId, useState } from 'react'
import { useForm, useWatch, type FieldErrors, type FieldValues, type Resolver } from 'react-hook-form'
import type { Field } from '@shared/domain/form'
import { checkForm, type FormValues } from '@shared/domain/form-check'
import type { Json } from '@shared/lib/json'
import { fieldGroups } from '@renderer/features/forms/field-groups'
import { focusField } from '@renderer/features/forms/focus-field'
import { formKey } from '@renderer/features/forms/form-key'
import { isRemovedSecret, isStoredSecret } from '@renderer/features/forms/secret-marker'

/** A generated form at work: what `GeneratedForm` draws and its page reads. */
export interface GeneratedFormHandle {
  readonly fields: readonly Field[]
  readonly rootId: string
  /** What stands in the fields, by name, as far as something was typed; may be wrong. */
  readonly values: FormValues
  /** The messages that are shown now, by field name, in the order of the page. */
  readonly errors: Readonly<Record<string, string>>
  /** The field that was changed last. */
  readonly lastChanged: string | undefined
  readonly change: (name: string, value: Json | undefined) => void
  readonly touch: (name: string) => void
  /** Checks everything and shows what is wrong; true when the form can be sent. */
  readonly check: () => Promise<boolean>
  /** Shows what the main process said of single fields. */
  readonly showErrors: (errors: Readonly<Record<string, string>>) => void
  /** Puts the focus into the first of these fields that is there. */
  readonly focusFirst: (names: readonly string[]) => void
  /** Begins anew with other values. Draw the fields under another key then: some hold what is typed in themselves. */
  readonly reset: (values: FormValues) => void
}

/** What `useGeneratedForm` takes; render it under a `key` that names what is described, a new form is a new component. */
export interface GeneratedFormOptions {
  readonly fields: readonly Field[]
  /** What was typed before: a draft, an instance's configuration. Later changes of it are not taken. */
  readonly initial: FormValues
  /** Messages to show from the start. */
  readonly initialErrors?: Readonly<Record<string, string>> | undefined
}

/** The messages for a form; a secret that is kept already is right whatever it is, one that is taken away is none. */
export function formErrors(fields: readonly Field[], values: FormValues): Record<string, string> {
  const left = Object.fromEntries(Object.entries(values).filter(([, value]) => !isRemovedSecret(value)))
  const errors = checkForm(fields, left)
  return Object.fromEntries(Object.entries(errors).filter(([name]) => !isStoredSecret(values[name])))
}

function valuesByName(fields: readonly Field[], raw: FieldValues): FormValues {
  const values: Record<string, Json | undefined> = {}
  for (const field of fields) values[field.name] = raw[formKey(field.name)]
  return values
}

function rawValues(fields: readonly Field[], values: FormValues): FieldValues {
  return Object.fromEntries(fields.map((field) => [formKey(field.name), values[field.name]]))
}

function rawErrors(messages: Readonly<Record<string, string>>): FieldErrors {
  return Object.fromEntries(
    Object.entries(messages).map(([name, message]) => [formKey(name), { type: 'check', message }]),
  )
}

/** Holds the values of a generated form and checks them by the rules that both sides of the bridge share. */
export function useGeneratedForm(options: GeneratedFormOptions): GeneratedFormHandle {
  const { fields } = options
  const rootId = useId()
  const [lastChanged, setLastChanged] = useState<string>()
  // The same object at every render: another one would show these errors again.
  const [firstErrors] = useState(() => rawErrors(options.initialErrors ?? {}))

  const resolver: Resolver = (raw) => {
    const errors = formErrors(fields, valuesByName(fields, raw))
    return Object.keys(errors).length === 0
      ? { values: raw, errors: {} }
      : { values: {}, errors: rawErrors(errors) }
  }
  const form = useForm({
    resolver,
    mode: 'onTouched',
    shouldFocusError: false,
    defaultValues: rawValues(fields, options.initial),
    errors: firstErrors,
  })
  const raw = useWatch({ control: form.control })
  const shown = form.formState.errors
  const touched = form.formState.touchedFields
  const { isSubmitted } = form.formState

  return {
    fields,
    rootId,
    values: valuesByName(fields, raw),
    errors: Object.fromEntries(
      fieldGroups(fields)
        .flatMap((group) => [...group.fields, ...group.seldom])
        .flatMap((field) => {
          const message = shown[formKey(field.name)]?.message
          return typeof message === 'string' ? [[field.name, message]] : []
        }),
    ),
    lastChanged,
    change(name, value) {
      setLastChanged(name)
      const key = formKey(name)
      form.setValue(key, value, {
        shouldDirty: true,
        shouldValidate: isSubmitted || touched[key] === true || shown[key] !== undefined,
      })
    },
    touch(name) {
      const key = formKey(name)
      form.setValue(key, form.getValues(key), { shouldTouch: true, shouldValidate: true })
    },
    check() {
      return new Promise((resolve) => {
        void form.handleSubmit(
          () => {
            resolve(true)
          },
          () => {
            resolve(false)
          },
        )()
      })
    },
    showErrors(errors) {
      for (const [name, message] of Object.entries(errors)) {
        form.setError(formKey(name), { type: 'said', message })
      }
    },
    focusFirst(names) {
      names.some((name) => focusField(rootId, name))
    },
    reset(values) {
      form.reset(rawValues(fields, values))
    },
  }
}
