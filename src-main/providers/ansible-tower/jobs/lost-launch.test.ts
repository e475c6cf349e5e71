import { afterEach, describe, expect, test } from 'vitest'
import { toErrorData, type ErrorData } from '@shared/domain/error'
import { RecordingContext } from '@main/testing/recording-context'
import { towerOrder, towerTarget, TowerWorlds } from '@main/testing/tower-world'
import { checkout, execute, read, release } from '.'

const worlds = new TowerWorlds()
afterEach(() => worlds.end())
const call = { signal: new AbortController().signal }
const LAUNCH = { method: 'POST', path: /\/launch\/$/ }

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

  test('is found again where the job template became a workflow of slices', async () => {
    const { server, instance } = await worlds.make()
    server.trouble.add({ match: LAUNCH, kind: 'drop-answer', times: 1 })
    const order = towerOrder({
      action: 'job_template',
      offering: 'asks-for-everything',
      arguments: { tower_job_slice_count: 2 },
    })
    const ctx = new RecordingContext()
    const { output } = await execute(instance, order, undefined, ctx)
    expect(server.launches()).toMatchObject([{ type: 'workflow_job', payload: { job_slice_count: 2 } }])
    expect(output?.match(/\(job \d+\)/g)).toHaveLength(2)
    expect(ctx.events.filter(({ type }) => type === 'ignored')).toEqual([])
  })

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
