import { jsonObjectSchema, type Json, type JsonObject } from '@shared/lib/json'
import type { Details, TroubleKind } from './errors'
import type { RawAnswer, RawRequest } from './transport'

/** What is wrong with an answer. */
export interface AnswerTrouble {
  readonly kind: TroubleKind
  readonly details: Details
}

/** Where an upgrade sends every request to (AWX: the page of running migrations). */
const MIGRATIONS = /\/migrations_notran\/?/
const LONGEST_SAID = 600

/**
 * What is wrong with an answer of the API, by status, content and words; undefined when it is what was asked for.
 * `wants` says what a good answer is: the API answers errors as JSON whatever was asked for.
 */
export function troubleIn(
  request: Pick<RawRequest, 'method' | 'url'>,
  answer: RawAnswer,
  base: URL,
  wants: 'json' | 'text',
  nowMs: number,
): AnswerTrouble | undefined {
  const found = troubleOf(request, answer, base, wants)
  const retryAfterMs = found === undefined ? undefined : retryAfter(answer, nowMs)
  if (found === undefined || retryAfterMs === undefined) return found
  return { kind: found.kind, details: { ...found.details, retryAfterMs } }
}

function troubleOf(
  request: Pick<RawRequest, 'method' | 'url'>,
  answer: RawAnswer,
  base: URL,
  wants: 'json' | 'text',
): AnswerTrouble | undefined {
  const { status } = answer
  if (status >= 300 && status < 400) return redirected(request, answer, base)
  const isJson = /\bjson\b/i.test(answer.headers['content-type'] ?? '')
  const isGood = status >= 200 && status < 300
  if (isGood && (isJson || wants === 'text' || answer.body === '')) {
    return wants === 'text' && saysHtml(answer) ? page(answer) : undefined
  }
  if (isGood) return page(answer)
  return isHtml(answer) ? page(answer) : refused(answer, isJson)
}

/** The address that a redirect of the same server leads to, for a request that only reads. */
export function redirectTarget(
  request: Pick<RawRequest, 'method' | 'url'>,
  answer: RawAnswer,
): URL | undefined {
  const target = locationOf(request, answer)
  if (request.method !== 'GET' || target === undefined || MIGRATIONS.test(target.pathname)) return undefined
  return target.origin === request.url.origin ? target : undefined
}

function locationOf(request: Pick<RawRequest, 'url'>, answer: RawAnswer): URL | undefined {
  const location = answer.headers['location']
  if (location === undefined || answer.status < 300 || answer.status >= 400) return undefined
  return URL.canParse(location, request.url.href) ? new URL(location, request.url) : undefined
}

function redirected(
  request: Pick<RawRequest, 'method' | 'url'>,
  answer: RawAnswer,
  base: URL,
): AnswerTrouble {
  const { status } = answer
  const target = locationOf(request, answer)
  if (target === undefined) return { kind: 'elsewhere', details: { status } }
  if (MIGRATIONS.test(target.pathname)) return { kind: 'upgrading', details: { status } }
  const becameSecure =
    base.protocol === 'http:' && target.protocol === 'https:' && target.hostname === base.hostname
  if (becameSecure) {
    const location = `${target.origin}${base.pathname}`.replace(/\/$/, '')
    return { kind: 'moved', details: { status, location } }
  }
  // The rest of the address may hold what is nobody else's business (a sign in that is under way).
  if (target.origin !== base.origin)
    return { kind: 'elsewhere', details: { status, location: target.origin } }
  return { kind: 'not-api', details: { status, uncertain: false } }
}

function isHtml(answer: RawAnswer): boolean {
  return saysHtml(answer) || /^\s*<(!doctype|html)\b/i.test(answer.body)
}

/** What a job printed may look like a page; only what says that it is one counts as one then. */
function saysHtml(answer: RawAnswer): boolean {
  return /\bhtml\b/i.test(answer.headers['content-type'] ?? '')
}

function page(answer: RawAnswer): AnswerTrouble {
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(answer.body)?.[1]?.trim()
  const said = title ?? (isHtml(answer) ? undefined : cutText(answer.body))
  const kind = answer.status === 407 ? 'proxy' : 'not-api'
  return { kind, details: { status: answer.status, said, uncertain: true } }
}

function refused(answer: RawAnswer, isJson: boolean): AnswerTrouble {
  const { status } = answer
  const body = isJson ? objectOf(answer.body) : undefined
  const said = body === undefined ? cutText(answer.body) : saidIn(body)
  const details: Details = { status, said, body }
  switch (status) {
    case 400:
      return { kind: 'invalid', details: { ...details, fieldErrors: fieldErrorsIn(body) } }
    case 401:
      return { kind: 'auth', details: { ...details, reason: authReason(said) } }
    case 403:
      return { kind: forbidden(said), details }
    case 404:
      return { kind: body === undefined ? 'not-api' : 'not-found', details }
    case 405:
      return { kind: 'method', details }
    case 407:
      return { kind: 'proxy', details }
    case 408:
      return { kind: 'timeout', details: { ...details, uncertain: true } }
    case 409:
      return { kind: 'conflict', details }
    case 429:
      return { kind: 'busy', details }
    default:
      if (status >= 500) return { kind: 'server', details: { ...details, uncertain: true } }
      return { kind: 'invalid', details }
  }
}

function forbidden(said: string): TroubleKind {
  if (/licen[cs]e/i.test(said) && /missing|expired|count|exceed|reached|invalid/i.test(said)) return 'licence'
  if (/host count exceeds/i.test(said)) return 'licence'
  return 'permission'
}

/** A 401 says why only sometimes: a stale key of the gateway, a disabled user. */
function authReason(said: string): string | undefined {
  if (/^JWT/i.test(said)) return 'The platform gateway and the controller do not accept each other.'
  if (/inactive/i.test(said)) return 'The user is disabled or deleted there.'
  return undefined
}

function objectOf(text: string): JsonObject | undefined {
  try {
    return jsonObjectSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** The words of an error body: `detail`, else `error`, else what stands in its fields. */
function saidIn(body: JsonObject): string {
  for (const key of ['detail', 'error', 'msg']) {
    const value = body[key]
    if (typeof value === 'string') return cutText(value)
  }
  const parts = Object.entries(body).map(([field, value]) => {
    const text = textsIn(value).join(' ')
    return field === '__all__' ? text : `${field}: ${text}`
  })
  return cutText(parts.join('\n'))
}

/** Messages by field, of a validation that failed; `__all__` and `detail` belong to no field. */
function fieldErrorsIn(body: JsonObject | undefined): Readonly<Record<string, string>> | undefined {
  const entries = Object.entries(body ?? {})
    .filter(([field]) => !['__all__', 'detail', 'error', 'msg'].includes(field))
    .map(([field, value]) => [field, textsIn(value).join(' ')] as const)
    .filter(([, text]) => text !== '')
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

function textsIn(value: Json | undefined): readonly string[] {
  if (value === null || value === undefined) return []
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap((entry) => textsIn(entry))
  if (typeof value === 'object') {
    return Object.entries(value).map(([name, inner]) => `${name}: ${textsIn(inner).join(' ')}`)
  }
  return [String(value)]
}

function cutText(text: string): string {
  const trimmed = text.trim()
  return trimmed.length <= LONGEST_SAID ? trimmed : `${trimmed.slice(0, LONGEST_SAID)} (cut)`
}

/** How long the server wants to be left alone (RFC 9110: seconds or a date, by the server's own clock). */
function retryAfter(answer: RawAnswer, nowMs: number): number | undefined {
  const value = answer.headers['retry-after']?.trim()
  if (value === undefined) return undefined
  if (/^\d+$/.test(value)) return Number(value) * 1000
  const atMs = Date.parse(value)
  if (Number.isNaN(atMs)) return undefined
  const saidNowMs = Date.parse(answer.headers['date'] ?? '')
  return Math.max(0, atMs - (Number.isNaN(saidNowMs) ? nowMs : saidNowMs))
}
