import { z } from 'zod'
import { autoExtendStateSchema } from '@shared/domain/auto-extend'
import { leaseSourceSchema } from '@shared/domain/lease'

/** One end that a host's lease had, and how it came to that. */
export const leaseChangeSchema = z.object({
  id: z.number().int(),
  atMs: z.number(),
  /** Absent: no end was known. */
  before: z.object({ endsAtMs: z.number(), source: leaseSourceSchema }).optional(),
  /** Absent: the end was taken away. */
  after: z.object({ endsAtMs: z.number(), source: leaseSourceSchema }).optional(),
  /** What happened, as the host's history says it: "Checked out", "Extended by 1 day". */
  why: z.string().optional(),
  taskId: z.number().int().optional(),
})
export type LeaseChange = z.infer<typeof leaseChangeSchema>

/** What became of a lease that has ended, as the provider told it when it was asked. */
export const followUpSchema = z.object({
  /** The end that it is about. */
  endsAtMs: z.number(),
  /** When the provider was asked last, how often it answered, and how often in a row it could not be asked. */
  askedAtMs: z.number(),
  answers: z.number().int(),
  failures: z.number().int(),
  outcome: z.enum(['asking', 'still_there', 'cannot_ask']),
  /** Why it could not be asked. */
  problem: z.string().optional(),
})
export type FollowUp = z.infer<typeof followUpSchema>

/** Everything about the lease of one host beside its end. */
export const leaseDetailSchema = z.object({
  /** Newest first. */
  changes: z.array(leaseChangeSchema),
  autoExtend: autoExtendStateSchema.optional(),
  followUp: followUpSchema.optional(),
  snoozedUntilMs: z.number().optional(),
  /** Which reminders hold for it, in minutes before the end. */
  thresholdsMinutes: z.array(z.number()),
})
export type LeaseDetail = z.infer<typeof leaseDetailSchema>
