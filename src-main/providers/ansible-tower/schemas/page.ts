import { z } from 'zod'

/** The envelope of a list; its items are parsed by the caller's schema. */
export const pageSchema = z.object({
  count: z.number().int(),
  next: z.string().nullish(),
  results: z.array(z.unknown()),
})
export type Page = z.infer<typeof pageSchema>

/** An answer whose content does not matter. */
export const anythingSchema = z.unknown().transform(() => undefined)
