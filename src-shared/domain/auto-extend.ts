import { z } from 'zod'

/** How a host is kept without asking; off unless a person sets it. It ends at a moment or after so many times. */
export const autoExtendSchema = z
  .object({
    /** Extend when less than this is left. */
    underMinutes: z.number().int().min(5, 'At least 5 minutes.').max(86_400),
    byMinutes: z.number().int().min(10, 'At least 10 minutes.').max(86_400),
    /** Never past this moment (UTC epoch milliseconds). */
    untilMs: z.number().int().optional(),
    times: z.number().int().min(1).max(1_000).optional(),
    /** Why, for the host's history. */
    reason: z.string().trim().min(1, 'Say why this host is kept.').max(500),
  })
  .refine((rule) => rule.untilMs !== undefined || rule.times !== undefined, {
    error: 'Say until when, or how many times.',
    path: ['untilMs'],
  })
export type AutoExtend = z.infer<typeof autoExtendSchema>

/** A rule with how often it was used. */
export const autoExtendStateSchema = z.object({ rule: autoExtendSchema, used: z.number().int() })
export type AutoExtendState = z.infer<typeof autoExtendStateSchema>
