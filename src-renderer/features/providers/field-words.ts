import type { Field, FieldType } from '@shared/domain/form'
import { count } from '@shared/lib/words'
import { isSecretName, MASK } from '@shared/lib/redact'

const TYPES: Readonly<Record<FieldType, string>> = {
  text: 'text',
  multiline: 'long text',
  secret: 'password',
  path: 'path',
  choice: 'choice',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  list: 'list',
  map: 'map',
  json: 'JSON',
}

/** Choices that are more than this are counted, with the first and the last. */
const CHOICES_IN_FULL = 6

/** What kind of value a field takes. */
export function typeText(field: Field): string {
  return TYPES[field.type]
}

/** What is taken when nothing is said; undefined where there is nothing, dots where it is a secret. */
export function defaultText(field: Field): string | undefined {
  const value = field.default
  if (value === undefined || value === null || value === '') return undefined
  if (field.type === 'secret' || isSecretName(field.name)) return MASK
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** What may be said, in a line: its label, its help, its choices or its range. Empty where nothing is known. */
export function fieldText(field: Field): string {
  const parts: string[] = []
  for (const part of [field.label, field.help, choicesText(field), rangeText(field), field.patternHint]) {
    const said = parts.join('. ').toLowerCase()
    const text = part?.trim().replace(/\.+$/, '') ?? ''
    // Where the help says the range itself, it is not said twice.
    if (text !== '' && !said.includes(text.toLowerCase())) parts.push(text)
  }
  return parts.join('. ')
}

function choicesText({ choices, openChoices }: Field): string | undefined {
  if (choices === undefined || choices.length === 0) return undefined
  const names = choices.map((choice) => choice.label ?? choice.value)
  const some =
    names.length <= CHOICES_IN_FULL
      ? names.join(', ')
      : `${count(names.length, 'choice')}, ${names[0] ?? ''} to ${names.at(-1) ?? ''}`
  return openChoices === true ? `${some}, or another` : some
}

function rangeText({ min, max, unit, type }: Field): string | undefined {
  if (min === undefined && max === undefined) return undefined
  const what =
    type === 'integer' || type === 'number' ? (unit ?? '') : type === 'list' ? 'entries' : 'characters'
  const suffix = what === '' ? '' : ` ${what}`
  if (min === undefined) return `At most ${max ?? 0}${suffix}`
  if (max === undefined) return `At least ${min}${suffix}`
  return `${min} to ${max}${suffix}`
}

/** "11 fields, 2 required": required are those that must be said because nothing is taken for them. */
export function fieldCountText(fields: readonly Field[]): string {
  if (fields.length === 0) return 'Nothing to fill in'
  const required = fields.filter((field) => field.required && field.default === undefined).length
  return `${count(fields.length, 'field')}${required === 0 ? '' : `, ${required} required`}`
}

/** What an offering is and takes, as JSON to copy. */
export function describedText(offering: {
  readonly name: string
  readonly description?: string | undefined
  readonly fields: readonly Field[]
}): string {
  const { name, description, fields } = offering
  const args = fields.map((field) => ({
    name: field.name,
    type: typeText(field),
    required: field.required,
    help: field.help,
    default: defaultText(field),
  }))
  return JSON.stringify({ name, description, arguments: args }, undefined, 2)
}
