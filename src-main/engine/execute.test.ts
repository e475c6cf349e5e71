import { describe, expect, test } from 'vitest'
import type { ExecuteRequest } from '@shared/domain/execute'
import { MASK } from '@shared/lib/redact'
import { cancelTask } from '@main/engine/cancel'
import { startExecute } from '@main/engine/execute'
import { retryTask } from '@main/engine/retry'
import { NEVER, untilStopped, scriptedEngine } from '@main/testing/scripted-engine'
import type { Script } from '@main/testing/scripted-provider'
import { refusal } from '@main/testing/scripted-provider'

const engine = scriptedEngine()
const SECRET = 'hunter2-is-long'

function request(overrides: Partial<ExecuteRequest> = {}): ExecuteRequest {
  return {
    target: { provider: 'Sandbox', instance: 'sandbox' },
    action: 'command',
    offering: 'list-templates',
    arguments: {},
    secretArguments: [],
    labels: {},
    ...overrides,
  }
}

const runs = (): readonly string[] => engine.service.calls.filter((call) => call.startsWith('execute'))

describe('execute', () => {
  test('keeps what came back, without secrets, and has no host', async () => {
    const orders: unknown[] = []
    const core = engine.start({
      execute(order) {
        orders.push(order)
        return Promise.resolve({
          output: `token ${SECRET}\n`,
          exitCode: 3,
          artifacts: { deep: [{ [`x ${SECRET}`]: SECRET, n: 1 }], none: null },
          raw: { job: 7, vars: [SECRET] },
        })
      },
    })
    const asked = request({ arguments: { pw: SECRET }, secretArguments: ['pw'], artifacts: 'merge' })
    const task = await core.ended(startExecute(core.engine, asked).id)
    expect(task).toMatchObject({ title: 'Run list-templates', kind: 'execute', state: 'succeeded' })
    expect(orders).toMatchObject([{ arguments: { pw: SECRET }, artifacts: 'merge' }])
    expect(task.lines).toHaveLength(1)
    expect(task.lines[0]).toMatchObject({
      message: 'Ended with exit code 3',
      result: {
        output: `token ${MASK}\n`,
        exitCode: 3,
        artifacts: { deep: [{ [`x ${MASK}`]: MASK, n: 1 }], none: null },
        raw: { job: 7, vars: [MASK] },
      },
    })
    expect(JSON.stringify(task)).not.toContain(SECRET)
    expect(core.inventory.hosts.facets().total).toBe(0)
  })

  test('is refused for an action that checks out', () => {
    const core = engine.start()
    expect(() => startExecute(core.engine, request({ action: 'machine' }))).toThrow(
      'no execute action machine',
    )
  })

  test('that fails can be tried again, under another id', async () => {
    const core = engine.start({ execute: () => Promise.reject(refusal('No.')) })
    const task = await core.ended(startExecute(core.engine, request()).id)
    expect(task.lines[0]?.status).toMatchObject({ state: 'failed', error: { said: 'No.' } })
    const again = retryTask(core.engine, core.checkins, task.id)
    expect(again).toMatchObject({ retryOf: task.id, kind: 'execute' })
    await core.ended(again.id)
    expect(new Set(runs()).size).toBe(2)
  })

  test('that is cancelled is told to stop and cleans up', async () => {
    const core = engine.start({
      async execute(order, _claimed, ctx, remote) {
        ctx.claim(remote.make(order.hostId).ref)
        return untilStopped(ctx.signal).finally(() => {
          remote.existing.delete(order.hostId)
          ctx.unclaim()
        })
      },
    })
    const task = startExecute(core.engine, request())
    await core.when(() => engine.service.existing.size === 1)
    expect(core.inventory.tasks.mark(task.id, 1)?.claim).toBeDefined()
    cancelTask(core.engine, core.checkins, task.id)
    expect((await core.ended(task.id)).state).toBe('cancelled')
    expect(engine.service.existing.size).toBe(0)
    expect(core.inventory.tasks.mark(task.id, 1)?.claim).toBeUndefined()
  })

  test('hosts that a failing one leaves are in the inventory', async () => {
    const core = engine.start({
      execute(order, _claimed, ctx, remote) {
        ctx.leaveBehind([remote.make(order.hostId), remote.make(`${order.hostId}-2`)], 'ask')
        return Promise.reject(refusal('No.'))
      },
    })
    const task = await core.ended(startExecute(core.engine, request()).id)
    expect(core.inventory.hosts.leftBehind(task.id)).toHaveLength(2)
  })
})

describe('after the application ended in the middle of an execution', () => {
  test.each<[string, Script, boolean]>([
    ['before anything was begun', { execute: () => NEVER }, false],
    [
      'after it was begun and claimed',
      {
        execute(order, _claimed, ctx, remote) {
          ctx.claim(remote.make(order.hostId).ref)
          return NEVER
        },
      },
      true,
    ],
  ])('%s, the next start goes on with the same id', async (_name, script, isClaimed) => {
    const first = engine.start(script)
    const task = startExecute(first.engine, request())
    await first.when(() => runs().length === 1)
    const claims: unknown[] = []
    const second = await engine.restart({
      execute(_order, claimed, ctx) {
        claims.push(claimed)
        expect(ctx.operationId).not.toBe('')
        return Promise.resolve({ output: 'on\n' })
      },
    })
    expect((await second.ended(task.id)).lines[0]?.result).toEqual({ output: 'on\n' })
    expect(new Set(runs()).size, 'under one id').toBe(1)
    expect(claims).toEqual([isClaimed ? { id: 'scripted-1' } : undefined])
  })

  test('one that was being cancelled is cleaned up, not finished', async () => {
    const first = engine.start({
      execute(order, _claimed, ctx, remote) {
        ctx.claim(remote.make(order.hostId).ref)
        return NEVER
      },
    })
    const task = startExecute(first.engine, request())
    await first.when(() => engine.service.existing.size === 1)
    cancelTask(first.engine, first.checkins, task.id)
    const second = await engine.restart({
      execute(order, _claimed, ctx, remote) {
        remote.existing.delete(order.hostId)
        ctx.signal.throwIfAborted()
        return NEVER
      },
    })
    expect((await second.ended(task.id)).state).toBe('cancelled')
    expect(engine.service.existing.size).toBe(0)
  })

  test('one whose result was kept is not run again', async () => {
    const first = engine.start({ execute: () => NEVER })
    const task = startExecute(first.engine, request())
    await first.when(() => runs().length === 1)
    first.inventory.tasks.changeLine(task.id, 1, { result: { output: 'kept' } }, 1)
    const second = await engine.restart()
    expect((await second.ended(task.id)).state).toBe('succeeded')
    expect(runs()).toHaveLength(1)
  })
})
