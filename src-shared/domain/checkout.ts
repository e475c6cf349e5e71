import { z } from 'zod'
import { argumentSourcesSchema } from '@shared/domain/argument-source'
import { instanceIdSchema } from '@shared/domain/provider'
import { jsonObjectSchema } from '@shared/lib/json'

/** The most hosts one check out may ask for. */
export const MAX_COUNT = 200

/** Labels: name and value, as sent to providers that have labels. */
export const labelsSchema = z.record(z.string().min(1), z.string())

/** What a person asks for on the Check out page. */
export const checkoutRequestSchema = z.object({
  target: instanceIdSchema,
  action: z.string().min(1),
  offering: z.string().trim().min(1, 'Say what to check out.'),
  /** Only what was said: a field that is left at its default is not in here. */
  arguments: jsonObjectSchema,
  /** Where each argument comes from, also those of `defaults`; absent where that is not known. */
  sources: argumentSourcesSchema.optional(),
  /** What the form said is taken for fields that nobody filled in: told, and not sent. */
  defaults: jsonObjectSchema.optional(),
  /** Which of the arguments the form marks as secrets: they go to the vault and are masked everywhere. */
  secretArguments: z.array(z.string()),
  count: z
    .number()
    .int('Say a whole number.')
    .min(1, `At least 1. Say a number from 1 to ${MAX_COUNT}.`)
    .max(MAX_COUNT, `At most ${MAX_COUNT} at once. Say a number from 1 to ${MAX_COUNT}.`),
  labels: labelsSchema,
  /** The nick that the form was filled in from. */
  nick: z.string().min(1).optional(),
})
export type CheckoutRequest = z.infer<typeof checkoutRequestSchema>
