import { z } from 'zod'

/** What of a credential, an execution environment or an instance group is read (AWX API v2). */
export const resourceSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  /** Of execution environments. */
  image: z.string().optional(),
  summary_fields: z
    .object({
      organization: z.object({ id: z.number().int(), name: z.string() }).optional(),
      /** Of credentials. */
      credential_type: z.object({ name: z.string() }).optional(),
      /** Of credentials: whether this user may use it. */
      user_capabilities: z.object({ use: z.boolean().optional() }).optional(),
    })
    .default({}),
})
export type Resource = z.infer<typeof resourceSchema>
