import { detail } from '@main/testing/awx/http/answer'
import type { FieldType, FieldValue } from '@main/testing/awx/query/model'

const TRUE = new Set(['true', '1', 't'])
const FALSE = new Set(['false', '0', 'f'])
const NULL = new Set(['', 'none', 'null'])

export type Test = (value: FieldValue) => boolean

function parsed(type: FieldType | 'relation', text: string): FieldValue {
  switch (type) {
    case 'boolean':
      return toBoolean(text)
    case 'integer':
    case 'relation':
      if (type === 'relation' && NULL.has(text.toLowerCase())) return null
      if (!/^-?\d+$/.test(text)) {
        throw detail(400, `invalid literal for int() with base 10: '${text}'`)
      }
      return Number(text)
    case 'float':
      if (Number.isNaN(Number(text)) || text === '') {
        throw detail(400, `could not convert string to float: '${text}'`)
      }
      return Number(text)
    case 'datetime': {
      const ms = Date.parse(/Z|[+-]\d\d:?\d\d$/.test(text) ? text : `${text}Z`)
      if (Number.isNaN(ms)) {
        throw detail(
          400,
          `["\\u201c${text}\\u201d value has an invalid format. It must be in YYYY-MM-DD HH:MM[:ss[.uuuuuu]][TZ] format."]`,
        )
      }
      return ms
    }
    case 'string':
      return text
  }
}

function toBoolean(text: string): boolean {
  if (TRUE.has(text.toLowerCase())) return true
  if (FALSE.has(text.toLowerCase())) return false
  throw detail(400, `Unable to convert "${text}" to boolean`)
}

function expression(text: string, flags: string): RegExp {
  try {
    return new RegExp(text, flags)
  } catch (error) {
    throw detail(400, error instanceof Error ? error.message : 'invalid regular expression')
  }
}

/** A comparison of texts; other values are compared as they print. */
function ofText(compare: (value: string) => boolean): Test {
  return (value) => value !== null && compare(String(value))
}

/** Django's lookups of a field of some type. Answers undefined for a name that is no lookup. */
export function lookup(name: string, type: FieldType | 'relation', text: string): Test | undefined {
  const lower = text.toLowerCase()
  switch (name) {
    case 'exact': {
      const wanted = parsed(type, text)
      return (value) => value === wanted
    }
    case 'iexact':
      return ofText((value) => value.toLowerCase() === lower)
    case 'contains':
      return ofText((value) => value.includes(text))
    case 'icontains':
      return ofText((value) => value.toLowerCase().includes(lower))
    case 'startswith':
      return ofText((value) => value.startsWith(text))
    case 'istartswith':
      return ofText((value) => value.toLowerCase().startsWith(lower))
    case 'endswith':
      return ofText((value) => value.endsWith(text))
    case 'iendswith':
      return ofText((value) => value.toLowerCase().endsWith(lower))
    case 'regex': {
      const pattern = expression(text, '')
      return ofText((value) => pattern.test(value))
    }
    case 'iregex': {
      const pattern = expression(text, 'i')
      return ofText((value) => pattern.test(value))
    }
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte': {
      const wanted = parsed(type, text)
      return (value) => value !== null && wanted !== null && compares(name, value, wanted)
    }
    case 'in': {
      if (text === '') throw detail(400, 'cannot provide empty value for __in')
      const wanted = new Set(text.split(',').map((each) => parsed(type, each)))
      return (value) => wanted.has(value)
    }
    case 'isnull': {
      const wanted = toBoolean(text)
      return (value) => (value === null) === wanted
    }
  }
  return undefined
}

function compares(name: 'gt' | 'gte' | 'lt' | 'lte', value: FieldValue, wanted: FieldValue): boolean {
  const order = value === wanted ? 0 : (value ?? 0) < (wanted ?? 0) ? -1 : 1
  switch (name) {
    case 'gt':
      return order > 0
    case 'gte':
      return order >= 0
    case 'lt':
      return order < 0
    case 'lte':
      return order <= 0
  }
}
