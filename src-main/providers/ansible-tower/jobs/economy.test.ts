import { afterEach, expect, test } from 'vitest'
import { RecordingContext } from '@main/testing/recording-context'
import { towerOrder, TowerWorlds } from '@main/testing/tower-world'
import { checkout } from '.'

const worlds = new TowerWorlds()
afterEach(() => worlds.end())
const { signal } = new AbortController()

test('100 check outs at once take few requests', async () => {
  const { server, instance } = await worlds.make({ speed: 2, latencyMs: 5 }, { workflow_poll_interval: 5 })
  await instance.client(signal)
  server.forgetRequests()
  const orders = Array.from({ length: 100 }, () => towerOrder({ offering: 'deploy-base-os', arguments: {} }))
  const hosts = await Promise.all(
    orders.map((order) => checkout(instance, order, undefined, new RecordingContext())),
  )
  expect(new Set(hosts.map(({ name }) => name)).size).toBe(100)
  const { byRoute, total } = server.counters()
  expect(byRoute[`POST ${server.prefix}/workflow_job_templates/:id/launch/`]).toBe(100)
  expect(byRoute[`GET ${server.prefix}/workflow_job_templates/`]).toBe(1)
  const polls = server.requests({ path: 'unified_jobs/?order_by=id&id__in' })
  const asked = polls.map(({ query }) => query.get('id__in')?.split(','))
  expect(asked.flat().length / polls.length, 'jobs asked for in one poll').toBeGreaterThan(20)
  expect(total - polls.length).toBeLessThanOrEqual(350)
  expect(server.requests({ path: 'job_events' }), 'short jobs are not followed').toEqual([])
}, 60_000)

test('a check out is done when its own job is, while another one still runs', async () => {
  const { server, instance } = await worlds.make({}, { workflow_poll_interval: 0.1 })
  const lasting = new RecordingContext()
  const work = checkout(instance, towerOrder({ offering: 'never-ending', arguments: {} }), undefined, lasting)
  const ended = work.catch(() => undefined)
  const quick = Array.from({ length: 10 }, () => towerOrder({ offering: 'deploy-base-os', arguments: {} }))
  await Promise.all(quick.map((order) => checkout(instance, order, undefined, new RecordingContext())))
  const names = server.jobs().filter(({ status }) => status === 'running' || status === 'pending')
  expect(names.map(({ name }) => name)).toContain('never-ending')
  lasting.abort()
  await ended
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
