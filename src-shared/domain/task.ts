import { z } from 'zod'
import { errorDataSchema } from '@shared/domain/error'
import { checkoutRequestSchema } from '@shared/domain/checkout'
import { executeRequestSchema } from '@shared/domain/execute'
import { extensionSchema } from '@shared/domain/lease'
import { linkSchema } from '@shared/domain/link'
import { instanceIdSchema, providerKindSchema } from '@shared/domain/provider'
import { syncScopeSchema } from '@shared/domain/sync'
import { executionResultSchema } from '@shared/domain/execute'

/** What a task does; each kind carries what is needed to run it again. */
export const taskRequestSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('checkout'), request: checkoutRequestSchema }),
  z.object({ kind: z.literal('checkin'), hostIds: z.array(z.string()) }),
  z.object({ kind: z.literal('extend'), hostIds: z.array(z.string()), extension: extensionSchema }),
  z.object({ kind: z.literal('execute'), request: executeRequestSchema }),
  /** A sync that was applied: it is history when it is written, and cannot be retried. */
  z.object({ kind: z.literal('sync'), target: instanceIdSchema, scope: syncScopeSchema }),
])
export type TaskRequest = z.infer<typeof taskRequestSchema>
export type TaskKind = TaskRequest['kind']

/** A named step of a line. */
export const taskStepSchema = z.object({
  name: z.string(),
  startedAtMs: z.number().optional(),
  endedAtMs: z.number().optional(),
  /** How it ended where that is not simply "done": told by providers that report each step (workflow nodes). */
  outcome: z.enum(['failed', 'skipped', 'cancelled']).optional(),
  /** What the provider says of it: "pending: waiting for job-88 to finish". */
  detail: z.string().optional(),
  link: linkSchema.optional(),
})
export type TaskStep = z.infer<typeof taskStepSchema>

/**
 * How a task or one of its lines stands. A line is `waiting` while it can still be undone; every task and line
 * reaches one of the last three.
 */
export const lineStatusSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('queued') }),
  z.object({ state: z.literal('waiting'), untilMs: z.number() }),
  /** `cancelling`: it was told to stop and cleans up; after a crash it is removed, not finished. */
  z.object({ state: z.literal('running'), cancelling: z.boolean().optional() }),
  z.object({ state: z.literal('succeeded') }),
  z.object({ state: z.literal('failed'), error: errorDataSchema }),
  z.object({ state: z.literal('cancelled'), reason: z.string() }),
])
export type LineStatus = z.infer<typeof lineStatusSchema>

/** One host's part of a task. */
export const taskLineSchema = z.object({
  line: z.number().int(),
  hostId: z.string().optional(),
  /** The host's title, as far as it is known. */
  title: z.string(),
  status: lineStatusSchema,
  steps: z.array(taskStepSchema),
  /** The latest thing said: "Pulled 12 of 40 MB", "Ready". */
  message: z.string().optional(),
  /** 0..1 within the current step, where the provider tells. */
  progress: z.number().min(0).max(1).optional(),
  /** Set while the provider cannot be asked and the line rides it out: "Reconnecting for 12 s: 502 from the proxy". */
  reconnecting: z.string().optional(),
  /**
   * The arguments that the provider took no notice of, by their names, `labels` for the labels: what came to be may
   * differ from what was asked for.
   */
  ignored: z.array(z.string()).optional(),
  /** What an execution returned. */
  result: executionResultSchema.optional(),
  links: z.array(linkSchema),
  startedAtMs: z.number().optional(),
  endedAtMs: z.number().optional(),
})
export type TaskLine = z.infer<typeof taskLineSchema>

/** The state of a whole task: `failed` if any line failed, `cancelled` if none failed and any was cancelled. */
export const taskStateSchema = z.enum(['queued', 'waiting', 'running', 'succeeded', 'failed', 'cancelled'])
export type TaskState = z.infer<typeof taskStateSchema>

export const taskSchema = z.object({
  id: z.number().int(),
  kind: z.enum(['checkout', 'checkin', 'extend', 'execute', 'sync']),
  title: z.string(),
  provider: providerKindSchema.optional(),
  instance: z.string().optional(),
  /** For `waiting`: when it is sent, unless it is held or undone first. */
  waitingUntilMs: z.number().optional(),
  state: taskStateSchema,
  lines: z.array(taskLineSchema),
  request: taskRequestSchema,
  cancelRequested: z.boolean(),
  retryOf: z.number().int().optional(),
  createdAtMs: z.number(),
  startedAtMs: z.number().optional(),
  endedAtMs: z.number().optional(),
})
export type Task = z.infer<typeof taskSchema>

/** One line of a task's log. `line` names the host's part it belongs to; absent: the task as a whole. */
export const logLineSchema = z.object({
  seq: z.number().int(),
  line: z.number().int().optional(),
  atMs: z.number(),
  level: z.enum(['info', 'title', 'warn', 'error']),
  text: z.string(),
})
export type LogLine = z.infer<typeof logLineSchema>
export type LogLevel = LogLine['level']

/** The states a task or line does not leave. */
export function isEnded(state: TaskState): boolean {
  return state === 'succeeded' || state === 'failed' || state === 'cancelled'
}

/** The state of a task from those of its lines. */
export function taskStateOf(lines: readonly Pick<TaskLine, 'status'>[]): TaskState {
  const states = new Set(lines.map((line) => line.status.state))
  if (states.has('running')) return 'running'
  if (states.has('waiting')) return 'waiting'
  if (states.has('queued')) return states.size === 1 ? 'queued' : 'running'
  if (states.has('failed')) return 'failed'
  if (states.has('cancelled')) return 'cancelled'
  return 'succeeded'
}
