import type { JsonObject } from '@shared/lib/json'
import { ApiError, detail, forbidden } from '@main/testing/awx/http/answer'
import { isObject } from '@main/testing/awx/runs/vars'
import type { Token, User } from '@main/testing/awx/store/records'

/** How somebody proved who they are. */
export type Proof = 'token' | 'session' | 'basic'

/** A request on its way to its handler. */
export interface Ask {
  readonly method: string
  /** Without the base path: what the application server sees. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly cookies: Readonly<Record<string, string>>
  /** What the router found in the path. */
  params: Readonly<Record<string, string>>
  user: User | undefined
  proof: Proof | undefined
  token: Token | undefined
}

/** The user of a route that needs one. */
export function userOf(ask: Ask): User {
  if (ask.user === undefined) throw new Error('A route without authentication asked for its user.')
  return ask.user
}

/** The body as an object: JSON only; an empty one counts as {} (AWX 9-24, JSON parser). */
export function bodyOf(ask: Ask): JsonObject {
  if (ask.body.trim() === '') return {}
  if (!/^application\/json\b/.test(ask.headers['content-type'] ?? '')) {
    throw detail(
      415,
      'You did not use correct Content-Type in your HTTP request. If you are using our REST API, the Content-Type must be application/json',
    )
  }
  let parsed: unknown
  try {
    parsed = JSON.parse(ask.body)
  } catch {
    throw detail(
      400,
      'JSON parse error - Expecting value: line 1 column 1 (char 0)\nPossible cause: trailing comma.',
    )
  }
  if (!isObject(parsed)) throw detail(400, 'JSON parse error - not a JSON object')
  return parsed
}

/** The body of a form. */
export function formOf(ask: Ask): URLSearchParams {
  if (!/^application\/x-www-form-urlencoded\b/.test(ask.headers['content-type'] ?? '')) {
    throw new ApiError({ status: 415, json: { detail: 'Unsupported media type in request.' } })
  }
  return new URLSearchParams(ask.body)
}

export function isSafe(method: string): boolean {
  return ['GET', 'HEAD', 'OPTIONS'].includes(method)
}

/** Django's check for unsafe requests of a session: the cookie's value again in a header. */
export function checkCsrf(ask: Ask, secure: boolean): void {
  const cookie = ask.cookies['csrftoken']
  if (cookie === undefined) throw forbidden('CSRF Failed: CSRF cookie not set.')
  const given = ask.headers['x-csrftoken'] ?? ''
  if (given !== cookie) throw forbidden('CSRF Failed: CSRF token missing or incorrect.')
  if (!secure) return
  const referer = ask.headers['referer']
  if (referer === undefined) throw forbidden('CSRF Failed: Referer checking failed - no Referer.')
  if (!referer.startsWith(`https://${ask.headers['host'] ?? ''}/`)) {
    throw forbidden('CSRF Failed: Referer checking failed - does not match any trusted origins.')
  }
}
