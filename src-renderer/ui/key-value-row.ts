/** What the value of a row is meant as; without one, whatever the feature makes of a text. */
export type KeyValueType = 'text' | 'number' | 'boolean' | 'json' | 'secret'

/** One row of `KeyValueRows`. The id keeps the row's focus while others come and go. */
export interface KeyValueRow {
  readonly id: string
  readonly name: string
  readonly value: string
  readonly type?: KeyValueType | undefined
  readonly error?: string | undefined
  /** Something to know of it that is no mistake. */
  readonly note?: string | undefined
}

/** An empty row, or one with a name and a value. */
export function newKeyValueRow(name = '', value = '', type?: KeyValueType): KeyValueRow {
  return { id: crypto.randomUUID(), name, value, ...(type === undefined ? {} : { type }) }
}
