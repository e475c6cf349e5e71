import type { Field } from '@shared/domain/form'
import type { Json, JsonObject } from '@shared/lib/json'
import { isSecretName } from '@shared/lib/redact'

const GROUP = 'Variables'

/**
 * A field for each variable of a template, of the type that its default has; `fractions` are whole numbers that take
 * fractions, too. A default that is a secret stays there.
 */
export function variableFields(
  variables: JsonObject,
  fractions: ReadonlySet<string> = new Set(),
): readonly Field[] {
  return Object.entries(variables).map(([name, value]) => {
    const type = fractions.has(name) ? 'number' : typeOf(name, value)
    const said = value === null || value === '' ? {} : { default: value }
    const kept = value === null || value === '' ? {} : { placeholder: "The template's own" }
    return { name, type, required: false, ...(type === 'secret' ? kept : said), group: GROUP }
  })
}

function typeOf(name: string, value: Json): Field['type'] {
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  if (typeof value === 'object' && value !== null) {
    return Array.isArray(value) && value.every((entry) => typeof entry === 'string') ? 'list' : 'json'
  }
  if (isSecretName(name)) return 'secret'
  return typeof value === 'string' && value.includes('\n') ? 'multiline' : 'text'
}
