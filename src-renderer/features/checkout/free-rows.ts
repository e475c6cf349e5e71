import type { Field } from '@shared/domain/form'
import { parseFreeValue, parseTyped, type FormValues } from '@shared/domain/form-check'
import { jsonSchema, type Json } from '@shared/lib/json'
import { MASK } from '@shared/lib/redact'
import { newKeyValueRow, type KeyValueRow, type KeyValueType } from '@renderer/ui/key-value-row'
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
    value === undefined || names.has(name) ? [] : [rowOf(name, value)],
  )
}

/** A row for an argument that has a value: of the type that keeps it what it is. */
export function rowOf(name: string, value: Json): KeyValueRow {
  return newKeyValueRow(name, rowText(value), typeOf(value))
}

function typeOf(value: Json): KeyValueType | undefined {
  if (typeof value === 'number') return 'number'
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'string') return parseFreeValue(value) === value ? undefined : 'text'
  return value === null ? 'json' : undefined
}

/** An argument as it stands in its row: a kept secret as dots, what is no text as JSON. */
export function rowText(value: Json): string {
  if (isStoredSecret(value)) return MASK
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/**
 * The additional arguments as they are sent: each as its type says, and without one as Broker reads it. A row that nobody
 * changed sends what it stands for: the kept secret behind its dots, a list as it was.
 */
export function freeArguments(
  rows: readonly KeyValueRow[],
  kept: FormValues,
): readonly (readonly [name: string, value: Json])[] {
  return rows
    .filter((row) => freeName(row) !== '' && row.value !== '')
    .map((row) => [freeName(row), valueOf(row, kept[freeName(row)])])
}

function valueOf({ type, value }: KeyValueRow, before: Json | undefined): Json {
  const isSame = before !== undefined && value === rowText(before)
  if (isSame && isStoredSecret(before)) return before
  if (type === undefined) return isSame && typeof before !== 'string' ? before : parseFreeValue(value)
  // What is not of its type stays a text, and `freeRowErrors` says so.
  if (type === 'json') {
    const json = jsonOf(value)
    return json === undefined ? value : json
  }
  return type === 'text' || type === 'secret' ? value : (parseTyped({ type }, value) ?? value)
}

/** Which of the additional arguments are secrets: those that are said to be, and those that were. */
export function secretRows(rows: readonly KeyValueRow[], kept: FormValues): readonly string[] {
  return rows
    .filter((row) => row.type === 'secret' || isStoredSecret(kept[freeName(row)]))
    .map((row) => freeName(row))
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
  if (!complete) return undefined
  return row.value === '' ? 'Say a value, or remove it.' : typeError(row)
}

function typeError({ type, value }: KeyValueRow): string | undefined {
  if (type === 'json')
    return jsonOf(value) === undefined ? 'This is not JSON. Write a text in quotation marks.' : undefined
  if (type !== 'number' && type !== 'boolean') return undefined
  if (typeof parseTyped({ type }, value) === type) return undefined
  return type === 'number' ? 'Say a number.' : 'Say true or false.'
}

function jsonOf(text: string): Json | undefined {
  try {
    return jsonSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
