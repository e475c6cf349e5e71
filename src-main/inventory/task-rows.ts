import { executionResultSchema } from '@shared/domain/execute'
import { hostRefSchema } from '@shared/domain/host'
import { linkSchema } from '@shared/domain/link'
import { providerKindSchema } from '@shared/domain/provider'
import {
  lineStatusSchema,
  taskRequestSchema,
  taskStepSchema,
  type LineStatus,
  type LogLevel,
  type LogLine,
  type Task,
  type TaskKind,
  type TaskLine,
  type TaskState,
} from '@shared/domain/task'
import { z } from 'zod'
import type { LineMark } from '@main/ports/inventory'
import { parseJson, parseJsonOrNull, present } from './columns'

/** A row of `tasks` with its request. */
export interface TaskRow {
  readonly id: number
  readonly kind: TaskKind
  readonly title: string
  readonly provider: string | null
  readonly instance: string | null
  readonly state: TaskState
  readonly waiting_until_ms: number | null
  readonly cancel_requested: 0 | 1
  readonly retry_of: number | null
  readonly created_at_ms: number
  readonly started_at_ms: number | null
  readonly ended_at_ms: number | null
  readonly request_json: string
}

/** A row of `task_lines`. */
export interface TaskLineRow {
  readonly line: number
  readonly host_id: string | null
  readonly title: string
  readonly status_json: string
  readonly steps_json: string
  readonly message: string | null
  readonly progress: number | null
  readonly links_json: string
  readonly result_json: string | null
  readonly reconnecting: string | null
  readonly ignored_json: string | null
  readonly started_at_ms: number | null
  readonly ended_at_ms: number | null
}

/** A row of `task_log`. */
export interface TaskLogRow {
  readonly seq: number
  readonly line: number | null
  readonly at_ms: number
  readonly level: LogLevel
  readonly text: string
}

const linksSchema = z.array(linkSchema)
const namesSchema = z.array(z.string())
const stepsSchema = z.array(taskStepSchema)
const markSchema = z.object({
  works: z.record(z.string(), z.record(z.string(), z.string())).optional(),
  operationId: z.string().optional(),
  executionId: z.string().optional(),
  claim: hostRefSchema.optional(),
})

/** How a line stands. */
export function toStatus(statusJson: string, where: string): LineStatus {
  return parseJson(lineStatusSchema, statusJson, `the status of ${where}`)
}

/** One host's part of a task. */
export function toLine(row: TaskLineRow, taskId: number): TaskLine {
  const where = `line ${row.line} of task ${taskId}`
  return present({
    line: row.line,
    hostId: row.host_id,
    title: row.title,
    status: toStatus(row.status_json, where),
    steps: parseJson(stepsSchema, row.steps_json, `the steps of ${where}`),
    message: row.message,
    progress: row.progress,
    links: parseJson(linksSchema, row.links_json, `the links of ${where}`),
    reconnecting: row.reconnecting,
    ignored: parseJsonOrNull(namesSchema, row.ignored_json, `what was ignored in ${where}`),
    result: parseJsonOrNull(executionResultSchema, row.result_json, `the result of ${where}`),
    startedAtMs: row.started_at_ms,
    endedAtMs: row.ended_at_ms,
  })
}

/** What a line must know again after a crash. */
export function toMark(markJson: string, where: string): LineMark {
  return parseJson(markSchema, markJson, `the mark of ${where}`)
}

/** A task with its lines. */
export function toTask(row: TaskRow, lines: readonly TaskLineRow[]): Task {
  return present({
    id: row.id,
    kind: row.kind,
    title: row.title,
    provider: row.provider === null ? null : providerKindSchema.parse(row.provider),
    instance: row.instance,
    waitingUntilMs: row.waiting_until_ms,
    state: row.state,
    lines: lines.map((line) => toLine(line, row.id)),
    request: parseJson(taskRequestSchema, row.request_json, `the request of task ${row.id}`),
    cancelRequested: row.cancel_requested === 1,
    retryOf: row.retry_of,
    createdAtMs: row.created_at_ms,
    startedAtMs: row.started_at_ms,
    endedAtMs: row.ended_at_ms,
  })
}

/** One line of a task's log. */
export function toLogLine(row: TaskLogRow): LogLine {
  return present({ seq: row.seq, line: row.line, atMs: row.at_ms, level: row.level, text: row.text })
}
