import { existsSync, renameSync } from 'node:fs'
import { utcStamp } from './stamp'

/** A damaged file that was kept. */
export interface SetAside {
  /** Where it is now. */
  readonly path: string
  /** What is wrong with it, in SQLite's words. */
  readonly reason: string
}

/**
 * The write-ahead log goes before the file: if the power fails between the two, a new inventory must never begin
 * beside the log of the old one, which would be replayed into it.
 */
const PARTS = ['-shm', '-wal', ''] as const

/** Keeps a damaged file, with what belongs to it, under a name that is free. Throws when it cannot be moved. */
export function keepAside(file: string, reason: string, nowMs: number): SetAside {
  const base = `${file}.corrupt-${utcStamp(nowMs)}`
  let path = base
  for (let n = 2; PARTS.some((part) => existsSync(path + part)); n += 1) path = `${base}-${n}`
  for (const part of PARTS) {
    if (existsSync(file + part)) renameSync(file + part, path + part)
  }
  return { path, reason }
}
