import { isEnded } from '@shared/domain/task'
import type { Task } from '@shared/domain/task'
import type { NewTask, TaskStore } from '@main/ports/inventory'
import { toJson, wholeMs } from './columns'
import { all, get, inSnapshot, inTransaction, run, type Db } from './database'
import { assignTask, insertHost } from './hosts-write'
import { appendLog, readLog } from './log-store'
import type { ProcessInfo } from './process-info'
import { adoptTasks } from './processes'
import { searchWords } from './search-text'
import { changeLine, deriveTask, insertLine, markOf } from './task-lines'
import { toTask, type TaskLineRow, type TaskRow } from './task-rows'

/** The tasks, over an open file; `processId` is the number of this process in it. */
export function taskStore(db: Db, processId: number, info: ProcessInfo): TaskStore {
  return {
    create: (task, nowMs) => createTask(db, processId, task, nowMs),
    get: (id) => inSnapshot(db, () => readTask(db, id)),
    list: (query) => inSnapshot(db, () => listTasks(db, query)),
    hostsBeingExtended: () =>
      new Set(
        all<{ host_id: string }>(
          db,
          `SELECT l.host_id FROM tasks t INDEXED BY tasks_active JOIN task_lines l ON l.task_id = t.id
            WHERE t.ended = 0 AND t.kind = 'extend' AND l.state IN ('queued', 'running') AND l.host_id IS NOT NULL`,
        ).map((row) => row.host_id),
      ),
    activeCount: () =>
      get<{ n: number }>(db, 'SELECT count(*) AS n FROM tasks INDEXED BY tasks_active WHERE ended = 0')?.n ??
      0,
    changeLine: (taskId, line, patch, nowMs) => {
      changeLine(db, taskId, line, patch, nowMs)
    },
    mark: (taskId, line) => markOf(db, taskId, line),
    requestCancel: (taskId) => {
      run(db, 'UPDATE tasks SET cancel_requested = 1 WHERE id = ? AND ended = 0', taskId)
    },
    appendLog: (taskId, entries) => appendLog(db, taskId, entries),
    log: (taskId, afterSeq, limit) => readLog(db, taskId, afterSeq, limit),
    // All or none: what was adopted and could not be read would wait for the next start.
    adoptOrphans: () => inTransaction(db, () => adoptTasks(db, processId, info).map((id) => known(db, id))),
  }
}

function createTask(db: Db, processId: number, task: NewTask, nowMs: number): Task {
  return inTransaction(db, () => {
    const now = wholeMs(nowMs)
    const id = run(
      db,
      `INSERT INTO tasks (kind, title, provider, instance, state, retry_of, process_id, created_at_ms)
        VALUES (?, ?, ?, ?, 'queued', ?, ?, ?)`,
      task.request.kind,
      task.title,
      task.provider ?? null,
      task.instance ?? null,
      task.retryOf ?? null,
      processId,
      now,
    ).rowid
    run(db, 'INSERT INTO task_requests (task_id, request_json) VALUES (?, ?)', id, toJson(task.request))
    for (const [index, line] of task.lines.entries()) {
      if (line.host !== undefined) insertHost(db, line.host, id, now)
      // A line that has ended already does not work on its host: another task may.
      else if (line.hostId !== undefined && !isEnded(line.status.state)) assignTask(db, line.hostId, id, now)
      insertLine(db, id, index + 1, line, now)
    }
    deriveTask(db, id, now)
    return known(db, id)
  })
}

const TASKS = `SELECT t.id, t.kind, t.title, t.provider, t.instance, t.state, t.waiting_until_ms, t.cancel_requested,
  t.retry_of, t.created_at_ms, t.started_at_ms, t.ended_at_ms, r.request_json
  FROM tasks t JOIN task_requests r ON r.task_id = t.id`

function withLines(db: Db, row: TaskRow): Task {
  const lines = all<TaskLineRow>(
    db,
    `SELECT line, host_id, title, status_json, steps_json, message, progress, links_json, result_json, reconnecting, ignored_json,
      started_at_ms, ended_at_ms
      FROM task_lines WHERE task_id = ? ORDER BY line`,
    row.id,
  )
  return toTask(row, lines)
}

function readTask(db: Db, id: number): Task | undefined {
  const row = get<TaskRow>(db, `${TASKS} WHERE t.id = ?`, id)
  return row === undefined ? undefined : withLines(db, row)
}

function known(db: Db, id: number): Task {
  const task = readTask(db, id)
  if (task === undefined) throw new Error(`There is no task ${id}.`)
  return task
}

/** Each word has to be in the title, the instance or the title of a line. */
const MATCHES_WORD = `(lower(t.title) LIKE ? ESCAPE '\\' OR lower(t.instance) LIKE ? ESCAPE '\\' OR EXISTS (
  SELECT 1 FROM task_lines l WHERE l.task_id = t.id AND lower(l.title) LIKE ? ESCAPE '\\'))`

function listTasks(db: Db, query: Parameters<TaskStore['list']>[0]): readonly Task[] {
  const words = searchWords(query.search)
  const where = ['1', ...words.map(() => MATCHES_WORD)].join(' AND ')
  const values = words.flatMap((word) => {
    const pattern = `%${word.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
    return [pattern, pattern, pattern]
  })
  return all<TaskRow>(
    db,
    `${TASKS} WHERE t.id IN (
        SELECT id FROM (SELECT t.id FROM tasks t WHERE ${where} ORDER BY t.id DESC LIMIT ?)
        UNION SELECT t.id FROM tasks t WHERE t.ended = 0 AND ${where})
      ORDER BY t.id DESC`,
    ...values,
    query.limit,
    ...values,
  ).map((row) => withLines(db, row))
}
