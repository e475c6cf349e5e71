import type { Field } from '@shared/domain/form'
import { assertNever } from '@shared/lib/assert-never'
import { isJsonObject, type Json, type JsonObject } from '@shared/lib/json'
import { nearest } from '@shared/lib/nearest'
import { count } from '@shared/lib/words'

/** Values of a form by field name; a field that is left at its default is not in it. */
export type FormValues = Readonly<Record<string, Json | undefined>>

/** Whether a value counts as "nothing said". `false` and 0 are said. */
function isEmpty(value: Json | undefined): value is undefined {
  if (value === undefined || value === null || value === '') return true
  if (Array.isArray(value)) return value.length === 0
  return isJsonObject(value) && Object.keys(value).length === 0
}

/**
 * What is wrong with the value of a field, as a message to show under it; undefined when nothing is. An absent or empty
 * value is wrong only in a required field without a default. `min` and `max` bound the number, the length of a text in
 * characters, or the entries of a list. The value itself is never in the message of a secret.
 */
export function checkValue(field: Field, value: Json | undefined): string | undefined {
  if (isEmpty(value)) return field.required && isEmpty(field.default) ? requiredMessage(field) : undefined
  switch (field.type) {
    case 'text':
    case 'multiline':
    case 'secret':
    case 'path':
      return checkText(field, value)
    case 'choice':
      return checkChoice(field, value)
    case 'integer':
    case 'number':
      return checkNumber(field, value)
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'Say true or false.'
    case 'list':
      return checkList(field, value)
    case 'map':
      return checkMap(value)
    case 'json':
      return checkJson(value)
    default:
      return assertNever(field.type, 'field type')
  }
}

/**
 * What is wrong with the values of a form, by field name; an empty object when it can be sent. Fields that are not
 * shown are not checked, and values without a field (additional arguments) are the provider's to judge.
 */
export function checkForm(fields: readonly Field[], values: FormValues): Record<string, string> {
  const messages: [string, string][] = []
  for (const field of fields) {
    const message = isShown(field, fields, values)
      ? checkValue(field, valueOf(values, field.name))
      : undefined
    if (message !== undefined) messages.push([field.name, message])
  }
  return Object.fromEntries(messages)
}

/**
 * Whether a field is shown: the field that its `showWhen` names has one of the values (its default counts while nothing
 * is said) and is shown itself. A `showWhen` that names no field of the form hides nothing.
 */
export function isShown(field: Field, fields: readonly Field[], values: FormValues): boolean {
  return isShownBut(field, fields, values, new Set())
}

function isShownBut(
  field: Field,
  fields: readonly Field[],
  values: FormValues,
  visited: ReadonlySet<string>,
): boolean {
  const { showWhen } = field
  const other = fields.find((candidate) => candidate.name === showWhen?.field)
  if (showWhen === undefined || other === undefined || visited.has(field.name)) return true
  const said = valueOf(values, other.name)
  const effective = isEmpty(said) ? other.default : said
  const isWanted = showWhen.in.some((wanted) => JSON.stringify(wanted) === JSON.stringify(effective))
  return isWanted && isShownBut(other, fields, values, new Set([...visited, field.name]))
}

/** An own value only: "constructor" is no value that somebody gave. */
function valueOf(values: FormValues, name: string): Json | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined
}

function requiredMessage(field: Field): string {
  switch (field.type) {
    case 'choice':
      return field.openChoices === true ? 'Required. Choose or type a value.' : 'Required. Choose one.'
    case 'list':
    case 'map':
      return 'Required. Add at least 1 entry.'
    case 'integer':
    case 'number':
      return `Required. ${rangeAdvice(field)}`
    case 'path':
      return 'Required. Say a path.'
    case 'boolean':
      return 'Required. Say true or false.'
    case 'text':
    case 'multiline':
    case 'secret':
    case 'json':
      return 'Required. Say a value.'
    default:
      return assertNever(field.type, 'field type')
  }
}

function checkText(field: Field, value: Json): string | undefined {
  if (typeof value !== 'string') return 'Say a text.'
  // Counted as a person counts: a letter outside the first plane is one character.
  const length = Array.from(value).length
  if (field.max !== undefined && length > field.max)
    return `At most ${field.max} characters, this has ${length}.`
  if (field.min !== undefined && length < field.min)
    return `At least ${field.min} characters, this has ${length}.`
  return checkPattern(field, value)
}

function checkPattern(field: Field, value: string): string | undefined {
  if (field.pattern === undefined) return undefined
  const pattern = wholePattern(field.pattern)
  if (pattern === undefined || pattern.test(value)) return undefined
  return field.patternHint ?? `Say a value that matches ${field.pattern}`
}

/** A pattern that this language cannot read (providers write theirs in Python) is left to the provider to check. */
function wholePattern(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u')
  } catch {
    return undefined
  }
}

/** More choices than this are not listed in a message: the list is on the screen. */
const LISTED_CHOICES = 5

function checkChoice(field: Field, value: Json): string | undefined {
  if (typeof value !== 'string') return 'Choose one.'
  const choices = (field.choices ?? []).map((choice) => choice.value)
  if (choices.includes(value)) return undefined
  if (field.openChoices === true || choices.length === 0) return checkText(field, value)
  if (choices.length <= LISTED_CHOICES) return `${value} is not a choice. Choose ${either(choices)}.`
  const [near] = nearest(value, choices, 1, Math.max(2, Math.floor(value.length / 3)))
  return `${value} is not a choice. ${near === undefined ? 'Choose one of the list.' : `Did you mean ${near}?`}`
}

function either(names: readonly string[]): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} or ${last}`
}

function checkNumber(field: Field, value: Json): string | undefined {
  const isInteger = field.type === 'integer'
  if (typeof value !== 'number' || (isInteger && !Number.isInteger(value))) return rangeAdvice(field)
  if (isInteger && !Number.isSafeInteger(value)) return 'Too many digits. Say at most 15.'
  if (field.max !== undefined && value > field.max) return `At most ${field.max}. ${rangeAdvice(field)}`
  if (field.min !== undefined && value < field.min) return `At least ${field.min}. ${rangeAdvice(field)}`
  return undefined
}

/** "Say a number from 20 to 500.", "Say a whole number, at least 1." */
function rangeAdvice(field: Field): string {
  const { min, max } = field
  if (min !== undefined && max !== undefined) return `Say a number from ${min} to ${max}.`
  const noun = field.type === 'integer' ? 'whole number' : 'number'
  if (min !== undefined) return `Say a ${noun}, at least ${min}.`
  if (max !== undefined) return `Say a ${noun}, at most ${max}.`
  return `Say a ${noun}.`
}

function checkList(field: Field, value: Json): string | undefined {
  if (!Array.isArray(value)) return 'Say a list of texts.'
  const wrong = value.findIndex((entry) => typeof entry !== 'string')
  if (wrong >= 0) return `Entry ${wrong + 1} is not a text.`
  if (field.max !== undefined && value.length > field.max) {
    return `At most ${count(field.max, 'entry', 'entries')}, this has ${value.length}.`
  }
  if (field.min !== undefined && value.length < field.min) {
    return `At least ${count(field.min, 'entry', 'entries')}, this has ${value.length}.`
  }
  for (const [index, entry] of value.entries()) {
    const message = typeof entry === 'string' ? checkEntry(field, entry) : undefined
    if (message !== undefined) return `Entry ${index + 1}: ${message}`
  }
  return undefined
}

function checkEntry(field: Field, entry: string): string | undefined {
  const isClosed = field.openChoices !== true && (field.choices?.length ?? 0) > 0
  return isClosed ? checkChoice(field, entry) : checkPattern(field, entry)
}

function checkMap(value: Json): string | undefined {
  if (!isJsonObject(value)) return 'Say names with values: name=value.'
  for (const [name, entry] of Object.entries(value)) {
    if (name === '') return 'An entry has no name. Say name=value.'
    if (typeof entry !== 'string') return `The value of ${name} is not a text.`
  }
  return undefined
}

/** `parseTyped` keeps what is no JSON as a text; a text that was meant as a list or an object is a mistake. */
function checkJson(value: Json): string | undefined {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return undefined
  try {
    JSON.parse(value)
    return undefined
  } catch (error) {
    return `Not JSON: ${error instanceof Error ? error.message : String(error)}`
  }
}

/**
 * The value of what a person typed into a field; undefined for nothing. Never fails: what cannot be read as the
 * field's type stays the text that it is, so that `checkValue` can say what is wrong and nothing typed is lost.
 *
 * A list is typed as lines, or on one line with commas; a map likewise, as name=value; both also as JSON.
 */
export function parseTyped(field: Pick<Field, 'type'>, text: string): Json | undefined {
  if (text === '') return undefined
  switch (field.type) {
    case 'text':
    case 'multiline':
    case 'secret':
    case 'path':
    case 'choice':
      return text
    case 'integer':
      return /^[+-]?\d+$/.test(text.trim()) ? number(text) : text
    case 'number':
      return /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text.trim()) ? number(text) : text
    case 'boolean':
      return booleanOf(text)
    case 'list':
      return listOf(text)
    case 'map':
      return mapOf(text)
    case 'json':
      return jsonOf(text)
    default:
      return assertNever(field.type, 'field type')
  }
}

/** Numbers beyond the range of a double cannot be sent as JSON and stay text. */
function number(text: string): Json {
  const value = Number(text)
  return Number.isFinite(value) ? value : text
}

function booleanOf(text: string): Json {
  const word = text.trim().toLowerCase()
  if (['true', 'yes', 'on', '1'].includes(word)) return true
  if (['false', 'no', 'off', '0'].includes(word)) return false
  return text
}

/** The JSON value, or undefined for what is no JSON; `null` is a value. */
function parseJson(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text)
    return value
  } catch {
    return undefined
  }
}

/** `null` is a value like any other, so `??` would not do. */
function jsonOf(text: string): Json {
  const json = parseJson(text)
  return json === undefined ? text : json
}

/** The entries of a typed list or map: lines if there are several, else what commas part. */
function entriesOf(text: string): readonly string[] {
  return text
    .split(text.includes('\n') ? '\n' : ',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
}

function listOf(text: string): Json | undefined {
  const json = text.trim().startsWith('[') ? parseJson(text) : undefined
  if (Array.isArray(json)) return json
  const entries = entriesOf(text)
  return entries.length === 0 ? undefined : [...entries]
}

function mapOf(text: string): Json | undefined {
  const json = text.trim().startsWith('{') ? parseJson(text) : undefined
  if (isJsonObject(json)) return json
  const entries = entriesOf(text)
  if (entries.length === 0) return undefined
  if (!entries.every((entry) => entry.includes('='))) return text
  return Object.fromEntries(
    entries.map((entry) => {
      const at = entry.indexOf('=')
      return [entry.slice(0, at).trim(), entry.slice(at + 1).trim()]
    }),
  )
}

/**
 * A value as a person would type it: the inverse of `parseTyped` for values of the field's type (an empty text and
 * an absent value are both ''). Lists and maps stand on one line with commas where that can be read back, else as JSON.
 */
export function formatValue(field: Pick<Field, 'type'>, value: Json | undefined): string {
  if (value === undefined) return ''
  if (field.type === 'json') return JSON.stringify(value, null, 2)
  if (typeof value === 'string') return value
  if (field.type === 'list' && Array.isArray(value) && isPlainList(value)) return value.join(', ')
  if (field.type === 'map' && isJsonObject(value) && isPlainMap(value)) {
    return Object.entries(value)
      .map(([name, entry]) => `${name}=${entry}`)
      .join(', ')
  }
  return JSON.stringify(value)
}

/** Whether a part of a list or map comes back as it is when it stands between commas. */
function isPlain(part: string): boolean {
  return part === part.trim() && !/[,\n]/.test(part)
}

function isPlainList(value: readonly Json[]): value is readonly string[] {
  return (
    value.length > 0 &&
    value.every((entry, index) => typeof entry === 'string' && isPlainEntry(entry, index === 0))
  )
}

function isPlainEntry(entry: string, isFirst: boolean): boolean {
  return entry !== '' && isPlain(entry) && !(isFirst && entry.startsWith('['))
}

function isPlainMap(value: JsonObject): value is Record<string, string> {
  const entries = Object.entries(value)
  return (
    entries.length > 0 &&
    entries.every(
      ([name, entry]) =>
        typeof entry === 'string' && isPlain(entry) && isPlain(name) && name !== '' && !name.includes('='),
    ) &&
    !(entries[0]?.[0] ?? '').startsWith('{')
  )
}

/**
 * The value of an additional argument, as Broker 0.8 reads it: a text that looks like a JSON list or object and is one
 * becomes it; everything else, numbers and true and false too, stays the text that it is.
 */
export function parseFreeValue(text: string): Json {
  const trimmed = text.trim()
  const looksLikeJson =
    (trimmed.startsWith('[') && trimmed.endsWith(']')) || (trimmed.startsWith('{') && trimmed.endsWith('}'))
  return looksLikeJson ? (parseJson(trimmed) ?? text) : text
}
