import Database from 'better-sqlite3'
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { silentLogger } from '@main/ports/logger'
import { FakeClock } from '@main/testing/fake-clock'
import { openInventory, type OpenedInventory } from './open'
import { put } from './testing/samples'

let folder: string
let file: string
const clock = new FakeClock()

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'broker-inventory-'))
  file = join(folder, 'inventory.db')
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const open = (): OpenedInventory => openInventory({ file, clock, logger: silentLogger })

function makeOne(hosts: number): void {
  const { inventory } = open()
  for (let n = 0; n < hosts; n += 1) put(inventory, `h${n}`)
  inventory.close()
}

/** Spoils pages that nothing reads until a host is looked at. */
function damageDetails(): void {
  const db = new Database(file)
  const pages = db
    .prepare("SELECT pageno FROM dbstat WHERE name = 'host_details' AND pagetype = 'leaf'")
    .pluck()
    .all()
  const size = Number(db.pragma('page_size', { simple: true }))
  db.close()
  const fd = openSync(file, 'r+')
  for (const page of pages) writeSync(fd, Buffer.alloc(64, 9), 0, 64, (Number(page) - 1) * size)
  closeSync(fd)
}

describe('a damaged file', () => {
  const aside = () => `${file}.corrupt-20260102T030405Z`

  it('that is no database is kept aside, and a new one begun', () => {
    writeFileSync(file, 'not a database at all, but longer than a hundred bytes'.repeat(4))
    writeFileSync(`${file}-wal`, 'log')
    writeFileSync(`${file}-shm`, 'index')
    const before = ['', '-wal', '-shm'].map((part) => readFileSync(file + part, 'utf8'))
    const { inventory, setAside } = open()
    expect(setAside).toEqual({ path: aside(), reason: 'file is not a database' })
    put(inventory, 'new')
    inventory.close()
    expect(['', '-wal', '-shm'].map((part) => readFileSync(aside() + part, 'utf8'))).toEqual(before)
    const again = open()
    expect(again.setAside).toBeUndefined()
    expect(again.inventory.hosts.get('new')?.state).toBe('ready')
    again.inventory.close()
  })

  it('never takes the place of one that was kept before', () => {
    for (const text of ['first', 'second', 'third']) {
      writeFileSync(file, text)
      open().inventory.close()
      rmSync(file)
    }
    expect(readFileSync(aside(), 'utf8')).toBe('first')
    expect(readFileSync(`${aside()}-2`, 'utf8')).toBe('second')
    expect(readFileSync(`${aside()}-3`, 'utf8')).toBe('third')
  })

  it.each<[string, (fd: number, size: number) => void]>([
    ['in its first page', (fd) => void writeSync(fd, Buffer.alloc(3_000, 7), 0, 3_000, 100)],
    [
      'in a later page',
      (fd, size) => {
        for (let at = 4_096 * 4; at < size; at += 4_096) writeSync(fd, Buffer.alloc(64, 9), 0, 64, at)
      },
    ],
  ])('%s is found, kept and replaced', (_name, damage) => {
    makeOne(50)
    const fd = openSync(file, 'r+')
    damage(fd, statSync(file).size)
    closeSync(fd)
    const before = readFileSync(file)
    const { inventory, setAside } = open()
    expect(setAside?.path).toBe(aside())
    expect(readFileSync(aside()).equals(before)).toBe(true)
    expect(inventory.hosts.facets().total).toBe(0)
    inventory.close()
    expect(existsSync(`${file}-wal`)).toBe(false)
  })

  it('that was cut off is found too', () => {
    makeOne(50)
    const half = readFileSync(file).subarray(0, 4_096 * 10)
    writeFileSync(file, half)
    const { inventory, setAside } = open()
    expect(setAside?.path).toBe(aside())
    inventory.close()
  })

  it('where nothing looks at the start is found by a check of the whole', () => {
    makeOne(50)
    damageDetails()
    const { inventory, setAside } = open()
    expect(setAside?.path).toBe(aside())
    inventory.close()
  })
})

describe('a large file', () => {
  /** Over the size up to which every file is checked whole. */
  function makeLarge(): void {
    makeOne(50)
    const { inventory } = open()
    put(inventory, 'large', {}, { state: 'ready', raw: { text: 'x'.repeat(9_000_000) } })
    inventory.close()
    damageDetails()
  }
  /** What a process that was killed leaves behind. */
  function crash(): void {
    const db = new Database(file)
    db.exec("INSERT INTO processes (pid, start_token, started_at_ms) VALUES (1, 'gone', 1)")
    db.close()
  }

  it('is not checked whole after a clean end, and is after a crash', () => {
    makeLarge()
    const clean = open()
    expect(clean.setAside).toBeUndefined()
    clean.inventory.close()
    crash()
    const { inventory, setAside } = open()
    expect(setAside).toBeDefined()
    inventory.close()
  })

  it('is checked whole after a query met the damage', () => {
    makeLarge()
    const met = open().inventory
    expect(() => met.hosts.inStates(['ready'])).toThrow('The inventory file is damaged')
    met.close()
    const info = { pid: 1, startToken: 'next', isAlive: () => false }
    const { inventory, setAside } = openInventory({ file, clock, logger: silentLogger, processInfo: info })
    expect(setAside).toBeDefined()
    inventory.close()
  })

  it('that another process has put away in the meantime is not put away twice', () => {
    makeLarge()
    crash()
    let swapped = false
    const isAlive = (): boolean => {
      if (!swapped) {
        swapped = true
        renameSync(file, `${file}.theirs`)
        makeOne(3)
      }
      return false
    }
    const info = { pid: 1, startToken: 'me', isAlive }
    const { inventory, setAside } = openInventory({ file, clock, logger: silentLogger, processInfo: info })
    expect(setAside).toBeUndefined()
    expect(inventory.hosts.facets().total).toBe(3)
    inventory.close()
  })
})
