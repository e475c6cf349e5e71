import { z } from 'zod'
import { jsonObjectSchema, jsonSchema } from '@shared/lib/json'

/**
 * What is read of the AWX API v2's jobs, workflow nodes and events. Everything that only some versions or some kinds of
 * jobs have is optional; unknown keys are dropped.
 */

const paths = z
  .record(z.string(), z.json())
  .transform((related) =>
    Object.fromEntries(
      Object.entries(related).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    ),
  )

const optionalText = z.string().nullish()
const optionalNumber = z.number().nullish()

const namedSchema = z.object({ id: z.number().int(), name: z.string() })

/** A job of any kind, as a list of jobs or the job itself tells it; lists leave `result_traceback` out. */
export const jobSchema = z.object({
  id: z.number().int(),
  type: z.string(),
  url: z.string().default(''),
  related: paths.default({}),
  name: z.string().default(''),
  status: z.string(),
  failed: z.boolean().default(false),
  created: z.string(),
  started: optionalText,
  finished: optionalText,
  job_explanation: optionalText,
  result_traceback: optionalText,
  /** A JSON text. */
  extra_vars: optionalText,
  /** A job template that became a workflow job: one node for each part of its hosts. */
  is_sliced_job: z.boolean().default(false),
  inventory: z.number().int().nullish(),
  unified_job_template: z.number().int().nullish(),
  launch_type: optionalText,
  limit: optionalText,
  job_tags: optionalText,
  skip_tags: optionalText,
  scm_branch: optionalText,
  job_type: optionalText,
  verbosity: optionalNumber,
  forks: optionalNumber,
  timeout: optionalNumber,
  job_slice_count: optionalNumber,
  execution_environment: optionalNumber,
  diff_mode: z.boolean().nullish(),
  /** Data of `set_stats`, or a text when a no_log task produced them; workflow jobs have none. */
  artifacts: z.union([jsonObjectSchema, z.string()]).nullish(),
  /** False until every event is saved; workflow jobs and lists do not have it. */
  event_processing_finished: z.boolean().optional(),
  summary_fields: z
    .object({
      inventory: namedSchema.optional(),
      execution_environment: namedSchema.optional(),
      credentials: z.array(namedSchema).optional(),
      unified_job_template: z.object({ name: z.string() }).optional(),
      labels: z.object({ results: z.array(z.object({ name: z.string() })) }).optional(),
    })
    .default({}),
})
export type Job = z.infer<typeof jobSchema>

/** What the launch of a template answers: the job, and which fields of the launch were ignored. */
export const launchedSchema = jobSchema.extend({ ignored_fields: jsonObjectSchema.default({}) })

const nodeJobSchema = z.object({
  id: z.number().int(),
  name: z.string().default(''),
  status: z.string(),
  failed: z.boolean().default(false),
  type: z.string().default('job'),
})

/** A node of a workflow job; a node that has not run has no job. */
export const nodeSchema = z.object({
  id: z.number().int(),
  identifier: z.string().optional(),
  do_not_run: z.boolean().default(false),
  workflow_job: z.number().int().nullish(),
  summary_fields: z
    .object({
      job: nodeJobSchema.optional(),
      unified_job_template: z.object({ name: z.string() }).optional(),
    })
    .default({}),
})
export type WorkflowNode = z.infer<typeof nodeSchema>

const eventResultSchema = z
  .object({
    msg: jsonSchema.optional(),
    censored: z.string().optional(),
    results: z.array(z.json()).optional(),
    /** Of one item of a loop: what it is, and what it is called. */
    item: jsonSchema.optional(),
    _ansible_item_label: jsonSchema.optional(),
  })
  .catch({})

/** One event of a playbook's run. */
export const eventSchema = z.object({
  id: z.number().int(),
  event: z.string(),
  counter: z.number().int().default(0),
  failed: z.boolean().default(false),
  stdout: z.string().default(''),
  task: optionalText,
  play: optionalText,
  host_name: optionalText,
  event_data: z
    .object({
      play: optionalText,
      task: optionalText,
      host: optionalText,
      res: eventResultSchema.nullish(),
    })
    .default({}),
})
export type JobEvent = z.infer<typeof eventSchema>

const FINAL = new Set(['successful', 'failed', 'error', 'canceled'])

/** Whether a job of this status is over. */
export function isFinal({ status }: { readonly status: string }): boolean {
  return FINAL.has(status)
}
