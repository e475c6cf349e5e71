import { describe, expect, test } from 'vitest'
import { cancelTask } from '@main/engine/cancel'
import { startCheckout } from '@main/engine/checkout'
import { forgetHosts } from '@main/engine/forget'
import { keepLeftBehind } from '@main/engine/left-behind'
import type { LeftBehindSettlement } from '@main/providers/contract'
import { NEVER, scriptedRequest, untilStopped, scriptedEngine } from '@main/testing/scripted-engine'
import type { Script } from '@main/testing/scripted-provider'
import { refusal } from '@main/testing/scripted-provider'

const engine = scriptedEngine()

/** A check out that fails after two machines are finished, as a workflow does whose last node fails. */
function leaving(settle: LeftBehindSettlement, more: Script = {}): Script {
  return {
    checkout(order, ctx, remote) {
      ctx.claim({ job: '77' })
      // What the check out marked must not be taken for the mark of a check in.
      ctx.mark({ job: '77' })
      ctx.leaveBehind([remote.make(order.hostId), remote.make(`${order.hostId}-2`)], settle)
      return Promise.reject(refusal('The last node failed.'))
    },
    ...more,
  }
}

async function failed(script: Script): Promise<{ readonly taskId: number; readonly ids: readonly string[] }> {
  const core = engine.start(script)
  const task = await core.ended(startCheckout(core.engine, scriptedRequest()).id)
  expect(task.state).toBe('failed')
  const first = task.lines[0]?.hostId ?? ''
  return { taskId: task.id, ids: [first, `${first}-2`] }
}

function releases(): readonly string[] {
  return engine.service.calls.filter((call) => call.startsWith('release'))
}

describe('hosts that a failed check out left', () => {
  test('are in the inventory, with all that was told, until they are settled', async () => {
    const { taskId, ids } = await failed(leaving('ask'))
    const left = engine.core.inventory.hosts.leftBehind(taskId)
    expect(left.map((host) => host.id)).toEqual(ids)
    expect(left).toMatchObject([
      { state: 'left_behind', hostname: 'host-1.example.com', name: 'scripted-1', offering: 'vm' },
      { state: 'left_behind', hostname: 'host-2.example.com', name: 'scripted-2', offering: 'vm' },
    ])
    for (const host of left) expect(host.problem).toBe('Its deployment failed: Scripted refused.')
    expect(engine.core.inventory.hosts.get(ids[1] ?? '')).toMatchObject({ ref: { id: 'scripted-2' } })
    expect(releases()).toEqual([])
  })

  test('stay with their task, though a check in of one was undone or failed', async () => {
    const { taskId, ids } = await failed(leaving('ask', { release: () => Promise.reject(refusal('No.')) }))
    engine.core.checkins.undo(engine.core.checkins.start(ids.slice(0, 1)).id)
    const task = engine.core.checkins.start(ids.slice(1))
    engine.core.checkins.sendNow(task.id)
    await engine.core.ended(task.id)
    expect(engine.core.inventory.hosts.leftBehind(taskId).map((host) => host.id)).toEqual(ids)
  })

  test('are kept where the instance is configured so, and still say what is wrong', async () => {
    const { taskId, ids } = await failed(leaving('keep'))
    expect(engine.core.inventory.hosts.leftBehind(taskId)).toEqual([])
    for (const id of ids) {
      expect(engine.core.inventory.hosts.get(id)).toMatchObject({
        state: 'ready',
        problem: 'Its deployment failed: Scripted refused.',
      })
      expect(engine.core.inventory.hosts.events(id).at(-1)?.kind).toBe('kept')
    }
  })

  test('are checked in as the removal that the check out had begun, if it had', async () => {
    const marks: unknown[] = []
    const checkIn = leaving('check_in', {
      release(_hostId, _service, ctx) {
        marks.push([ctx.operationId.endsWith('-release'), ctx.marked])
        return Promise.resolve()
      },
    })
    await failed({
      ...checkIn,
      checkout(order, ctx, remote) {
        ctx.removal.mark({ job: '78' })
        return checkIn.checkout?.(order, ctx, remote) ?? Promise.reject(new Error('No script.'))
      },
    })
    expect(marks).toEqual([
      [true, undefined],
      [true, { job: '78' }],
    ])
  })

  test('are checked in where the instance is configured so; what cannot be stays', async () => {
    const operations = new Set<string>()
    const { taskId, ids } = await failed(
      leaving('check_in', {
        release(hostId, _service, ctx) {
          operations.add(ctx.operationId)
          return hostId.endsWith('-2') ? Promise.reject(refusal('It is in use.')) : Promise.resolve()
        },
      }),
    )
    expect(engine.stateOf(ids[0])).toBe('released')
    const [stays, ...none] = engine.core.inventory.hosts.leftBehind(taskId)
    expect(none).toEqual([])
    expect(stays?.id).toBe(ids[1])
    expect(stays?.problem).toContain('Check in failed: Scripted refused.')
    expect(operations.size, 'each is work of its own').toBe(2)
    const steps = engine.core.inventory.tasks.get(taskId)?.lines[0]?.steps.map((step) => step.name)
    expect(steps).toEqual(['Make', 'Check in host-2.example.com', 'Check in host-1.example.com'])
  })

  test('are told again by a check out that is taken up again, and are there once', async () => {
    const hanging: Script = {
      checkout(order, ctx, remote) {
        ctx.claim({ job: '77' })
        ctx.leaveBehind([remote.make(order.hostId), remote.make(`${order.hostId}-2`)], 'ask')
        return NEVER
      },
    }
    const first = engine.start(hanging)
    const task = startCheckout(first.engine, scriptedRequest())
    const id = task.lines[0]?.hostId ?? ''
    await first.when(() => first.inventory.hosts.get(`${id}-2`) !== undefined)
    expect(first.inventory.hosts.get(id)).toMatchObject({ state: 'making', hostname: 'host-1.example.com' })
    const second = await engine.restart(leaving('ask'))
    await second.ended(task.id)
    expect(second.inventory.hosts.leftBehind(task.id).map((host) => host.id)).toEqual([id, `${id}-2`])
  })

  test.each([0, 1])('are checked in once, though it was killed at check in %i', async (killedAt) => {
    let sent = 0
    const first = engine.start(
      leaving('check_in', {
        release(hostId, _service, ctx) {
          if (sent === killedAt) {
            ctx.mark({ job: hostId })
            return NEVER
          }
          sent += 1
          return Promise.resolve()
        },
      }),
    )
    const task = startCheckout(first.engine, scriptedRequest())
    const id = task.lines[0]?.hostId ?? ''
    await first.when(() => releases().length === killedAt + 1)
    const marks: unknown[] = []
    const second = await engine.restart(
      leaving('check_in', {
        release(_hostId, _service, ctx) {
          marks.push(ctx.marked)
          return Promise.resolve()
        },
      }),
    )
    await second.ended(task.id)
    expect([id, `${id}-2`].map((each) => engine.stateOf(each))).toEqual(['released', 'released'])
    expect(marks).toEqual(killedAt === 0 ? [{ job: `${id}-2` }, undefined] : [{ job: id }])
  })

  test('are settled as configured when the check out was cancelled', async () => {
    const core = engine.start({
      async checkout(order, ctx, remote) {
        return untilStopped(ctx.signal).finally(() => {
          ctx.leaveBehind([remote.make(order.hostId)], 'ask')
        })
      },
    })
    const task = startCheckout(core.engine, scriptedRequest())
    await core.when(() => engine.service.calls.length === 1)
    cancelTask(core.engine, core.checkins, task.id)
    expect((await core.ended(task.id)).state).toBe('cancelled')
    expect(core.inventory.hosts.leftBehind(task.id)).toHaveLength(1)
  })

  test('are not lost at the next start, whatever a look at the provider says', async () => {
    const { taskId } = await failed(leaving('ask'))
    engine.service.existing.clear()
    const second = await engine.restart()
    expect(second.inventory.hosts.leftBehind(taskId)).toHaveLength(2)
  })
})

describe('to keep a left-behind host', () => {
  test('that is still being made is refused', async () => {
    const { ids } = await failed({
      ...leaving('ask'),
      read: () => Promise.resolve({ ref: { job: '77' }, facts: [], links: [], isUnfinished: true }),
    })
    await expect(keepLeftBehind(engine.core.engine, ids[0] ?? '')).rejects.toThrow('still being made')
    expect(engine.stateOf(ids[0])).toBe('left_behind')
  })

  test('of which the provider says that it cannot be used leaves that said', async () => {
    const { ids } = await failed({
      checkout(order, ctx, remote) {
        ctx.claim(remote.make(order.hostId).ref)
        return Promise.reject(refusal('It does not start.'))
      },
      read: (target) => Promise.resolve({ ...engine.service.make(target.hostId), problem: 'It is stopped.' }),
    })
    expect(await keepLeftBehind(engine.core.engine, ids[0] ?? '')).toBe(true)
    expect(engine.core.inventory.hosts.get(ids[0] ?? '')).toMatchObject({
      state: 'ready',
      problem: 'It is stopped.',
    })
    expect(engine.core.inventory.hosts.events(ids[0] ?? '').at(-1)?.kind).toBe('kept')
  })
})

describe('to forget hosts', () => {
  test('takes them out and sends nothing; what is worked on stays', async () => {
    const ids = await engine.holding(3)
    const checkin = engine.core.checkins.start([ids[2] ?? ''])
    expect(forgetHosts(engine.core.engine, ids)).toBe(2)
    expect(ids.map((id) => engine.stateOf(id))).toEqual(['released', 'released', 'checking_in'])
    expect(engine.core.inventory.hosts.events(ids[0] ?? '').at(-1)?.kind).toBe('gone')
    expect(() => forgetHosts(engine.core.engine, ids)).toThrow('worked on')
    engine.core.checkins.undo(checkin.id)
    expect(releases()).toEqual([])
  })
})
