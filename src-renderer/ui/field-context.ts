import { createContext, useContext } from 'react'

/** What a `Field` tells the control inside it. */
export interface FieldContextValue {
  readonly controlId: string
  readonly labelId: string
  readonly describedBy: string | undefined
  readonly invalid: boolean
  readonly required: boolean
}

/** The field around a control, if there is one. */
export const FieldContext = createContext<FieldContextValue | undefined>(undefined)

/** Attributes that tie a control to its field: name, help and error. */
export interface FieldControl {
  readonly id: string | undefined
  readonly 'aria-label': string | undefined
  readonly 'aria-labelledby': string | undefined
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
  readonly 'aria-required': true | undefined
}

/** The attributes for a control; a label of its own wins over the field's. */
export function useFieldControl(label: string | undefined): FieldControl {
  const field = useContext(FieldContext)
  return {
    id: field?.controlId,
    'aria-label': label,
    'aria-labelledby': label === undefined ? field?.labelId : undefined,
    'aria-describedby': field?.describedBy,
    'aria-invalid': field?.invalid === true ? true : undefined,
    'aria-required': field?.required === true ? true : undefined,
  }
}
