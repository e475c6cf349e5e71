import { z } from 'zod'

/** Something the person has to know about the application itself: shown as a banner until dismissed. */
export const noticeSchema = z.object({
  id: z.string(),
  level: z.enum(['info', 'warn', 'error']),
  title: z.string(),
  detail: z.string(),
  /** A file to show in the file manager, if one matters. */
  path: z.string().optional(),
  /** Hosts that it is about, the soonest end first: the window offers to extend them. */
  hostIds: z.array(z.string()).optional(),
})
export type Notice = z.infer<typeof noticeSchema>
