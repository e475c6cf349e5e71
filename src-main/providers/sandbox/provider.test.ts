import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { BrokerError, type ErrorData } from '@shared/domain/error'
import type { JsonObject } from '@shared/lib/json'
import { silentLogger } from '@main/ports/logger'
import type {
  CheckoutOrder,
  ExtensionOutcome,
  ListedHost,
  Provider,
  ProvisionedHost,
} from '@main/providers/contract'
import { FakeClock } from '@main/testing/fake-clock'
import { RecordingContext } from '@main/testing/recording-context'
import { sandboxConfigSchema } from './config'
import { sandboxDefinition } from './definition'
import { STORE_FILE } from './store'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

let folder: string
let clock: FakeClock
let orders: number
const live: Provider[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'broker-sandbox-'))
  clock = new FakeClock({ auto: true })
  orders = 0
})
afterEach(async () => {
  for (const each of live.splice(0)) await each.dispose?.()
  rmSync(folder, { recursive: true })
})

function provider(config: JsonObject = {}, time = clock, instance = 'demo', home = folder): Provider {
  const made = sandboxDefinition.create(sandboxConfigSchema.parse(config), {
    instance,
    clock: time,
    logger: silentLogger,
    dataFolder: home,
    env: {},
    userName: 'maya',
  })
  live.push(made)
  return made
}

function order(
  offering = 'small-vm',
  args: JsonObject = {},
  more: Partial<CheckoutOrder> = {},
): CheckoutOrder {
  return {
    hostId: `host-${(orders += 1)}`,
    action: 'machine',
    offering,
    arguments: args,
    labels: {},
    origin: 'broker-desktop:maya',
    index: 1,
    count: 1,
    ...more,
  }
}

const call = (): { readonly signal: AbortSignal } => ({ signal: new AbortController().signal })
const make = (of: Provider, what: CheckoutOrder, ctx = new RecordingContext()): Promise<ProvisionedHost> =>
  of.checkout(what, undefined, ctx)

async function hostsAt(of: Provider): Promise<readonly ListedHost[]> {
  return (await of.inventory?.({ scope: { kind: 'mine' } }, call()))?.hosts ?? []
}

async function extend(of: Provider, host: ProvisionedHost, ms: number): Promise<ExtensionOutcome> {
  const target = { hostId: host.ref['host_id'] ?? '', ref: host.ref }
  const outcome = await of.extend?.(target, { kind: 'by', ms }, new RecordingContext())
  if (outcome === undefined) throw new Error('The Sandbox extends.')
  return outcome
}

async function errorOf(work: Promise<unknown>): Promise<ErrorData> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof BrokerError) return error.data
  throw new Error(`No BrokerError was thrown but ${String(error)}.`)
}

describe('a machine', () => {
  test('takes about a minute at realistic speed and has what a host needs', async () => {
    const startMs = clock.now()
    const ctx = new RecordingContext()
    const host = await make(provider(), order(), ctx)
    expect(clock.now() - startMs).toBeGreaterThan(40_000)
    expect(clock.now() - startMs).toBeLessThan(75_000)
    expect(host.hostname).toMatch(/^pretend-rhel-9-[a-z]+\.sandbox\.example\.com$/)
    expect(host).toMatchObject({
      os: 'Red Hat Enterprise Linux 9.6',
      sshCommand: `ssh root@${host.hostname}`,
    })
    expect(host.facts.map((fact) => fact.label)).toContain('IP address')
    expect(host.lease?.source).toBe('provider')
    expect(Math.abs((host.lease?.endsAtMs ?? 0) - clock.now() - DAY)).toBeLessThan(2000)
    expect(ctx.begun).toEqual(['Reserve a name', 'Clone image', 'Boot', 'Wait for address', 'Register'])
    expect(ctx.lines.filter((line) => line.startsWith('TASK [')).length).toBeGreaterThan(5)
    const sayings = ctx.events.flatMap((event) => (event.type === 'progress' ? [event.message] : []))
    expect(sayings).toContainEqual(expect.stringMatching(/^Cloned \d\.\d of 3\.0 GiB$/))
  })

  test.each([
    ['fast', 4000, 8000],
    ['instant', 0, 0],
  ])('at speed %s takes from %d to %d ms', async (speed, leastMs, mostMs) => {
    const startMs = clock.now()
    await make(provider({ speed }), order())
    expect(clock.now() - startMs).toBeGreaterThanOrEqual(leastMs)
    expect(clock.now() - startMs).toBeLessThanOrEqual(mostMs)
  })

  test('of a seed has the same name, time and fate in every new Sandbox', async () => {
    const history: string[][] = []
    for (const round of [0, 1]) {
      const made = provider({ seed: 7 }, clock, 'demo', join(folder, String(round)))
      const told: string[] = []
      for (let index = 0; index < 6; index += 1) {
        const startMs = clock.now()
        const outcome = await make(made, order('flaky-vm')).then(
          (host) => host.name,
          (error: BrokerError) => error.data.message,
        )
        told.push(`${outcome} after ${clock.now() - startMs} ms`)
      }
      history.push(told)
      await made.dispose?.()
    }
    expect(history[1]).toEqual(history[0])
    expect(new Set(history[0]).size).toBe(6)
  })

  test('is gone at the end of its lease', async () => {
    const made = provider({ speed: 'instant' })
    const wanted = order('small-vm', { lease: '15m' })
    const host = await make(made, wanted)
    await clock.advance(15 * MINUTE - 1)
    expect(await made.read({ hostId: wanted.hostId, ref: host.ref }, call())).not.toBe('gone')
    await clock.advance(1)
    expect(await made.read({ hostId: wanted.hostId, ref: host.ref }, call())).toBe('gone')
    expect(await hostsAt(made)).toEqual([])
    await made.release({ hostId: wanted.hostId, ref: host.ref }, new RecordingContext())
  })

  test('without an end has no lease, and extending it changes nothing', async () => {
    const made = provider({ speed: 'instant', lease: 'none' })
    const host = await make(made, order())
    expect(host.lease).toBeUndefined()
    expect(await extend(made, host, DAY)).toEqual({})
  })

  test('is extended up to the longest lease and not beyond', async () => {
    const made = provider({ speed: 'instant', lease: '1d', max_lease: '2d' })
    const host = await make(made, order())
    expect(await made.latestEnd?.({ hostId: 'any', ref: host.ref }, call())).toBe(
      (host.lease?.endsAtMs ?? 0) + DAY,
    )
    const error = await errorOf(extend(made, host, DAY + 1))
    expect(error.code).toBe('INVALID_INPUT')
    expect(error.said).toContain('24\u00a0h left')
    const { lease } = await extend(made, host, DAY)
    const limitMs = (host.lease?.endsAtMs ?? 0) + DAY
    expect(lease?.endsAtMs).toBe(limitMs)
    const target = { hostId: 'any', ref: host.ref }
    expect(await made.latestEnd?.(target, call()), 'it stays where it was').toBe(limitMs)
  })

  test('without a name is kept without a name', async () => {
    const made = provider({ speed: 'instant' })
    const wanted = order('nameless')
    const host = await make(made, wanted)
    expect(Object.keys(host)).not.toContain('hostname')
    expect(Object.keys(host)).not.toContain('name')
    expect(host.facts.map((fact) => fact.label)).not.toContain('IP address')
    await made.release({ hostId: wanted.hostId, ref: host.ref }, new RecordingContext())
    expect(await hostsAt(made)).toEqual([])
  })

  test('with a name that is taken is refused at that field; hosts of one batch get numbers', async () => {
    const made = provider({ speed: 'instant' })
    const args = { name: 'my-host' }
    expect((await make(made, order('small-vm', args))).hostname).toBe('my-host.sandbox.example.com')
    const ctx = new RecordingContext()
    const error = await errorOf(make(made, order('small-vm', args), ctx))
    expect(error).toMatchObject({
      code: 'INVALID_INPUT',
      fieldErrors: { name: 'This name is taken. Say another.' },
    })
    expect(ctx.claimed).toBeUndefined()
    const batch = await make(made, order('small-vm', args, { index: 2, count: 3 }))
    expect(batch.name).toBe('my-host-2')
  })

  test('belongs to its instance', async () => {
    await make(provider({ speed: 'instant' }), order())
    expect(await hostsAt(provider({ speed: 'instant' }, clock, 'other'))).toEqual([])
    expect(await hostsAt(provider({ speed: 'instant' }))).toHaveLength(1)
  })
})

describe('after a restart', () => {
  test('a check out goes on and waits only for what is left, without telling twice', async () => {
    const frozen = new FakeClock({ startMs: clock.now() })
    const wanted = order()
    const before = new RecordingContext()
    void make(provider({ seed: 3 }, frozen), wanted, before)
    await frozen.advance(20_000)
    expect(before.begun).toEqual(['Reserve a name', 'Clone image'])

    clock = new FakeClock({ startMs: frozen.now() + 10_000, auto: true })
    const startMs = clock.now()
    const after = new RecordingContext()
    const host = await provider({ seed: 3 }).checkout(wanted, before.claimed, after)
    expect(host.ref).toEqual(before.claimed)
    expect(clock.now() - startMs).toBeLessThan(40_000)
    expect(clock.now() - startMs).toBeGreaterThan(10_000)
    expect(after.begun).toEqual(after.planned)
    expect(after.lines.filter((line) => line.startsWith('TASK') && before.lines.includes(line))).toEqual([])
    expect(after.lines[0]).toMatch(/^Found pretend-rhel-9-[a-z]+, ordered earlier\. Going on\.$/)
  })

  test('a machine that became ready meanwhile is there at once', async () => {
    const frozen = new FakeClock({ startMs: clock.now() })
    const wanted = order()
    void make(provider({}, frozen), wanted)
    await frozen.waitForSleepers()
    await frozen.advance(1000)
    clock = new FakeClock({ startMs: frozen.now() + 60 * MINUTE, auto: true })
    const startMs = clock.now()
    const host = await make(provider(), wanted)
    expect(clock.now() - startMs).toBeLessThan(1000)
    expect(host.lease?.endsAtMs).toBeLessThan(startMs + DAY - 58 * MINUTE)
  })

  test('a machine that was being removed is waited for, then made anew', async () => {
    const wanted = order()
    const first = await make(provider(), wanted)
    const dying = new FakeClock({ startMs: clock.now() })
    void provider({}, dying).release({ hostId: wanted.hostId, ref: first.ref }, new RecordingContext())
    await dying.advance(1000)
    clock = new FakeClock({ startMs: dying.now(), auto: true })
    const again = await provider().checkout(wanted, first.ref, new RecordingContext())
    expect(again.ref).not.toEqual(first.ref)
    expect(await hostsAt(provider())).toHaveLength(1)
  })

  test('a provider that was disposed in the middle of a check out goes on with it', async () => {
    const made = provider()
    const ctx = new RecordingContext((event) => event.type === 'step' && void made.dispose?.())
    expect((await make(made, order(), ctx)).hostname).toBeDefined()
  })
})

describe('cancelling', () => {
  test('stops a wait at once and cleans up', async () => {
    const slow = new FakeClock()
    const made = provider({}, slow)
    const ctx = new RecordingContext()
    const work = errorOf(make(made, order('slow-vm'), ctx))
    await slow.advance(5000)
    ctx.abort()
    // Nothing moves the clock: the removal begins now, and not at the next look.
    await slow.waitForSleepers()
    expect(slow.sleeping).toBe(1)
    const startMs = slow.now()
    await slow.advance(6500)
    expect(await work).toMatchObject({ code: 'CANCELLED' })
    expect(slow.now() - startMs).toBe(6500)
    expect(ctx.claimed).toBeUndefined()
  })
})

describe('failures on demand', () => {
  test('a step that fails says so in the provider’s words and leaves nothing', async () => {
    const made = provider({ speed: 'fast' })
    const ctx = new RecordingContext()
    const error = await errorOf(make(made, order('small-vm', { fail_at: 'Clone image' }), ctx))
    expect(error).toMatchObject({ code: 'PROVIDER', provider: 'Sandbox', instance: 'demo', retryable: true })
    expect(error.message).toMatch(/^pretend-rhel-9-[a-z]+ failed in the step Clone image\.$/)
    expect(error.said).toContain('No bootable device')
    expect(ctx.lines).toContain(error.said)
    expect(ctx.begun).toEqual(['Reserve a name', 'Clone image'])
    expect(ctx.claimed).toBeUndefined()
    expect(await hostsAt(made)).toEqual([])
  })

  test('an address that does not come is a timeout', async () => {
    const args = { fail_at: 'Wait for address', failure: 'no_address' }
    const error = await errorOf(make(provider({ speed: 'fast' }), order('small-vm', args)))
    expect(error).toMatchObject({ code: 'TIMEOUT', retryable: true })
  })

  test('a lost connection leaves a claim, and the machine becomes ready behind it', async () => {
    const made = provider({ speed: 'fast' })
    const ctx = new RecordingContext()
    const wanted = order('small-vm', { fail_at: 'Boot', failure: 'connection_lost' })
    const error = await errorOf(make(made, wanted, ctx))
    expect(error).toMatchObject({ code: 'PROVIDER', said: 'read ECONNRESET', retryable: true })
    expect(ctx.claimed).toMatchObject({ host_id: wanted.hostId })
    await clock.advance(MINUTE)
    const found = await made.read({ hostId: wanted.hostId, ref: ctx.claimed }, call())
    expect(found).toMatchObject({ raw: { state: 'ready' } })
  })

  test('leaves-behind leaves its machine, which can be removed later', async () => {
    const made = provider({ speed: 'fast' })
    const ctx = new RecordingContext()
    const wanted = order('leaves-behind')
    await errorOf(make(made, wanted, ctx))
    expect(ctx.claimed).toBeDefined()
    expect(ctx.lines.at(-1)).toMatch(/^What was begun may still be there: 409 Conflict/)
    const target = { hostId: wanted.hostId, ref: ctx.claimed }
    expect(await made.read(target, call())).toMatchObject({ raw: { state: 'failed' } })
    await made.release(target, new RecordingContext())
    expect(await made.read(target, call())).toBe('gone')
  })

  test('a first check in that fails leaves the machine, the second removes it', async () => {
    const made = provider({ speed: 'instant' })
    const wanted = order('small-vm', { fail_at: 'check_in' })
    const host = await make(made, wanted)
    const target = { hostId: wanted.hostId, ref: host.ref }
    expect(await errorOf(made.release(target, new RecordingContext()))).toMatchObject({ code: 'PROVIDER' })
    expect(await made.read(target, call())).not.toBe('gone')
    await made.release(target, new RecordingContext())
    expect(await made.read(target, call())).toBe('gone')
  })

  test('flaky-vm fails about every second time', async () => {
    const made = provider({ speed: 'instant', seed: 1 })
    const outcomes = await Promise.allSettled(
      Array.from({ length: 200 }, () => make(made, order('flaky-vm'))),
    )
    const failed = outcomes.filter((outcome) => outcome.status === 'rejected').length
    expect(failed).toBeGreaterThan(70)
    expect(failed).toBeLessThan(130)
  })

  test('every wrong field is named, and nothing is made', async () => {
    const made = provider({ speed: 'instant', max_lease: '2d' })
    const ctx = new RecordingContext()
    const error = await errorOf(make(made, order('bare-metal', { disk_gib: 600, lease: '3d' }), ctx))
    expect(error.code).toBe('INVALID_INPUT')
    expect(error.fieldErrors).toEqual({
      purpose: 'Required. Say a value.',
      disk_gib: 'At most 500. Say a number from 20 to 500.',
      lease: 'At most 2\u00a0d.',
    })
    expect(ctx.events).toEqual([])
  })

  test('an unknown machine is answered with the nearest names', async () => {
    const error = await errorOf(provider().describe('machine', 'smal-vm', call()))
    expect(error).toMatchObject({ code: 'NOT_FOUND', message: 'Sandbox demo has no smal-vm.' })
    expect(error.hint).toMatch(/^The nearest are small-vm, /)
  })
})

describe('commands', () => {
  const execute = (of: Provider, offering: string, args: JsonObject = {}, ctx = new RecordingContext()) =>
    of.execute?.(order(offering, args, { action: 'command' }), undefined, ctx)

  test('stream their output line by line and return it', async () => {
    const times = new Set<number>()
    const ctx = new RecordingContext((event) => event.type === 'log' && times.add(clock.now()))
    const result = await execute(provider(), 'package-update', {}, ctx)
    expect(result).toMatchObject({ exitCode: 0 })
    expect(result?.output).toMatch(/^Last metadata.*\n[^]*Complete!\n$/)
    expect(times.size).toBeGreaterThan(4)
  })

  test('print as many lines as asked for', async () => {
    const result = await execute(provider({ speed: 'instant' }), 'many-lines', { lines: 5000 })
    expect(result?.output.trimEnd().split('\n')).toHaveLength(5000)
  })

  test('that fail return their exit code', async () => {
    const result = await execute(provider({ speed: 'instant' }), 'failing-command')
    expect(result).toEqual({ output: 'bash: line 1: no-such-command: command not found\n', exitCode: 1 })
  })

  test('are no machines, and machines are no commands', async () => {
    const made = provider({ speed: 'instant' })
    expect(await errorOf(make(made, order('uptime')))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await errorOf(make(made, order('uptime', {}, { action: 'command' })))).toMatchObject({
      code: 'INVALID_INPUT',
    })
  })
})

describe('check', () => {
  test.each([
    ['unreachable', 'Broker Desktop cannot reach Sandbox demo.'],
    ['refused', 'Sandbox demo refuses the credentials.'],
  ])('says %s', async (trouble, summary) => {
    expect(await provider({ trouble }).check(call())).toMatchObject({ usable: false, summary })
  })

  test('says how long a call takes, and who one is', async () => {
    const report = await provider().check(call())
    expect(report).toMatchObject({ usable: true, latencyMs: 120 })
    expect(report.items.map((item) => item.title)).toContain('Signed in as maya')
  })

  test('throws when it is cancelled, as every other call', async () => {
    expect(await errorOf(provider().check({ signal: AbortSignal.abort() }))).toMatchObject({
      code: 'CANCELLED',
    })
  })
})

describe('the memory', () => {
  test('has no secret in it', async () => {
    const args = {
      root_password: 'correct horse battery',
      activation_key: 'ak-12345678',
      api_token: 'tok-12345678',
    }
    const host = await make(
      provider({ speed: 'instant' }),
      order('large-vm', { ...args, metadata: { a: 'kept' } }),
    )
    const bytes = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'latin1'))
    expect(bytes.join('')).toContain('kept')
    for (const secret of Object.values(args)) {
      expect(bytes.join('')).not.toContain(secret)
      expect(JSON.stringify(host)).not.toContain(secret)
    }
  })

  test('that is damaged or from a later version is said, and not touched', async () => {
    writeFileSync(
      join(folder, STORE_FILE),
      'this is no database, and long enough to be seen as none'.repeat(40),
    )
    const before = readFileSync(join(folder, STORE_FILE), 'utf8')
    const report = await provider().check(call())
    expect(report).toMatchObject({
      usable: false,
      summary: 'The memory of Sandbox demo cannot be read or written.',
    })
    expect(report.items[0]?.detail).toContain('file is not a database')
    expect(readFileSync(join(folder, STORE_FILE), 'utf8')).toBe(before)
  })

  test('is shared with another process: what it orders for the same host at the same time is adopted', async () => {
    const made = provider({ speed: 'instant' })
    await make(made, order())
    const wanted = order()
    const script = `
      const Database = require(${JSON.stringify(createRequire(import.meta.url).resolve('better-sqlite3'))})
      const db = new Database(${JSON.stringify(join(folder, STORE_FILE))})
      db.exec('BEGIN IMMEDIATE')
      db.prepare(\`INSERT INTO machines (id, host_id, instance, blueprint, refusals_left, cuts_left)
        SELECT 'mch-other', ?, instance, blueprint, 0, 0 FROM machines\`).run(${JSON.stringify(wanted.hostId)})
      process.stdout.write('locked')
      setTimeout(() => { db.exec('COMMIT'); db.close() }, 150)`
    const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
    const ended = new Promise((resolve) => child.on('exit', resolve))
    await new Promise((resolve) => child.stdout.once('data', resolve))
    // Our write waits here until the other process has written: both look for the host before they order it.
    const host = await make(made, wanted)
    expect(host.ref['machine']).toBe('mch-other')
    expect(await hostsAt(made)).toHaveLength(2)
    expect(await ended).toBe(0)
  })

  test('gives one machine for one host, whoever asks for it at once', async () => {
    const wanted = order()
    const hosts = await Promise.all([make(provider(), wanted), make(provider(), wanted)])
    expect(hosts[0]?.ref).toEqual(hosts[1]?.ref)
    expect(await hostsAt(provider())).toHaveLength(1)
  })
})
