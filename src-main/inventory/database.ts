/* oxlint-disable typescript/no-unsafe-type-assertion, typescript/no-unnecessary-type-parameters --
   here, and only here, rows get the types that the migrations gave them. */
import Database from 'better-sqlite3'

/** An open SQLite file. Repository functions take it first; nobody outside this folder sees it. */
export type Db = Database.Database

/** What SQLite throws. */
export const SqliteError = Database.SqliteError

/** What can be bound to a parameter. */
export type SqlValue = string | number | null

/** How to open a file. */
export interface ConnectOptions {
  readonly file: string
  /** How long to wait for another process that is writing. */
  readonly busyTimeoutMs: number
  /** Where the native part of better-sqlite3 is, when it is not the one in its own package. */
  readonly nativeBinding?: string | undefined
}

/** Opens the file with the settings that every connection of ours has. */
export function connect(options: ConnectOptions): Db {
  const db = new Database(options.file, {
    timeout: options.busyTimeoutMs,
    ...(options.nativeBinding === undefined ? {} : { nativeBinding: options.nativeBinding }),
  })
  try {
    switchToWal(db, options.busyTimeoutMs)
    db.pragma('synchronous = NORMAL')
    db.pragma('foreign_keys = ON')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/**
 * The change to WAL needs the file for itself for a moment, and SQLite does not wait for that by its own busy
 * timeout: two processes that make a new file together would otherwise fail by chance.
 */
function switchToWal(db: Db, timeoutMs: number): void {
  const until = performance.now() + timeoutMs
  const pause = new Int32Array(new SharedArrayBuffer(4))
  for (;;) {
    try {
      db.pragma('journal_mode = WAL')
      return
    } catch (error) {
      if (!isBusy(error) || performance.now() >= until) throw error
      Atomics.wait(pause, 0, 0, 20)
    }
  }
}

/** Whether it failed because somebody else holds the file. */
export function isBusy(error: unknown): boolean {
  return error instanceof SqliteError && /^SQLITE_(BUSY|LOCKED)/.test(error.code)
}

/** Whether it failed because the file is damaged, or is not a database at all. */
export function isDamage(error: unknown): boolean {
  return error instanceof SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code)
}

/** Filters make many shapes of a query; past this many the cache starts afresh rather than grow for ever. */
const MAX_STATEMENTS = 300
const caches = new WeakMap<Db, Map<string, Database.Statement<SqlValue[]>>>()

function prepared(db: Db, sql: string): Database.Statement<SqlValue[]> {
  let cache = caches.get(db)
  if (cache === undefined) caches.set(db, (cache = new Map()))
  let statement = cache.get(sql)
  if (statement === undefined) {
    if (cache.size >= MAX_STATEMENTS) cache.clear()
    cache.set(sql, (statement = db.prepare<SqlValue[]>(sql)))
  }
  return statement
}

/** Every row. The caller names the row's type: it is what the migrations made. */
export function all<Row>(db: Db, sql: string, ...values: readonly SqlValue[]): readonly Row[] {
  return prepared(db, sql).all(...values) as Row[]
}

/** The first row. */
export function get<Row>(db: Db, sql: string, ...values: readonly SqlValue[]): Row | undefined {
  return prepared(db, sql).get(...values) as Row | undefined
}

/** The only value of the only row that a pragma answers. */
export function pragma<Value extends string | number>(db: Db, name: string): Value {
  return db.pragma(name, { simple: true }) as Value
}

/** Writes; answers how many rows changed, and the rowid of an inserted one. */
export function run(
  db: Db,
  sql: string,
  ...values: readonly SqlValue[]
): { readonly changes: number; readonly rowid: number } {
  const result = prepared(db, sql).run(...values)
  return { changes: result.changes, rowid: Number(result.lastInsertRowid) }
}

type Transaction = Database.Transaction<(work: () => unknown) => unknown>
const transactions = new WeakMap<Db, Transaction>()

function transactionOf(db: Db): Transaction {
  let transaction = transactions.get(db)
  if (transaction === undefined) {
    transaction = db.transaction((work: () => unknown) => work())
    transactions.set(db, transaction)
  }
  return transaction
}

/**
 * Runs in one write transaction that takes the lock at its beginning, so that what is read in it still holds when it
 * writes. A nested call joins: it is undone alone when it throws and the outer one catches, else with the outer one.
 */
export function inTransaction<T>(db: Db, work: () => T): T {
  return transactionOf(db).immediate(work) as T
}

/** Reads several things as they are at one moment, whatever other processes write meanwhile. Takes no lock. */
export function inSnapshot<T>(db: Db, work: () => T): T {
  return transactionOf(db).deferred(work) as T
}
