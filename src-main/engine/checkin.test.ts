import { afterEach, describe, expect, test, vi } from 'vitest'
import { BrokerError } from '@shared/domain/error'
import { HELD_STATES } from '@shared/domain/host'
import { cancelTask } from '@main/engine/cancel'
import { startCheckout } from '@main/engine/checkout'
import type { HostTarget } from '@main/providers/contract'
import { scriptedEngine, scriptedRequest } from '@main/testing/scripted-engine'
import type { Script } from '@main/testing/scripted-provider'
import { refusal } from '@main/testing/scripted-provider'
import type { TestCore } from '@main/testing/test-core'

const engine = scriptedEngine()
let core: TestCore
afterEach(() => {
  vi.useRealTimers()
})

async function holding(count: number, script: Script = {}): Promise<readonly string[]> {
  const ids = await engine.holding(count, script)
  core = engine.core
  return ids
}

function stateOf(id: string | undefined): string | undefined {
  return core.inventory.hosts.get(id ?? '')?.state
}

function released(): readonly string[] {
  return engine.service.calls
    .filter((call) => call.startsWith('release'))
    .map((call) => call.slice('release '.length))
}

describe('check in', () => {
  test('tells the provider all that is known of the host, but for a secret that is lost', async () => {
    const targets: HostTarget[] = []
    const script: Script = {
      release: (_id, _service, _ctx, target) => Promise.resolve(void targets.push(target)),
    }
    core = engine.start(script)
    const secret = { arguments: { pw: 'hunter2-is-long', size: 4 }, secretArguments: ['pw'], count: 2 }
    const { lines } = await core.ended(startCheckout(core.engine, scriptedRequest(secret)).id)
    for (const [index, line] of lines.entries()) {
      if (index === 1) for (const key of core.vault.keys('')) core.vault.delete(key)
      const task = core.checkins.start([line.hostId ?? ''])
      core.checkins.sendNow(task.id)
      expect((await core.ended(task.id)).state).toBe('succeeded')
    }
    const known = { action: 'machine', offering: 'vm', lease: { source: 'provider' } }
    expect(targets).toMatchObject([
      { ...known, ref: { id: 'scripted-1' }, hostname: 'host-1.example.com' },
      { ...known, ref: { id: 'scripted-2' }, hostname: 'host-2.example.com' },
    ])
    expect(targets.map((target) => target.arguments)).toEqual([secret.arguments, { size: 4 }])
  })

  test('that fails tells its reason in the history, but no secret of the host', async () => {
    const said = { code: 'PROVIDER', message: 'Refused: hunter2-is-long.' } as const
    core = engine.start({ release: () => Promise.reject(new BrokerError(said)) })
    const secret = { arguments: { pw: 'hunter2-is-long' }, secretArguments: ['pw'] }
    const { lines } = await core.ended(startCheckout(core.engine, scriptedRequest(secret)).id)
    const hostId = lines[0]?.hostId ?? ''
    const task = core.checkins.start([hostId])
    core.checkins.sendNow(task.id)
    expect((await core.ended(task.id)).state).toBe('failed')
    const told = JSON.stringify([
      core.inventory.hosts.get(hostId)?.problem,
      core.inventory.hosts.events(hostId),
      core.inventory.tasks.get(task.id)?.lines,
      core.inventory.tasks.log(task.id, 0, 100),
    ])
    expect(core.inventory.hosts.get(hostId)?.problem).toContain('Refused: ')
    expect(told).not.toContain('hunter2')
  })

  test('sends nothing while it can be undone, and everything after', async () => {
    const ids = await holding(2)
    vi.useFakeTimers()
    const task = core.checkins.start(ids)
    await vi.advanceTimersByTimeAsync(9_900)
    expect(released()).toEqual([])
    expect(ids.map(stateOf)).toEqual(['checking_in', 'checking_in'])
    await vi.advanceTimersByTimeAsync(200)
    vi.useRealTimers()
    await core.ended(task.id)
    expect([...released()].toSorted()).toEqual([...ids].toSorted())
    expect(core.inventory.hosts.inStates(HELD_STATES)).toHaveLength(0)
  })

  test('undo of one host sends the other', async () => {
    const [first, second] = await holding(2)
    const task = core.checkins.start([first ?? '', second ?? ''])
    core.checkins.undo(task.id, [first ?? ''])
    core.checkins.sendNow(task.id)
    await core.ended(task.id)
    expect(released()).toEqual([second])
    expect(stateOf(first)).toBe('ready')
    expect(stateOf(second)).toBe('released')
  })

  test('undo after it was sent is refused and says so', async () => {
    const ids = await holding(1)
    const task = core.checkins.start(ids)
    core.checkins.sendNow(task.id)
    expect(() => core.checkins.undo(task.id)).toThrow('sent already')
  })

  test('the clock stands still while the notice is held', async () => {
    const ids = await holding(1)
    vi.useFakeTimers()
    const task = core.checkins.start(ids)
    await vi.advanceTimersByTimeAsync(4_000)
    core.checkins.hold(task.id, true)
    await vi.advanceTimersByTimeAsync(30_000)
    expect(released()).toEqual([])
    core.checkins.hold(task.id, false)
    await vi.advanceTimersByTimeAsync(5_900)
    expect(released()).toEqual([])
    await vi.advanceTimersByTimeAsync(200)
    expect(released()).toEqual(ids)
  })

  test('a notice that is held for ever lets go by itself', async () => {
    const ids = await holding(1)
    vi.useFakeTimers()
    const task = core.checkins.start(ids)
    core.checkins.hold(task.id, true)
    await vi.advanceTimersByTimeAsync(60_000 + 10_100)
    expect(released()).toEqual(ids)
  })

  test.each([
    ['a provider error', refusal('Busy.')],
    ['any other error', new TypeError('socket hang up')],
  ])('one release of three that fails with %s keeps that host and no other', async (_name, error) => {
    const failing: string[] = []
    const ids = await holding(3, {
      release: (hostId) => (failing.includes(hostId) ? Promise.reject(error) : Promise.resolve()),
    })
    failing.push(ids[1] ?? '')
    const task = core.checkins.start(ids)
    core.checkins.sendNow(task.id)
    const ended = await core.ended(task.id)
    expect(ended.state).toBe('failed')
    expect(ids.map(stateOf)).toEqual(['released', 'ready', 'released'])
    expect(core.inventory.hosts.get(ids[1] ?? '')?.problem).toContain('Check in failed')
  })

  test('of three hosts without a hostname only the chosen one goes', async () => {
    const ids = await holding(3, {
      checkout: (order, _ctx, remote) => Promise.resolve(remote.make(order.hostId, null)),
    })
    const task = core.checkins.start([ids[1] ?? ''])
    core.checkins.sendNow(task.id)
    await core.ended(task.id)
    expect(ids.map(stateOf)).toEqual(['ready', 'released', 'ready'])
  })

  test('the same host twice is one line; a second check in of it finds nothing', async () => {
    const ids = await holding(1)
    const task = core.checkins.start([...ids, ...ids])
    expect(task.lines).toHaveLength(1)
    expect(() => core.checkins.start(ids)).toThrow('This host cannot be checked in')
    expect(() => core.checkins.start(['unknown', 'gone'])).toThrow(
      'None of the 2 chosen hosts can be checked in',
    )
  })

  test('cancel of a waiting check in is an undo', async () => {
    const ids = await holding(2)
    const task = core.checkins.start(ids)
    cancelTask(core.engine, core.checkins, task.id)
    expect((await core.ended(task.id)).state).toBe('cancelled')
    expect(ids.map(stateOf)).toEqual(['ready', 'ready'])
    expect(released()).toEqual([])
  })
})
