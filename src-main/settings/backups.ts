import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { BrokerError } from '@shared/domain/error'
import { writeFileAtomic } from '@main/settings/atomic-file'
import { codeOf } from '@main/settings/values'

/** A text that a settings file had. */
export interface SettingsBackup {
  /** Its file's name in the folder of backups. */
  readonly id: string
  /** When something else took its place. */
  readonly atMs: number
  readonly bytes: number
}

const NAME = /^(\d{13})-(\d{3})-([0-9a-f]{8})\.yaml$/
/** The newest ones that are kept, and beside them the first of each file: what it was before we ever changed it. */
const KEPT = 50

/**
 * What settings files were before each change, in the data folder: nothing is put beside a file that the broker command
 * has, too. Each is for the owner only.
 */
export class SettingsBackups {
  readonly #folder: string
  readonly #now: () => number

  constructor(options: { readonly folder: string; readonly now?: () => number }) {
    this.#folder = options.folder
    this.#now = options.now ?? Date.now
  }

  /** Keeps what a file holds now, byte by byte, readable or not. Throws what the file system throws. */
  keep(file: string, content: Buffer): void {
    const mine = this.#of(file)
    const newest = mine.at(-1)
    if (newest !== undefined && readFileSync(join(this.#folder, newest)).equals(content)) return
    const at = Math.max(this.#now(), 0)
    const taken = new Set(mine)
    for (let number = 0; number < 1000; number += 1) {
      const id = `${String(at).padStart(13, '0')}-${String(number).padStart(3, '0')}-${markOf(file)}.yaml`
      if (taken.has(id)) continue
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
      writeFileAtomic(join(this.#folder, id), content)
      for (const old of mine.slice(1, Math.max(1, mine.length + 2 - KEPT)))
        rmSync(join(this.#folder, old), { force: true })
      return
    }
    throw new Error('There are too many backups of this moment.')
  }

  /** The backups of a file, newest first. */
  list(file: string): readonly SettingsBackup[] {
    return this.#of(file)
      .toReversed()
      .flatMap((id) => {
        const stat = statSync(join(this.#folder, id), { throwIfNoEntry: false })
        return stat === undefined ? [] : [{ id, atMs: Number(NAME.exec(id)?.[1]), bytes: stat.size }]
      })
  }

  /** Throws `NOT_FOUND` for one that is not there. */
  read(file: string, id: string): string {
    if (this.#of(file).includes(id)) return readFileSync(join(this.#folder, id), 'utf8')
    throw new BrokerError({
      code: 'NOT_FOUND',
      message: 'This backup is not there any more.',
      hint: 'Choose another one.',
    })
  }

  /** Changes what backups say, where that is wanted of every copy: secrets that are in the keychain now. */
  rewrite(file: string, change: (text: string) => string): void {
    for (const id of this.#of(file)) {
      const before = readFileSync(join(this.#folder, id), 'utf8')
      const after = change(before)
      if (after !== before) writeFileAtomic(join(this.#folder, id), after)
    }
  }

  /** The names of a file's backups, oldest first. */
  #of(file: string): readonly string[] {
    try {
      const mark = markOf(file)
      return readdirSync(this.#folder)
        .filter((name) => NAME.exec(name)?.[3] === mark)
        .toSorted()
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return []
      throw error
    }
  }
}

/** Tells the files apart. */
function markOf(file: string): string {
  return createHash('sha256').update(file).digest('hex').slice(0, 8)
}
