import { afterEach, expect, test } from 'vitest'
import { RecordingContext } from '@main/testing/recording-context'
import { towerOrder, TowerWorlds } from '@main/testing/tower-world'
import { checkout } from '.'

const worlds = new TowerWorlds()
afterEach(() => worlds.end())
const { signal } = new AbortController()

/** When the last node of a workflow ended, by what was told of it. */
function endOf(ctx: RecordingContext): number {
  const told = ctx.events.flatMap((event) => (event.type === 'steps' ? [event.steps] : []))
  return Math.max(...(told.at(-1) ?? []).flatMap(({ endedAtMs }) => endedAtMs ?? []))
}

test('100 check outs at once take few requests, and each is done when its own job is', async () => {
  const { server, instance } = await worlds.make({ speed: 2, latencyMs: 5 }, { workflow_poll_interval: 5 })
  await instance.client(signal)
  server.forgetRequests()
  const done: { readonly ctx: RecordingContext; readonly doneAtMs: number }[] = []
  const orders = Array.from({ length: 100 }, () => towerOrder({ offering: 'deploy-base-os', arguments: {} }))
  const hosts = await Promise.all(
    orders.map(async (order) => {
      const ctx = new RecordingContext()
      const host = await checkout(instance, order, undefined, ctx)
      done.push({ ctx, doneAtMs: Date.now() })
      return host
    }),
  )
  expect(new Set(hosts.map(({ name }) => name)).size).toBe(100)
  const { byRoute, total } = server.counters()
  expect(byRoute[`POST ${server.prefix}/workflow_job_templates/:id/launch/`]).toBe(100)
  expect(byRoute[`GET ${server.prefix}/workflow_job_templates/`]).toBe(1)
  const polls = server.requests({ path: 'unified_jobs/?order_by=id&id__in' })
  expect(polls.length, 'one poll is for all').toBeLessThanOrEqual(12)
  expect(total).toBeLessThan(150)
  expect(server.requests({ path: 'job_events' }), 'short jobs are not followed').toEqual([])
  const pollsWhile = (fromMs: number, toMs: number): number =>
    polls.filter(({ atMs }) => atMs > fromMs && atMs < toMs).length
  for (const { ctx, doneAtMs } of done) {
    expect(pollsWhile(endOf(ctx), doneAtMs), 'the first poll after its end is enough').toBeLessThanOrEqual(2)
  }
}, 60_000)

test('a job that lasts is asked for less and less often', async () => {
  const { server, instance } = await worlds.make({}, { workflow_poll_interval: 60 })
  const ctx = new RecordingContext()
  const order = towerOrder({ offering: 'never-ending', arguments: {} })
  const work = checkout(instance, order, undefined, ctx).catch(() => undefined)
  await server.waitFor(() => ctx.claimed?.['job'])
  const polls = (): number => server.requests({ path: 'unified_jobs/?order_by=id&id__in' }).length
  await server.waitFor(() => polls() === 2)
  const [first, second] = server.requests({ path: 'unified_jobs/?order_by=id&id__in' })
  expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThan(600)
  ctx.abort()
  await work
})

test('workflows that last are followed together', async () => {
  const { server, instance } = await worlds.make({ speed: 0.5 }, { workflow_poll_interval: 0.5 })
  const orders = Array.from({ length: 20 }, () => towerOrder({ offering: 'deploy-base-os', arguments: {} }))
  const contexts = orders.map(() => new RecordingContext())
  const work = Promise.all(
    orders.map((order, index) =>
      checkout(instance, order, undefined, contexts[index] ?? new RecordingContext()).catch(() => undefined),
    ),
  )
  await server.waitFor(() => server.requests({ path: 'workflow_job_nodes' }).length >= 2, 20_000)
  await server.waitFor(
    () => contexts.every((ctx) => ctx.events.some((event) => event.type === 'steps')),
    20_000,
  )
  const rounds = server.requests({ path: 'workflow_job_nodes' }).length
  expect(rounds, 'nodes of all of them in one request').toBeLessThanOrEqual(6)
  await server.waitFor(
    () => contexts.some((ctx) => ctx.lines.some((line) => line.startsWith('PLAY'))),
    20_000,
  )
  for (const ctx of contexts) ctx.abort()
  await work
}, 60_000)
