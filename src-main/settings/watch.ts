import { statfsSync, statSync, watch, type FSWatcher } from 'node:fs'
import { dirname } from 'node:path'

const SETTLE_MS = 100
const POLL_MS = 2_000

/**
 * File systems that do not tell of what other computers write to them, by the number that statfs(2) has for each: NFS,
 * the three of Windows shares, 9P, AFS, Ceph, those of user space.
 */
const SILENT: ReadonlySet<number> = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x01021997, 0x5346414f, 0x00c36400, 0x65735546,
])

interface Watched {
  readonly watcher: FSWatcher
  /** Which folder it is: another may take its place. */
  readonly inode: bigint
}

/**
 * Calls `look` soon after something happened in the folders of some files. Editors write in several steps, so it waits
 * until they have settled. Where a folder is not there or cannot be looked at, or its file system does not tell of
 * changes, it looks every two seconds besides; elsewhere nothing wakes it. Answers how to stop it.
 */
export function watchFiles(options: {
  /** Asked for before each look: the files in use may change. */
  readonly files: () => readonly string[]
  readonly look: () => void
  readonly settleMs?: number
  readonly pollMs?: number
  /** Whether the file system of a folder tells of changes; by default as the system says. */
  readonly tells?: (folder: string) => boolean
}): () => void {
  const tells = options.tells ?? tellsOfChanges
  const watched = new Map<string, Watched>()
  let settling: NodeJS.Timeout | undefined
  let polling: NodeJS.Timeout | undefined
  const look = (): void => {
    clearTimeout(settling)
    settling = undefined
    arm()
    options.look()
  }
  const soon = (): void => {
    clearTimeout(settling)
    settling = setTimeout(look, options.settleMs ?? SETTLE_MS)
  }
  const forget = (folder: string): void => {
    watched.get(folder)?.watcher.close()
    watched.delete(folder)
  }
  const arm = (): void => {
    const folders = new Set(options.files().map((file) => dirname(file)))
    for (const [folder, { inode }] of watched) {
      if (!folders.has(folder) || inodeOf(folder) !== inode) forget(folder)
    }
    for (const folder of folders) {
      if (!watched.has(folder)) begin(folder)
    }
    poll([...folders].some((folder) => !watched.has(folder) || !tells(folder)))
  }
  const poll = (isNeeded: boolean): void => {
    clearTimeout(polling)
    polling = isNeeded ? setTimeout(look, options.pollMs ?? POLL_MS).unref() : undefined
  }
  const begin = (folder: string): void => {
    const inode = inodeOf(folder)
    if (inode === undefined) return
    try {
      const watcher = watch(folder, { persistent: false }, soon)
      watched.set(folder, { watcher, inode })
      watcher.on('error', () => {
        forget(folder)
        poll(true)
      })
    } catch {
      // It cannot be watched: the poll finds what changes.
    }
  }
  arm()
  return () => {
    clearTimeout(polling)
    clearTimeout(settling)
    for (const { watcher } of watched.values()) watcher.close()
    watched.clear()
  }
}

/** None for a folder that is not there, or cannot be looked at now: its share is away, a link on the way is broken. */
function inodeOf(folder: string): bigint | undefined {
  try {
    return statSync(folder, { bigint: true }).ino
  } catch {
    return undefined
  }
}

/** Numbers of file systems mean something on Linux only; macOS and Windows tell of all of theirs that matter. */
function tellsOfChanges(folder: string): boolean {
  if (process.platform !== 'linux') return true
  try {
    return !SILENT.has(statfsSync(folder).type)
  } catch {
    return false
  }
}
