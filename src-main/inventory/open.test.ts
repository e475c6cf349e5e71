/* oxlint-disable typescript/no-unsafe-type-assertion -- a test reads what it has just written */
import Database from 'better-sqlite3'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  copyFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createHash } from 'node:crypto'
import { FakeClock } from '@main/testing/fake-clock'
import { silentLogger } from '@main/ports/logger'
import { takeBackup } from './backups'
import { NEWEST_FORMAT, OLDEST_FORMAT } from './migrate'
import { openInventory, type OpenedInventory } from './open'
import { InventoryProblem } from './problem'
import { put } from './testing/samples'
import { spawnChild } from './testing/spawn-child'

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

const open = (busyTimeoutMs = 50): OpenedInventory =>
  openInventory({ file, clock, logger: silentLogger, busyTimeoutMs })

function problem(): InventoryProblem {
  try {
    open().inventory.close()
  } catch (error) {
    if (error instanceof InventoryProblem) return error
    throw error
  }
  throw new Error('It was opened.')
}

function digest(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}

/** Everything in the folder, byte for byte. */
function bytes(): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(folder, name)).isFile())
      .toSorted()
      .map((name) => [name, digest(join(folder, name))]),
  )
}

function makeOne(hosts = 1): void {
  const { inventory } = open()
  for (let n = 0; n < hosts; n += 1) put(inventory, `h${n}`)
  inventory.close()
}

it('makes the file and its folder', () => {
  file = join(folder, 'new', 'deep', 'inventory.db')
  const { inventory, setAside } = open()
  expect(setAside).toBeUndefined()
  inventory.close()
  inventory.close()
  const db = new Database(file)
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
  expect(db.prepare('SELECT count(*) FROM processes').pluck().get()).toBe(0)
  db.close()
})

it('goes on with an empty file, and with one in which nothing was made yet', () => {
  writeFileSync(file, '')
  makeOne()
  rmSync(file)
  const db = new Database(file)
  db.pragma('journal_mode = WAL')
  db.close()
  expect(statSync(file).size).toBeGreaterThan(0)
  expect(open()).not.toHaveProperty('setAside')
})

describe('a newer file', () => {
  it('is told of and left as it is, with the newest copy that can be read', () => {
    makeOne(2)
    takeBackup(file, 10, clock.now() - 1_000)
    takeBackup(file, 1_000, clock.now())
    const db = new Database(file)
    db.pragma('user_version = 1000')
    db.close()
    const before = bytes()
    expect(problem()).toMatchObject({
      kind: 'newer',
      title: 'Your inventory was written by a newer version',
      path: file,
      canRetry: false,
      facts: [
        { label: 'Last written', value: expect.stringContaining('by format 1000') as string },
        { label: 'This version reads', value: `formats ${OLDEST_FORMAT} to ${NEWEST_FORMAT}` },
        { label: 'Newest backup it can read', value: expect.stringMatching(/^today .*, 2 hosts$/) as string },
      ],
    })
    expect(bytes()).toEqual(before)
  })

  it('is known by its write-ahead log alone', () => {
    makeOne()
    const db = new Database(file)
    db.pragma('user_version = 1000')
    const crashed = join(folder, 'crashed.db')
    copyFileSync(file, crashed)
    copyFileSync(`${file}-wal`, `${crashed}-wal`)
    db.close()
    rmSync(file)
    file = crashed
    const before = bytes()
    expect(readFileSync(file).readUInt32BE(60)).toBe(NEWEST_FORMAT)
    expect(problem().kind).toBe('newer')
    expect(problem().facts[2]?.value).toBe('none')
    expect(bytes()).toEqual(before)
  })
})

it('a file of another program is left as it is', () => {
  const db = new Database(file)
  db.exec('CREATE TABLE bookmarks (url TEXT)')
  db.close()
  const before = bytes()
  expect(problem()).toMatchObject({ kind: 'unreadable', title: 'This file is not an inventory' })
  expect(bytes()).toEqual(before)
})

it('a folder in place of the file is told of', () => {
  mkdirSync(file)
  expect(problem()).toMatchObject({ kind: 'unreadable', path: file })
  expect(statSync(file).isDirectory()).toBe(true)
})

it.each(['EXCLUSIVE', 'IMMEDIATE'])(
  'a file that another program holds (%s) is locked, and can be tried again',
  (how) => {
    makeOne()
    const other = new Database(file)
    if (how === 'EXCLUSIVE') other.pragma('locking_mode = EXCLUSIVE')
    other.exec(`BEGIN ${how}; UPDATE processes SET pid = 1`)
    expect(problem()).toMatchObject({ kind: 'locked', canRetry: true, path: file })
    other.exec('ROLLBACK')
    other.close()
    const { inventory } = open()
    expect(inventory.hosts.get('h0')?.state).toBe('ready')
    inventory.close()
  },
)

describe('what cannot be written', () => {
  // The superuser may write everywhere, so a child process opens the file as somebody else.
  const openAsNobody = async (): Promise<unknown> => {
    const uid = process.getuid?.() === 0 ? { uid: 65_534 } : {}
    const child = spawnChild({ job: 'open', file, name: 'x', ...uid })
    try {
      return await child.hear()
    } finally {
      await child.ended()
    }
  }
  const expected = { kind: 'read_only', title: 'Your inventory cannot be written' }

  it.skipIf(process.platform === 'win32').each([
    ['a read-only file', 0o777, 0o444],
    ['a read-only folder', 0o555, 0o666],
    ['both', 0o555, 0o444],
  ])('%s is told of and left as it is', async (_name, ofFolder, ofFile) => {
    makeOne()
    const before = bytes()
    chmodSync(file, ofFile)
    chmodSync(folder, ofFolder)
    expect(await openAsNobody()).toMatchObject({ ...expected, path: file })
    chmodSync(folder, 0o755)
    expect(bytes()).toEqual(before)
  })

  it.skipIf(process.platform === 'win32')('no file, and a folder in which none can be made', async () => {
    chmodSync(folder, 0o555)
    expect(await openAsNobody()).toMatchObject(expected)
    chmodSync(folder, 0o755)
  })
})
