import { describe, expect, test } from 'vitest'
import { BrokerError } from '@shared/domain/error'
import type { Extension } from '@shared/domain/lease'
import { cancelTask } from '@main/engine/cancel'
import { startExtend } from '@main/engine/extend'
import { extensionLimits } from '@main/engine/extension-limits'
import { retryTask } from '@main/engine/retry'
import { NEVER, untilStopped, scriptedEngine } from '@main/testing/scripted-engine'
import type { Script } from '@main/testing/scripted-provider'
import { FIRST_END_MS, refusal } from '@main/testing/scripted-provider'

const engine = scriptedEngine()
const DAY = 86_400_000
const BY_A_DAY: Extension = { kind: 'by', ms: DAY }

function endOf(hostId: string | undefined): number | undefined {
  return engine.core.inventory.hosts.get(hostId ?? '')?.lease?.endsAtMs
}
function eventsOf(hostId: string | undefined): readonly string[] {
  return engine.core.inventory.hosts.events(hostId ?? '').map((event) => event.kind)
}
const extensions = (): number => engine.service.calls.filter((call) => call.startsWith('extend')).length

describe('extend', () => {
  test('moves each of four hosts by its own job, all at once', async () => {
    const seen = new Map<string, unknown>()
    const ids = await engine.holding(4, {
      extend(target, extension, ctx, remote) {
        seen.set(target.hostId, [target.hostname, target.action, target.offering, target.lease?.endsAtMs])
        return Promise.resolve({ lease: remote.extend(target, extension, ctx.operationId) })
      },
    })
    const task = await engine.core.ended(startExtend(engine.core.engine, ids, BY_A_DAY).id)
    expect(task).toMatchObject({ title: 'Extend 4 hosts by 1 day', kind: 'extend', state: 'succeeded' })
    expect(ids.map(endOf)).toEqual(ids.map(() => FIRST_END_MS + DAY))
    expect(engine.service.extensions.size).toBe(4)
    for (const [index, id] of ids.entries())
      expect(seen.get(id)).toEqual([`host-${index + 1}.example.com`, 'machine', 'vm', FIRST_END_MS])
    expect(eventsOf(ids[0]).slice(-2)).toEqual(['extend_sent', 'extended'])
    expect(task.lines[0]?.message).toContain('Extended to')
  })

  test("puts the settings' labels on what extends, and not those of the host", async () => {
    const seen: unknown[] = []
    const [id = ''] = await engine.holding(1, {
      extend(target, extension, ctx, remote) {
        seen.push(ctx.labels)
        return Promise.resolve({ lease: remote.extend(target, extension, ctx.operationId) })
      },
    })
    const labelled = { ...engine.core.engine, labelsOf: () => ({ team: 'qe' }) }
    await engine.core.ended(startExtend(labelled, [id], BY_A_DAY).id)
    expect(seen).toEqual([{ team: 'qe' }])
    expect(engine.core.inventory.hosts.get(id)?.labels).toEqual({})
  })

  test('says of one host which it is', async () => {
    const ids = await engine.holding(1)
    const until = Date.UTC(2031, 4, 6, 12)
    const task = await engine.core.ended(
      startExtend(engine.core.engine, ids, { kind: 'until', atMs: until }).id,
    )
    expect(task.title).toMatch(/^Extend host-1\.example\.com until 6 May 2031 \d\d:\d\d$/)
    expect(endOf(ids[0])).toBe(until)
  })

  test('one that fails keeps its old end, says so, and hinders no other', async () => {
    const ids = await engine.holding(3, {
      extend: (target, extension, ctx, remote) =>
        target.hostId === ids[1]
          ? Promise.reject(refusal('No.'))
          : Promise.resolve({ lease: remote.extend(target, extension, ctx.operationId) }),
    })
    const task = await engine.core.ended(startExtend(engine.core.engine, ids, BY_A_DAY).id)
    expect(task.lines.map((line) => line.status.state)).toEqual(['succeeded', 'failed', 'succeeded'])
    expect(endOf(ids[1])).toBe(FIRST_END_MS)
    expect(eventsOf(ids[1]).at(-1)).toBe('extend_failed')
    expect(engine.stateOf(ids[1])).toBe('ready')

    const again = await engine.core.ended(retryTask(engine.core.engine, engine.core.checkins, task.id).id)
    expect(again).toMatchObject({ retryOf: task.id, lines: [{ hostId: ids[1] }] })
  })

  test('what cannot be extended says so in its line, and keeps its task', async () => {
    const ids = await engine.holding(2)
    const checkin = engine.core.checkins.start([ids[1] ?? ''])
    const task = await engine.core.ended(startExtend(engine.core.engine, ids, BY_A_DAY).id)
    expect(task.lines.map((line) => line.status)).toMatchObject([
      { state: 'succeeded' },
      { state: 'failed', error: { code: 'INVALID_INPUT', message: 'The host is being checked in.' } },
    ])
    expect(engine.core.inventory.hosts.get(ids[1] ?? '')?.taskId).toBe(checkin.id)
    expect(extensions()).toBe(1)
  })

  test.each<[string, Extension]>([
    ['a moment that is over', { kind: 'until', atMs: 1000 }],
    ['a moment before the end', { kind: 'until', atMs: FIRST_END_MS - 1 }],
  ])('is refused for %s, with no task', async (_name, extension) => {
    const ids = await engine.holding(1)
    expect(() => startExtend(engine.core.engine, ids, extension)).toThrow(BrokerError)
    expect(engine.core.inventory.tasks.list({ limit: 10 })).toHaveLength(1)
  })

  test('a second press while it is under way sends nothing', async () => {
    const ids = await engine.holding(2, { extend: () => NEVER })
    startExtend(engine.core.engine, ids, BY_A_DAY)
    expect(() => startExtend(engine.core.engine, ids, BY_A_DAY)).toThrow('being extended already')
    await engine.core.when(() => extensions() === 2)
    expect(() => startExtend(engine.core.engine, ids.slice(0, 1), { kind: 'default' })).toThrow(
      'being extended already',
    )
    expect(extensions()).toBe(2)
  })

  describe('beyond the limit of the provider', () => {
    const HOUR = 3_600_000
    const limited = (latestEndsAtMs: number): Script => ({
      latestEnd: () => Promise.resolve(latestEndsAtMs),
    })

    test('an amount is cut to it', async () => {
      const ids = await engine.holding(1, limited(FIRST_END_MS + HOUR))
      const task = await engine.core.ended(startExtend(engine.core.engine, ids, BY_A_DAY).id)
      expect(task.state).toBe('succeeded')
      expect(endOf(ids[0])).toBe(FIRST_END_MS + HOUR)
    })

    test.each<[string, number, Extension, RegExp]>([
      [
        'a date is refused',
        FIRST_END_MS + HOUR,
        { kind: 'until', atMs: FIRST_END_MS + DAY },
        /^This is beyond the limit of Sandbox.*: at most until 1 Jan 2030 01:00\.$/,
      ],
      ['a lease at its limit is refused', FIRST_END_MS, BY_A_DAY, /^Its lease is at the limit of Sandbox/],
    ])('%s, and nothing is sent', async (_name, limitMs, extension, message) => {
      const ids = await engine.holding(1, limited(limitMs))
      const task = await engine.core.ended(startExtend(engine.core.engine, ids, extension).id)
      expect(task.lines[0]?.status).toMatchObject({ state: 'failed', error: { code: 'INVALID_INPUT' } })
      const [line] = task.lines
      expect(line?.status.state === 'failed' ? line.status.error.message : '').toMatch(message)
      expect(extensions()).toBe(0)
      expect(endOf(ids[0])).toBe(FIRST_END_MS)
      expect(eventsOf(ids[0]).at(-1)).toBe('extend_failed')
    })

    test('is told of each host, of those alone that have one', async () => {
      const ids = await engine.holding(3, {
        latestEnd: (target) =>
          target.hostname === 'host-2.example.com'
            ? Promise.reject(refusal('Not now.'))
            : Promise.resolve(target.hostname === 'host-1.example.com' ? FIRST_END_MS + DAY : undefined),
      })
      expect(await extensionLimits(engine.core.engine, [...ids, 'gone'])).toEqual([
        { hostId: ids[0], latestEndsAtMs: FIRST_END_MS + DAY },
      ])
    })
  })

  test('an end that the provider does not tell is asked for and not confirmed', async () => {
    const ids = await engine.holding(1, { extend: () => Promise.resolve({}) })
    await engine.core.ended(startExtend(engine.core.engine, ids, BY_A_DAY).id)
    const lease = engine.core.inventory.hosts.get(ids[0] ?? '')?.lease
    expect(lease).toMatchObject({ endsAtMs: FIRST_END_MS, unconfirmed: { endsAtMs: FIRST_END_MS + DAY } })
    const [row] = engine.core.inventory.hosts.page({
      filter: {},
      sort: { by: 'name', descending: false },
      offset: 0,
      limit: 1,
      nowMs: 0,
    }).rows
    expect(row?.lease?.unconfirmed).toEqual(lease?.unconfirmed)
  })

  test('an answer that comes after the check in resurrects nothing', async () => {
    let answer = (): void => {}
    const ids = await engine.holding(1, {
      extend: (target, extension, ctx, remote) =>
        new Promise((resolve) => {
          answer = () => resolve({ lease: remote.extend(target, extension, ctx.operationId) })
        }),
    })
    const task = startExtend(engine.core.engine, ids, BY_A_DAY)
    await engine.core.when(() => extensions() === 1)
    const checkin = engine.core.checkins.start(ids)
    engine.core.checkins.sendNow(checkin.id)
    await engine.core.ended(checkin.id)
    answer()
    expect((await engine.core.ended(task.id)).lines[0]?.message).toBe('Extended, but checked in meanwhile')
    expect(engine.stateOf(ids[0])).toBe('released')
    expect(endOf(ids[0])).toBe(FIRST_END_MS)
  })

  test('the old end stays until the provider answers, however late that is', async () => {
    let answer = (): void => {}
    const ids = await engine.holding(1, {
      extend: (target, extension, ctx, remote) =>
        new Promise((resolve) => {
          answer = () => resolve({ lease: remote.extend(target, extension, ctx.operationId) })
        }),
    })
    const task = startExtend(engine.core.engine, ids, BY_A_DAY)
    await engine.core.when(() => extensions() === 1)
    expect(endOf(ids[0])).toBe(FIRST_END_MS)
    expect(() => startExtend(engine.core.engine, ids, BY_A_DAY)).toThrow('being extended already')
    answer()
    expect((await engine.core.ended(task.id)).state).toBe('succeeded')
    expect(endOf(ids[0])).toBe(FIRST_END_MS + DAY)
  })

  test('is told to stop when it is cancelled', async () => {
    const ids = await engine.holding(1, {
      extend: (_target, _extension, ctx) => untilStopped(ctx.signal),
    })
    const task = startExtend(engine.core.engine, ids, BY_A_DAY)
    await engine.core.when(() => extensions() === 1)
    cancelTask(engine.core.engine, engine.core.checkins, task.id)
    expect((await engine.core.ended(task.id)).state).toBe('cancelled')
    expect(engine.stateOf(ids[0])).toBe('ready')
  })
})

describe('after the application ended in the middle of an extension', () => {
  test.each<[string, Script]>([
    ['before it was sent', { extend: () => NEVER }],
    [
      'after it was sent and before its job was known',
      {
        extend(target, extension, ctx, remote) {
          remote.extend(target, extension, ctx.operationId)
          return NEVER
        },
      },
    ],
    [
      'after its job was marked',
      {
        extend(target, extension, ctx, remote) {
          remote.extend(target, extension, ctx.operationId)
          ctx.mark({ job: '77' })
          return NEVER
        },
      },
    ],
  ])('%s, the next start sees it to its end, once', async (name, script) => {
    const ids = await engine.holding(2, script)
    const task = startExtend(engine.core.engine, ids, BY_A_DAY)
    await engine.core.when(() => extensions() === 2)
    const marks: unknown[] = []
    const second = await engine.restart({
      extend(target, extension, ctx, remote) {
        marks.push(ctx.marked)
        return Promise.resolve({ lease: remote.extend(target, extension, ctx.operationId) })
      },
    })
    expect((await second.ended(task.id)).state).toBe('succeeded')
    expect(ids.map(endOf)).toEqual(ids.map(() => FIRST_END_MS + DAY))
    expect(engine.service.extensions.size, 'nothing was done twice').toBe(2)
    expect(marks).toEqual(name.includes('marked') ? [{ job: '77' }, { job: '77' }] : [undefined, undefined])
    expect(eventsOf(ids[0]).slice(-3)).toEqual(['extend_sent', 'resumed', 'extended'])
  })

  test('what was being cancelled is told so again', async () => {
    const ids = await engine.holding(1, { extend: () => NEVER })
    const task = startExtend(engine.core.engine, ids, BY_A_DAY)
    await engine.core.when(() => extensions() === 1)
    cancelTask(engine.core.engine, engine.core.checkins, task.id)
    const second = await engine.restart({
      extend: (_target, _extension, ctx) => {
        ctx.signal.throwIfAborted()
        return NEVER
      },
    })
    expect((await second.ended(task.id)).state).toBe('cancelled')
  })
})
