import type { LogLevel, LogLine } from '@shared/domain/task'
import { wholeMs } from './columns'
import { all, get, inTransaction, run, type Db } from './database'
import { toLogLine, type TaskLogRow } from './task-rows'

/** The most lines that a task's log keeps; the oldest go first. */
export const MAX_LOG_LINES = 100_000

/** How many lines may be too many before the oldest are removed: once for many, not once for each. */
const TRIM_EVERY = 1_000

/** What is added to a log. */
export interface NewLogLine {
  readonly line?: number
  readonly atMs: number
  readonly level: LogLevel
  readonly text: string
}

/** Adds lines to a task's log; answers them as they are kept. Numbers go up without a gap, also after trimming. */
export function appendLog(db: Db, taskId: number, entries: readonly NewLogLine[]): readonly LogLine[] {
  return inTransaction(db, () => {
    const last = get<{ seq: number | null }>(
      db,
      'SELECT max(seq) AS seq FROM task_log WHERE task_id = ?',
      taskId,
    )
    let seq = last?.seq ?? 0
    const rows = entries.map((entry): TaskLogRow => ({
      seq: ++seq,
      line: entry.line ?? null,
      at_ms: wholeMs(entry.atMs),
      level: entry.level,
      text: entry.text,
    }))
    for (const row of rows) {
      run(
        db,
        'INSERT INTO task_log (task_id, seq, line, at_ms, level, text) VALUES (?, ?, ?, ?, ?, ?)',
        taskId,
        row.seq,
        row.line,
        row.at_ms,
        row.level,
        row.text,
      )
    }
    trim(db, taskId, seq - rows.length, seq)
    return rows.map(toLogLine)
  })
}

function trim(db: Db, taskId: number, before: number, after: number): void {
  if (Math.floor(before / TRIM_EVERY) === Math.floor(after / TRIM_EVERY)) return
  run(db, 'DELETE FROM task_log WHERE task_id = ? AND seq <= ?', taskId, after - MAX_LOG_LINES)
}

/** A part of a task's log, oldest first. */
export function readLog(db: Db, taskId: number, afterSeq: number, limit: number): readonly LogLine[] {
  return all<TaskLogRow>(
    db,
    'SELECT seq, line, at_ms, level, text FROM task_log WHERE task_id = ? AND seq > ? ORDER BY seq LIMIT ?',
    taskId,
    afterSeq,
    limit,
  ).map(toLogLine)
}
