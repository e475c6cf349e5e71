import type { Json, JsonObject } from '@shared/lib/json'
import { isSecretName, MASK } from '@shared/lib/redact'

/** Takes known secrets out of a text. */
export type Redact = (text: string) => string

/** User and password within an address. */
const IN_ADDRESS = /(\w:\/\/)[^\s/@:]+:[^\s/@]+@/g

/** Shorter ones would mask ordinary words (see `redactText`). */
const SHORTEST = 4

/** Takes these secrets out of a text, also as they stand in an address or inside JSON, besides what `more` takes out. */
export function redactor(secrets: readonly string[], more: Redact): Redact {
  const forms = new Set(secrets.flatMap(formsOf).filter((form) => form.length >= SHORTEST))
  // Longest first: a secret that contains another must not leave its rest behind.
  const words = [...forms].toSorted((a, b) => b.length - a.length).map(escaped)
  const any = words.length === 0 ? undefined : new RegExp(words.join('|'), 'gu')
  return (text) => {
    const clean = more(any === undefined ? text : text.replace(any, MASK))
    return clean.includes('@') ? clean.replace(IN_ADDRESS, `$1${MASK}@`) : clean
  }
}

function formsOf(secret: string): readonly string[] {
  const inside = JSON.stringify(secret).slice(1, -1)
  try {
    return [secret, encodeURIComponent(secret), inside]
  } catch {
    // Half a character cannot stand in an address.
    return [secret, inside]
  }
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
}

/**
 * A copy of any plain value without secrets: every text is cleaned, and what stands under a name that says secret is
 * masked, be it a key (`"token": …`) or a pair (`{ "name": "token", "value": … }`, `{ "label": … }`).
 */
export function cleanJson(value: Json, redact: Redact): Json {
  if (typeof value === 'string') return redact(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((entry) => cleanJson(entry, redact))
  const named = pairName(value)
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      redact(key),
      isSaid(inner) && (isSecretName(key) || (key === 'value' && named !== undefined && isSecretName(named)))
        ? MASK
        : cleanJson(inner, redact),
    ]),
  )
}

function pairName(value: JsonObject): string | undefined {
  const name = value['name'] ?? value['label']
  return typeof name === 'string' ? name : undefined
}

/** That a secret is absent is no secret; a yes or no is neither. */
function isSaid(value: Json): boolean {
  return value !== null && value !== '' && typeof value !== 'boolean'
}
