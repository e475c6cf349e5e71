import type { Json } from '@shared/lib/json'
import { isSecretName, MASK } from '@shared/lib/redact'
import { isStoredSecret } from '@renderer/features/forms/secret-marker'

const PLAIN = /^[A-Za-z_./@+-][\w./:@+-]*$/
const WORDS_WITH_MEANING = new Set(['true', 'false', 'null', 'yes', 'no'])
const LONGEST = 48

/** A value in one line: texts that could be taken for something else in quotation marks, long lists by their length. */
export function valueText(value: Json): string {
  if (typeof value === 'string') {
    const isPlain = PLAIN.test(value) && !WORDS_WITH_MEANING.has(value.toLowerCase())
    return isPlain ? value : JSON.stringify(value)
  }
  const text = JSON.stringify(value)
  if (typeof value !== 'object' || value === null || text.length <= LONGEST) return text
  return Array.isArray(value) ? `[${value.length} items]` : `{${Object.keys(value).length} entries}`
}

/** A value that may be seen: a secret is dots, whether a form marks it, its name tells, or it is kept already. */
export function maskedText(name: string, value: Json, secretNames: ReadonlySet<string>): string {
  return isSecret(name, value, secretNames) ? MASK : valueText(value)
}

/** Whether a value must not be shown. */
export function isSecret(name: string, value: Json, secretNames: ReadonlySet<string>): boolean {
  return secretNames.has(name) || isSecretName(name) || isStoredSecret(value)
}
