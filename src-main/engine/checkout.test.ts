import { describe, expect, test } from 'vitest'
import { BrokerError } from '@shared/domain/error'
import { HELD_STATES } from '@shared/domain/host'
import { MASK } from '@shared/lib/redact'
import { maskArguments } from '@main/engine/argument-secrets'
import { cancelTask } from '@main/engine/cancel'
import { startCheckout } from '@main/engine/checkout'
import { keepLeftBehind } from '@main/engine/left-behind'
import { retryTask } from '@main/engine/retry'
import { scriptedRequest, scriptedEngine } from '@main/testing/scripted-engine'
import type { Script } from '@main/testing/scripted-provider'
import { refusal } from '@main/testing/scripted-provider'
import type { TestCore } from '@main/testing/test-core'

const engine = scriptedEngine()
const start = (script: Script = {}): TestCore => engine.start(script)

describe('check out', () => {
  test('writes the task and its hosts down before the provider is called', async () => {
    const seen: string[] = []
    const core = start({
      checkout(order, ctx, remote) {
        seen.push(core.inventory.hosts.get(order.hostId)?.state ?? 'unknown')
        const made = remote.make(order.hostId)
        ctx.claim(made.ref)
        return Promise.resolve(made)
      },
    })
    const task = startCheckout(core.engine, scriptedRequest({ count: 2 }))
    expect(task.lines).toHaveLength(2)
    expect(core.inventory.hosts.inStates(HELD_STATES)).toHaveLength(2)
    await core.ended(task.id)
    expect(seen).toEqual(['making', 'making'])
  })

  test.each([
    ['a provider error', () => Promise.reject(refusal('No free address.'))],
    ['an error that is not the provider’s', () => Promise.reject(new TypeError('socket hang up'))],
    ['a thrown string', () => Promise.reject('odd')],
  ])('keeps the two others when the second of three fails with %s', async (_name, fail) => {
    const core = start({
      checkout: (order, _ctx, remote) =>
        order.index === 2 ? fail() : Promise.resolve(remote.make(order.hostId)),
    })
    const task = await core.ended(startCheckout(core.engine, scriptedRequest({ count: 3 })).id)
    expect(task.state).toBe('failed')
    expect(task.lines.map((line) => line.status.state)).toEqual(['succeeded', 'failed', 'succeeded'])
    expect(core.inventory.hosts.inStates(['ready'])).toHaveLength(2)
    expect(core.inventory.hosts.inStates(HELD_STATES)).toHaveLength(2)
  })

  test("puts the settings' labels over those of the order", async () => {
    const seen: unknown[] = []
    const core = start({
      checkout(order, _ctx, remote) {
        seen.push(order.labels)
        return Promise.resolve(remote.make(order.hostId))
      },
    })
    const engineDeps = { ...core.engine, labelsOf: () => ({ team: 'qe' }) }
    const request = scriptedRequest({ labels: { team: 'mine', run: '1' } })
    await core.ended(startCheckout(engineDeps, request).id)
    expect(seen).toEqual([{ team: 'qe', run: '1' }])
  })

  test('keeps a host that has no hostname', async () => {
    const core = start({
      checkout: (order, _ctx, remote) =>
        Promise.resolve(remote.make(order.hostId, order.index === 2 ? null : undefined)),
    })
    await core.ended(startCheckout(core.engine, scriptedRequest({ count: 3 })).id)
    const held = core.inventory.hosts.inStates(['ready'])
    expect(held).toHaveLength(3)
    expect(held.filter((host) => host.hostname === undefined)).toHaveLength(1)
  })

  test('a failure that left something behind keeps the host until it is settled', async () => {
    const core = start({
      checkout(order, ctx, remote) {
        ctx.claim(remote.make(order.hostId).ref)
        return Promise.reject(refusal('It does not boot.'))
      },
    })
    const task = await core.ended(startCheckout(core.engine, scriptedRequest()).id)
    const [host] = core.inventory.hosts.inStates(['left_behind'])
    expect(host?.problem).toContain('Scripted refused.')
    expect(task.lines[0]?.status).toMatchObject({ state: 'failed', error: { said: 'It does not boot.' } })
    expect(await keepLeftBehind(core.engine, host?.id ?? '')).toBe(true)
    expect(core.inventory.hosts.get(host?.id ?? '')?.state).toBe('ready')
  })

  test('a left-behind host of which nothing is there is discarded when it is to be kept', async () => {
    const core = start({
      checkout(order, ctx, remote) {
        ctx.claim(remote.make(order.hostId).ref)
        return Promise.reject(refusal('It does not boot.'))
      },
    })
    await core.ended(startCheckout(core.engine, scriptedRequest()).id)
    const [host] = core.inventory.hosts.inStates(['left_behind'])
    engine.service.existing.clear()
    expect(await keepLeftBehind(core.engine, host?.id ?? '')).toBe(false)
    expect(core.inventory.hosts.inStates(HELD_STATES)).toHaveLength(0)
  })

  test('never runs more lines at once than the setting says', async () => {
    let running = 0
    let most = 0
    const core = start({
      async checkout(order, _ctx, remote) {
        running += 1
        most = Math.max(most, running)
        await new Promise((resolve) => setImmediate(resolve))
        running -= 1
        return remote.make(order.hostId)
      },
    })
    core.settings.savePreferences({ concurrency: 3 })
    await core.ended(startCheckout(core.engine, scriptedRequest({ count: 10 })).id)
    expect(most).toBe(3)
  })

  test('cancel stops what runs and never begins what waits', async () => {
    const core = start({
      checkout: (_order, ctx) =>
        new Promise((_resolve, reject) => {
          ctx.signal.addEventListener('abort', () => {
            reject(new BrokerError({ code: 'CANCELLED', message: 'Cancelled.' }))
          })
        }),
    })
    core.settings.savePreferences({ concurrency: 1 })
    const task = startCheckout(core.engine, scriptedRequest({ count: 3 }))
    await core.when(() => core.inventory.tasks.get(task.id)?.lines[0]?.status.state === 'running')
    cancelTask(core.engine, core.checkins, task.id)
    const ended = await core.ended(task.id)
    expect(ended.state).toBe('cancelled')
    expect(engine.service.calls).toHaveLength(1)
    expect(core.inventory.hosts.inStates(HELD_STATES)).toHaveLength(0)
  })

  test('retry makes as many as failed, with the same arguments', async () => {
    let failing = true
    const core = start({
      checkout: (order, _ctx, remote) =>
        failing && order.index > 1
          ? Promise.reject(refusal('Full.'))
          : Promise.resolve(remote.make(order.hostId)),
    })
    const first = await core.ended(
      startCheckout(core.engine, scriptedRequest({ count: 3, arguments: { size: 2 } })).id,
    )
    failing = false
    const second = await core.ended(retryTask(core.engine, core.checkins, first.id).id)
    expect(second.lines).toHaveLength(2)
    expect(second.retryOf).toBe(first.id)
    const held = core.inventory.hosts.inStates(['ready'])
    expect(held).toHaveLength(3)
    expect(held.every((host) => host.arguments['size'] === 2)).toBe(true)
  })

  test('an unknown action is refused with the ones there are', () => {
    const core = start()
    expect(() => startCheckout(core.engine, scriptedRequest({ action: 'machin' }))).toThrow(BrokerError)
    expect(core.inventory.tasks.list({ limit: 10 })).toHaveLength(0)
  })
})

describe('secret arguments', () => {
  const SECRET = 'canary-5f1d'

  test('reach the provider and nothing else', async () => {
    let received: unknown
    const core = start({
      checkout(order, ctx) {
        received = order.arguments['root_password']
        ctx.log(`using ${SECRET}`)
        return Promise.reject(refusal(`the password ${SECRET} is weak`))
      },
    })
    const task = await core.ended(
      startCheckout(
        core.engine,
        scriptedRequest({ arguments: { root_password: SECRET }, secretArguments: ['root_password'] }),
      ).id,
    )
    expect(received).toBe(SECRET)
    const written = JSON.stringify([task, core.inventory.tasks.log(task.id, 0, 100)])
    expect(written).toContain('using')
    expect(written).not.toContain(SECRET)
    const host = core.inventory.hosts.get(task.lines[0]?.hostId ?? '')
    expect(JSON.stringify(host)).not.toContain(SECRET)
  })

  test('are kept out of a host’s problem and history, too', async () => {
    const core = start({
      checkout(order, ctx, remote) {
        ctx.claim(remote.make(order.hostId).ref)
        return Promise.reject(
          new BrokerError({
            code: 'PROVIDER',
            message: `Refused with ${SECRET}.`,
            fieldErrors: { a: SECRET },
          }),
        )
      },
    })
    const task = await core.ended(
      startCheckout(core.engine, scriptedRequest({ arguments: { token: SECRET } })).id,
    )
    const [host] = core.inventory.hosts.inStates(['left_behind'])
    expect(host?.problem).toContain('Refused with')
    const written = [host, core.inventory.hosts.events(host?.id ?? ''), task]
    expect(JSON.stringify(written)).not.toContain(SECRET)
  })

  test('inside a map are sealed by their names, and reach the provider', async () => {
    let received: unknown
    const core = start({
      checkout(order, _ctx, remote) {
        received = order.arguments['environment']
        return Promise.resolve(remote.make(order.hostId))
      },
    })
    const environment = { PORT: '80', API_TOKEN: SECRET }
    await core.ended(startCheckout(core.engine, scriptedRequest({ arguments: { environment } })).id)
    expect(received).toEqual(environment)
    const [host] = core.inventory.hosts.inStates(['ready'])
    expect(JSON.stringify(host)).not.toContain(SECRET)
    expect(maskArguments(host?.arguments ?? {})).toEqual({ environment: { PORT: '80', API_TOKEN: MASK } })
  })

  test('a marker from the page reaches no other secret of the vault', async () => {
    let received: unknown
    const core = start({
      checkout(order, _ctx, remote) {
        received = order.arguments['x']
        return Promise.resolve(remote.make(order.hostId))
      },
    })
    core.vault.set('instance/Container/lab/password', JSON.stringify(SECRET))
    const marker = { $secret: 'instance/Container/lab/password' }
    await core.ended(startCheckout(core.engine, scriptedRequest({ arguments: { x: marker } })).id)
    expect(received).toEqual(marker)
  })

  test('that the vault lost fail their line and say what to do', async () => {
    const core = start({ checkout: () => Promise.reject(refusal('First time.')) })
    const first = await core.ended(
      startCheckout(core.engine, scriptedRequest({ arguments: { token: SECRET } })).id,
    )
    for (const key of core.vault.keys('argument/')) core.vault.delete(key)
    const second = await core.ended(retryTask(core.engine, core.checkins, first.id).id)
    expect(second.lines[0]?.status).toMatchObject({
      state: 'failed',
      error: { code: 'CONFIG', fieldErrors: { token: 'Type it again.' } },
    })
    expect(engine.service.calls).toHaveLength(1)
  })
})
