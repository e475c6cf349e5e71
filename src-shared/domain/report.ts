import { z } from 'zod'
import { argumentSourceSchema } from '@shared/domain/argument-source'
import { labelsSchema } from '@shared/domain/checkout'
import { errorDataSchema } from '@shared/domain/error'
import { artifactsSchema, executionResultSchema } from '@shared/domain/execute'
import { factSchema } from '@shared/domain/fact'
import { hostEventSchema, hostStateSchema } from '@shared/domain/host'
import { extensionSchema, leaseSourceSchema } from '@shared/domain/lease'
import { linkSchema } from '@shared/domain/link'
import { providerKindSchema } from '@shared/domain/provider'
import { taskSchema, taskStateSchema } from '@shared/domain/task'
import { jsonObjectSchema, jsonSchema } from '@shared/lib/json'

/** Counted up when a key of the report gets another meaning or goes; new keys may come without. */
export const REPORT_VERSION = 2

/** A moment as ISO 8601 in UTC: "2026-11-12T14:00:00.000Z". */
const moment = z.iso.datetime().describe('ISO 8601, UTC')
const milliseconds = z.number().int().min(0).describe('Milliseconds')

const reportArgumentSchema = z.object({
  name: z.string(),
  value: jsonSchema.describe('Secrets are replaced by dots'),
  source: z
    .enum([...argumentSourceSchema.shape.kind.options, 'provider', 'inventory_file', 'unknown'])
    .describe(
      [
        'typed: said in the form, or by a command that was pasted',
        'nick, file: of that nick or file',
        'instance: of the configuration of the instance',
        'environment: of a variable that goes over that configuration',
        'default: of what was asked for',
        'provider: told by the provider when the host was found there',
        'inventory_file: of the inventory.yaml that was taken over',
        'unknown: not written down',
      ].join('; '),
    ),
  sourceName: z.string().optional().describe('The nick, the file, or the variable'),
})
export type ReportArgument = z.infer<typeof reportArgumentSchema>

const reportStepSchema = z.object({
  name: z.string(),
  outcome: z.enum(['done', 'running', 'not_begun', 'failed', 'skipped', 'cancelled']),
  startedAt: moment.optional(),
  endedAt: moment.optional(),
  durationMs: milliseconds.optional(),
  detail: z.string().optional(),
  link: linkSchema.optional(),
})
export type ReportStep = z.infer<typeof reportStepSchema>

const reportLineSchema = z.object({
  line: z.number().int(),
  hostId: z.string().optional(),
  title: z.string(),
  outcome: taskStateSchema,
  startedAt: moment.optional(),
  endedAt: moment.optional(),
  durationMs: milliseconds.optional(),
  message: z.string().optional().describe('The last thing that was said'),
  steps: z.array(reportStepSchema),
  links: z.array(linkSchema),
  ignored: z
    .array(z.string())
    .optional()
    .describe('The arguments that the provider took no notice of, by their names; `labels` for the labels'),
  error: errorDataSchema.optional().describe('Why it failed'),
  reason: z.string().optional().describe('Why it was cancelled'),
  result: executionResultSchema.optional().describe('What an execution returned'),
})
export type ReportLine = z.infer<typeof reportLineSchema>

const reportTaskSchema = z.object({
  id: z.number().int(),
  kind: taskSchema.shape.kind,
  title: z.string(),
  outcome: taskStateSchema,
  provider: providerKindSchema.optional(),
  instance: z.string().optional(),
  action: z.string().optional(),
  offering: z.string().optional(),
  nick: z.string().optional().describe('The nick that the form was filled in from'),
  arguments: z
    .array(reportArgumentSchema)
    .describe(
      'What was said; after it what the form told is taken where nothing was said (instance, environment, default)',
    ),
  labels: labelsSchema,
  count: z.number().int().optional().describe('How many hosts were asked for'),
  extension: extensionSchema.optional(),
  artifacts: artifactsSchema.optional(),
  retryOf: z.number().int().optional().describe('The task that this one repeats'),
  cancelRequested: z.boolean(),
  createdAt: moment,
  startedAt: moment.optional(),
  endedAt: moment.optional(),
  durationMs: milliseconds.optional(),
  lines: z.array(reportLineSchema),
})
export type ReportTask = z.infer<typeof reportTaskSchema>

const reportHostSchema = z.object({
  id: z.string(),
  name: z.string().optional(),
  hostname: z.string().optional(),
  provider: providerKindSchema,
  instance: z.string(),
  pretend: z.boolean().describe('Made by the Sandbox'),
  action: z.string(),
  offering: z.string(),
  nick: z.string().optional().describe('The nick that it was checked out by'),
  os: z.string().optional(),
  state: hostStateSchema,
  problem: z.string().optional(),
  labels: labelsSchema,
  lease: z
    .object({
      endsAt: moment,
      source: leaseSourceSchema,
      confirmedAt: moment.describe('When the source last said so'),
      unconfirmed: z
        .object({ endsAt: moment.optional(), askedAt: moment })
        .optional()
        .describe('A later end that was accepted and not told since'),
    })
    .optional()
    .describe('Absent: no end is known'),
  arguments: z.array(reportArgumentSchema),
  facts: z.array(factSchema),
  links: z.array(linkSchema),
  sshCommand: z.string().optional(),
  createdAt: moment,
  checkedOutAt: moment.optional(),
  updatedAt: moment,
  taskId: z.number().int().optional().describe('The task that worked on it last'),
  events: z.array(
    z.object({
      at: moment,
      kind: hostEventSchema.shape.kind,
      text: z.string(),
      taskId: z.number().int().optional(),
    }),
  ),
  raw: jsonObjectSchema.optional().describe("The provider's own description"),
})
export type ReportHost = z.infer<typeof reportHostSchema>

/** The full report: everything the application knows of a task, some hosts, or all that are held, without secrets. */
export const reportSchema = z.object({
  version: z.literal(REPORT_VERSION),
  application: z.object({ name: z.literal('Broker Desktop'), version: z.string() }),
  writtenAt: moment,
  about: z.enum(['task', 'hosts', 'inventory']),
  task: reportTaskSchema.optional(),
  hosts: z
    .array(reportHostSchema)
    .describe('The hosts that the task was about, that were chosen, or that are held'),
})
export type Report = z.infer<typeof reportSchema>
