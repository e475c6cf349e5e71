import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs'

/** What a file is, as far as its bytes tell without SQLite, which would write beside it. */
export type FileFormat =
  | { readonly kind: 'absent' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'other' }
  | { readonly kind: 'sqlite'; readonly userVersion: number; readonly ours: boolean }

/** Marks a SQLite file as an inventory of ours ("BrkD"), in its `application_id`. */
export const APPLICATION_ID = 0x42_72_6b_44

const HEADER_BYTES = 100
const MAGIC = 'SQLite format 3\0'

function withFile<T>(path: string, read: (fd: number) => T): T {
  const fd = openSync(path, 'r')
  try {
    return read(fd)
  } finally {
    closeSync(fd)
  }
}

function bytes(fd: number, at: number, length: number): Buffer {
  const buffer = Buffer.alloc(length)
  return buffer.subarray(0, readSync(fd, buffer, 0, length, at))
}

/** Reads the format of an inventory file, changes that are still in its write-ahead log included. */
export function readFileFormat(file: string): FileFormat {
  if (!existsSync(file)) return { kind: 'absent' }
  const inFile = withFile(file, (fd) => bytes(fd, 0, HEADER_BYTES))
  if (inFile.length === 0) return { kind: 'empty' }
  if (inFile.length < HEADER_BYTES || inFile.toString('latin1', 0, 16) !== MAGIC) return { kind: 'other' }
  const header = headerInLog(`${file}-wal`) ?? inFile
  // The fields are named in "The Database Header" of SQLite's documentation.
  const schemaCookie = header.readUInt32BE(40)
  const userVersion = header.readUInt32BE(60)
  const applicationId = header.readUInt32BE(68)
  // A process that was killed right after it made the file leaves one with nothing in it: that is ours to begin with.
  const begun = userVersion > 0 || schemaCookie > 0
  return { kind: 'sqlite', userVersion, ours: !begun || applicationId === APPLICATION_ID }
}

/**
 * The header in the newest committed first page of a write-ahead log: a process that was killed right after a
 * migration leaves it there. See "WAL File Format" in SQLite's documentation.
 */
function headerInLog(log: string): Buffer | undefined {
  if (!existsSync(log)) return undefined
  return withFile(log, (fd) => {
    const head = bytes(fd, 0, 32)
    if (head.length < 32 || (head.readUInt32BE(0) & ~1) >>> 0 !== 0x377f0682) return undefined
    const pageSize = head.readUInt32BE(8)
    const salts = head.subarray(16, 24)
    const size = fstatSync(fd).size
    let pending: number | undefined
    let committed: number | undefined
    for (let at = 32; at + 24 + pageSize <= size; at += 24 + pageSize) {
      const frame = bytes(fd, at, 24)
      if (!frame.subarray(8, 16).equals(salts)) break
      if (frame.readUInt32BE(0) === 1) pending = at + 24
      if (frame.readUInt32BE(4) !== 0) committed = pending
    }
    return committed === undefined ? undefined : bytes(fd, committed, HEADER_BYTES)
  })
}
