import { isEnded, taskStateOf, taskStateSchema, type LineStatus, type TaskLine } from '@shared/domain/task'
import type { LineMark, LinePatch, NewTask } from '@main/ports/inventory'
import { toJson, wholeMs } from './columns'
import { get, inTransaction, run, type Db, type SqlValue } from './database'
import { toMark, toStatus } from './task-rows'

const untilOf = (status: LineStatus): number | null =>
  status.state === 'waiting' ? wholeMs(status.untilMs) : null

/** Writes a line of a new task. */
export function insertLine(
  db: Db,
  taskId: number,
  line: number,
  from: NewTask['lines'][number],
  nowMs: number,
): void {
  const now = wholeMs(nowMs)
  const { status } = from
  run(
    db,
    `INSERT INTO task_lines (task_id, line, host_id, title, state, status_json, waiting_until_ms, steps_json, links_json,
      started_at_ms, ended_at_ms, mark_json, message) VALUES (?, ?, ?, ?, ?, ?, ?, '[]', '[]', ?, ?, ?, ?)`,
    taskId,
    line,
    from.host?.id ?? from.hostId ?? null,
    from.title,
    status.state,
    toJson(status),
    untilOf(status),
    status.state === 'running' ? now : null,
    isEnded(status.state) ? now : null,
    from.mark === undefined ? null : toJson(from.mark),
    from.message ?? null,
  )
}

interface CurrentRow {
  readonly state: LineStatus['state']
  readonly started_at_ms: number | null
  readonly mark_json: string | null
}

/** What a line marked. */
export function markOf(db: Db, taskId: number, line: number): LineMark | undefined {
  const row = get<{ mark_json: string | null }>(
    db,
    'SELECT mark_json FROM task_lines WHERE task_id = ? AND line = ?',
    taskId,
    line,
  )
  return typeof row?.mark_json === 'string'
    ? toMark(row.mark_json, `line ${line} of task ${taskId}`)
    : undefined
}

/** Changes a line, and with it what its task says of itself. An ended line keeps its state. */
export function changeLine(db: Db, taskId: number, line: number, patch: LinePatch, nowMs: number): void {
  inTransaction(db, () => {
    const row = get<CurrentRow>(
      db,
      'SELECT state, started_at_ms, mark_json FROM task_lines WHERE task_id = ? AND line = ?',
      taskId,
      line,
    )
    if (row === undefined) throw new Error(`Task ${taskId} has no line ${line}.`)
    if (patch.status !== undefined && isEnded(row.state) && patch.status.state !== row.state) {
      throw new Error(
        `Line ${line} of task ${taskId} is ${row.state} and cannot become ${patch.status.state}.`,
      )
    }
    const set = Object.entries(columnsOf(row, patch, wholeMs(nowMs))).filter(
      (entry): entry is [string, SqlValue] => entry[1] !== undefined,
    )
    if (set.length === 0) return
    run(
      db,
      `UPDATE task_lines SET ${set.map(([name]) => `${name} = ?`).join(', ')} WHERE task_id = ? AND line = ?`,
      ...set.map(([, value]) => value),
      taskId,
      line,
    )
    if (patch.status !== undefined) deriveTask(db, taskId, nowMs)
  })
}

function columnsOf(row: CurrentRow, patch: LinePatch, now: number): Record<string, SqlValue | undefined> {
  const { status } = patch
  const begins = status?.state === 'running' && row.started_at_ms === null
  const ends = status !== undefined && isEnded(status.state) && !isEnded(row.state)
  return {
    title: patch.title,
    steps_json: patch.steps === undefined ? undefined : toJson(patch.steps),
    message: patch.message,
    progress: patch.progress,
    links_json: patch.links === undefined ? undefined : toJson(patch.links),
    reconnecting: ends ? null : patch.reconnecting,
    ignored_json: patch.ignored === undefined ? undefined : toJson(patch.ignored),
    result_json: patch.result === undefined ? undefined : toJson(patch.result),
    mark_json: patch.mark === undefined ? undefined : toJson(joined(row, patch.mark)),
    started_at_ms: msOr(patch.startedAtMs, begins ? now : undefined),
    ended_at_ms: msOr(patch.endedAtMs, ends ? now : undefined),
    ...(status === undefined
      ? {}
      : { state: status.state, status_json: toJson(status), waiting_until_ms: untilOf(status) }),
  }
}

function joined(row: CurrentRow, mark: LineMark): LineMark {
  const before = row.mark_json === null ? {} : toMark(row.mark_json, 'a line')
  const works = mark.works === undefined ? before.works : { ...before.works, ...mark.works }
  return { ...before, ...mark, ...(works === undefined ? {} : { works }) }
}

function msOr(said: number | undefined, otherwise: number | undefined): number | undefined {
  return said === undefined ? otherwise : wholeMs(said)
}

/**
 * Writes the task's state, start and end as they follow from its lines. It looks for one line of each state instead
 * of reading all: a check in of 100,000 hosts changes 100,000 lines one by one.
 */
export function deriveTask(db: Db, taskId: number, nowMs: number): void {
  const one: Pick<TaskLine, 'status'>[] = []
  for (const state of taskStateSchema.options) {
    const row = get<{ status_json: string }>(
      db,
      'SELECT status_json FROM task_lines WHERE task_id = ? AND state = ? LIMIT 1',
      taskId,
      state,
    )
    if (row !== undefined) one.push({ status: toStatus(row.status_json, `a line of task ${taskId}`) })
  }
  const state = taskStateOf(one)
  const now = wholeMs(nowMs)
  const waiting = get<{ until: number | null }>(
    db,
    `SELECT min(waiting_until_ms) AS until FROM task_lines WHERE task_id = ? AND state = 'waiting'`,
    taskId,
  )
  run(
    db,
    `UPDATE tasks SET state = ?, waiting_until_ms = ?, started_at_ms = coalesce(started_at_ms, ?),
      ended_at_ms = iif(?, coalesce(ended_at_ms, ?), NULL) WHERE id = ?`,
    state,
    waiting?.until ?? null,
    state === 'running' ? now : null,
    isEnded(state) ? 1 : 0,
    now,
    taskId,
  )
}
