import { all, inTransaction, pragma, type Db } from './database'
import { migrations as ours } from './migrations/index'

/** One step from a format of the file to the next; runs in a transaction of its own. */
export interface Migration {
  /** The format that the file has afterwards: SQLite's `user_version`. */
  readonly version: number
  readonly name: string
  up(db: Db): void
}

/** Thrown when the file turns out to have a format that this version does not know. */
export class NewerFormatError extends Error {
  readonly format: number

  constructor(format: number) {
    super(`The inventory has format ${format}, which this version does not know.`)
    this.name = 'NewerFormatError'
    this.format = format
  }
}

/** The newest format that this version reads and writes. */
export const NEWEST_FORMAT = newestOf(ours)

/** The oldest format that this version can bring up to date. */
export const OLDEST_FORMAT = ours[0]?.version ?? 0

function newestOf(list: readonly Migration[]): number {
  let last = 0
  for (const migration of list) {
    if (!Number.isInteger(migration.version) || migration.version <= last) {
      throw new Error(`Migration ${migration.version} (${migration.name}) must come after ${last}.`)
    }
    last = migration.version
  }
  return last
}

/** The format of an open file; 0 for one in which nothing was made yet. */
export function formatOf(db: Db): number {
  return pragma<number>(db, 'user_version')
}

/** What a migration may need besides the file. */
export interface MigrateOptions {
  readonly migrations?: readonly Migration[]
  /** Keeps a copy of the file as it is; called under the write lock, once, before a file with data is changed. */
  readonly backUp?: (format: number) => void
}

/**
 * Runs one step in a transaction in which no foreign key acts: a table that is made anew would take the rows that
 * refer to it along. What it leaves must fit all the same. (The setting cannot be changed within a transaction.)
 */
function withoutForeignKeys(db: Db, step: () => void): void {
  db.pragma('foreign_keys = OFF')
  try {
    inTransaction(db, () => {
      step()
      const broken = all<{ table: string }>(db, 'PRAGMA foreign_key_check')
      if (broken.length === 0) return
      throw new Error(`The migration left rows without what they refer to, in ${broken[0]?.table ?? ''}.`)
    })
  } finally {
    db.pragma('foreign_keys = ON')
  }
}

/**
 * Brings the file to a format. Each step takes the write lock first and looks again whether it is still needed, so
 * processes that start together do each step once. Answers the steps that were made here.
 */
export function migrateTo(db: Db, target: number, options: MigrateOptions = {}): readonly number[] {
  const list = options.migrations ?? ours
  const newest = newestOf(list)
  const made: number[] = []
  for (;;) {
    const format = formatOf(db)
    if (format > newest) throw new NewerFormatError(format)
    const next = list.find((migration) => migration.version > format && migration.version <= target)
    if (next === undefined) return made
    withoutForeignKeys(db, () => {
      if (formatOf(db) !== format) return
      // A file that was begun here has nothing in it to keep.
      if (format > 0 && made.length === 0) options.backUp?.(format)
      next.up(db)
      db.pragma(`user_version = ${next.version}`)
      made.push(next.version)
    })
  }
}
