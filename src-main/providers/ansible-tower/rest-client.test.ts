import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { systemClock, type Clock } from '@main/ports/clock'
import {
  emptyCatalog,
  manyWorkflows,
  startAwx,
  type AwxOptions,
  type AwxServer,
  type TroubleRule,
} from '@main/testing/awx'
import { towerInstance } from '@main/testing/tower-harness'
import type { TowerClient } from './client'
import { isOutage, isUncertain, kindOf, TowerError } from './errors'
import { anythingSchema } from './schemas/page'

const { signal } = new AbortController()
const about = { signal, what: 'try it' }
const named = z.object({ id: z.number(), name: z.string() })

/** Pauses and deadlines are twenty times shorter; what was slept is written down. */
const slept: number[] = []
const hurried: Clock = {
  now: () => Date.now(),
  sleep: (ms, stop) => {
    slept.push(ms)
    return systemClock.sleep(ms / 20, stop)
  },
}

let server: AwxServer
let client: TowerClient
const endings: (() => Promise<unknown>)[] = []

async function begin(options: AwxOptions = {}, timeoutS = 6): Promise<void> {
  server = await startAwx({ catalog: emptyCatalog(), ...options })
  const instance = towerInstance(server, { request_timeout: timeoutS }, { clock: hurried })
  endings.push(
    () => server.close(),
    () => instance.dispose(),
  )
  client = await instance.client(signal)
  server.forgetRequests()
}

afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end()
})

async function errorOf(work: Promise<unknown>): Promise<TowerError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof TowerError)) throw new Error(`Not a TowerError: ${String(error)}`)
  return error
}

function workflows(count: number): AwxOptions {
  const jobTemplates = [{ name: 'job', script: {} }]
  return { catalog: { ...emptyCatalog(), jobTemplates, workflows: manyWorkflows(count, 'job') } }
}

describe('a list', () => {
  test('is read whole, its pages beside each other but no more than 8 requests at once', async () => {
    await begin({ ...workflows(2050), latencyMs: 200 }, 600)
    const all = await client.pages('workflow_job_templates/', named, about)
    expect(new Set(all.map(({ id }) => id)).size).toBe(2050)
    expect(server.counters()).toMatchObject({ total: 11 })
    expect(server.requests().every(({ query }) => query.get('order_by') === 'id')).toBe(true)
    expect(server.counters().maxInFlight).toBeGreaterThan(4)
    expect(server.counters().maxInFlight).toBeLessThanOrEqual(8)
  })

  test('of one page is one request, an empty one none more', async () => {
    await begin(workflows(200))
    expect(await client.pages('workflow_job_templates/', named, about)).toHaveLength(200)
    expect(await client.pages('inventories/', named, about)).toEqual([])
    expect(server.counters().total).toBe(2)
  })
})

describe('below a path', () => {
  test('links of the server are used as they are told', async () => {
    await begin({ ...workflows(450), basePath: '/tower' })
    const all = await client.pages('workflow_job_templates/', named.extend({ url: z.string() }), about)
    const last = all.at(-1)
    expect(await client.get(last?.url ?? '', named, about)).toMatchObject({ id: last?.id })
  })

  test('a link to another origin is never asked', async () => {
    await begin()
    for (const path of ['https://evil.example.com/x', '//evil.example.com/x']) {
      expect((await errorOf(client.get(path, anythingSchema, about))).kind).toBe('elsewhere')
    }
  })
})

describe('trouble while reading', () => {
  beforeEach(() => begin())

  test.each<TroubleRule>([
    { kind: 'status', status: 500 },
    { kind: 'status', status: 503 },
    { kind: 'status', status: 408 },
    { kind: 'html', status: 502 },
    { kind: 'text', status: 504 },
    { kind: 'reset' },
    { kind: 'truncate' },
    { kind: 'hang' },
    { kind: '429', retryAfterS: 1 },
  ])('$kind $status passes and is asked again', async (rule) => {
    server.trouble.add({ ...rule, times: 2 })
    expect((await client.me(signal)).username).toBe('admin')
    expect(server.counters().total).toBe(3)
  })

  test.each<{ rule: TroubleRule; kind: string; outage: boolean; asked: number }>([
    { rule: { kind: 'status', status: 500 }, kind: 'server', outage: true, asked: 3 },
    { rule: { kind: 'html', status: 200 }, kind: 'not-api', outage: true, asked: 1 },
    { rule: { kind: 'html', status: 403 }, kind: 'not-api', outage: true, asked: 1 },
    {
      rule: { kind: 'text', status: 503, body: 'no healthy upstream' },
      kind: 'server',
      outage: true,
      asked: 3,
    },
    { rule: { kind: 'redirect-migrations' }, kind: 'upgrading', outage: true, asked: 1 },
    { rule: { kind: '429', retryAfterS: 60 }, kind: 'busy', outage: true, asked: 1 },
    { rule: { kind: 'reset' }, kind: 'cut', outage: true, asked: 3 },
    { rule: { kind: 'hang' }, kind: 'timeout', outage: true, asked: 3 },
    { rule: { kind: 'status', status: 401 }, kind: 'auth', outage: false, asked: 1 },
    { rule: { kind: 'status', status: 403 }, kind: 'permission', outage: false, asked: 1 },
    { rule: { kind: 'status', status: 404 }, kind: 'not-found', outage: false, asked: 1 },
    { rule: { kind: 'status', status: 405 }, kind: 'method', outage: false, asked: 1 },
    {
      rule: { kind: 'status', status: 409, body: { error: 'Resource is being used by running jobs.' } },
      kind: 'conflict',
      outage: false,
      asked: 1,
    },
    {
      rule: { kind: 'status', status: 415, body: { detail: 'x' } },
      kind: 'invalid',
      outage: false,
      asked: 1,
    },
    {
      rule: { kind: 'status', status: 403, body: { detail: 'License has expired.' } },
      kind: 'licence',
      outage: false,
      asked: 1,
    },
  ])('$rule.kind $rule.status is $kind', async ({ rule, kind, outage, asked }) => {
    server.trouble.add(rule)
    const error = await errorOf(client.me(signal))
    expect({ kind: error.kind, outage: isOutage(error), asked: server.counters().total }).toEqual({
      kind,
      outage,
      asked,
    })
    expect(error.data).toMatchObject({ provider: 'AnsibleTower', instance: 'prod' })
    expect(error.data.message.trim()).not.toBe('')
  })

  test('says the words of the server', async () => {
    server.trouble.add({ kind: 'text', status: 503, body: 'no healthy upstream' })
    expect((await errorOf(client.me(signal))).data.said).toBe('no healthy upstream')
    server.trouble.clear()
    server.trouble.add({ kind: 'status', status: 403, body: { detail: 'License has expired.' } })
    expect((await errorOf(client.me(signal))).data).toMatchObject({
      code: 'PROVIDER',
      said: 'License has expired.',
    })
  })

  test('says when a server that is busy may be asked again', async () => {
    server.trouble.add({ kind: '429', retryAfterS: 150 })
    expect((await errorOf(client.me(signal))).data.hint).toBe(
      'Try again in 3\u00A0min: so long it wants to be left alone.',
    )
    server.trouble.clear()
    server.trouble.add({ kind: 'status', status: 429 })
    expect((await errorOf(client.me(signal))).data.hint).toBe('Try again in a while.')
  })

  test('is not asked again by a caller that does it itself', async () => {
    server.trouble.add({ kind: 'reset' })
    await errorOf(client.get('me/', anythingSchema, { ...about, retries: 0 }))
    expect(server.counters().total).toBe(1)
  })

  test('a server that wants to be left alone until a date is left alone so long', async () => {
    const headers = { 'retry-after': new Date(Date.now() + 4000).toUTCString() }
    server.trouble.add({ kind: 'status', status: 503, headers, times: 1 })
    slept.length = 0
    await client.me(signal)
    expect(slept.filter((ms) => ms >= 3000 && ms <= 5000)).toHaveLength(1)
  })

  test('an answer of another shape cannot be read', async () => {
    server.trouble.add({ kind: 'status', status: 200, body: { results: [{ id: 'x' }] } })
    expect(kindOf(await errorOf(client.me(signal)))).toBe('unreadable')
  })
})

describe('what changes something', () => {
  beforeEach(() => begin({ catalog: { ...emptyCatalog(), organizations: ['Default'] } }))
  const label = { name: 'team=qe', organization: 1 }

  test.each<TroubleRule>([
    { kind: 'drop-answer' },
    { kind: 'truncate' },
    { kind: 'hang' },
    { kind: 'reset' },
    { kind: 'status', status: 502 },
    { kind: 'html', status: 504 },
  ])('is never sent twice, and $kind is known to be uncertain', async (rule) => {
    server.trouble.add({ ...rule, match: { method: 'POST' } })
    const error = await errorOf(client.post('labels/', label, anythingSchema, about))
    expect([isUncertain(error), server.counters().total]).toEqual([true, 1])
  })

  test.each<TroubleRule>([
    { kind: 'status', status: 403 },
    { kind: '429', retryAfterS: 1 },
    { kind: 'redirect-migrations' },
  ])('is known not to have been done after $kind', async (rule) => {
    server.trouble.add({ ...rule, match: { method: 'POST' }, times: 1 })
    expect(isUncertain(await errorOf(client.post('labels/', label, anythingSchema, about)))).toBe(false)
  })

  test('that is not taken says why, by field', async () => {
    const error = await errorOf(client.post('labels/', { name: 'x' }, anythingSchema, about))
    expect(error.data).toMatchObject({
      code: 'INVALID_INPUT',
      fieldErrors: { organization: 'This field is required.' },
    })
    expect(error.details.body).toEqual({ organization: ['This field is required.'] })
  })

  test('with a token that may only read says so', async () => {
    const token = server.tokenFor('admin', { scope: 'read' })
    const instance = towerInstance(server, { token })
    endings.push(() => instance.dispose())
    const reader = await instance.client(signal)
    const error = await errorOf(reader.post('labels/', label, anythingSchema, about))
    expect(error.data).toMatchObject({ code: 'PERMISSION', hint: expect.stringContaining('scope write') })
  })
})

test('no error and no log line holds what signs in', async () => {
  const lines: string[] = []
  const write = (...parts: unknown[]): void => void lines.push(JSON.stringify(parts))
  const logger = { debug: write, info: write, warn: write, error: write }
  server = await startAwx({ catalog: emptyCatalog() })
  const password = { username: 'admin', password: 'admin' }
  const instance = towerInstance(server, { ...password, request_timeout: 0.3 }, { logger })
  endings.push(
    () => server.close(),
    () => instance.dispose(),
  )
  const signedIn = await instance.client(signal)
  for (const kind of ['reset', 'hang', 'html', 'truncate', 'status'] as const) {
    const trouble = server.trouble.add({ kind })
    const error = await errorOf(signedIn.get('labels/', anythingSchema, { ...about, retries: 0 }))
    lines.push(JSON.stringify(error), String(error.stack), String(error.cause), JSON.stringify(error.details))
    trouble.remove()
  }
  const [token] = server.tokens()
  const text = lines.join('\n')
  expect(text).not.toContain(token?.token)
  expect(text).not.toContain(Buffer.from('admin:admin').toString('base64'))
  expect(text).not.toMatch(/authorization/i)
})
