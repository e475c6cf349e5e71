import { z } from 'zod'
import { checkoutRequestSchema } from '@shared/domain/checkout'
import { jsonObjectSchema, jsonSchema } from '@shared/lib/json'

/** Which artifacts an execution returns: those of the last job of a workflow, or those of all merged in job order. */
export const artifactsSchema = z.enum(['last', 'merge'])
export type Artifacts = z.infer<typeof artifactsSchema>

/** What a person asks to be executed. */
export const executeRequestSchema = checkoutRequestSchema.omit({ count: true }).extend({
  offering: z.string().trim().min(1, 'Say what to execute.'),
  /** Absent: the provider's own answer (a job, a container's output) and no artifacts. */
  artifacts: artifactsSchema.optional(),
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
