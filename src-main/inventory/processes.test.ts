/* oxlint-disable typescript/no-unsafe-type-assertion -- what children say is compared right after */
import { tempInventory } from '@main/testing/temp-inventory'
import { systemClock } from '@main/ports/clock'
import { silentLogger } from '@main/ports/logger'
import Database from 'better-sqlite3'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connect } from './database'
import { migrateTo, NEWEST_FORMAT } from './migrate'
import { openInventory } from './open'
import { systemProcesses } from './process-info'
import { checkoutOf, NOW, put, wanted } from './testing/samples'
import { spawnChild, type InventoryChild } from './testing/spawn-child'

let folder: string
let file: string
const children: InventoryChild[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'broker-inventory-'))
  file = join(folder, 'inventory.db')
})
afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => child.kill()))
  rmSync(folder, { recursive: true, force: true })
})

function start(order: Omit<Parameters<typeof spawnChild>[0], 'file'>): InventoryChild {
  const child = spawnChild({ ...order, file })
  children.push(child)
  return child
}
const open = () => openInventory({ file, clock: systemClock, logger: silentLogger }).inventory

function whole(): void {
  const db = new Database(file)
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(db.pragma('foreign_key_check')).toEqual([])
  const counted = 'SELECT (SELECT count(*) FROM hosts) = (SELECT coalesce(sum(hosts), 0) FROM host_counts)'
  expect(db.prepare(counted).pluck().get()).toBe(1)
  db.close()
}

describe('two processes', { timeout: 60_000 }, () => {
  it('write at once and lose nothing', async () => {
    const pair = [
      start({ job: 'write', name: 'a', count: 150 }),
      start({ job: 'write', name: 'b', count: 150 }),
    ]
    await Promise.all(pair.map((child) => child.hear()))
    for (const child of pair) child.tell()
    expect(await Promise.all(pair.map((child) => child.hear()))).toEqual(['done', 'done'])
    const inventory = open()
    const tasks = inventory.tasks.list({ limit: 500 })
    expect(tasks).toHaveLength(300)
    expect(
      inventory.hosts.page({
        filter: { search: 'ubi9' },
        sort: { by: 'age', descending: false },
        offset: 0,
        limit: 1,
        nowMs: NOW,
      }),
    ).toMatchObject({ total: 300, held: 300 })
    expect(tasks.every((task) => inventory.tasks.log(task.id, 0, 10).length === 1)).toBe(true)
    inventory.close()
    whole()
  })

  it('bring a file up to date at once, and do it once with one copy', async () => {
    open().close()
    const pair = [start({ job: 'migrate', name: 'a' }), start({ job: 'migrate', name: 'b' })]
    await Promise.all(pair.map((child) => child.hear()))
    for (const child of pair) child.tell()
    const said = (await Promise.all(pair.map((child) => child.hear()))) as {
      made: number[]
      backUps: number[]
    }[]
    expect(said.flatMap((one) => one.made)).toEqual([1_000])
    expect(said.flatMap((one) => one.backUps)).toEqual([NEWEST_FORMAT])
    const db = new Database(file)
    expect(db.prepare('SELECT count(*) FROM counted').pluck().get()).toBe(1)
    db.close()
  })

  it('make a new file at once', async () => {
    const pair = [start({ job: 'open', name: 'a' }), start({ job: 'open', name: 'b' })]
    expect(await Promise.all(pair.map((child) => child.hear()))).toEqual([
      { kind: 'opened' },
      { kind: 'opened' },
    ])
    whole()
  })

  it('one killed in the middle of writing leaves a whole file, and each of its tasks goes to one heir', async () => {
    const writer = start({ job: 'loop', name: 'w' })
    while (Number(await writer.hear()) < 30);
    const alive = open()
    expect(alive.tasks.adoptOrphans()).toEqual([])
    await writer.kill()
    whole()
    const heirs = [start({ job: 'adopt', name: 'a' }), start({ job: 'adopt', name: 'b' })]
    await Promise.all(heirs.map((child) => child.hear()))
    for (const child of heirs) child.tell()
    const adopted = (await Promise.all(heirs.map((child) => child.hear()))) as number[][]
    const unfinished =
      alive.tasks.list({ limit: 1 }).length === 0
        ? []
        : alive.tasks.list({ limit: 10_000 }).map((task) => task.id)
    expect(unfinished.length).toBeGreaterThan(30)
    expect(adopted.flat().toSorted((a, b) => a - b)).toEqual(unfinished.toSorted((a, b) => a - b))
    expect(alive.tasks.adoptOrphans()).toEqual([])
    for (const child of heirs) child.tell()
    await Promise.all(heirs.map((child) => child.ended()))
    expect(alive.tasks.adoptOrphans()).toHaveLength(unfinished.length)
    alive.close()
  })
})

describe('tasks of a process that is gone', () => {
  /** Two processes that are not real: which of them are alive is said here. */
  const living = new Set(['1 a', '2 b'])
  const info = (pid: number, startToken: string) => ({
    pid,
    startToken,
    isAlive: (p: number, t: string) => living.has(`${p} ${t}`),
  })

  it('are adopted after a clean end and after a crash, and ended ones never', () => {
    const first = tempInventory()
    put(first.inventory, 'a')
    put(first.inventory, 'b')
    first.inventory.tasks.changeLine(2, 1, { status: { state: 'succeeded' } }, NOW)
    expect(first.inventory.tasks.adoptOrphans()).toEqual([])
    const again = first.reopen()
    expect(again.tasks.adoptOrphans().map((task) => task.id)).toEqual([1])
    expect(again.tasks.adoptOrphans()).toEqual([])
    first.dispose()
  })

  it('are told by the token when their number was given to another process', () => {
    const old = openInventory({
      file,
      clock: systemClock,
      logger: silentLogger,
      processInfo: info(1, 'a'),
    }).inventory
    old.tasks.create(checkoutOf([wanted('a')]), NOW)
    const next = openInventory({
      file,
      clock: systemClock,
      logger: silentLogger,
      processInfo: info(2, 'b'),
    }).inventory
    expect(next.tasks.adoptOrphans()).toEqual([])
    living.delete('1 a')
    living.add('1 later')
    expect(next.tasks.adoptOrphans()).toMatchObject([{ id: 1, state: 'queued', lines: [{ hostId: 'a' }] }])
    expect(next.tasks.adoptOrphans()).toEqual([])
    next.close()
    old.close()
  })
})

describe('this computer', () => {
  it('knows itself, and what has ended or was started at another time', async () => {
    const info = systemProcesses()
    expect(info.isAlive(process.pid, info.startToken)).toBe(true)
    expect(info.isAlive(process.pid, `${info.startToken}0`)).toBe(false)
    if (!existsSync('/proc')) return
    const child = start({ job: 'adopt', name: 'x' })
    await child.hear()
    const db = new Database(file)
    const token = db
      .prepare('SELECT start_token FROM processes WHERE pid = ?')
      .pluck()
      .get(child.pid) as string
    db.close()
    expect(info.isAlive(child.pid, token)).toBe(true)
    await child.kill()
    expect(info.isAlive(child.pid, token)).toBe(false)
  })
})

it('a migration that fails leaves the file as it was', () => {
  open().close()
  const db = connect({ file, busyTimeoutMs: 0 })
  const bad = {
    version: NEWEST_FORMAT + 10,
    name: 'bad',
    up: (into: typeof db) => {
      into.exec('CREATE TABLE half (n INTEGER) STRICT')
      throw new Error('no')
    },
  }
  const initial = { version: NEWEST_FORMAT, name: 'x', up: () => {} }
  expect(() => migrateTo(db, NEWEST_FORMAT + 10, { migrations: [initial, bad] })).toThrow('no')
  expect(db.pragma('user_version', { simple: true })).toBe(NEWEST_FORMAT)
  expect(db.prepare("SELECT count(*) FROM sqlite_master WHERE name = 'half'").pluck().get()).toBe(0)
  db.close()
})
