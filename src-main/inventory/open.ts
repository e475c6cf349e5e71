import { accessSync, constants, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Clock } from '@main/ports/clock'
import type { Inventory } from '@main/ports/inventory'
import type { Logger } from '@main/ports/logger'
import { takeBackup } from './backups'
import { connect, inTransaction, isDamage, pragma, type Db } from './database'
import { readFileFormat } from './file-format'
import { hostStore } from './hosts-store'
import { formatOf, migrateTo, NEWEST_FORMAT, NewerFormatError } from './migrate'
import { newerProblem } from './newer'
import { nickStore } from './nick-store'
import { instanceStore } from './instance-store'
import { leaseStore } from './lease-store'
import { offeringStore } from './offerings-store'
import { InventoryProblem, problemOf } from './problem'
import { reportStore } from './reports-store'
import { systemProcesses, type ProcessInfo } from './process-info'
import { enterProcess, hasCrashed, leaveProcess } from './processes'
import { keepAside, type SetAside } from './set-aside'
import { taskStore } from './tasks-store'
import { watch, watched } from './watch'

/** What an inventory is opened with. */
export interface OpenOptions {
  readonly file: string
  readonly clock: Clock
  readonly logger: Logger
  /** Where the native part of better-sqlite3 is, when it is not the one in its own package. */
  readonly nativeBinding?: string
  /** How processes are told apart; by default as the system does. */
  readonly processInfo?: ProcessInfo
  /** How long to wait for another process that is writing. */
  readonly busyTimeoutMs?: number
}

/** An open inventory, and the damaged one that it replaces, if it does. */
export interface OpenedInventory {
  readonly inventory: Inventory
  readonly setAside?: SetAside
}

/** Above this size a check of the whole file takes long enough to be felt, and is made only after a crash. */
const ALWAYS_CHECKED_BYTES = 8 * 1024 * 1024
const DEFAULT_BUSY_TIMEOUT_MS = 5_000

class DamagedError extends Error {}

/**
 * Opens the inventory, makes it if there is none, and brings an older one up to date.
 *
 * Throws `InventoryProblem` and leaves the file as it is when it is from a newer version, locked, read-only or cannot
 * be opened. A damaged file is kept aside, never deleted: a new inventory takes its place and `setAside` tells.
 */
export function openInventory(options: OpenOptions): OpenedInventory {
  const { file, clock, logger } = options
  let setAside: SetAside | undefined
  for (;;) {
    let looked: bigint | undefined
    try {
      mkdirSync(dirname(file), { recursive: true })
      looked = identityOf(file)
      const inventory = start(options)
      return setAside === undefined ? { inventory } : { inventory, setAside }
    } catch (error) {
      if (!(error instanceof DamagedError) && !isDamage(error)) throw problem(error, options)
      // Another process may have put the damaged file away and begun a new one in the meantime: that one must stay.
      if (identityOf(file) !== looked) continue
      if (setAside !== undefined) throw problem(error, options)
      setAside = moveAside(file, reasonOf(error), clock.now())
      logger.error('The inventory is damaged. It was kept aside and a new one begun.', { ...setAside })
    }
  }
}

function identityOf(file: string): bigint | undefined {
  return statSync(file, { bigint: true, throwIfNoEntry: false })?.ino
}

function problem(error: unknown, options: OpenOptions): InventoryProblem {
  const { file, clock, logger, nativeBinding } = options
  const found =
    error instanceof NewerFormatError
      ? newerProblem(file, error.format, clock.now(), nativeBinding)
      : problemOf(error, file)
  logger.error('The inventory could not be opened.', { kind: found.kind, error })
  return found
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function moveAside(file: string, reason: string, nowMs: number): SetAside {
  try {
    return keepAside(file, reason, nowMs)
  } catch (error) {
    throw new InventoryProblem(
      {
        kind: 'unreadable',
        title: 'Your inventory is damaged',
        detail:
          'It could not be moved aside to begin a new one, and was left as it is. Close other programs that use the file, or move it yourself, then try again.',
        facts: [{ label: 'What is wrong', value: reason }],
        path: file,
        canRetry: true,
      },
      { cause: error },
    )
  }
}

function start(options: OpenOptions): Inventory {
  const { file, clock } = options
  const format = readFileFormat(file)
  if (format.kind === 'other') throw new DamagedError('file is not a database')
  // All this before SQLite opens it, which would write beside it and may fold its log into it.
  if (format.kind === 'sqlite') {
    if (format.userVersion > NEWEST_FORMAT) throw new NewerFormatError(format.userVersion)
    if (!format.ours) throw notOurs(file)
  }
  // SQLite would quietly open a read-only file for reading, and leave an empty log beside it.
  if (format.kind !== 'absent') accessSync(file, constants.R_OK | constants.W_OK)
  const info = options.processInfo ?? systemProcesses()
  const db = connect({
    file,
    busyTimeoutMs: options.busyTimeoutMs ?? DEFAULT_BUSY_TIMEOUT_MS,
    nativeBinding: options.nativeBinding,
  })
  try {
    check(db, file, info)
    migrateTo(db, NEWEST_FORMAT, {
      backUp: (from) => takeBackup(file, from, clock.now(), options.nativeBinding),
    })
    return assemble(db, enterProcess(db, info, clock.now()), info, options.logger)
  } catch (error) {
    db.close()
    throw error
  }
}

/** Throws when the file is damaged. */
function check(db: Db, file: string, info: ProcessInfo): void {
  if (formatOf(db) === 0) return
  if (statSync(file).size > ALWAYS_CHECKED_BYTES && !hasCrashed(db, info)) return
  const verdict = pragma<string>(db, 'quick_check(1)')
  if (verdict !== 'ok') throw new DamagedError(verdict)
}

function notOurs(file: string): InventoryProblem {
  return new InventoryProblem({
    kind: 'unreadable',
    title: 'This file is not an inventory',
    detail: 'It is a database of another program and was left as it is. Move it away, then try again.',
    path: file,
    canRetry: true,
  })
}

function assemble(db: Db, processId: number, info: ProcessInfo, logger: Logger): Inventory {
  let damaged = false
  const watching = {
    logger,
    onDamage: () => {
      damaged = true
    },
  }
  return {
    hosts: watched('hosts', hostStore(db), watching),
    tasks: watched('tasks', taskStore(db, processId, info), watching),
    offerings: watched('offerings', offeringStore(db), watching),
    leases: watched('leases', leaseStore(db, processId), watching),
    reports: watched('reports', reportStore(db), watching),
    nicks: watched('nicks', nickStore(db), watching),
    instances: watched('instances', instanceStore(db), watching),
    transaction: (run) => watch('transaction', () => inTransaction(db, run), watching),
    close: () => {
      if (!db.open) return
      try {
        // A damaged file is left like after a crash, so that the next start checks the whole of it.
        if (!damaged) leaveProcess(db, processId)
        db.pragma('optimize')
      } catch (error) {
        logger.warn('The inventory could not be left in order; the next start will see to it.', { error })
      } finally {
        db.close()
      }
    },
  }
}
