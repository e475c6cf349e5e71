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
  const texts = new Set<string>()
  collect(value, texts)
  const clean = redactAll([...texts], redact)
  return rebuilt(value, (text) => clean.get(text) ?? redact(text))
}

/** Between two texts; no secret that somebody types has it. */
const BETWEEN = '\u0000'

/** All at once: whoever knows many secrets goes through all of them for each text that is asked about. */
function redactAll(texts: readonly string[], redact: Redact): ReadonlyMap<string, string> {
  const clean = redact(texts.join(BETWEEN)).split(BETWEEN)
  if (clean.length !== texts.length) return new Map(texts.map((text) => [text, redact(text)]))
  return new Map(texts.map((text, index) => [text, clean[index] ?? '']))
}

function collect(value: Json, into: Set<string>): void {
  if (typeof value === 'string') into.add(value)
  else if (Array.isArray(value)) for (const entry of value) collect(entry, into)
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      into.add(key)
      collect(inner, into)
    }
  }
}

function rebuilt(value: Json, clean: Redact): Json {
  if (typeof value === 'string') return clean(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((entry) => rebuilt(entry, clean))
  const named = pairName(value)
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      clean(key),
      isSaid(inner) && (isSecretName(key) || (key === 'value' && named !== undefined && isSecretName(named)))
        ? MASK
        : rebuilt(inner, clean),
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
