import Database from 'better-sqlite3'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { get } from './database'
import { stampMs, utcStamp } from './stamp'

/** How many copies are kept. */
const KEEP = 5

/** A copy of the inventory from before it was brought to a newer format. */
export interface Backup {
  readonly path: string
  readonly format: number
  readonly takenAtMs: number
}

const folderOf = (file: string): string => join(dirname(file), 'backups')

/** The copies of a file, newest first. */
export function backupsOf(file: string): readonly Backup[] {
  const folder = folderOf(file)
  if (!existsSync(folder)) return []
  const prefix = `${basename(file)}.format-`
  return readdirSync(folder)
    .flatMap((name): Backup[] => {
      if (!name.startsWith(prefix)) return []
      const [format, stamp, ...rest] = name.slice(prefix.length).split('.')
      const takenAtMs = stampMs(stamp ?? '')
      if (rest.length > 0 || takenAtMs === undefined || !/^\d+$/.test(format ?? '')) return []
      return [{ path: join(folder, name), format: Number(format), takenAtMs }]
    })
    .toSorted((a, b) => b.takenAtMs - a.takenAtMs || b.format - a.format)
}

/**
 * Copies the file with everything that is committed, over a connection of its own, because the caller is inside the
 * transaction that keeps others from writing. A copy has its name only when it is whole.
 */
export function takeBackup(file: string, format: number, nowMs: number, nativeBinding?: string): Backup {
  const folder = folderOf(file)
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${basename(file)}.format-${format}.${utcStamp(nowMs, true)}`)
  const partial = `${path}.partial`
  rmSync(partial, { force: true })
  const db = new Database(file, nativeBinding === undefined ? {} : { nativeBinding })
  try {
    db.prepare('VACUUM INTO ?').run(partial)
  } finally {
    db.close()
  }
  renameSync(partial, path)
  for (const old of backupsOf(file).slice(KEEP)) rmSync(old.path, { force: true })
  return { path, format, takenAtMs: nowMs }
}

/** How many hosts a copy holds, if it can be told. The copy is not touched. */
export function hostsInBackup(backup: Backup, nativeBinding?: string): number | undefined {
  try {
    const db = new Database(backup.path, {
      readonly: true,
      ...(nativeBinding === undefined ? {} : { nativeBinding }),
    })
    try {
      return get<{ n: number }>(
        db,
        `SELECT count(*) AS n FROM hosts WHERE state NOT IN ('released', 'discarded')`,
      )?.n
    } finally {
      db.close()
    }
  } catch {
    return undefined
  }
}
