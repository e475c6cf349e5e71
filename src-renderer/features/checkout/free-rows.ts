import type { Field } from '@shared/domain/form'
import { parseFreeValue, type FormValues } from '@shared/domain/form-check'
import type { Json } from '@shared/lib/json'
import { MASK } from '@shared/lib/redact'
import { newKeyValueRow, type KeyValueRow } from '@renderer/ui/key-value-row'
import { isStoredSecret } from '@renderer/features/forms/secret-marker'

/** What of a form decides about additional arguments. */
export interface FreeArgumentRules {
  readonly fields: readonly Field[]
  readonly freeArguments: boolean
}

/** The name of an additional argument as it is sent: dashes that a command line would have are not part of it. */
export function freeName(row: Pick<KeyValueRow, 'name'>): string {
  return row.name.trim().replace(/^-+/, '')
}

/** Rows for the arguments of a draft that no field of the form takes; a kept secret stands there as dots. */
export function rowsOfRest(fields: readonly Field[], values: FormValues): readonly KeyValueRow[] {
  const names = new Set(fields.map((field) => field.name))
  return Object.entries(values).flatMap(([name, value]) =>
    value === undefined || names.has(name) ? [] : [newKeyValueRow(name, rowText(value))],
  )
}

/** An argument as it stands in its row: a kept secret as dots, what is no text as JSON. */
export function rowText(value: Json): string {
  if (isStoredSecret(value)) return MASK
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/**
 * The additional arguments as they are sent. A row that nobody changed sends what it stands for: the kept secret behind
 * its dots, the number of an args file and not its text.
 */
export function freeArguments(
  rows: readonly KeyValueRow[],
  kept: FormValues,
): readonly (readonly [name: string, value: Json])[] {
  return rows
    .filter((row) => freeName(row) !== '' && row.value !== '')
    .map((row) => {
      const before = kept[freeName(row)]
      const isKept = before !== undefined && typeof before !== 'string' && row.value === rowText(before)
      return [freeName(row), isKept ? before : parseFreeValue(row.value)]
    })
}

/**
 * What is wrong with the additional arguments, by row. A row that is not finished is wrong only once the form was to be
 * sent (`complete`): until then somebody is writing it.
 */
export function freeRowErrors(
  rows: readonly KeyValueRow[],
  rules: FreeArgumentRules,
  complete: boolean,
): Readonly<Record<string, string>> {
  const errors: [string, string][] = []
  for (const [index, row] of rows.entries()) {
    const message = rowError(row, rows.slice(0, index), rules, complete)
    if (message !== undefined) errors.push([row.id, message])
  }
  return Object.fromEntries(errors)
}

function rowError(
  row: KeyValueRow,
  above: readonly KeyValueRow[],
  rules: FreeArgumentRules,
  complete: boolean,
): string | undefined {
  const name = freeName(row)
  if (name === '' && row.value === '') return undefined
  if (!rules.freeArguments) return 'No additional arguments are taken here. Remove it.'
  if (name === '') return complete ? 'Say a name.' : undefined
  if (rules.fields.some((field) => field.name === name))
    return `${name} is a field of the form. Say it there.`
  if (above.some((other) => freeName(other) === name)) return `${name} stands above already.`
  return complete && row.value === '' ? 'Say a value, or remove it.' : undefined
}
