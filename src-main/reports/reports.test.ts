import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { reportSchema, type Report } from '@shared/domain/report'
import type { ReportAbout, ReportFormat, ReportOutcome, WrittenReport } from '@shared/domain/written-report'
import { MASK } from '@shared/lib/redact'
import { startCheckout } from '@main/engine/checkout'
import { startExecute } from '@main/engine/execute'
import { BrokerError } from '@shared/domain/error'
import { scriptedRequest } from '@main/testing/scripted-engine'
import { scriptedDefinition, ScriptedService, type Script } from '@main/testing/scripted-provider'
import { testCore, type TestCore } from '@main/testing/test-core'
import type { Json } from '@shared/lib/json'

const CANARY = 'canary/ä "7f3a"'

let folder: string
let core: TestCore
let service: ScriptedService
/** Which file the person chooses, and whether the system has asked to replace it. */
let chosen: { path: string; agreed: boolean } | undefined
let opened: string[]

function start(script: Script = {}): TestCore {
  core = testCore({
    folder,
    definitions: [scriptedDefinition(service, script)],
    desktop: {
      chooseFile: () => Promise.resolve(chosen),
      chooseFolder: () => Promise.resolve(join(folder, 'elsewhere')),
      openFile: (path) => {
        opened.push(path)
        return Promise.resolve(path.endsWith('.csv') ? 'no program' : undefined)
      },
      revealFile: (path) => void opened.push(path),
    },
  })
  return core
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'broker-reports-'))
  service = new ScriptedService()
  chosen = { path: join(folder, 'report.json'), agreed: false }
  opened = []
})
afterEach(() => {
  void core.stop()
  chmodSync(folder, 0o700)
  rmSync(folder, { recursive: true, force: true })
})

async function holding(count = 1, request = {}): Promise<{ taskId: number; hostIds: string[] }> {
  const task = await core.ended(startCheckout(core.engine, scriptedRequest({ count, ...request })).id)
  return { taskId: task.id, hostIds: task.lines.flatMap((line) => line.hostId ?? []) }
}

async function write(about: ReportAbout, format: ReportFormat = 'full'): Promise<ReportOutcome> {
  return core.handlers['reports.write']({ about, format })
}

async function written(about: ReportAbout, format: ReportFormat = 'full'): Promise<WrittenReport> {
  const outcome = await write(about, format)
  if (outcome.kind !== 'written') throw new Error(`It is ${outcome.kind}.`)
  return outcome.report
}

async function again(report: WrittenReport): Promise<ReportOutcome> {
  return core.handlers['reports.again']({ reportId: report.id })
}

async function history(): Promise<WrittenReport[]> {
  return (await core.handlers['reports.list']({ limit: 10 })).reports
}

async function errorOf(run: () => unknown): Promise<BrokerError['data']> {
  try {
    await run()
  } catch (error) {
    if (error instanceof BrokerError) return error.data
    throw error
  }
  throw new Error('Nothing was thrown.')
}

function read(path: string): string {
  return readFileSync(path, 'utf8')
}

function fullOf(path: string): Report {
  return reportSchema.strict().parse(JSON.parse(read(path)))
}

describe('what is written', () => {
  it('a task in full: arguments with their source, steps with times, hosts with leases and history', async () => {
    start({
      checkout: async (order, ctx, remote) => {
        const made = { ...remote.make(order.hostId), raw: { id: 1 } }
        ctx.link({ label: 'Job', url: 'https://tower.example.com/job/1' })
        ctx.plan(['Make', 'Never'])
        return made
      },
    })
    const { taskId } = await holding(2, {
      arguments: { size: 'large', disk: 3, note: 'mine', late: 1 },
      defaults: { network: 'lab', zone: 'a', vendor: 'x' },
      sources: {
        size: { kind: 'nick', name: 'big' },
        disk: { kind: 'file', name: 'args.yaml' },
        note: { kind: 'typed' },
        network: { kind: 'instance' },
        zone: { kind: 'environment', name: 'BROKER_SANDBOX__zone' },
        vendor: { kind: 'default' },
      },
      labels: { team: 'x' },
      nick: 'big',
    })
    const said = [
      { name: 'size', value: 'large', source: 'nick', sourceName: 'big' },
      { name: 'disk', value: 3, source: 'file', sourceName: 'args.yaml' },
      { name: 'note', value: 'mine', source: 'typed' },
      { name: 'late', value: 1, source: 'unknown' },
    ]
    const report = fullOf((await written({ kind: 'task', taskId })).path)
    expect(report).toMatchObject({
      version: 2,
      application: { name: 'Broker Desktop', version: '0.0.0' },
      about: 'task',
      task: {
        id: taskId,
        kind: 'checkout',
        outcome: 'succeeded',
        provider: 'Sandbox',
        instance: 'sandbox',
        action: 'machine',
        offering: 'vm',
        nick: 'big',
        count: 2,
        labels: { team: 'x' },
        arguments: [
          ...said,
          { name: 'network', value: 'lab', source: 'instance' },
          { name: 'zone', value: 'a', source: 'environment', sourceName: 'BROKER_SANDBOX__zone' },
          { name: 'vendor', value: 'x', source: 'default' },
        ],
        lines: [
          {
            outcome: 'succeeded',
            links: [{ label: 'Job' }],
            steps: [
              { name: 'Make', outcome: 'done' },
              { name: 'Never', outcome: 'not_begun' },
            ],
          },
          { outcome: 'succeeded' },
        ],
      },
      hosts: [
        {
          state: 'ready',
          nick: 'big',
          lease: { endsAt: '2030-01-01T00:00:00.000Z', source: 'provider' },
          arguments: said,
          raw: { id: 1 },
        },
        { state: 'ready' },
      ],
    })
    expect(report.task?.lines[0]?.steps[0]?.durationMs).toBeGreaterThanOrEqual(0)
    expect(report.task?.durationMs).toBeGreaterThanOrEqual(0)
    expect(report.hosts[0]?.events.map(({ kind }) => kind)).toEqual(['requested', 'checked_out'])
  })

  it('a failure with its code, its reasons, the step it failed at, what was ignored, and what it left behind', async () => {
    start({
      checkout(order, ctx, remote) {
        ctx.plan(['Make', 'Boot'])
        ctx.step('Boot')
        ctx.ignored(['size'])
        ctx.claim(remote.make(order.hostId).ref)
        throw new BrokerError({
          code: 'PROVIDER',
          message: 'It failed.',
          said: 'No free address',
          causes: [{ reason: 'No free address', task: 'network' }],
        })
      },
    })
    const { taskId } = await holding()
    const { task, hosts } = fullOf((await written({ kind: 'task', taskId })).path)
    expect(task?.lines[0]).toMatchObject({
      outcome: 'failed',
      ignored: ['size'],
      error: { code: 'PROVIDER', said: 'No free address', causes: [{ task: 'network' }] },
      steps: [{ outcome: 'done' }, { name: 'Boot', outcome: 'failed' }],
    })
    expect(hosts).toMatchObject([{ state: 'left_behind' }])
  })

  it('hosts that a sync found have the arguments that the provider told', async () => {
    start({
      inventory: () =>
        Promise.resolve({
          account: 'me',
          warnings: [],
          hosts: [
            {
              ...service.make('elsewhere'),
              action: 'machine',
              offering: 'vm',
              arguments: { size: 'small', root_password: CANARY },
            },
          ],
        }),
    })
    const { syncId } = await core.handlers['sync.read']({
      target: { provider: 'Sandbox', instance: 'sandbox' },
      scope: { kind: 'mine' },
    })
    const rows = await vi.waitUntil(async () => {
      const { state } = await core.handlers['sync.get']({ syncId })
      return state.name === 'read' && state.rows
    })
    const { taskId } = await core.handlers['sync.apply']({ syncId, keys: rows.map(({ key }) => key) })
    const report = fullOf((await written({ kind: 'task', taskId })).path)
    expect(report.hosts[0]?.arguments).toEqual([
      { name: 'size', value: 'small', source: 'provider' },
      { name: 'root_password', value: MASK, source: 'provider' },
    ])
  })

  it('chosen hosts, also those that were given back, and the whole inventory, in every format', async () => {
    start()
    const { hostIds } = await holding(3)
    const [first = '', second = ''] = hostIds
    core.settings.savePreferences({ undoSeconds: 0 })
    await core.ended((await core.handlers['hosts.checkin']({ hostIds: [first] })).taskId)
    const two = await written({ kind: 'hosts', hostIds: [first, second] })
    expect(fullOf(two.path).hosts.map(({ id, state }) => [id, state])).toEqual([
      [first, 'released'],
      [second, 'ready'],
    ])
    expect(two.title).toBe('host-1 and host-2')
    chosen = { path: join(folder, 'b.json'), agreed: false }
    const broker = await written({ kind: 'inventory' }, 'broker')
    expect(broker.title).toBe('Inventory, 2 hosts')
    expect(JSON.parse(read(broker.path))).toMatchObject({ inventory: [{ type: 'host' }, {}], return_code: 0 })
    chosen = { path: join(folder, 'c.csv'), agreed: false }
    const csv = await written({ kind: 'inventory' }, 'csv')
    expect(read(csv.path).split('\r\n')).toHaveLength(4)
    expect(csv.bytes).toBe(statSync(csv.path).size)
  })

  it('refuses what is not there, and a task as a table', async () => {
    start()
    const { taskId } = await holding()
    expect(await errorOf(() => write({ kind: 'task', taskId: 99 }))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await errorOf(() => write({ kind: 'hosts', hostIds: ['x'] }))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await errorOf(() => write({ kind: 'task', taskId }, 'csv'))).toMatchObject({
      code: 'INVALID_INPUT',
    })
  })
})

describe('secrets', () => {
  const about = (taskId: number, hostIds: string[]): readonly ReportAbout[] => [
    { kind: 'task', taskId },
    ...(hostIds.length === 0 ? [] : [{ kind: 'hosts' as const, hostIds }, { kind: 'inventory' as const }]),
  ]
  const EVERYWHERE: Json = {
    text: `it is ${CANARY}`,
    token: CANARY,
    deep: [{ name: 'password', value: CANARY }],
  }

  async function nothingShows(taskId: number, hostIds: string[]): Promise<void> {
    for (const what of about(taskId, hostIds)) {
      for (const format of ['full', 'broker', ...(what.kind === 'task' ? [] : ['csv' as const])] as const) {
        const text = read((await written(what, format)).path)
        for (const form of ['canary', encodeURIComponent(CANARY), '7f3a']) {
          expect(text, `${what.kind} as ${format}`).not.toContain(form)
        }
        expect(text.length).toBeGreaterThan(100)
        if (chosen !== undefined) rmSync(chosen.path)
      }
    }
  }

  it('of arguments, in errors, causes, links, facts, and what the provider described', async () => {
    start({
      checkout(order, ctx, remote) {
        ctx.link({ label: 'Job', url: `https://tower.example.com/?k=${encodeURIComponent(CANARY)}` })
        ctx.claim(remote.make(order.hostId).ref)
        if (order.index === 1) {
          return Promise.resolve({
            ...remote.make(order.hostId),
            facts: [{ label: 'Note', value: `said ${CANARY}` }],
            links: [{ label: 'x', url: `https://maya:${encodeURIComponent(CANARY)}@tower.example.com/` }],
            raw: { everywhere: EVERYWHERE, _broker_facts: { hint: CANARY } },
            problem: `It has ${CANARY}`,
          })
        }
        throw new BrokerError({
          code: 'PROVIDER',
          message: `Failed with ${CANARY}`,
          hint: CANARY,
          said: CANARY,
          causes: [{ reason: CANARY, play: CANARY, job: { name: CANARY, id: '1' } }],
          fieldErrors: { secret_word: CANARY },
        })
      },
    })
    const { taskId, hostIds } = await holding(2, {
      arguments: { secret_word: CANARY, nested: { password: CANARY }, said: 'fine' },
      defaults: { registry: { token: CANARY } },
      sources: { secret_word: { kind: 'nick', name: 'safe' }, registry: { kind: 'default' } },
      secretArguments: ['secret_word'],
    })
    await nothingShows(taskId, hostIds)
    const { task } = fullOf((await written({ kind: 'task', taskId })).path)
    expect(task?.arguments).toEqual([
      { name: 'secret_word', value: MASK, source: 'nick', sourceName: 'safe' },
      { name: 'nested', value: { password: MASK }, source: 'unknown' },
      { name: 'said', value: 'fine', source: 'unknown' },
      { name: 'registry', value: { token: MASK }, source: 'default' },
    ])
  })

  it('in what an execution returned', async () => {
    start({
      execute: () =>
        Promise.resolve({ output: `it is ${CANARY}`, raw: { EVERYWHERE }, artifacts: EVERYWHERE }),
    })
    const { id } = startExecute(core.engine, {
      target: { provider: 'Sandbox', instance: 'sandbox' },
      action: 'command',
      offering: 'x',
      arguments: { password: CANARY },
      secretArguments: [],
      labels: {},
    })
    await core.ended(id)
    await nothingShows(id, [])
  })
})

describe('the file', () => {
  it('that is there is replaced only after the person agreed', async () => {
    start()
    const { taskId } = await holding()
    const path = join(folder, 'report.json')
    writeFileSync(path, 'mine')
    const outcome = await write({ kind: 'task', taskId })
    expect(outcome).toMatchObject({ kind: 'exists', path })
    expect(read(path)).toBe('mine')
    expect(await history()).toEqual([])
    if (outcome.kind !== 'exists') return
    const { pendingId } = outcome
    // What could not be written can be tried again.
    rmSync(path)
    mkdirSync(path)
    expect(await errorOf(() => core.handlers['reports.replace']({ pendingId }))).toMatchObject({
      code: 'INVALID_INPUT',
    })
    rmSync(path, { recursive: true })
    writeFileSync(path, 'mine')
    expect(await core.handlers['reports.replace']({ pendingId })).toMatchObject({ kind: 'written' })
    expect(fullOf(path).task?.id).toBe(taskId)
    expect(await errorOf(() => core.handlers['reports.replace']({ pendingId }))).toMatchObject({
      code: 'NOT_FOUND',
    })
    // Where the system's dialog asks, it is not asked twice.
    chosen = { path, agreed: true }
    await written({ kind: 'task', taskId })
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  it('is not written when no file is chosen, and never in the place of a folder', async () => {
    start()
    const { taskId } = await holding()
    chosen = undefined
    expect(await write({ kind: 'task', taskId })).toEqual({ kind: 'cancelled' })
    chosen = { path: join(folder, 'folder'), agreed: true }
    mkdirSync(chosen.path)
    expect(await errorOf(() => write({ kind: 'task', taskId }))).toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('it is a folder'),
    })
    chosen = { ...chosen, agreed: false }
    expect(await errorOf(() => write({ kind: 'task', taskId }))).toMatchObject({ code: 'INVALID_INPUT' })
    expect(await history()).toEqual([])
  })

  it('gets its folder made', async () => {
    start()
    await holding()
    chosen = { path: join(folder, 'a/b/c.json'), agreed: false }
    await written({ kind: 'inventory' })
    expect(fullOf(chosen.path).hosts).toHaveLength(1)
  })

  it('in a folder that may not be written is as it was, and the error says so', async () => {
    start()
    await holding()
    const locked = join(folder, 'locked')
    chosen = { path: join(locked, 'report.json'), agreed: true }
    mkdirSync(locked)
    writeFileSync(chosen.path, 'mine')
    chmodSync(locked, 0o555)
    // Root may write everywhere; for the moment of writing this is somebody else.
    const isRoot = process.geteuid?.() === 0
    if (isRoot) {
      chmodSync(folder, 0o711)
      process.seteuid?.(65_534)
    }
    const error = await errorOf(() => write({ kind: 'inventory' })).finally(() => {
      if (isRoot) process.seteuid?.(0)
    })
    chmodSync(locked, 0o755)
    expect(error).toMatchObject({
      code: 'PERMISSION',
      message: expect.stringMatching(/not written to .*locked.*you may not write there\./),
      hint: expect.stringContaining('Choose another folder'),
    })
    expect(read(chosen.path)).toBe('mine')
    expect(readdirSync(locked)).toEqual(['report.json'])
    expect(await history()).toEqual([])
  })

  it.runIf(process.platform === 'linux')(
    'without room for it is as it was, and nothing half is left',
    async () => {
      start()
      await holding(30)
      if (chosen === undefined) return
      const { path } = chosen
      writeFileSync(path, 'mine')
      chosen = { path, agreed: true }
      const limit = (bytes: string): void =>
        void spawnSync('prlimit', [`--pid=${process.pid}`, `--fsize=${bytes}:`])
      // The system cuts the write off in the middle, as it does when the disk is full.
      limit('8192')
      const error = await errorOf(() => write({ kind: 'inventory' })).finally(() => limit('unlimited'))
      expect(error).toMatchObject({
        code: 'CONFIG',
        message: expect.stringContaining('What was there is as it was.'),
        hint: expect.stringContaining('Free some space'),
      })
      expect(read(path)).toBe('mine')
      expect(readdirSync(folder).filter((name) => name.includes('.tmp'))).toEqual([])
      await written({ kind: 'inventory' })
    },
  )
})

describe('the history', () => {
  it('has every report, newest first, opens it, shows it, makes it again, and says when it is missing', async () => {
    start()
    const { taskId } = await holding()
    const first = await written({ kind: 'task', taskId })
    chosen = { path: join(folder, 'hosts.csv'), agreed: false }
    const second = await written({ kind: 'inventory' }, 'csv')
    expect(await history()).toEqual([
      { ...second, missing: false },
      { ...first, missing: false },
    ])
    expect(first).toMatchObject({ about: 'task', taskId, format: 'full', automatic: false })

    await core.handlers['reports.open']({ reportId: first.id })
    await core.handlers['reports.reveal']({ reportId: first.id })
    expect(opened).toEqual([first.path, first.path])
    expect(await errorOf(() => core.handlers['reports.open']({ reportId: second.id }))).toMatchObject({
      code: 'CONFIG',
      said: 'no program',
    })

    rmSync(first.path)
    expect((await history()).map(({ missing }) => missing)).toEqual([false, true])
    expect(await errorOf(() => core.handlers['reports.open']({ reportId: first.id }))).toMatchObject({
      code: 'NOT_FOUND',
      hint: 'Make it again.',
    })
    // The place is free: nothing is asked. There is one report for each place.
    const made = await again(first)
    expect(made).toMatchObject({ kind: 'written', report: { path: first.path, about: 'task', taskId } })
    expect((await history()).map(({ path }) => path)).toEqual([first.path, second.path])
    expect(await again(second)).toMatchObject({ kind: 'exists', path: second.path })
    expect(await errorOf(() => again(first))).toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('automatic reports', () => {
  const names = (at: string): string[] => (existsSync(at) ? readdirSync(at) : [])
  const count = (): number => core.inventory.reports.list(100).length

  it('are off until they are wanted, and then each task that ends has one file', async () => {
    start()
    await holding()
    expect(count()).toBe(0)
    core.settings.savePreferences({ automaticReports: 'full' })
    const { taskId, hostIds } = await holding(2)
    await core.when(() => count() === 1)
    const [report] = await history()
    expect(report).toMatchObject({ automatic: true, taskId, about: 'task' })
    expect(names(join(folder, 'reports'))).toEqual([
      expect.stringMatching(new RegExp(String.raw`^\d{8}T\d{6}Z-task-${taskId}-checkout\.json$`)),
    ])
    expect(fullOf(report?.path ?? '').task?.outcome).toBe('succeeded')

    // What happens to it later makes no second one.
    core.engine.publisher.publish('tasks.changed', { taskIds: [taskId, taskId] })
    core.settings.savePreferences({ automaticReports: 'broker', undoSeconds: 0 })
    core.settings.savePreferences({ reportsFolder: 'beside' })
    expect(core.reports.folder()).toBe(join(folder, 'beside'))
    expect(await errorOf(() => core.handlers['reports.openFolder']({}))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await core.handlers['reports.chooseFolder']({})).toEqual({ folder: join(folder, 'elsewhere') })
    const checkin = await core.handlers['hosts.checkin']({ hostIds })
    await core.ended(checkin.taskId)
    await core.when(() => count() === 2)
    expect(names(join(folder, 'reports'))).toHaveLength(1)
    expect(names(join(folder, 'elsewhere'))).toEqual([
      expect.stringMatching(`-task-${checkin.taskId}-checkin-broker.json$`),
    ])
  })

  it('that cannot be written are told, and the task is what it is', async () => {
    start()
    writeFileSync(join(folder, 'reports'), 'in the way')
    core.settings.savePreferences({ automaticReports: 'full' })
    const { taskId } = await holding()
    const told = await vi.waitUntil(async () => {
      const { notices } = await core.handlers['app.info']({})
      return notices.length > 0 && notices
    })
    expect(told).toMatchObject([
      { title: `Task ${taskId} has no automatic report`, detail: expect.stringContaining('not written to') },
    ])
    expect(core.inventory.tasks.get(taskId)?.state).toBe('succeeded')
    expect(count()).toBe(0)
  })

  it('never take the place of a file that is there', async () => {
    start()
    core.settings.savePreferences({ automaticReports: 'full' })
    const { taskId } = await holding()
    await core.when(() => count() === 1)
    const [first] = await history()
    // Another installation, with the same folder, had a task of this number in the same second.
    const task = core.inventory.tasks.get(taskId)
    rmSync(join(folder, 'reports'), { recursive: true })
    mkdirSync(join(folder, 'reports'))
    writeFileSync(first?.path ?? '', 'of another')
    if (task === undefined) throw new Error('It is gone.')
    await core.reports.writeAutomatic(task, 'full')
    expect(read(first?.path ?? '')).toBe('of another')
    expect(names(join(folder, 'reports'))).toHaveLength(2)
  })
})
