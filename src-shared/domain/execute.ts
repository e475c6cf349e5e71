import { z } from 'zod'
import { labelsSchema } from '@shared/domain/checkout'
import { instanceIdSchema } from '@shared/domain/provider'
import { jsonObjectSchema, jsonSchema } from '@shared/lib/json'

/** Which artifacts an execution returns: those of the last job of a workflow, or those of all merged in job order. */
export const artifactsSchema = z.enum(['last', 'merge'])
export type Artifacts = z.infer<typeof artifactsSchema>

/** What a person asks to be executed. */
export const executeRequestSchema = z.object({
  target: instanceIdSchema,
  action: z.string().min(1),
  offering: z.string().trim().min(1, 'Say what to execute.'),
  /** Only what was said: a field that is left at its default is not in here. */
  arguments: jsonObjectSchema,
  /** Which of the arguments the form marks as secrets. */
  secretArguments: z.array(z.string()),
  labels: labelsSchema,
  /** Absent: the provider's own answer (a job, a container's output) and no artifacts. */
  artifacts: artifactsSchema.optional(),
  /** The nick that the form was filled in from. */
  nick: z.string().min(1).optional(),
})
export type ExecuteRequest = z.infer<typeof executeRequestSchema>

/** What an execution returned; secrets are masked before it is stored. */
export const executionResultSchema = z.object({
  /** What was printed, as text; "" when nothing was. */
  output: z.string(),
  exitCode: z.number().int().optional(),
  /** The artifacts that were asked for. */
  artifacts: jsonSchema.optional(),
  /** The provider's own description of what ran (a job), without secrets. */
  raw: jsonObjectSchema.optional(),
})
export type ExecutionResult = z.infer<typeof executionResultSchema>
