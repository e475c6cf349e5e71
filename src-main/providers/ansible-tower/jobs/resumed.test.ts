import { afterEach, describe, expect, test } from 'vitest'
import { toErrorData, type ErrorData } from '@shared/domain/error'
import type { HostRef } from '@shared/domain/host'
import { RecordingContext } from '@main/testing/recording-context'
import { towerOrder, towerTarget, TowerWorlds } from '@main/testing/tower-world'
import { checkout, execute, extend, release } from '.'

const worlds = new TowerWorlds()
afterEach(() => worlds.end())
const call = { signal: new AbortController().signal }

async function errorOf(work: Promise<unknown>): Promise<ErrorData> {
  return await work.then(
    (value) => {
      throw new Error(`It worked: ${JSON.stringify(value)}`)
    },
    (error: unknown) => toErrorData(error),
  )
}

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

describe('what is cancelled while it is taken up again', () => {
  /** How a first run stands when it dies: its job is known, or its launch was not answered. */
  const MOMENTS = ['its job is known', 'its launch was not answered'] as const
  type Moment = (typeof MOMENTS)[number]

  /** What was written down by then. */
  function keptBy(first: RecordingContext, moment: Moment): HostRef | undefined {
    const claims = first.events.flatMap((event) => (event.type === 'claim' ? [event.ref] : []))
    return moment === 'its job is known' ? first.claimed : claims[0]
  }

  function stopped(): RecordingContext {
    const ctx = new RecordingContext()
    ctx.abort()
    return ctx
  }

  test.each(MOMENTS)('is cancelled at the server: an execution, where %s', async (moment) => {
    const { server, instance, another } = await worlds.make()
    const order = towerOrder({ offering: 'never-ending', arguments: {} })
    const first = new RecordingContext()
    void execute(instance, order, undefined, first).catch(() => undefined)
    await server.waitFor(() => server.jobs().some(({ status }) => status === 'running'))
    const ctx = stopped()
    const work = execute(another(), order, keptBy(first, moment), ctx)
    expect(await errorOf(work)).toMatchObject({ code: 'CANCELLED' })
    expect(server.jobs().map(({ status }) => status)).toEqual(['canceled', 'canceled'])
    expect(server.launches()).toHaveLength(1)
    expect(ctx.events.some(({ type }) => type === 'unclaim')).toBe(true)
  })

  test.each(MOMENTS)('is cancelled at the server: a check out, where %s', async (moment) => {
    const { server, instance, another } = await worlds.make({ speed: 5 })
    const order = towerOrder()
    const first = new RecordingContext()
    void checkout(instance, order, undefined, first).catch(() => undefined)
    await server.waitFor(() => server.machines()[0])
    const ctx: RecordingContext = new RecordingContext(({ type }) => type === 'step' && ctx.abort())
    const work = checkout(another(), order, keptBy(first, moment), ctx)
    expect(await errorOf(work)).toMatchObject({ code: 'CANCELLED' })
    expect(server.jobs().find(({ name }) => name === 'deploy-rhel')?.status).toBe('canceled')
    expect(server.machines()).toEqual([])
    expect(ctx.events.some(({ type }) => type === 'unclaim')).toBe(true)
  })

  test.each(MOMENTS)('is cancelled at the server: an extension, where %s', async (moment) => {
    const { server, instance, another } = await worlds.make()
    const order = towerOrder()
    const host = await checkout(instance, order, undefined, new RecordingContext())
    server.trouble.set({ slowNodes: 1000 })
    const first = new RecordingContext()
    const DAY = { kind: 'by', ms: 86_400_000 } as const
    void extend(instance, towerTarget(order, host), DAY, first).catch(() => undefined)
    await server.waitFor(() => server.jobs().some(({ status }) => status === 'running'))
    const marks = first.events.flatMap((event) => (event.type === 'mark' ? [event.mark] : []))
    const marked = moment === 'its job is known' ? first.marked : marks[0]
    const ctx = new RecordingContext(undefined, { operationId: first.operationId, marked })
    ctx.abort()
    const work = extend(another(), towerTarget(order, host), DAY, ctx)
    expect(await errorOf(work)).toMatchObject({ code: 'CANCELLED' })
    const job = server.jobs().find(({ name }) => name === 'extend-vm')
    expect(job?.status).toBe('canceled')
  })
})

describe('an extension that is cancelled', () => {
  const DAY = { kind: 'by', ms: 86_400_000 } as const

  test('cancels its job at the server', async () => {
    const { server, instance } = await worlds.make()
    const order = towerOrder()
    const host = await checkout(instance, order, undefined, new RecordingContext())
    server.trouble.set({ slowNodes: 1000 })
    const ctx = new RecordingContext()
    const work = errorOf(extend(instance, towerTarget(order, host), DAY, ctx))
    await server.waitFor(() => server.jobs().some(({ status }) => status === 'running'))
    ctx.abort()
    expect(await work).toMatchObject({ code: 'CANCELLED' })
    expect(server.jobs().find(({ name }) => name === 'extend-vm')?.status).toBe('canceled')
  })

  test('is told as done where the job was over already', async () => {
    const { server, instance, another } = await worlds.make()
    const order = towerOrder()
    const host = await checkout(instance, order, undefined, new RecordingContext())
    const first = new RecordingContext()
    await extend(instance, towerTarget(order, host), DAY, first)
    const ctx = new RecordingContext(undefined, first)
    ctx.abort()
    const { lease } = await extend(another(), towerTarget(order, host), DAY, ctx)
    const expiresAtMs = server.machines()[0]?.expiresAtMs ?? 0
    expect(lease?.endsAtMs).toBe(Math.floor(expiresAtMs / 1000) * 1000)
    expect(server.launches().filter(({ templateName }) => templateName === 'extend-vm')).toHaveLength(1)
  })
})
