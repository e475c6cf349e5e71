import { describe, expect, test } from 'vitest'
import { HELD_STATES } from '@shared/domain/host'
import { cancelTask } from '@main/engine/cancel'
import { startCheckout } from '@main/engine/checkout'
import { NEVER, scriptedRequest, scriptedEngine } from '@main/testing/scripted-engine'
import type { Script } from '@main/testing/scripted-provider'
import { refusal } from '@main/testing/scripted-provider'
import type { TestCore } from '@main/testing/test-core'

const engine = scriptedEngine()
const start = (script: Script = {}): TestCore => engine.start(script)

function checkoutOne(core: TestCore): { readonly taskId: number; readonly hostId: string } {
  const task = startCheckout(core.engine, scriptedRequest())
  return { taskId: task.id, hostId: task.lines[0]?.hostId ?? '' }
}

describe('after the application ended in the middle of a check out', () => {
  test.each<[string, Script]>([
    ['before anything was made', { checkout: () => NEVER }],
    [
      'after it was made and before it was claimed',
      {
        checkout(order, _ctx, remote) {
          remote.make(order.hostId)
          return NEVER
        },
      },
    ],
    [
      'after it was claimed',
      {
        checkout(order, ctx, remote) {
          ctx.claim(remote.make(order.hostId).ref)
          return NEVER
        },
      },
    ],
  ])('%s, the next start finishes it, and there is one', async (_name, script) => {
    const first = start(script)
    const { taskId, hostId } = checkoutOne(first)
    await first.when(() => engine.service.calls.length === 1)
    const second = await engine.restart()
    expect((await second.ended(taskId)).state).toBe('succeeded')
    expect(second.inventory.hosts.get(hostId)?.state).toBe('ready')
    expect([...engine.service.existing.keys()]).toEqual([hostId])
    expect(second.inventory.hosts.events(hostId).map((event) => event.kind)).toContain('resumed')
  })

  test('a check out that was being cancelled is removed, not finished', async () => {
    const first = start({
      checkout(order, ctx, remote) {
        ctx.claim(remote.make(order.hostId).ref)
        return NEVER
      },
    })
    const { taskId, hostId } = checkoutOne(first)
    await first.when(() => first.inventory.hosts.get(hostId)?.ref !== undefined)
    cancelTask(first.engine, first.checkins, taskId)
    const second = await engine.restart()
    expect((await second.ended(taskId)).state).toBe('cancelled')
    expect(engine.service.existing.size).toBe(0)
    expect(second.inventory.hosts.inStates(HELD_STATES)).toHaveLength(0)
  })
})

describe('cancelling what an earlier run had begun', () => {
  const begun: Script = {
    checkout(order, ctx, remote) {
      ctx.claim(remote.make(order.hostId).ref)
      return NEVER
    },
  }

  test('while it waits its turn removes it at the provider', async () => {
    const first = start(begun)
    const one = checkoutOne(first)
    const two = checkoutOne(first)
    await first.when(() => engine.service.existing.size === 2)
    first.settings.savePreferences({ concurrency: 1 })
    const second = await engine.restart(begun)
    cancelTask(second.engine, second.checkins, two.taskId)
    cancelTask(second.engine, second.checkins, one.taskId)
    // The first runs and never listens, so its place is freed by another start.
    const third = await engine.restart()
    expect((await third.ended(two.taskId)).state).toBe('cancelled')
    expect((await third.ended(one.taskId)).state).toBe('cancelled')
    expect(engine.service.existing.size).toBe(0)
    expect(third.inventory.hosts.inStates(HELD_STATES)).toHaveLength(0)
  })

  test('a single line that was being cancelled is not finished', async () => {
    const first = start(begun)
    const { taskId, hostId } = checkoutOne(first)
    await first.when(() => first.inventory.hosts.get(hostId)?.ref !== undefined)
    cancelTask(first.engine, first.checkins, taskId, 1)
    const second = await engine.restart()
    expect((await second.ended(taskId)).state).toBe('cancelled')
    expect(engine.service.existing.size).toBe(0)
  })

  test('a check in that was sent is seen to its end, though it is cancelled', async () => {
    const sent: Script = { release: () => NEVER }
    const first = start(sent)
    const { taskId, hostId } = checkoutOne(first)
    await first.ended(taskId)
    const task = first.checkins.start([hostId])
    first.checkins.sendNow(task.id)
    await first.when(() => first.inventory.hosts.get(hostId)?.state === 'releasing')
    cancelTask(first.engine, first.checkins, task.id)
    const second = await engine.restart()
    expect((await second.ended(task.id)).state).toBe('succeeded')
    expect(second.inventory.hosts.get(hostId)?.state).toBe('released')
  })
})

describe('after the application ended in the middle of a check in', () => {
  async function holdingOne(script: Script = {}): Promise<{ core: TestCore; hostId: string }> {
    const core = start(script)
    const { taskId, hostId } = checkoutOne(core)
    await core.ended(taskId)
    return { core, hostId }
  }

  test('within the undo time, it was not sent', async () => {
    const { core, hostId } = await holdingOne()
    const task = core.checkins.start([hostId])
    const second = await engine.restart()
    expect((await second.ended(task.id)).state).toBe('cancelled')
    expect(second.inventory.hosts.get(hostId)?.state).toBe('ready')
    expect(engine.service.calls.some((call) => call.startsWith('release'))).toBe(false)
  })

  test('after it was sent, it is sent again', async () => {
    const { core, hostId } = await holdingOne({ release: () => NEVER })
    const task = core.checkins.start([hostId])
    core.checkins.sendNow(task.id)
    await core.when(() => core.inventory.hosts.get(hostId)?.state === 'releasing')
    const second = await engine.restart()
    expect((await second.ended(task.id)).state).toBe('succeeded')
    expect(second.inventory.hosts.get(hostId)?.state).toBe('released')
    expect(engine.service.existing.size).toBe(0)
  })
})

describe('left-behind hosts', () => {
  const leaving: Script = {
    checkout(order, ctx, remote) {
      ctx.claim(remote.make(order.hostId).ref)
      return Promise.reject(refusal('It does not boot.'))
    },
  }

  test('of which nothing is there any more are discarded at the next start', async () => {
    const first = start(leaving)
    await first.ended(checkoutOne(first).taskId)
    engine.service.existing.clear()
    const second = await engine.restart()
    expect(second.inventory.hosts.inStates(HELD_STATES)).toHaveLength(0)
  })

  test('that still exist stay to be settled', async () => {
    const first = start(leaving)
    await first.ended(checkoutOne(first).taskId)
    const second = await engine.restart()
    expect(second.inventory.hosts.inStates(['left_behind'])).toHaveLength(1)
  })

  test('can be checked in', async () => {
    const core = start(leaving)
    const { taskId, hostId } = checkoutOne(core)
    await core.ended(taskId)
    const task = core.checkins.start([hostId])
    core.checkins.undo(task.id)
    expect(core.inventory.hosts.get(hostId)?.state).toBe('left_behind')
    const again = core.checkins.start([hostId])
    core.checkins.sendNow(again.id)
    await core.ended(again.id)
    expect(engine.service.existing.size).toBe(0)
    expect(core.inventory.hosts.get(hostId)?.state).toBe('released')
  })
})
