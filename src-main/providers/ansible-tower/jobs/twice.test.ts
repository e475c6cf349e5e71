import { afterEach, describe, expect, test } from 'vitest'
import { toErrorData, type ErrorData } from '@shared/domain/error'
import type { HostRef } from '@shared/domain/host'
import type { CheckoutOrder } from '@main/providers/contract'
import type { AwxServer } from '@main/testing/awx'
import { RecordingContext } from '@main/testing/recording-context'
import { awkwardCatalog } from '@main/testing/tower-awkward'
import { towerOrder, towerTarget, TowerWorlds, type TowerWorld } from '@main/testing/tower-world'
import { checkout, extend, read, release } from '.'

const worlds = new TowerWorlds()
afterEach(() => worlds.end())
const call = { signal: new AbortController().signal }
const LAUNCH = { method: 'POST', path: /\/launch\/$/ }
const HOUR_MS = 3_600_000

async function awkward(config: Readonly<Record<string, unknown>> = {}, speed = 50): Promise<TowerWorld> {
  return await worlds.make({ catalog: awkwardCatalog(), speed }, config)
}

async function errorOf(work: Promise<unknown>): Promise<ErrorData> {
  return await work.then(
    (value) => {
      throw new Error(`It worked: ${JSON.stringify(value)}`)
    },
    (error: unknown) => toErrorData(error),
  )
}

function orderOf(offering: string): CheckoutOrder {
  return towerOrder({ offering, arguments: {} })
}

function launchesOf(server: AwxServer, name: string): number {
  return server.launches().filter(({ templateName }) => templateName === name).length
}

/** What was claimed before the launch was sent. */
function firstClaim(ctx: RecordingContext): HostRef {
  const [first] = ctx.events.flatMap((event) => (event.type === 'claim' ? [event.ref] : []))
  if (first === undefined) throw new Error('Nothing was claimed.')
  return first
}

function firstMark(ctx: RecordingContext): RecordingContext['marked'] {
  return ctx.events.flatMap((event) => (event.type === 'mark' ? [event.mark] : []))[0]
}

/** A claim of a launch so long ago that it has come to the server or never will. */
function longAgo(claim: HostRef): HostRef {
  return { ...claim, at: '0' }
}

describe('a workflow that takes no variables, after a crash', () => {
  test('is not launched again, and the job of another line is not taken', async () => {
    const { server, instance, another } = await awkward()
    const ctx = new RecordingContext()
    await checkout(instance, orderOf('fixed'), undefined, ctx)
    const second = orderOf('fixed')
    const claimed = { ...longAgo(firstClaim(ctx)), desktop_id: second.hostId }
    const again = new RecordingContext()
    const error = await errorOf(checkout(another(), second, claimed, again))
    expect(error.message).toContain('did not tell whether it launched fixed')
    expect(again.events.some(({ type }) => type === 'unclaim')).toBe(false)
    expect(server.launches()).toHaveLength(1)
  })

  test('of which several jobs may be it is not launched again', async () => {
    const { server, instance, another } = await awkward()
    const ctx = new RecordingContext()
    await checkout(instance, orderOf('fixed'), undefined, ctx)
    const second = orderOf('fixed')
    await checkout(instance, second, undefined, new RecordingContext())
    const claimed = { ...longAgo(firstClaim(ctx)), desktop_id: second.hostId }
    await errorOf(checkout(another(), second, claimed, new RecordingContext()))
    expect(server.launches()).toHaveLength(2)
  })

  test('of which there is no job is launched', async () => {
    const { server, instance } = await awkward()
    const order = orderOf('fixed')
    const claimed = { desktop_id: order.hostId, after: '0', at: '0' }
    await checkout(instance, order, claimed, new RecordingContext())
    expect(server.launches()).toHaveLength(1)
  })

  test('claims after what was launched before it, by hand or by the lines of its batch', async () => {
    const { server, instance, another } = await awkward()
    await checkout(instance, orderOf('fixed'), undefined, new RecordingContext())
    await checkout(another(), orderOf('fixed'), undefined, new RecordingContext())
    const contexts = [new RecordingContext(), new RecordingContext(), new RecordingContext()]
    await Promise.all(contexts.map((ctx) => checkout(instance, orderOf('fixed'), undefined, ctx)))
    const ids = server.launches().map(({ id }) => String(id))
    expect(new Set(contexts.map((ctx) => firstClaim(ctx)['after']))).toEqual(new Set(ids.slice(1, 4)))
  })

  test('whose answer is lost is not called gone while nobody can tell', async () => {
    const { server, instance, another } = await awkward({ max_resilient_wait: 0.2 })
    await instance.client(call.signal)
    server.trouble.add({ match: LAUNCH, kind: 'drop-answer', times: 1 })
    server.trouble.add({ match: { path: 'unified_jobs' }, kind: 'html', status: 502, skip: 2 })
    const order = orderOf('fixed')
    const ctx = new RecordingContext()
    await errorOf(checkout(instance, order, undefined, ctx))
    expect(launchesOf(server, 'fixed')).toBe(1)
    server.trouble.reset()
    const target = { hostId: order.hostId, ref: ctx.claimed, action: 'workflow', offering: 'fixed' }
    expect((await errorOf(read(another(), target, call))).message).toContain('did not tell whether')
    await errorOf(release(another(), target, new RecordingContext()))
  })
})

describe('a launch that a slow server was still working on when the application ended', () => {
  async function cutShort(world: TowerWorld): Promise<{ order: CheckoutOrder; claimed: HostRef }> {
    const { server, instance } = world
    await instance.client(call.signal)
    const slow = server.trouble.add({ match: LAUNCH, kind: 'latency', ms: 1000, times: 1 })
    const order = orderOf('deploy')
    const ctx = new RecordingContext()
    void checkout(instance, order, undefined, ctx).catch(() => undefined)
    await server.waitFor(() => slow.hits > 0)
    const claimed = ctx.claimed ?? {}
    return { order, claimed }
  }

  test('is found when it comes', async () => {
    const world = await awkward()
    const { order, claimed } = await cutShort(world)
    const host = await checkout(world.another(), order, claimed, new RecordingContext())
    expect(launchesOf(world.server, 'deploy')).toBe(1)
    expect(world.server.machines().map(({ name }) => name)).toEqual([host.name])
  })

  test('is released when it comes', async () => {
    const world = await awkward()
    const { order, claimed } = await cutShort(world)
    const target = { hostId: order.hostId, ref: claimed, action: order.action, offering: order.offering }
    await release(world.another(), target, new RecordingContext())
    expect(launchesOf(world.server, 'deploy')).toBe(1)
    expect(world.server.machines()).toEqual([])
  })
})

describe('an extension that was launched before the crash is not launched again', () => {
  async function extended(
    config: Readonly<Record<string, unknown>>,
    prepare: (server: AwxServer) => void = () => undefined,
    marked: (ctx: RecordingContext) => RecordingContext['marked'] = firstMark,
  ): Promise<{ server: AwxServer; error: ErrorData | undefined }> {
    const { server, instance, another } = await awkward(config)
    const order = orderOf('deploy')
    const host = await checkout(instance, order, undefined, new RecordingContext())
    const target = towerTarget(order, host)
    const first = new RecordingContext()
    await extend(instance, target, { kind: 'by', ms: HOUR_MS }, first)
    prepare(server)
    const mark = marked(first)
    const again = new RecordingContext(undefined, { operationId: first.operationId, marked: mark })
    const outcome = await extend(another(), target, { kind: 'by', ms: HOUR_MS }, again).then(
      () => undefined,
      (error: unknown) => toErrorData(error),
    )
    expect(server.launches()).toHaveLength(2)
    expect(server.machines()[0]?.expiresAtMs).toBe((host.lease?.endsAtMs ?? 0) + HOUR_MS)
    return { server, error: outcome }
  }

  test('where its workflow takes a survey only: nobody can tell', async () => {
    const isOld = (ctx: RecordingContext): HostRef => longAgo(firstMark(ctx) ?? {})
    const { error } = await extended({ extend_workflow: 'extend-survey' }, undefined, isOld)
    expect(error?.message).toContain('did not tell whether')
  })

  test('where its workflow is configured with its organization', async () => {
    expect((await extended({ extend_workflow: 'Default/extend-vm' })).error).toBeUndefined()
  })

  test('where lists do not show its job', async () => {
    const hide = (server: AwxServer): void => {
      const none = { count: 0, next: null, results: [] }
      server.trouble.add({
        match: { method: 'GET', path: 'id__in' },
        kind: 'status',
        status: 200,
        body: none,
        times: 1,
      })
    }
    expect((await extended({}, hide, (ctx) => ctx.marked)).error).toBeUndefined()
  })
})

describe('a release', () => {
  test('by a workflow that is configured with its organization is known afterwards', async () => {
    const { instance } = await awkward({ release_workflow: 'Default/remove-vm' })
    const order = orderOf('deploy')
    const target = towerTarget(order, await checkout(instance, order, undefined, new RecordingContext()))
    await release(instance, target, new RecordingContext())
    expect(await read(instance, target, call)).toBe('gone')
  })

  test('that was done is not done again where the inventory still has the host', async () => {
    const { server, instance, another } = await awkward({ release_workflow: 'remove-keep' })
    const order = orderOf('deploy')
    const target = towerTarget(order, await checkout(instance, order, undefined, new RecordingContext()))
    const first = new RecordingContext()
    await release(instance, target, first)
    await release(another(), target, new RecordingContext(undefined, first))
    expect(launchesOf(server, 'remove-keep')).toBe(1)
  })

  test('of a nameless left-over is not one of the other that was left', async () => {
    const { server, instance } = await awkward()
    const order = orderOf('two-and-fail')
    const ctx = new RecordingContext()
    await errorOf(checkout(instance, order, undefined, ctx))
    const left = ctx.events.flatMap((event) => (event.type === 'leaveBehind' ? event.hosts : []))
    expect(left).toHaveLength(2)
    const target = { hostId: `${order.hostId}-2`, ref: left[1]?.ref, arguments: {}, raw: left[1]?.raw ?? {} }
    expect((await errorOf(release(instance, target, new RecordingContext()))).message).toContain('no name')
    expect(server.machines()).toHaveLength(1)
    const found = await read(instance, target, call)
    expect(found).toMatchObject({ hostname: left[1]?.hostname })
  })

  test('of a host that a sync found is launched also where no inventory has it now', async () => {
    const { server, instance } = await awkward()
    const target = { hostId: 'found', ref: { host: '999', name: 'vm-x', inventory: '5' }, arguments: {} }
    await release(instance, target, new RecordingContext())
    expect(server.launches().at(-1)?.extraVars['source_vm']).toBe('vm-x')
  })
})

test('a clean-up that a crash cut short is waited for, not done again', async () => {
  const { server, instance, another } = await awkward({ release_workflow: 'remove-slowly' }, 5)
  const order = orderOf('deploy')
  const ctx = new RecordingContext()
  const work = checkout(instance, order, undefined, ctx).catch(() => undefined)
  await server.waitFor(() => server.machines()[0])
  ctx.abort()
  await server.waitFor(() => server.launches().find(({ templateName }) => templateName === 'remove-slowly'))
  await server.waitFor(() => ctx.removal.marked?.['job'])
  const target = { hostId: order.hostId, ref: ctx.claimed, action: order.action, offering: order.offering }
  await release(another(), target, new RecordingContext(undefined, ctx.removal))
  await work
  expect(launchesOf(server, 'remove-slowly')).toBe(1)
  expect(server.machines()).toEqual([])
})
