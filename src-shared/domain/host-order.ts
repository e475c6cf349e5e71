import { z } from 'zod'
import { checkoutRequestSchema } from '@shared/domain/checkout'

/** What hosts were checked out with; how many to check out again is asked anew, and never taken over. */
export const hostOrderSchema = checkoutRequestSchema
  .omit({ count: true, secretArguments: true, defaults: true })
  .extend({
    hostIds: z.array(z.string()),
    /** Which of these arguments the provider took no notice of then, `labels` for the labels. */
    ignored: z.array(z.string()).optional(),
  })
export type HostOrder = z.infer<typeof hostOrderSchema>
