import { z } from 'zod'

/** A labelled link to the provider's own pages. */
export const linkSchema = z.object({ label: z.string(), url: z.string() })
export type Link = z.infer<typeof linkSchema>
