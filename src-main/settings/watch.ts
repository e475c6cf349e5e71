import { watch, type FSWatcher } from 'node:fs'
import { dirname } from 'node:path'

const SETTLE_MS = 100
const POLL_MS = 2_000

/**
 * Calls `look` soon after something happened in the folders of some files, and every two seconds in any case: not every
 * file system tells of changes. Editors write in several steps, so it waits until they have settled. Answers how to
 * stop it.
 */
export function watchFiles(options: {
  /** Asked for before each look: the files in use may change. */
  readonly files: () => readonly string[]
  readonly look: () => void
  readonly settleMs?: number
  readonly pollMs?: number
}): () => void {
  const watchers = new Map<string, FSWatcher>()
  let settling: NodeJS.Timeout | undefined
  const look = (): void => {
    settling = undefined
    arm()
    options.look()
  }
  const soon = (): void => {
    clearTimeout(settling)
    settling = setTimeout(look, options.settleMs ?? SETTLE_MS)
  }
  const arm = (): void => {
    const folders = new Set(options.files().map((file) => dirname(file)))
    for (const [folder, watcher] of watchers) {
      if (folders.has(folder)) continue
      watcher.close()
      watchers.delete(folder)
    }
    for (const folder of folders) {
      if (!watchers.has(folder)) begin(folder)
    }
  }
  const begin = (folder: string): void => {
    try {
      const watcher = watch(folder, { persistent: false }, soon)
      watchers.set(folder, watcher)
      // The folder went away: the poll goes on, and finds it when it is back.
      watcher.on('error', () => {
        watcher.close()
        watchers.delete(folder)
      })
    } catch {
      // There is no such folder, or it cannot be watched.
    }
  }
  arm()
  const poll = setInterval(look, options.pollMs ?? POLL_MS)
  poll.unref()
  return () => {
    clearInterval(poll)
    clearTimeout(settling)
    for (const watcher of watchers.values()) watcher.close()
    watchers.clear()
  }
}
