import { createReadStream, createWriteStream, mkdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const DIRECTORY_END_SIZE = 22
const LOCAL_HEADER_SIZE = 30
const STORED = 0
const DEFLATED = 8

/**
 * Extracts files of a zip archive with nothing but Node: a fresh machine has no unzip. Archives over 4 GiB, encrypted
 * ones and symbolic links are not supported. Whoever calls has checked the archive's hash.
 * @param {string} archive
 * @param {string} folder Is created where it is missing.
 * @param {(name: string) => string | undefined} place Where an entry goes, relative to `folder`; undefined leaves it out.
 * @throws {Error} The archive is damaged, of an unknown kind, or points outside of `folder`.
 */
export async function extractZip(archive, folder, place) {
  const file = await open(archive, 'r')
  try {
    for (const entry of await readDirectory(file)) {
      const name = entry.name.endsWith('/') ? undefined : place(entry.name)
      if (name === undefined) continue
      const target = join(folder, name)
      if (!target.startsWith(join(folder, sep)))
        throw new Error(`The archive has an entry outside of its folder: ${entry.name}`)
      mkdirSync(dirname(target), { recursive: true })

      const header = Buffer.alloc(LOCAL_HEADER_SIZE)
      await file.read(header, 0, LOCAL_HEADER_SIZE, entry.offset)
      const start = entry.offset + LOCAL_HEADER_SIZE + header.readUInt16LE(26) + header.readUInt16LE(28)
      const output = createWriteStream(target, { mode: entry.mode })
      if (entry.compressedSize === 0) {
        output.end()
        continue
      }
      const input = createReadStream(archive, { start, end: start + entry.compressedSize - 1 })
      if (entry.method === STORED) await pipeline(input, output)
      else if (entry.method === DEFLATED) await pipeline(input, createInflateRaw(), output)
      else throw new Error(`The archive packs ${entry.name} in a way that is not supported (${entry.method})`)
      if (output.bytesWritten !== entry.size) throw new Error(`The archive is damaged at ${entry.name}`)
    }
  } finally {
    await file.close()
  }
}

/** @param {import('node:fs/promises').FileHandle} file */
async function readDirectory(file) {
  const { size } = await file.stat()
  // A comment of up to 65,535 bytes may follow the end record.
  const tail = Buffer.alloc(Math.min(size, DIRECTORY_END_SIZE + 0xffff))
  await file.read(tail, 0, tail.length, size - tail.length)
  let end = tail.length - DIRECTORY_END_SIZE
  while (end >= 0 && tail.readUInt32LE(end) !== END_OF_DIRECTORY) end--
  if (end < 0) throw new Error('This is no zip archive, or it is cut short')

  const count = tail.readUInt16LE(end + 10)
  const directory = Buffer.alloc(tail.readUInt32LE(end + 12))
  await file.read(directory, 0, directory.length, tail.readUInt32LE(end + 16))
  const entries = []
  for (let at = 0, n = 0; n < count; n++) {
    if (directory.readUInt32LE(at) !== DIRECTORY_ENTRY)
      throw new Error('The archive’s list of files is damaged')
    const nameLength = directory.readUInt16LE(at + 28)
    const unixMode = directory.readUInt16LE(at + 40)
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      compressedSize: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      mode: unixMode & 0o777 || 0o644,
      offset: directory.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return entries
}
