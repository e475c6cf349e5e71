import { describe, expect, test } from 'vitest'
import { BrokerError } from '@shared/domain/error'
import { startCheckout } from '@main/engine/checkout'
import { startExecute } from '@main/engine/execute'
import { startExtend } from '@main/engine/extend'
import { retryTask } from '@main/engine/retry'
import { NEVER, scriptedEngine, scriptedRequest } from '@main/testing/scripted-engine'
import { FIRST_END_MS, refusal } from '@main/testing/scripted-provider'

const engine = scriptedEngine()
const JOB = { job: '7' }

function tooLate(): BrokerError {
  return new BrokerError({ code: 'TIMEOUT', message: 'Job 7 still runs.', retryable: true })
}

/** Runs again what failed in a task, and waits for its end. */
async function again(taskId: number): ReturnType<typeof engine.core.ended> {
  const { core } = engine
  return await core.ended(retryTask(core.engine, core.checkins, taskId).id)
}

describe('a retry takes up what may still run', () => {
  test('of a check out: the same host with its claim, beside a new one for what left nothing', async () => {
    const seen: unknown[] = []
    const core = engine.start({
      checkout(order, ctx, remote) {
        seen.push([order.hostId, core.inventory.hosts.get(order.hostId)?.ref])
        if (seen.length > 2) return Promise.resolve(remote.make(order.hostId))
        if (order.index === 1) return Promise.reject(refusal('Full.'))
        ctx.claim(JOB)
        return Promise.reject(tooLate())
      },
    })
    const first = await core.ended(startCheckout(core.engine, scriptedRequest({ count: 2 })).id)
    const [full, late] = first.lines
    expect(engine.stateOf(late?.hostId)).toBe('left_behind')

    const second = await again(first.id)

    expect(second).toMatchObject({ state: 'succeeded', retryOf: first.id })
    expect(second.lines).toHaveLength(2)
    expect(seen.slice(2)).toContainEqual([late?.hostId, JOB])
    expect(second.lines.map((line) => line.hostId)).not.toContain(full?.hostId)
    expect(core.inventory.hosts.inStates(['ready'])).toHaveLength(2)
    expect(core.inventory.hosts.inStates(['left_behind'])).toHaveLength(0)
  })

  test('of a check out once: a second press makes no other host', async () => {
    const core = engine.start({
      checkout(_order, ctx) {
        if (engine.service.calls.length > 1) return NEVER
        ctx.claim(JOB)
        return Promise.reject(tooLate())
      },
    })
    const first = await core.ended(startCheckout(core.engine, scriptedRequest()).id)
    retryTask(core.engine, core.checkins, first.id)
    expect(() => retryTask(core.engine, core.checkins, first.id)).toThrow(BrokerError)
    expect(core.inventory.tasks.list({ limit: 9 })).toHaveLength(2)
  })

  test('of a check out, not when a finished host was left: that one is settled by itself', async () => {
    const core = engine.start({
      checkout(order, ctx, remote) {
        ctx.leaveBehind([remote.make(order.hostId)], 'ask')
        return Promise.reject(refusal('Broken.'))
      },
    })
    const first = await core.ended(startCheckout(core.engine, scriptedRequest()).id)
    const second = await again(first.id)
    expect(second.lines[0]?.hostId).not.toBe(first.lines[0]?.hostId)
  })

  test('of an extension: by its operation id and mark', async () => {
    const seen: unknown[] = []
    const ids = await engine.holding(1, {
      extend(target, extension, ctx, remote) {
        seen.push([ctx.operationId, ctx.marked])
        if (seen.length > 2)
          return Promise.resolve({ lease: remote.extend(target, extension, ctx.operationId) })
        ctx.mark(JOB)
        return Promise.reject(tooLate())
      },
    })
    const first = await engine.core.ended(
      startExtend(engine.core.engine, ids, { kind: 'by', ms: 86_400_000 }).id,
    )
    const third = await again((await again(first.id)).id)

    expect(third.state).toBe('succeeded')
    const operation = `${ids[0]}-${first.id}-1`
    expect(seen).toEqual([
      [operation, undefined],
      [operation, JOB],
      [operation, JOB],
    ])
    expect(engine.core.inventory.hosts.get(ids[0] ?? '')?.lease?.endsAtMs).toBe(FIRST_END_MS + 86_400_000)
  })

  test('of an extension, not when its work is over: it is asked for anew', async () => {
    const seen: string[] = []
    const ids = await engine.holding(1, {
      extend(_target, _extension, ctx) {
        seen.push(ctx.operationId)
        ctx.mark(JOB)
        ctx.mark({})
        return Promise.reject(refusal('No.'))
      },
    })
    const first = await engine.core.ended(startExtend(engine.core.engine, ids, { kind: 'default' }).id)
    await again(first.id)
    expect(new Set(seen).size).toBe(2)
  })

  test('of a check in: by its operation id and mark', async () => {
    const seen: unknown[] = []
    const ids = await engine.holding(1, {
      release(_hostId, _remote, ctx) {
        seen.push([ctx.operationId, ctx.marked])
        if (seen.length > 1) return Promise.resolve()
        ctx.mark(JOB)
        return Promise.reject(tooLate())
      },
    })
    const { core } = engine
    const task = core.checkins.start(ids)
    core.checkins.sendNow(task.id)
    await core.ended(task.id)
    const retried = retryTask(core.engine, core.checkins, task.id)
    core.checkins.sendNow(retried.id)
    expect((await core.ended(retried.id)).state).toBe('succeeded')
    const operation = `${ids[0]}-${task.id}-1`
    expect(seen).toEqual([
      [operation, undefined],
      [operation, JOB],
    ])
  })

  test('of an execution: by its id and claim', async () => {
    const seen: unknown[] = []
    const core = engine.start({
      execute(order, claimed, ctx) {
        seen.push([order.hostId, claimed])
        if (seen.length > 1) return Promise.resolve({ output: 'Done.' })
        ctx.claim(JOB)
        return Promise.reject(tooLate())
      },
    })
    const { count: _count, ...request } = scriptedRequest({ action: 'command' })
    const first = await core.ended(startExecute(core.engine, request).id)
    expect((await again(first.id)).state).toBe('succeeded')
    const id = core.inventory.tasks.mark(first.id, 1)?.executionId
    expect(seen).toEqual([
      [id, undefined],
      [id, JOB],
    ])
  })
})
