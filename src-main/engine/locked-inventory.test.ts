import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startCheckout } from '@main/engine/checkout'
import { startExecute } from '@main/engine/execute'
import { startExtend } from '@main/engine/extend'
import { connect, type Db } from '@main/inventory/database'
import type { Clock } from '@main/ports/clock'
import { FakeClock } from '@main/testing/fake-clock'
import { scriptedRequest } from '@main/testing/scripted-engine'
import {
  FIRST_END_MS,
  refusal,
  scriptedDefinition,
  ScriptedService,
  type Script,
} from '@main/testing/scripted-provider'
import { testCore, type TestCore } from '@main/testing/test-core'

let folder = ''
let service = new ScriptedService()
let other: Db
let cores: TestCore[] = []
/** After how many pauses the other program lets go. */
let pausesUntilFree = 1
let pauses = 0

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'broker-locked-'))
  service = new ScriptedService()
  pausesUntilFree = 1
  cores = []
})
afterEach(() => {
  other.close()
  for (const core of cores) void core.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** A clock on which pauses end at once; the other program lets go in one of them. */
function pausingClock(): Clock {
  const clock = new FakeClock({ auto: true })
  return {
    now: () => clock.now(),
    sleep: (ms, signal) => {
      pauses += 1
      if (other.inTransaction && pauses >= pausesUntilFree) other.exec('ROLLBACK')
      return clock.sleep(ms, signal)
    },
  }
}

function start(script: Script = {}, onEvent?: (name: string) => void): TestCore {
  const core = testCore({
    folder,
    definitions: [scriptedDefinition(service, script)],
    clock: pausingClock(),
    busyTimeoutMs: 5,
    ...(onEvent === undefined ? {} : { onEvent }),
  })
  cores.push(core)
  other = connect({ file: join(folder, 'inventory.db'), busyTimeoutMs: 0 })
  return core
}

/** From now on another program writes the file. */
function lock(): void {
  pauses = 0
  other.exec('BEGIN IMMEDIATE')
}

async function idle(core: TestCore): Promise<void> {
  while (!core.engine.runner.isIdle) await new Promise((resolve) => setImmediate(resolve))
}

const MADE: Script = {
  checkout(order, ctx) {
    const made = service.make(order.hostId)
    ctx.claim(made.ref)
    lock()
    return Promise.resolve(made)
  },
}

describe('while another program writes the inventory', () => {
  test('a host that was made is recorded as soon as it is free', async () => {
    pausesUntilFree = 3
    const core = start(MADE)
    const task = startCheckout(core.engine, scriptedRequest())
    await idle(core)
    expect(core.inventory.tasks.get(task.id)).toMatchObject({ state: 'succeeded' })
    const hostId = task.lines[0]?.hostId ?? ''
    expect(core.inventory.hosts.get(hostId)).toMatchObject({ state: 'ready', name: 'scripted-1' })
    expect(core.inventory.hosts.events(hostId).filter(({ kind }) => kind === 'checked_out')).toHaveLength(1)
  })

  test('a check out that failed tells why, and its host is settled', async () => {
    const core = start({
      checkout() {
        lock()
        return Promise.reject(refusal('No.'))
      },
    })
    const task = startCheckout(core.engine, scriptedRequest())
    await idle(core)
    expect(core.inventory.tasks.get(task.id)?.lines[0]?.status).toMatchObject({
      state: 'failed',
      error: { said: 'No.' },
    })
    expect(core.inventory.hosts.get(task.lines[0]?.hostId ?? '')?.state).toBe('discarded')
  })

  test.each([
    ['released', () => Promise.resolve()],
    ['ready', () => Promise.reject(refusal('No.'))],
  ])('a check in is recorded: %s', async (state, answer) => {
    const core = start({
      release() {
        lock()
        return answer()
      },
    })
    const made = await core.ended(startCheckout(core.engine, scriptedRequest()).id)
    const hostId = made.lines[0]?.hostId ?? ''
    const task = core.checkins.start([hostId])
    core.checkins.sendNow(task.id)
    await idle(core)
    expect(core.inventory.hosts.get(hostId)?.state).toBe(state)
    expect(core.inventory.tasks.get(task.id)?.state).toBe(state === 'released' ? 'succeeded' : 'failed')
  })

  test('an extension that was made is recorded, and not told as failed', async () => {
    const core = start({
      extend(target, extension, ctx) {
        lock()
        return Promise.resolve({ lease: service.extend(target, extension, ctx.operationId) })
      },
    })
    const made = await core.ended(startCheckout(core.engine, scriptedRequest()).id)
    const hostId = made.lines[0]?.hostId ?? ''
    const task = startExtend(core.engine, [hostId], { kind: 'by', ms: 3_600_000 })
    await idle(core)
    expect(core.inventory.tasks.get(task.id)?.state).toBe('succeeded')
    expect(core.inventory.hosts.get(hostId)?.lease?.endsAtMs).toBe(FIRST_END_MS + 3_600_000)
    expect(core.inventory.hosts.events(hostId).map(({ kind }) => kind)).not.toContain('extend_failed')
  })

  test('what an execution returned is recorded', async () => {
    const core = start({
      execute() {
        lock()
        return Promise.resolve({ output: 'Hello', exitCode: 0 })
      },
    })
    const { target, offering, labels } = scriptedRequest()
    const task = startExecute(core.engine, {
      target,
      action: 'command',
      offering,
      arguments: {},
      secretArguments: [],
      labels,
    })
    await idle(core)
    expect(core.inventory.tasks.get(task.id)).toMatchObject({
      state: 'succeeded',
      lines: [{ result: { output: 'Hello' } }],
    })
  })

  test('a line ends as it did, though only its own end had to wait', async () => {
    const core = start({}, (name) => {
      if (name === 'hosts.changed' && service.calls.length > 1 && isReleased()) lock()
    })
    const made = await core.ended(startCheckout(core.engine, scriptedRequest()).id)
    const hostId = made.lines[0]?.hostId ?? ''
    const isReleased = (): boolean => core.inventory.hosts.get(hostId)?.state === 'released'
    const task = core.checkins.start([hostId])
    core.checkins.sendNow(task.id)
    await idle(core)
    expect(core.inventory.tasks.get(task.id)).toMatchObject({ state: 'succeeded' })
  })

  test('which does not end: the line stays unfinished, and the next start takes it up', async () => {
    pausesUntilFree = Number.POSITIVE_INFINITY
    const first = start(MADE)
    const task = startCheckout(first.engine, scriptedRequest())
    await idle(first)
    expect(first.inventory.tasks.get(task.id)).toMatchObject({ state: 'running' })
    const hostId = task.lines[0]?.hostId ?? ''
    expect(first.inventory.hosts.get(hostId)?.state).toBe('making')
    other.close()
    void first.stop()
    const second = start()
    await second.recover()
    expect((await second.ended(task.id)).state).toBe('succeeded')
    expect(second.inventory.hosts.get(hostId)).toMatchObject({ state: 'ready', name: 'scripted-1' })
    expect([...service.existing.keys()]).toEqual([hostId])
  })
})
