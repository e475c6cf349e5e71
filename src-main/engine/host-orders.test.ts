import { beforeEach, describe, expect, test } from 'vitest'
import { UNKNOWN_OFFERING } from '@shared/domain/host'
import { startCheckout } from '@main/engine/checkout'
import { ordersOfHosts } from '@main/engine/host-orders'
import { retryTask } from '@main/engine/retry'
import { put } from '@main/inventory/testing/samples'
import { scriptedEngine, scriptedRequest } from '@main/testing/scripted-engine'
import { refusal } from '@main/testing/scripted-provider'

const engine = scriptedEngine()
const HERE = {
  provider: 'Sandbox',
  instance: 'sandbox',
  action: 'machine',
  offering: 'vm',
} as const

function add(id: string, over: Parameters<typeof put>[2] = {}): void {
  put(engine.core.inventory, id, { ...HERE, ...over })
}
beforeEach(() => {
  engine.start()
})

const orders = (...hostIds: readonly string[]) => ordersOfHosts(engine.core.engine, hostIds)

describe('what hosts were checked out with', () => {
  test('is one order for those that were asked for alike, with the stored arguments and labels', () => {
    add('a', { arguments: { size: 4, tags: ['x', 'y'] }, labels: { team: 'platform' } })
    add('b', { arguments: { tags: ['x', 'y'], size: 4 }, labels: { team: 'platform' } })
    add('c', { arguments: { size: 5, tags: ['x', 'y'] }, labels: { team: 'platform' } })
    add('d', { arguments: { size: 4, tags: ['y', 'x'] }, labels: { team: 'platform' } })
    const found = orders('a', 'c', 'b', 'd', 'a')
    expect(found.without).toEqual([])
    expect(found.orders.map((order) => order.hostIds)).toEqual([['a', 'b'], ['c'], ['d']])
    expect(found.orders[0]).toEqual({
      hostIds: ['a', 'b'],
      target: { provider: HERE.provider, instance: HERE.instance },
      action: 'machine',
      offering: 'vm',
      arguments: { size: 4, tags: ['x', 'y'] },
      labels: { team: 'platform' },
    })
  })

  test('is not known of a host that a sync found; the others are told all the same', () => {
    add('a')
    add('found', { offering: UNKNOWN_OFFERING })
    add('odd', { action: 'no_such_action' })
    const found = orders('found', 'a', 'odd', 'no longer there')
    expect(found.orders.map((order) => order.hostIds)).toEqual([['a']])
    expect(found.without).toEqual(['found', 'odd'])
  })

  test('keeps a secret as a marker, and the copy is made with the same secret', async () => {
    const seen: unknown[] = []
    engine.start({
      checkout(request, _ctx, remote) {
        seen.push(request.arguments['password'])
        return Promise.resolve(remote.make(request.hostId))
      },
    })
    const core = engine.core.engine
    const first = startCheckout(
      core,
      scriptedRequest({ arguments: { password: 'sesame-7' }, secretArguments: ['password'] }),
    )
    await engine.core.ended(first.id)
    const [order] = orders(first.lines[0]?.hostId ?? '').orders
    expect(JSON.stringify(order)).not.toContain('sesame-7')
    const again = startCheckout(core, scriptedRequest({ arguments: order?.arguments ?? {} }))
    await engine.core.ended(again.id)
    expect(seen).toEqual(['sesame-7', 'sesame-7'])
  })

  test('says where each argument came from, as the check out did, also of a copy and of a retry', async () => {
    const sources = { size: { kind: 'nick', name: 'big' } } as const
    const asked = scriptedRequest({ arguments: { size: 4 }, nick: 'big', sources })
    let full = false
    engine.start({
      checkout: (request, _ctx, remote) =>
        full ? Promise.reject(refusal('Full.')) : Promise.resolve(remote.make(request.hostId)),
    })
    const { core } = engine
    const first = await core.ended(startCheckout(core.engine, asked).id)
    const [order] = orders(first.lines[0]?.hostId ?? '').orders
    expect(order).toMatchObject({ sources, nick: 'big' })
    if (order === undefined) return
    const { hostIds: _, ...request } = order
    full = true
    const copy = startCheckout(core.engine, { ...request, secretArguments: [], count: 1 })
    await core.ended(copy.id)
    full = false
    const again = await core.ended(retryTask(core.engine, core.checkins, copy.id).id)
    expect(orders(again.lines[0]?.hostId ?? '').orders[0]).toMatchObject({ sources })
  })

  test('says what the provider ignored of it', async () => {
    engine.start({
      checkout(request, ctx, remote) {
        ctx.ignored(['size', 'labels'])
        return Promise.resolve(remote.make(request.hostId))
      },
    })
    const task = startCheckout(
      engine.core.engine,
      scriptedRequest({ arguments: { size: 4 }, labels: { a: '' } }),
    )
    await engine.core.ended(task.id)
    expect(engine.core.inventory.tasks.get(task.id)?.lines[0]?.ignored).toEqual(['size', 'labels'])
    expect(orders(task.lines[0]?.hostId ?? '').orders).toMatchObject([{ ignored: ['size', 'labels'] }])
  })

  test('leaves out how many there were: a copy of a copy is one host', async () => {
    const ids = await engine.holding(3)
    const [order] = orders(ids[0] ?? '').orders
    if (order === undefined) throw new Error('There is no order.')
    const { hostIds: _, ...request } = order
    const again = startCheckout(engine.core.engine, { ...request, secretArguments: [], count: 1 })
    await engine.core.ended(again.id)
    const copy = engine.core.inventory.tasks.get(again.id)?.lines[0]?.hostId ?? ''
    expect(orders(copy).orders).toMatchObject([{ hostIds: [copy], offering: order.offering }])
    expect(orders(copy).orders[0]).not.toHaveProperty('count')
  })
})
