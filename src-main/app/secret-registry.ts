import { asObject } from '@main/settings/values'
import { isSecretName, MASK, maskAddresses, redactText } from '@shared/lib/redact'

/** Names of HTTP headers and the like that carry a secret without saying so. */
const CARRIER_NAME = /^(proxy-)?authorization$|^(set-)?cookie$/i
/** Details are for reading; what is nested deeper than this is somebody else's object. */
const MAX_DEPTH = 6

/**
 * Every secret value that is alive in this process, so that none is written to the log or crosses the bridge inside
 * somebody's error message.
 */
export class SecretRegistry {
  readonly #values = new Set<string>()

  /** From now on this value is masked, also as it looks inside a URL and inside JSON. */
  add(value: string): void {
    // The vault keeps secret arguments as JSON: what must not be seen is the text inside the quotes, too.
    const inner = /^"(.*)"$/su.exec(value)?.[1]
    if (inner !== undefined) this.add(inner)
    for (const form of [value, encoded(value), JSON.stringify(value).slice(1, -1)]) {
      if (form !== '') this.#values.add(form)
    }
  }

  /** Masks every known secret in a text, and whatever stands as a password in an address. */
  redact(text: string): string {
    return maskAddresses(redactText(text, [...this.#values]))
  }

  /** A copy of any value as plain JSON-like data, with known secrets and the values of secret-named keys masked. */
  redactDetails(value: unknown): unknown {
    return this.#plain(value, [])
  }

  #plain(value: unknown, above: readonly object[]): unknown {
    if (typeof value === 'string') return this.redact(value)
    if (typeof value === 'bigint' || typeof value === 'symbol') return String(value)
    if (typeof value === 'function') return '[function]'
    if (typeof value !== 'object' || value === null) return value
    if (above.includes(value)) return '[circular]'
    if (above.length >= MAX_DEPTH) return '[deeper]'
    const inside = [...above, value]
    if (Array.isArray(value)) return value.map((entry) => this.#plain(entry, inside))
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString()
    if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
    if (value instanceof Map) return this.#plain(Object.fromEntries(value), inside)
    if (value instanceof Set) return this.#plain([...value], inside)
    return Object.fromEntries(
      entriesOf(value).map(([name, entry]) => [
        name,
        isSecret(name) && isSaid(entry) ? MASK : this.#plain(entry, inside),
      ]),
    )
  }
}

/** As it stands in a URL; half a character cannot stand there. */
function encoded(value: string): string {
  try {
    return encodeURIComponent(value)
  } catch {
    return ''
  }
}

function isSecret(name: string): boolean {
  return isSecretName(name) || CARRIER_NAME.test(name)
}

/** That a secret is absent is worth knowing, and no secret; that it is a yes or no is neither. */
function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && typeof value !== 'boolean'
}

/** An error's own words are not enumerable; of a foreign error (axios) only these are taken, its request would flood the log. */
function entriesOf(value: object): [string, unknown][] {
  if (!(value instanceof Error)) return Object.entries(value)
  const { name, message, stack, cause } = value
  const { code, data } = asObject(value) ?? {}
  return Object.entries({ name, message, code, data, cause, stack }).filter(
    ([, entry]) => entry !== undefined,
  )
}
