import type { Field } from '@shared/domain/form'
import { parseTyped } from '@shared/domain/form-check'
import { isJsonObject, type Json, type JsonObject } from '@shared/lib/json'

/**
 * Arguments that were written elsewhere (a nick, a file, a command) as the fields of a form hold them: a file says 9.4
 * where the field is a text, a command says everything as text. What does not fit stays as it is, so that the form's
 * check says what is wrong with it. Arguments without a field stay as they are.
 */
export function fittedValues(fields: readonly Field[], values: JsonObject): JsonObject {
  const byName = new Map(fields.map((field) => [field.name, field]))
  return Object.fromEntries(
    Object.entries(values).map(([name, value]): [string, Json] => {
      const field = byName.get(name)
      return [name, field === undefined ? value : fittedValue(field, value)]
    }),
  )
}

/** One value as its field holds it. */
export function fittedValue(field: Pick<Field, 'type'>, value: Json): Json {
  switch (field.type) {
    case 'text':
    case 'multiline':
    case 'secret':
    case 'path':
    case 'choice':
      return scalarText(value)
    case 'list':
      return Array.isArray(value) ? value.map(scalarText) : typed(field, value)
    case 'map':
      return isJsonObject(value) && !('$secret' in value)
        ? Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, scalarText(entry)]))
        : typed(field, value)
    case 'json':
      return typeof value === 'string' ? typed(field, value) : value
    case 'integer':
    case 'number':
    case 'boolean':
      return typed(field, value)
  }
}

function scalarText(value: Json): Json {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
}

function typed(field: Pick<Field, 'type'>, value: Json): Json {
  return typeof value === 'string' ? (parseTyped(field, value) ?? value) : value
}
