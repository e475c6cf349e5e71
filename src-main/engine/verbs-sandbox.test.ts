import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { HostRecord } from '@main/ports/inventory'
import type { SecretVault } from '@main/ports/vault'
import { startCheckout } from '@main/engine/checkout'
import { startExecute } from '@main/engine/execute'
import { startExtend } from '@main/engine/extend'
import { Syncs } from '@main/engine/sync/syncs'
import { sandboxDefinition } from '@main/providers/sandbox/definition'
import { createMemoryVault } from '@main/testing/memory-vault'
import { mortalClock, type MortalClock } from '@main/testing/mortal-clock'
import { testCore } from '@main/testing/test-core'
import type { TestCore } from '@main/testing/test-core'

const TARGET = { provider: 'Sandbox', instance: 'sandbox' } as const
const DAY = 86_400_000

let folder: string
let vault: SecretVault
let cores: TestCore[]
let clock: MortalClock

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'broker-engine-'))
  vault = createMemoryVault()
  cores = []
})
afterEach(() => {
  for (const core of cores) void core.stop()
  rmSync(folder, { recursive: true, force: true })
})

function start(speed: 'instant' | 'fast' = 'instant'): TestCore {
  clock = mortalClock()
  const core = testCore({ folder, vault, clock, definitions: [sandboxDefinition] })
  cores.push(core)
  pace(core, speed)
  return core
}

/** How fast the Sandbox is from now on: making a machine at speed `fast` takes seconds. */
function pace(core: TestCore, speed: 'instant' | 'fast'): void {
  const config = { speed, lease: '2d', max_lease: '14d' }
  core.settings.saveInstance({ ...TARGET, isDefault: true, config, secrets: {} })
  core.engine.registry.reset()
}

/** Kills the running core at once, and starts another. At speed `fast` the Sandbox sleeps before each answer. */
async function restart(speed?: 'instant' | 'fast'): Promise<TestCore> {
  clock.die()
  void cores.pop()?.stop()
  const core = start(speed)
  await core.recover()
  return core
}

async function holding(core: TestCore, count: number): Promise<readonly HostRecord[]> {
  const task = startCheckout(core.engine, {
    target: TARGET,
    action: 'machine',
    offering: 'small-vm',
    arguments: { root_password: 'long-enough' },
    secretArguments: ['root_password'],
    count,
    labels: {},
  })
  await core.ended(task.id)
  return core.inventory.hosts.inStates(['ready'])
}

const endOf = (core: TestCore, id: string): number => core.inventory.hosts.get(id)?.lease?.endsAtMs ?? 0

describe('with the Sandbox', () => {
  test('four hosts are extended at once, each by its own amount once', async () => {
    const core = start()
    const hosts = await holding(core, 4)
    const task = startExtend(
      core.engine,
      hosts.map((host) => host.id),
      { kind: 'by', ms: DAY },
    )
    expect((await core.ended(task.id)).state).toBe('succeeded')
    for (const host of hosts) expect(endOf(core, host.id)).toBe((host.lease?.endsAtMs ?? 0) + DAY)
  })

  test('an extension that was killed at any moment is made once', async () => {
    let core = start()
    const hosts = await holding(core, 2)
    pace(core, 'fast')
    for (const moment of ['queued', 'sent'] as const) {
      const before = hosts.map((host) => endOf(core, host.id))
      const task = startExtend(
        core.engine,
        hosts.map((host) => host.id),
        { kind: 'by', ms: DAY },
      )
      const events = (): readonly string[] =>
        hosts.map((host) => core.inventory.hosts.events(host.id).at(-1)?.kind ?? '')
      if (moment === 'sent') await core.when(() => events().every((each) => each === 'extend_sent'))
      core = await restart('fast')
      expect((await core.ended(task.id)).state).toBe('succeeded')
      expect(hosts.map((host) => endOf(core, host.id))).toEqual(before.map((end) => end + DAY))
    }
  })

  test('an execution that was killed in the middle goes on and leaves nothing', async () => {
    const first = start('fast')
    const task = startExecute(first.engine, {
      target: TARGET,
      action: 'command',
      offering: 'uptime',
      arguments: {},
      secretArguments: [],
      labels: {},
    })
    await first.when(() => first.inventory.tasks.mark(task.id, 1)?.claim?.['machine'] !== undefined)
    const second = await restart('fast')
    const ended = await second.ended(task.id)
    expect(ended.lines[0]?.status).toMatchObject({ state: 'succeeded' })
    expect(ended.lines[0]?.result).toMatchObject({ exitCode: 0 })
    expect(ended.lines[0]?.result?.output).toContain('load average')
    const syncs = new Syncs(second.engine)
    const id = syncs.read(TARGET, { kind: 'mine' })
    await expect.poll(() => syncs.get(id).state).toMatchObject({ name: 'read', rows: [] })
  })

  test('an inventory that was lost is found again by a sync, and is checked in with it', async () => {
    const before = start()
    const hosts = await holding(before, 3)
    void cores.pop()?.stop()
    for (const end of ['', '-wal', '-shm']) rmSync(join(folder, `inventory.db${end}`), { force: true })
    const core = start()
    const syncs = new Syncs(core.engine)
    const id = syncs.read(TARGET, { kind: 'mine' })
    await expect.poll(() => syncs.get(id).state.name).toBe('read')
    const { state } = syncs.get(id)
    if (state.name !== 'read') throw new Error(`The preview is ${state.name}.`)
    expect(state.rows.map((row) => row.kind)).toEqual(['new', 'new', 'new'])
    syncs.apply(
      id,
      state.rows.map((row) => row.key),
    )
    const found = core.inventory.hosts.inStates(['ready'])
    expect(found.map((host) => [host.id, host.hostname, host.lease?.endsAtMs])).toEqual(
      hosts.map((host) => [host.id, host.hostname, host.lease?.endsAtMs]),
    )
    const task = core.checkins.start(found.map((host) => host.id))
    core.checkins.sendNow(task.id)
    expect((await core.ended(task.id)).state).toBe('succeeded')
    const again = syncs.read(TARGET, { kind: 'mine' })
    await expect.poll(() => syncs.get(again).state).toMatchObject({ name: 'read', rows: [] })
  })
})
