import Database from 'better-sqlite3'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { blueprintSchema, type Blueprint, type Machine } from './machine'

/** The file of the pretended cloud, in the folder of the provider's kind: all instances share it. */
export const STORE_FILE = 'sandbox.db'

/** What the file looks like; one from a later version is refused. */
const VERSION = 2

const rowSchema = z.object({
  id: z.string(),
  host_id: z.string(),
  instance: z.string(),
  blueprint: z.string(),
  extended_ms: z.number(),
  refusals_left: z.number(),
  cuts_left: z.number(),
  removed_at_ms: z.number().nullable(),
})

/** What a new machine begins with. */
export interface NewMachine {
  readonly blueprint: Blueprint
  readonly refusalsLeft: number
  readonly cutsLeft: number
}

/**
 * The memory of the pretended cloud: one SQLite file that several processes may have open. Opened at the first use, and
 * again after `close`, so that a check out that still runs when its provider is disposed goes on. Every method is
 * synchronous and throws what better-sqlite3 throws.
 */
export class SandboxStore {
  readonly #folder: string
  readonly #nativeBinding: string | undefined
  #open: Database.Database | undefined

  constructor(folder: string, nativeBinding?: string) {
    this.#folder = folder
    this.#nativeBinding = nativeBinding
  }

  /**
   * The machine of a host id: the one that there is, else a new one as `design` says, which gets a number that no other
   * machine had and a look at which names are taken. Atomic over processes.
   */
  obtain(
    hostId: string,
    instance: string,
    design: (sequence: number, isTaken: (name: string) => boolean) => NewMachine,
  ): Machine {
    return this.transaction(() => {
      const known = this.byHostId(hostId)
      if (known !== undefined) return known
      const db = this.#database()
      const sequence = Number(db.prepare('INSERT INTO numbers DEFAULT VALUES').run().lastInsertRowid)
      const taken = db.prepare('SELECT 1 FROM machines WHERE name = ?')
      const { blueprint, refusalsLeft, cutsLeft } = design(sequence, (name) => taken.get(name) !== undefined)
      const id = `mch-${String(sequence).padStart(6, '0')}`
      db.prepare(
        `INSERT INTO machines (id, host_id, instance, name, blueprint, refusals_left, cuts_left)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      ).run(id, hostId, instance, blueprint.name ?? null, JSON.stringify(blueprint), refusalsLeft, cutsLeft)
      return {
        id,
        hostId,
        instance,
        blueprint,
        extendedMs: 0,
        refusalsLeft,
        cutsLeft,
        removedAtMs: undefined,
      }
    })
  }

  byId(id: string): Machine | undefined {
    return machineOf(this.#database().prepare('SELECT * FROM machines WHERE id = ?').get(id))
  }

  byHostId(hostId: string): Machine | undefined {
    return machineOf(this.#database().prepare('SELECT * FROM machines WHERE host_id = ?').get(hostId))
  }

  /** The machines of an instance, or of all, in the order in which they were ordered. */
  list(instance?: string): readonly Machine[] {
    const rows =
      instance === undefined
        ? this.#database().prepare('SELECT * FROM machines ORDER BY id').all()
        : this.#database().prepare('SELECT * FROM machines WHERE instance = ? ORDER BY id').all(instance)
    return rows.flatMap((row) => machineOf(row) ?? [])
  }

  /** Writes what can change of a machine; nothing if it was deleted. */
  save(machine: Machine): void {
    this.#database()
      .prepare(
        'UPDATE machines SET extended_ms = ?, refusals_left = ?, cuts_left = ?, removed_at_ms = ? WHERE id = ?',
      )
      .run(
        machine.extendedMs,
        machine.refusalsLeft,
        machine.cutsLeft,
        machine.removedAtMs ?? null,
        machine.id,
      )
  }

  /** Remembers that an operation has extended a machine; false when it did so before. */
  noteExtension(id: string, operationId: string): boolean {
    const note = this.#database().prepare(
      'INSERT OR IGNORE INTO extensions (operation_id, machine_id) VALUES (?, ?)',
    )
    return note.run(operationId, id).changes > 0
  }

  /** How often a machine was extended. */
  extensionsOf(id: string): number {
    const count = this.#database().prepare('SELECT count(*) FROM extensions WHERE machine_id = ?').pluck()
    return Number(count.get(id))
  }

  delete(id: string): void {
    this.#database().prepare('DELETE FROM extensions WHERE machine_id = ?').run(id)
    this.#database().prepare('DELETE FROM machines WHERE id = ?').run(id)
  }

  /** Runs with the file locked for other writers, so that what was read still holds when it is written. */
  transaction<T>(run: () => T): T {
    const db = this.#database()
    return db.inTransaction ? run() : db.transaction(run).immediate()
  }

  close(): void {
    this.#open?.close()
    this.#open = undefined
  }

  #database(): Database.Database {
    if (this.#open !== undefined) return this.#open
    mkdirSync(this.#folder, { recursive: true })
    const db = new Database(
      join(this.#folder, STORE_FILE),
      this.#nativeBinding === undefined ? {} : { nativeBinding: this.#nativeBinding },
    )
    try {
      db.pragma('busy_timeout = 5000')
      db.pragma('journal_mode = WAL')
      db.pragma('synchronous = NORMAL')
      prepare(db)
    } catch (error) {
      db.close()
      throw error
    }
    this.#open = db
    return db
  }
}

function prepare(db: Database.Database): void {
  db.transaction(() => {
    const version = Number(db.pragma('user_version', { simple: true }))
    if (version > VERSION) {
      throw new Error(`${STORE_FILE} was written by a later version of Broker Desktop.`)
    }
    if (version === VERSION) return
    if (version === 0) db.exec(MACHINES)
    db.exec(EXTENSIONS)
    db.pragma(`user_version = ${VERSION}`)
  }).immediate()
}

const MACHINES = `
      CREATE TABLE numbers (sequence INTEGER PRIMARY KEY AUTOINCREMENT) STRICT;
      CREATE TABLE machines (
        id TEXT PRIMARY KEY,
        host_id TEXT NOT NULL UNIQUE,
        instance TEXT NOT NULL,
        name TEXT UNIQUE,
        blueprint TEXT NOT NULL,
        extended_ms INTEGER NOT NULL DEFAULT 0,
        refusals_left INTEGER NOT NULL,
        cuts_left INTEGER NOT NULL,
        removed_at_ms INTEGER
      ) STRICT;
      CREATE INDEX machines_by_instance ON machines (instance);
`

const EXTENSIONS = `
      CREATE TABLE extensions (operation_id TEXT PRIMARY KEY, machine_id TEXT NOT NULL) STRICT;
      CREATE INDEX extensions_by_machine ON extensions (machine_id);
`

function machineOf(row: unknown): Machine | undefined {
  if (row === undefined) return undefined
  const parsed = rowSchema.parse(row)
  return {
    id: parsed.id,
    hostId: parsed.host_id,
    instance: parsed.instance,
    blueprint: blueprintSchema.parse(JSON.parse(parsed.blueprint)),
    extendedMs: parsed.extended_ms,
    refusalsLeft: parsed.refusals_left,
    cutsLeft: parsed.cuts_left,
    removedAtMs: parsed.removed_at_ms ?? undefined,
  }
}
