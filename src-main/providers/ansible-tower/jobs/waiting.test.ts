import { afterEach, describe, expect, test } from 'vitest'
import { toErrorData, type ErrorData } from '@shared/domain/error'
import { systemClock } from '@main/ports/clock'
import { RecordingContext } from '@main/testing/recording-context'
import { towerOrder, TowerWorlds } from '@main/testing/tower-world'
import { checkout, read } from '.'

const worlds = new TowerWorlds()
afterEach(() => worlds.end())
const call = { signal: new AbortController().signal }
const POLL = { method: 'GET', path: 'unified_jobs/?order_by=id&id__in' }

async function errorOf(work: Promise<unknown>): Promise<ErrorData> {
  return await work.then(
    (value) => {
      throw new Error(`It worked: ${JSON.stringify(value)}`)
    },
    (error: unknown) => toErrorData(error),
  )
}

describe('while a job is waited for', () => {
  test.each([
    ['html', { kind: 'html', status: 502 }],
    ['text', { kind: 'text' }],
    ['reset', { kind: 'reset' }],
    ['an upgrade', { kind: 'redirect-migrations' }],
    ['429', { kind: '429', retryAfterS: 0 }],
    ['500', { kind: 'status', status: 500 }],
  ] as const)('an outage is ridden out and told: %s', async (_, rule) => {
    const { server, instance } = await worlds.make()
    server.trouble.add({ match: { method: 'GET', path: 'unified_jobs/?' }, times: 3, skip: 1, ...rule })
    const ctx = new RecordingContext()
    const host = await checkout(instance, towerOrder(), undefined, ctx)
    expect(host.name).toBe(server.machines()[0]?.name)
    const told = ctx.events.flatMap((event) => (event.type === 'reconnecting' ? [event.why] : []))
    expect(told[0]).toContain('AnsibleTower prod')
    expect(told.at(-1)).toBeUndefined()
  })

  test('an outage longer than configured ends the wait; the job goes on and stays claimed', async () => {
    const { server, instance } = await worlds.make({}, { max_resilient_wait: 0.3 })
    server.trouble.add({ match: { path: 'unified_jobs' }, kind: 'html', status: 502, skip: 1 })
    const ctx = new RecordingContext()
    const error = await errorOf(checkout(instance, towerOrder(), undefined, ctx))
    expect(error.message).toMatch(/502.*still runs there: http.*#\/jobs\/workflow\/\d+\/output/)
    expect(ctx.claimed).toMatchObject({ job: String(server.launches()[0]?.id) })
  })

  test('the sleep of the computer is no part of an outage', async () => {
    let asleepMs = 0
    const clock = { ...systemClock, now: () => Date.now() + asleepMs }
    const { server, instance } = await worlds.make({}, {}, { clock })
    server.trouble.add({ match: { path: 'unified_jobs' }, kind: 'html', status: 502, skip: 1, times: 3 })
    const ctx = new RecordingContext((event) => {
      if (event.type === 'reconnecting' && event.why !== undefined) asleepMs = 8 * 3_600_000
    })
    const host = await checkout(instance, towerOrder(), undefined, ctx)
    expect(host.name).toBe(server.machines()[0]?.name)
    expect(asleepMs).toBeGreaterThan(0)
  })

  test('a job that ended before its time was over is taken as it ended, though that is seen too late', async () => {
    let timeIsOver = (): void => undefined
    const clock = {
      ...systemClock,
      sleep: (ms: number, signal?: AbortSignal) =>
        ms < 600_000 ? systemClock.sleep(ms, signal) : new Promise<void>((resolve) => (timeIsOver = resolve)),
    }
    const { server, instance } = await worlds.make({}, { request_timeout: 30 }, { clock })
    server.trouble.add({ match: POLL, kind: 'html', status: 502, times: 1 })
    server.trouble.add({ match: POLL, kind: 'hang', times: 1 })
    const ctx = new RecordingContext()
    const outages = (): readonly (string | undefined)[] =>
      ctx.events.flatMap((event) => (event.type === 'reconnecting' ? [event.why] : []))
    const work = checkout(instance, towerOrder(), undefined, ctx)
    await server.waitFor(() =>
      server.jobs().some(({ type, status }) => type === 'workflow_job' && status === 'successful'),
    )
    await server.waitFor(() => outages().length > 0 && server.counters().inFlight === 1)
    timeIsOver()
    expect((await work).name).toBe(server.machines()[0]?.name)
    expect(outages().at(-1)).toBeUndefined()
    expect(server.launches()).toHaveLength(1)
  })

  test('a token that ends is told with the page of the job, which goes on', async () => {
    const { server, instance } = await worlds.make({ speed: 5 })
    const ctx = new RecordingContext()
    const work = errorOf(checkout(instance, towerOrder(), undefined, ctx))
    await server.waitFor(() => server.launches()[0])
    await server.waitFor(() => ctx.claimed?.['job'])
    server.trouble.expireTokens()
    const error = await work
    expect(error).toMatchObject({ code: 'AUTH', message: expect.stringMatching(/still runs there: http/) })
    expect(ctx.claimed?.['job']).toBeDefined()
  })

  test('a job that is deleted is told as such', async () => {
    const { server, instance } = await worlds.make({ speed: 5 })
    server.trouble.add({
      match: POLL,
      kind: 'status',
      status: 200,
      body: { count: 0, next: null, results: [] },
    })
    server.trouble.add({
      match: { method: 'GET', path: /workflow_jobs\/\d+\/$/ },
      kind: 'status',
      status: 404,
    })
    const error = await errorOf(checkout(instance, towerOrder(), undefined, new RecordingContext()))
    expect(error).toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining('is no longer at') })
  })

  test('a job that may no longer be seen is told as such', async () => {
    const { server, instance } = await worlds.make({ speed: 5 })
    server.trouble.add({
      match: POLL,
      kind: 'status',
      status: 200,
      body: { count: 0, next: null, results: [] },
    })
    server.trouble.add({
      match: { method: 'GET', path: /workflow_jobs\/\d+\/$/ },
      kind: 'status',
      status: 403,
    })
    const error = await errorOf(checkout(instance, towerOrder(), undefined, new RecordingContext()))
    expect(error).toMatchObject({
      code: 'PERMISSION',
      message: expect.stringContaining('may no longer be seen'),
    })
  })

  test.each([0, -3_600_000, 3_600_000])(
    'a job that never ends is given up after its time by the clock of the server (%i ms off)',
    async (clockSkewMs) => {
      const { server, another } = await worlds.make()
      server.trouble.set({ clockSkewMs })
      // The server tells its time in whole seconds, and a busy machine adds to that.
      const instance = another({ workflow_timeout: 4 })
      const ctx = new RecordingContext()
      const beganMs = Date.now()
      const order = towerOrder({ offering: 'never-ending', arguments: {} })
      const error = await errorOf(checkout(instance, order, undefined, ctx))
      expect(error).toMatchObject({ code: 'TIMEOUT', message: expect.stringContaining('still runs at') })
      expect(Date.now() - beganMs).toBeGreaterThan(500)
      expect(ctx.claimed?.['job']).toBeDefined()
      expect(server.jobs().find(({ name }) => name === 'never-ending')?.status).toBe('running')
    },
    30_000,
  )

  test('what it waits for is told in the words of the server', async () => {
    const { server, instance } = await worlds.make({ speed: 1000 })
    const ctx = new RecordingContext()
    const order = towerOrder({ offering: 'pending-for-ever', arguments: {} })
    const work = errorOf(checkout(instance, order, undefined, ctx))
    const told = await server.waitFor(() =>
      ctx.events.find((event) => event.type === 'progress' && event.message?.includes('capacity')),
    )
    expect(told).toBeDefined()
    ctx.abort()
    expect(await work).toMatchObject({ code: 'CANCELLED' })
  })
})

describe('a job that is no longer shown', () => {
  test.each([
    [404, 'NOT_FOUND'],
    [403, 'PERMISSION'],
  ] as const)('is not launched again: %i', async (status, code) => {
    const { server, instance, another } = await worlds.make({ speed: 5 })
    const order = towerOrder()
    const first = new RecordingContext()
    void checkout(instance, order, undefined, first).catch(() => undefined)
    await server.waitFor(() => first.claimed?.['job'])
    server.trouble.add({
      match: POLL,
      kind: 'status',
      status: 200,
      body: { count: 0, next: null, results: [] },
    })
    server.trouble.add({ match: { method: 'GET', path: /workflow_jobs\/\d+\/$/ }, kind: 'status', status })
    const ctx = new RecordingContext()
    const error = await errorOf(checkout(another(), order, first.claimed, ctx))
    expect(error.code).toBe(code)
    expect(server.launches()).toHaveLength(1)
  })

  test('because of missing permission is no proof that its host is gone', async () => {
    const { server, instance } = await worlds.make()
    server.trouble.add({
      match: POLL,
      kind: 'status',
      status: 200,
      body: { count: 0, next: null, results: [] },
    })
    server.trouble.add({ match: { path: /workflow_jobs\/\d+\/$/ }, kind: 'status', status: 403 })
    const target = { hostId: 'x', ref: { job: '1329', type: 'workflow_job' } }
    expect(await errorOf(read(instance, target, call))).toMatchObject({ code: 'PERMISSION' })
  })
})
