import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { extractZip } from './zip.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'broker-desktop-zip-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

interface Entry {
  readonly name: string
  readonly content: string
  readonly mode?: number
  readonly packed?: boolean
  readonly claimedSize?: number
}

/** A zip archive as the format's description has it. */
function zipOf(entries: readonly Entry[]): string {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, mode = 0o644, packed = true, claimedSize } of entries) {
    const plain = Buffer.from(content)
    const data = packed ? deflateRawSync(plain) : plain
    const method = packed ? 8 : 0
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(method, 8)
    local.writeUInt16LE(Buffer.byteLength(name), 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(method, 10)
    entry.writeUInt32LE(data.length, 20)
    entry.writeUInt32LE(claimedSize ?? plain.length, 24)
    entry.writeUInt16LE(Buffer.byteLength(name), 28)
    entry.writeUInt16LE(mode, 40)
    entry.writeUInt32LE(offset, 42)
    locals.push(local, Buffer.from(name), data)
    directory.push(entry, Buffer.from(name))
    offset += local.length + Buffer.byteLength(name) + data.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  const file = join(folder, 'a.zip')
  writeFileSync(file, Buffer.concat([...locals, list, end]))
  return file
}

test('extracts packed, stored and empty files with their modes', async () => {
  const archive = zipOf([
    { name: 'in/run', content: 'x'.repeat(10_000), mode: 0o755 },
    { name: 'in/plain', content: 'stored', packed: false },
    { name: 'in/empty', content: '', packed: false },
  ])
  await extractZip(archive, join(folder, 'to'), (name) => name.slice(3))
  expect(readFileSync(join(folder, 'to/run'), 'utf8')).toBe('x'.repeat(10_000))
  expect(statSync(join(folder, 'to/run')).mode & 0o777).toBe(0o755)
  expect(readFileSync(join(folder, 'to/plain'), 'utf8')).toBe('stored')
  expect(readFileSync(join(folder, 'to/empty'), 'utf8')).toBe('')
})

test('leaves out what it is told to', async () => {
  const archive = zipOf([
    { name: 'keep', content: '1' },
    { name: 'drop', content: '2' },
  ])
  await extractZip(archive, join(folder, 'to'), (name) => (name === 'drop' ? undefined : name))
  expect(() => statSync(join(folder, 'to/drop'))).toThrow('ENOENT')
})

test('refuses an entry that leads out of the folder', async () => {
  const archive = zipOf([{ name: '../evil', content: '1' }])
  await expect(extractZip(archive, join(folder, 'to'), (name) => name)).rejects.toThrow(
    'outside of its folder',
  )
})

test('notices a file that is shorter than the archive says', async () => {
  const archive = zipOf([{ name: 'a', content: 'abc', claimedSize: 4 }])
  await expect(extractZip(archive, join(folder, 'to'), (name) => name)).rejects.toThrow('damaged at a')
})

test('says that a file is no archive', async () => {
  writeFileSync(join(folder, 'a.zip'), 'not a zip')
  await expect(extractZip(join(folder, 'a.zip'), folder, (name) => name)).rejects.toThrow('no zip archive')
})
