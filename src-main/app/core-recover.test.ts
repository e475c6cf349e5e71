import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startCheckout } from '@main/engine/checkout'
import { FakeClock } from '@main/testing/fake-clock'
import { NEVER, scriptedRequest } from '@main/testing/scripted-engine'
import {
  FIRST_END_MS,
  scriptedDefinition,
  ScriptedService,
  type Script,
} from '@main/testing/scripted-provider'
import { testCore, type TestCore } from '@main/testing/test-core'

const MINUTE = 60_000

let folder: string
let service: ScriptedService
let clock: FakeClock
let core: TestCore
let shown: string[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'broker-recover-'))
  service = new ScriptedService()
  clock = new FakeClock({ startMs: FIRST_END_MS - 20 * MINUTE })
  shown = []
})
afterEach(async () => {
  await core.stop()
  rmSync(folder, { recursive: true, force: true })
})

function start(script: Script = {}): void {
  core = testCore({
    folder,
    definitions: [scriptedDefinition(service, script)],
    clock,
    notifier: {
      available: () => true,
      show: ({ title }) => {
        shown.push(title)
        return Promise.resolve(true)
      },
    },
  })
}

/** Does something to the inventory behind the back of the application. */
function behindItsBack(sql: string): void {
  const db = new Database(join(folder, 'inventory.db'))
  db.exec(sql)
  db.close()
}

/** As on a full disk, nothing of the tasks of an earlier run can be written. */
function breakAdopting(): void {
  behindItsBack(
    `CREATE TRIGGER broken BEFORE UPDATE OF process_id ON tasks WHEN new.process_id IS NOT NULL
      BEGIN SELECT RAISE(ABORT, 'broken'); END`,
  )
}

/** An earlier run, which ended over a second check out. */
async function endedOverCheckout(): Promise<number> {
  let orders = 0
  start({
    checkout(order, ctx, remote) {
      orders += 1
      const made = remote.make(order.hostId)
      ctx.claim(made.ref)
      return orders === 1 ? Promise.resolve(made) : NEVER
    },
  })
  await core.ended(startCheckout(core.engine, scriptedRequest()).id)
  const { id } = startCheckout(core.engine, scriptedRequest())
  await core.when(() => service.existing.size === 2)
  await core.stop()
  return id
}

test('reminders come when tasks cannot be taken up again, and these are when it is possible', async () => {
  const taskId = await endedOverCheckout()
  start()
  breakAdopting()
  await core.recover()
  await clock.advance(10 * MINUTE)
  expect(shown).toEqual(['host-1 (pretend) ends in 15\u00a0min'])
  expect(core.inventory.tasks.get(taskId)?.state).toBe('running')
  behindItsBack('DROP TRIGGER broken')
  await clock.advance(MINUTE)
  expect((await core.ended(taskId)).state).toBe('succeeded')
  expect(service.existing.size).toBe(2)
})

test('tasks that cannot be read all are all taken up later', async () => {
  const taskId = await endedOverCheckout()
  start()
  behindItsBack('ALTER TABLE task_requests RENAME TO away')
  await core.recover()
  behindItsBack('ALTER TABLE away RENAME TO task_requests')
  await clock.advance(MINUTE)
  expect((await core.ended(taskId)).state).toBe('succeeded')
})

test('what a person sent meanwhile is not sent twice', async () => {
  start()
  const { lines } = await core.ended(startCheckout(core.engine, scriptedRequest()).id)
  const { id } = core.checkins.start(lines.flatMap((line) => line.hostId ?? []))
  await core.stop()
  start({ release: () => NEVER })
  breakAdopting()
  await core.recover()
  core.checkins.sendNow(id)
  const released = (): number => service.calls.filter((call) => call.startsWith('release')).length
  await core.when(() => released() === 1)
  behindItsBack('DROP TRIGGER broken')
  await clock.advance(MINUTE)
  expect(released()).toBe(1)
})

test('one that ends tries nothing any more', async () => {
  await endedOverCheckout()
  start()
  breakAdopting()
  await core.recover()
  await core.stop()
  expect(clock.sleeping).toBe(0)
})
