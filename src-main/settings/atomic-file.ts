import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { codeOf } from '@main/settings/values'

/** How a file is written. */
export interface AtomicWriteOptions {
  /** The mode of a new file; a file that exists keeps its own. Default: for the owner only. */
  readonly mode?: number
  /** `false`: a file that is there stays as it is, and `EEXIST` is thrown. */
  readonly replace?: boolean
}

/**
 * Writes a whole file so that a crash or a full disk at any moment leaves either the old content or the new, never a
 * half. A link is followed: people keep their settings in a folder of dot files.
 */
export function writeFileAtomic(
  file: string,
  content: string | Buffer,
  options: AtomicWriteOptions = {},
): void {
  mkdirSync(dirname(file), { recursive: true })
  const target = realPathOf(file)
  const existing = statSync(target, { throwIfNoEntry: false })
  const temporary = `${target}.${process.pid}.tmp`
  try {
    writeThrough(temporary, content, existing === undefined ? (options.mode ?? 0o600) : existing.mode & 0o777)
    if (options.replace === false) moveBeside(temporary, target)
    else renameSync(temporary, target)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
  syncFolder(dirname(target))
}

/** Gives a file its name unless another has it; both at once, so that nobody comes between. */
function moveBeside(temporary: string, target: string): void {
  try {
    linkSync(temporary, target)
  } catch (error) {
    if (codeOf(error) === 'EEXIST' || existsSync(target)) throw error
    // Not every file system has links (FAT, some network drives): there it is looked at first.
    renameSync(temporary, target)
    return
  }
  rmSync(temporary, { force: true })
}

function realPathOf(file: string): string {
  try {
    return realpathSync(file)
  } catch {
    return file
  }
}

function writeThrough(file: string, content: string | Buffer, mode: number): void {
  rmSync(file, { force: true })
  const descriptor = openSync(file, 'wx', mode)
  try {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content
    for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Makes the rename itself last; not every system can open a folder, and then there is nothing to do. */
function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r')
    try {
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
  } catch {
    return
  }
}
