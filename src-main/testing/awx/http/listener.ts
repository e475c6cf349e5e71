import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Api } from '@main/testing/awx/api'
import { ApiError, html, type Answer } from '@main/testing/awx/http/answer'
import type { Ask } from '@main/testing/awx/http/ask'
import { pathWithQuery, type OpenRequest, type RequestRecord } from '@main/testing/awx/record'
import type { Switchboard } from '@main/testing/awx/trouble'
import type { TroubleRule } from '@main/testing/awx/types'

/** Where control requests go; they are no part of what is pretended, and not recorded. */
export const SWITCHBOARD_PATH = '/__switchboard__/'

export interface Listening {
  readonly api: Api
  readonly basePath: string
  readonly record: RequestRecord
  readonly trouble: Switchboard
  /** Brings all jobs to the present. */
  readonly advance: () => void
  readonly answer: (ask: Ask) => Promise<Answer>
  readonly control: (ask: Ask) => Answer
  /** After every request. */
  readonly done: () => void
  /** Who a header's token belongs to, for rules that name a user. */
  readonly userOf: (ask: Ask) => string | undefined
}

/** One request from its first byte to its last, with the trouble that it meets. */
export async function listen(
  listening: Listening,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const ask = await read(listening, request)
  if (ask === undefined) {
    await write(listening, response, html(404, 'Not Found'), 0)
    return
  }
  if (ask.path.startsWith(SWITCHBOARD_PATH)) {
    await write(
      listening,
      response,
      attempt(() => listening.control(ask)),
      0,
    )
    listening.done()
    return
  }
  const startedMs = performance.now()
  const row = listening.record.open({
    atMs: listening.api.now(),
    method: ask.method,
    path: ask.path,
    query: ask.query,
    headers: ask.headers,
    body: ask.body,
  })
  try {
    await serve(listening, ask, row, response)
  } finally {
    row.tookMs = performance.now() - startedMs
    listening.record.close()
    listening.done()
  }
}

async function serve(
  listening: Listening,
  ask: Ask,
  row: OpenRequest,
  response: ServerResponse,
): Promise<void> {
  const { trouble } = listening
  row.user = listening.userOf(ask)
  const rule = trouble.meet({ method: ask.method, path: pathWithQuery(ask), user: row.user })
  row.trouble = rule?.kind
  const latencyMs = trouble.settings.latencyMs + (rule?.kind === 'latency' ? (rule.ms ?? 1_000) : 0)
  if (latencyMs > 0) await sleep(latencyMs)
  if (rule?.kind === 'reset') {
    response.destroy()
    return
  }
  if (rule?.kind === 'hang') {
    await new Promise<void>((resolve) => response.once('close', resolve))
    return
  }
  const startedMs = performance.now()
  const answer = (rule === undefined ? undefined : troubled(listening, rule)) ?? (await work(listening, ask))
  row.user = ask.user?.spec.username ?? row.user
  if (rule?.kind === 'drop-answer') {
    response.destroy()
    return
  }
  row.status = answer.status
  await write(listening, response, answer, performance.now() - startedMs, {
    isHead: ask.method === 'HEAD',
    isKnown: ask.user !== undefined,
    truncate: rule?.kind === 'truncate',
  })
}

async function work(listening: Listening, ask: Ask): Promise<Answer> {
  listening.advance()
  try {
    return await listening.answer(ask)
  } catch (error) {
    if (error instanceof ApiError) return error.answer
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    return { status: 500, json: { detail: 'A server error has occurred.' } }
  }
}

function attempt(make: () => Answer): Answer {
  try {
    return make()
  } catch (error) {
    if (error instanceof ApiError) return error.answer
    return { status: 400, json: { detail: error instanceof Error ? error.message : String(error) } }
  }
}

/** An answer instead of the real one. */
function troubled({ api }: Listening, rule: TroubleRule): Answer | undefined {
  const headers = rule.headers ?? {}
  switch (rule.kind) {
    case 'status': {
      const status = rule.status ?? 500
      return { status, json: rule.body ?? { detail: 'A server error has occurred.' }, headers }
    }
    case 'html': {
      const status = rule.status ?? 502
      return html(status, typeof rule.body === 'string' ? rule.body : `${status} Bad Gateway`, headers)
    }
    case 'text':
      return {
        status: rule.status ?? 504,
        text: typeof rule.body === 'string' ? rule.body : 'upstream request timeout',
        type: 'text/plain',
        headers,
      }
    case '429':
      return {
        status: 429,
        json: rule.body ?? { detail: 'Request was throttled.' },
        headers: { 'Retry-After': String(rule.retryAfterS ?? 1), ...headers },
      }
    case 'redirect-migrations':
      return { status: 302, headers: { Location: api.outside('/migrations_notran/'), ...headers } }
    default:
      return undefined
  }
}

/** Undefined when it is outside of the base path. */
async function read({ basePath }: Listening, request: IncomingMessage): Promise<Ask | undefined> {
  const body = await text(request)
  const [rawPath = '/', ...rest] = (request.url ?? '/').split('?')
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )
  if (!rawPath.startsWith(`${basePath}/`) && !rawPath.startsWith(SWITCHBOARD_PATH)) return undefined
  return {
    method: request.method ?? 'GET',
    path: rawPath.startsWith(SWITCHBOARD_PATH) ? rawPath : rawPath.slice(basePath.length),
    query: new URLSearchParams(rest.join('?')),
    headers,
    body,
    cookies: cookiesOf(headers['cookie'] ?? ''),
    params: {},
    user: undefined,
    proof: undefined,
    token: undefined,
  }
}

function cookiesOf(header: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    header
      .split(';')
      .map((pair) => pair.trim().split('='))
      .filter(([name = '']) => name !== '')
      .map(([name = '', ...value]) => [name, value.join('=')]),
  )
}

async function write(
  { api }: Listening,
  response: ServerResponse,
  answer: Answer,
  tookMs: number,
  how: { readonly isHead?: boolean; readonly isKnown?: boolean; readonly truncate?: boolean } = {},
): Promise<void> {
  if (response.destroyed) return
  const body = Buffer.from(answer.json === undefined ? (answer.text ?? '') : JSON.stringify(answer.json))
  const type = answer.json === undefined ? answer.type : 'application/json'
  response.writeHead(answer.status, {
    Date: new Date(api.now() + api.settings.clockSkewMs).toUTCString(),
    'X-API-Product-Name': api.flavour.product,
    'X-API-Node': 'ctl1.example.com',
    'X-API-Time': `${(tookMs / 1000).toFixed(3)}s`,
    ...(how.isKnown === true ? { 'X-API-Product-Version': api.version } : {}),
    ...(body.length > 0 && type !== undefined ? { 'Content-Type': type } : {}),
    ...(answer.status === 204 ? {} : { 'Content-Length': String(body.length) }),
    Vary: 'Accept, Accept-Language, Origin, Cookie',
    ...answer.headers,
  })
  if (how.truncate === true) {
    await new Promise<void>((resolve) => {
      response.write(body.subarray(0, Math.floor(body.length / 2)), () => resolve())
    })
    response.destroy()
    return
  }
  await new Promise<void>((resolve) => {
    response.once('close', resolve)
    response.end(how.isHead === true ? undefined : body, resolve)
  })
}
