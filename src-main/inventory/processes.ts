import { all, inTransaction, run, type Db } from './database'
import type { ProcessInfo } from './process-info'

interface ProcessRow {
  readonly id: number
  readonly pid: number
  readonly start_token: string
}

/** Enters this process; the answer is the number under which its tasks are kept. */
export function enterProcess(db: Db, info: ProcessInfo, nowMs: number): number {
  return inTransaction(
    db,
    () =>
      run(
        db,
        'INSERT INTO processes (pid, start_token, started_at_ms) VALUES (?, ?, ?)',
        info.pid,
        info.startToken,
        Math.round(nowMs),
      ).rowid,
  )
}

/** Takes this process out. Tasks of it that have not ended belong to nobody then, and the next start adopts them. */
export function leaveProcess(db: Db, id: number): void {
  inTransaction(db, () => run(db, 'DELETE FROM processes WHERE id = ?', id))
}

/** Whether a process that wrote here ended without taking leave: it was killed, or the power failed. */
export function hasCrashed(db: Db, info: ProcessInfo): boolean {
  return deadProcesses(db, info).length > 0
}

function deadProcesses(db: Db, info: ProcessInfo): readonly ProcessRow[] {
  return all<ProcessRow>(db, 'SELECT id, pid, start_token FROM processes').filter(
    (row) => !info.isAlive(row.pid, row.start_token),
  )
}

/**
 * Moves the unfinished tasks of dead processes, and of none, to this one. Under the write lock from the first look
 * to the last change: of two processes that start together each task goes to one.
 */
export function adoptTasks(db: Db, own: number, info: ProcessInfo): readonly number[] {
  return inTransaction(db, () => {
    // The tasks of a removed process belong to nobody (ON DELETE SET NULL).
    for (const dead of deadProcesses(db, info)) {
      if (dead.id !== own) run(db, 'DELETE FROM processes WHERE id = ?', dead.id)
    }
    const ids = all<{ id: number }>(
      db,
      'SELECT id FROM tasks INDEXED BY tasks_active WHERE ended = 0 AND process_id IS NULL ORDER BY id',
    ).map((row) => row.id)
    for (const id of ids) run(db, 'UPDATE tasks SET process_id = ? WHERE id = ?', own, id)
    return ids
  })
}
