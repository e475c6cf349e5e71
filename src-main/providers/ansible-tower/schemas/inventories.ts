import { z } from 'zod'

/** An inventory, as a list and by itself. */
export const inventorySchema = z.object({
  id: z.number().int(),
  url: z.string(),
  name: z.string(),
  description: z
    .string()
    .nullish()
    .transform((value) => value ?? ''),
  /** Empty for an ordinary one. */
  kind: z.string().default(''),
  total_hosts: z.number().int().default(0),
  hosts_with_active_failures: z.number().int().default(0),
  total_groups: z.number().int().default(0),
  pending_deletion: z.boolean().default(false),
  variables: z
    .string()
    .nullish()
    .transform((value) => value ?? ''),
  created: z.string().optional(),
  summary_fields: z
    .object({ organization: z.object({ id: z.number().int(), name: z.string() }).optional() })
    .default({}),
})
export type Inventory = z.infer<typeof inventorySchema>
