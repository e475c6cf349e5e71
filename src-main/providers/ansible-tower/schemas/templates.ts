import { z } from 'zod'
import { jsonSchema } from '@shared/lib/json'

// What is read of templates, their surveys and their launch page (AWX API v2). Older versions leave prompts out that
// they do not know.

const flag = z.boolean().default(false)
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '')

const namedSchema = z.object({ id: z.number().int(), name: z.string() })

const summaryFieldsSchema = z.object({
  organization: namedSchema.optional(),
  /** Absent where there is none, and where this user may not see it. */
  inventory: namedSchema.optional(),
  project: namedSchema.optional(),
  user_capabilities: z.object({ start: flag }).optional(),
  credentials: z.array(namedSchema).default([]),
  execution_environment: namedSchema.optional(),
  labels: z.object({ results: z.array(z.object({ name: z.string() })).default([]) }).optional(),
})

/** What a list shows of a workflow or job template. */
export const listedTemplateSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  description: text,
  inventory: z.number().int().nullish(),
  summary_fields: summaryFieldsSchema.default({ credentials: [] }),
})
export type ListedTemplate = z.infer<typeof listedTemplateSchema>

/** A workflow or job template. */
export const templateSchema = listedTemplateSchema.extend({
  /** Always a text: JSON, YAML or empty. */
  extra_vars: text,
  organization: z.number().int().nullish(),
  survey_enabled: flag,
  ask_variables_on_launch: flag,
  ask_inventory_on_launch: flag,
  ask_labels_on_launch: flag,
  ask_limit_on_launch: flag,
  ask_tags_on_launch: flag,
  ask_skip_tags_on_launch: flag,
  ask_scm_branch_on_launch: flag,
  ask_verbosity_on_launch: flag,
  ask_job_type_on_launch: flag,
  ask_diff_mode_on_launch: flag,
  ask_forks_on_launch: flag,
  ask_timeout_on_launch: flag,
  ask_job_slice_count_on_launch: flag,
  ask_credential_on_launch: flag,
  ask_execution_environment_on_launch: flag,
  ask_instance_groups_on_launch: flag,
  limit: text,
  job_tags: text,
  skip_tags: text,
  scm_branch: text,
  verbosity: z.number().int().nullish(),
  job_type: text,
  diff_mode: z.boolean().nullish(),
  forks: z.number().int().nullish(),
  timeout: z.number().int().nullish(),
  job_slice_count: z.number().int().nullish(),
})
export type RawTemplate = z.infer<typeof templateSchema>

const bound = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((value) => (value === null || value === undefined || value === '' ? undefined : Number(value)))

/** The lines of a text, whatever ends them. */
export function linesOf(value: string): string[] {
  return value.split(/\r\n|[\r\n]/)
}

/** One question of a survey. */
export const questionSchema = z.object({
  variable: z.string(),
  /** `text textarea password integer float multiplechoice multiselect` */
  type: z.string(),
  question_name: text,
  question_description: text,
  required: flag,
  default: jsonSchema.nullish(),
  /** A list, or one text with a choice in each line. */
  choices: z
    .union([z.array(z.coerce.string()), z.string()])
    .nullish()
    .transform((value) => (typeof value === 'string' ? linesOf(value) : (value ?? [])))
    .transform((choices) => choices.filter((choice) => choice.trim() !== '')),
  min: bound,
  max: bound,
})
export type Question = z.infer<typeof questionSchema>

/** `GET …/survey_spec/`: an empty object where there is none. */
export const surveySchema = z.object({ spec: z.array(questionSchema).default([]) })

/** `GET …/launch/`: what a launch would ask. */
export const launchPageSchema = z.object({
  inventory_needed_to_start: flag,
  /** Nodes that will fail: their template was deleted. */
  node_templates_missing: z.array(z.number()).default([]),
  /** Nodes that will fail: their template does not take what the workflow gives them. */
  node_prompts_rejected: z.array(z.number()).default([]),
  passwords_needed_to_start: z.array(z.string()).default([]),
  /** What is taken when nothing is said; lists are absent where they are empty, or not told. */
  defaults: z.object({ instance_groups: z.array(namedSchema).default([]) }).default({ instance_groups: [] }),
})
export type LaunchPage = z.infer<typeof launchPageSchema>
