import { afterEach, describe, expect, test } from 'vitest'
import { toErrorData, type ErrorData } from '@shared/domain/error'
import { RecordingContext } from '@main/testing/recording-context'
import { towerOrder, towerTarget, TowerWorlds } from '@main/testing/tower-world'
import { checkout, execute, read, release } from '.'

const worlds = new TowerWorlds()
afterEach(() => worlds.end())
const call = { signal: new AbortController().signal }
const LAUNCH = { method: 'POST', path: /\/launch\/$/ }
const POLL = { method: 'GET', path: 'unified_jobs/?order_by=id&id__in' }

async function errorOf(work: Promise<unknown>): Promise<ErrorData> {
  return await work.then(
    (value) => {
      throw new Error(`It worked: ${JSON.stringify(value)}`)
    },
    (error: unknown) => toErrorData(error),
  )
}

describe('a launch whose answer is lost', () => {
  test.each(['drop-answer', 'truncate'] as const)(
    'is found again and not launched twice: %s',
    async (kind) => {
      const { server, instance } = await worlds.make()
      server.trouble.add({ match: LAUNCH, kind, times: 1 })
      const order = towerOrder()
      const host = await checkout(instance, order, undefined, new RecordingContext())
      expect(server.launches()).toHaveLength(1)
      expect(host.ref['desktop_id']).toBe(order.hostId)
      expect(server.machines()).toHaveLength(1)
    },
  )

  test('among many at once each finds its own', async () => {
    const { server, instance } = await worlds.make()
    server.trouble.add({ match: LAUNCH, kind: 'drop-answer', times: 5, skip: 2 })
    const orders = Array.from({ length: 10 }, () => towerOrder())
    const hosts = await Promise.all(
      orders.map((order) => checkout(instance, order, undefined, new RecordingContext())),
    )
    expect(hosts.map(({ ref }) => ref['desktop_id'])).toEqual(orders.map(({ hostId }) => hostId))
    expect(server.launches()).toHaveLength(10)
  })

  test('that never came to the server is launched once more', async () => {
    const { server, instance } = await worlds.make()
    server.trouble.add({ match: LAUNCH, kind: 'reset', times: 1 })
    await checkout(instance, towerOrder(), undefined, new RecordingContext())
    expect(server.launches()).toHaveLength(1)
    expect(server.requests(LAUNCH)).toHaveLength(2)
  })

  test('that stays lost keeps its claim, so that it can be looked for again', async () => {
    const { server, instance } = await worlds.make()
    server.trouble.add({ match: LAUNCH, kind: 'reset' })
    const ctx = new RecordingContext()
    const order = towerOrder()
    const error = await errorOf(checkout(instance, order, undefined, ctx))
    expect(error).toMatchObject({
      code: 'PROVIDER',
      message: expect.stringContaining('did not tell whether'),
    })
    expect(ctx.claimed).toMatchObject({ desktop_id: order.hostId })
    expect(server.requests(LAUNCH)).toHaveLength(2)
    expect(await read(instance, { hostId: order.hostId, ref: ctx.claimed }, call)).toBe('gone')
  })

  test('of a template that takes no variables is the one job of it since then', async () => {
    const { server, instance } = await worlds.make()
    server.trouble.add({ match: LAUNCH, kind: 'drop-answer', times: 1 })
    const order = towerOrder({ offering: 'takes-no-variables', arguments: {} })
    await checkout(instance, order, undefined, new RecordingContext())
    expect(server.launches()).toHaveLength(1)
  })

  test('of such a template is never launched twice where nobody can tell', async () => {
    const { server, instance } = await worlds.make()
    server.trouble.add({ match: LAUNCH, kind: 'reset', times: 1 })
    const ctx = new RecordingContext()
    const order = towerOrder({ offering: 'takes-no-variables', arguments: {} })
    await errorOf(checkout(instance, order, undefined, ctx))
    expect(server.requests(LAUNCH)).toHaveLength(1)
    expect(ctx.claimed).toBeDefined()
  })

  test('of a release is found again', async () => {
    const { server, instance } = await worlds.make()
    const order = towerOrder()
    const host = await checkout(instance, order, undefined, new RecordingContext())
    server.trouble.add({ match: LAUNCH, kind: 'drop-answer', times: 1 })
    await release(instance, towerTarget(order, host), new RecordingContext())
    expect(server.launches().filter(({ templateName }) => templateName === 'remove-vm')).toHaveLength(1)
  })
})

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
      const instance = another({ workflow_timeout: 2 })
      const ctx = new RecordingContext()
      const beganMs = Date.now()
      const order = towerOrder({ offering: 'never-ending', arguments: {} })
      const error = await errorOf(checkout(instance, order, undefined, ctx))
      expect(error).toMatchObject({ code: 'TIMEOUT', message: expect.stringContaining('still runs at') })
      expect(Date.now() - beganMs).toBeGreaterThan(500)
      expect(ctx.claimed?.['job']).toBeDefined()
      expect(server.jobs().find(({ name }) => name === 'never-ending')?.status).toBe('running')
    },
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

describe('a check out that is cancelled', () => {
  test('cancels the job at the server and releases what it had made', async () => {
    const { server, instance } = await worlds.make({ speed: 5 })
    const ctx = new RecordingContext()
    const work = errorOf(checkout(instance, towerOrder(), undefined, ctx))
    await server.waitFor(() => server.machines()[0])
    ctx.abort()
    expect(await work).toMatchObject({ code: 'CANCELLED' })
    expect(server.machines()).toEqual([])
    expect(ctx.claimed).toBeUndefined()
    expect(server.jobs().find(({ name }) => name === 'deploy-rhel')?.status).toBe('canceled')
  })

  test.each(['jdoe', 'admin'])('is not troubled by a job that was over already (as %s)', async (username) => {
    const { server, another } = await worlds.make()
    const instance = another({ token: server.tokenFor(username) })
    const ctx = new RecordingContext((event) => {
      // The last thing before the host is claimed for good.
      if (event.type === 'steps') ctx.abort()
    })
    expect(await errorOf(checkout(instance, towerOrder(), undefined, ctx))).toMatchObject({
      code: 'CANCELLED',
    })
    expect(server.machines()).toEqual([])
    expect(ctx.claimed).toBeUndefined()
  })

  test('leaves for a person to decide what cannot be released', async () => {
    const { server, instance } = await worlds.make({ speed: 5 }, { release_workflow: 'breaks' })
    const ctx = new RecordingContext()
    const work = errorOf(checkout(instance, towerOrder(), undefined, ctx))
    await server.waitFor(() => server.machines()[0])
    ctx.abort()
    expect(await work).toMatchObject({ code: 'CANCELLED' })
    const left = ctx.events.find((event) => event.type === 'leaveBehind')
    expect(left).toMatchObject({ settle: 'ask', hosts: [{ name: server.machines()[0]?.name }] })
    expect(ctx.claimed).toMatchObject({ name: server.machines()[0]?.name })
  })
})

describe('work that is taken up again', () => {
  test('by its claim waits for the job of the first run', async () => {
    const { server, instance, another } = await worlds.make({ speed: 10 })
    const order = towerOrder()
    const first = new RecordingContext()
    void checkout(instance, order, undefined, first).catch(() => undefined)
    await server.waitFor(() => first.claimed?.['job'])
    const ctx = new RecordingContext()
    const host = await checkout(another(), order, first.claimed, ctx)
    expect(server.launches()).toHaveLength(1)
    expect(host.ref['job']).toBe(String(server.launches()[0]?.id))
  })

  test('when the server is not there at first is patient', async () => {
    const { server, instance, another } = await worlds.make({ speed: 10 })
    const order = towerOrder()
    const first = new RecordingContext()
    void checkout(instance, order, undefined, first).catch(() => undefined)
    await server.waitFor(() => first.claimed?.['job'])
    const later = another()
    await later.client(call.signal)
    server.trouble.add({ kind: 'html', status: 503, times: 12 })
    const ctx = new RecordingContext()
    await checkout(later, order, first.claimed, ctx)
    expect(server.launches()).toHaveLength(1)
    expect(ctx.events.some((event) => event.type === 'reconnecting')).toBe(true)
  })

  test.each(['with the id of its job', 'with our own id only'])('a release waits: %s', async (how) => {
    const { server, instance, another } = await worlds.make({ speed: 10 })
    const order = towerOrder()
    const host = await checkout(instance, order, undefined, new RecordingContext())
    const first: RecordingContext = new RecordingContext()
    void release(instance, towerTarget(order, host), first).catch(() => undefined)
    await server.waitFor(() => first.marked?.['job'])
    const marks = first.events.flatMap((event) => (event.type === 'mark' ? [event.mark] : []))
    const marked = how === 'with our own id only' ? marks[0] : first.marked
    const resumed = new RecordingContext(undefined, { operationId: first.operationId, marked })
    await release(another(), towerTarget(order, host), resumed)
    expect(server.launches().filter(({ templateName }) => templateName === 'remove-vm')).toHaveLength(1)
    expect(server.machines()).toEqual([])
  })

  test('an execution waits for the job of the first run', async () => {
    const { server, instance, another } = await worlds.make({ speed: 10 })
    const order = towerOrder({ action: 'job_template', offering: 'run-command', arguments: {} })
    const first = new RecordingContext()
    void execute(instance, order, undefined, first).catch(() => undefined)
    await server.waitFor(() => first.claimed?.['job'])
    const result = await execute(another(), order, first.claimed, new RecordingContext())
    expect(result.output).toContain('load average')
    expect(server.launches()).toHaveLength(1)
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

test('a job whose claim cannot be written is cancelled', async () => {
  const { server, instance } = await worlds.make({ speed: 5 })
  const ctx = new RecordingContext((event) => {
    if (event.type === 'claim' && event.ref['job'] !== undefined) throw new Error('The disk is full.')
  })
  await errorOf(checkout(instance, towerOrder(), undefined, ctx))
  await server.waitFor(() =>
    server.jobs().find(({ name, status }) => name === 'deploy-rhel' && status === 'canceled'),
  )
})

test('a launch whose answer was lost and whose search fails keeps its claim', async () => {
  const { server, instance } = await worlds.make({}, { max_resilient_wait: 0.2 })
  server.trouble.add({ match: LAUNCH, kind: 'drop-answer', times: 1 })
  server.trouble.add({ match: { path: 'unified_jobs' }, kind: 'html', status: 502, skip: 1 })
  const ctx = new RecordingContext()
  const order = towerOrder()
  await errorOf(checkout(instance, order, undefined, ctx))
  expect(ctx.claimed).toMatchObject({ desktop_id: order.hostId })
  expect(server.requests(LAUNCH)).toHaveLength(1)
})

test('a server that was too slow to answer a launch is not asked a second time', async () => {
  const { server, instance } = await worlds.make()
  server.trouble.add({ match: LAUNCH, kind: 'text', times: 1 })
  const ctx = new RecordingContext()
  await errorOf(checkout(instance, towerOrder(), undefined, ctx))
  expect(server.requests(LAUNCH)).toHaveLength(1)
  expect(ctx.claimed).toBeDefined()
})
