import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isEnded, type TaskState } from '@shared/domain/task'
import { startCheckout } from '@main/engine/checkout'
import type { DesktopNotification } from '@main/ports/notifier'
import { catalog } from '@main/providers/catalog'
import { FakeClock } from '@main/testing/fake-clock'
import { testCore, type TestCore } from '@main/testing/test-core'

const HOUR = 3_600_000
const DAY = 24 * HOUR

let folder: string
let core: TestCore
let clock: FakeClock
let shown: DesktopNotification[]

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'broker-leases-'))
  clock = new FakeClock({ auto: false })
  shown = []
  core = testCore({
    folder,
    definitions: catalog,
    clock,
    notifier: {
      available: () => true,
      show: (notification) => {
        shown.push(notification)
        return Promise.resolve(true)
      },
    },
  })
  await core.recover()
})
afterEach(async () => {
  await core.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** A pretended host with a lease of its provider. */
async function holding(): Promise<string> {
  const task = startCheckout(core.engine, {
    target: { provider: 'Sandbox', instance: 'sandbox' },
    action: 'machine',
    offering: 'small-vm',
    arguments: {},
    secretArguments: [],
    count: 1,
    labels: {},
  })
  const state = (): TaskState => core.inventory.tasks.get(task.id)?.state ?? 'queued'
  while (!isEnded(state())) await clock.advance(1000)
  const [line] = (await core.ended(task.id)).lines
  return line?.hostId ?? ''
}

const endOf = (id: string): number => core.inventory.hosts.get(id)?.lease?.endsAtMs ?? 0

test('a pretended host is reminded of, extended from the tray, and reminded of again', async () => {
  const id = await holding()
  const first = endOf(id)
  await clock.advance(first - HOUR - clock.now())
  expect(shown.at(-1)).toMatchObject({ hostIds: [id], click: { do: 'extendDialog', hostIds: [id] } })
  expect(core.tray.current().picture).toBe('attention')
  const entry = core.tray
    .current()
    .menu.flatMap((each) => (each.kind === 'entry' ? (each.entries ?? []) : []))
    .find((each) => each.kind === 'entry' && each.label === 'Extend by 1 day')
  if (entry?.kind !== 'entry' || entry.command === undefined) throw new Error('There is no such entry.')
  expect(core.perform(entry.command)).toBe(true)
  // A second press asks for nothing more, and says so where it can be read.
  core.perform(entry.command)
  while (endOf(id) === first) await clock.advance(1000)
  expect(endOf(id)).toBe(first + DAY)
  await clock.advance(HOUR)
  expect(endOf(id)).toBe(first + DAY)
  expect(core.tray.current().picture).toBe('calm')
  const before = shown.length
  await clock.advance(first + DAY - HOUR - clock.now())
  expect(shown.slice(before).length).toBeGreaterThan(0)
  expect(core.inventory.leases.changes(id)).toHaveLength(2)
})

test('what only the desktop can do is left to it', () => {
  expect(core.perform({ do: 'open' })).toBe(false)
  expect(core.perform({ do: 'extend', hostIds: ['nobody'], extension: { kind: 'default' } })).toBe(true)
})

test('a host whose lease ends goes from the inventory when the Sandbox says that it is gone', async () => {
  const id = await holding()
  await clock.advance(endOf(id) - clock.now() + 10 * 60_000)
  while (core.inventory.hosts.get(id)?.state === 'ready') await clock.advance(60_000)
  expect(core.inventory.hosts.events(id).at(-1)?.kind).toBe('gone')
})
