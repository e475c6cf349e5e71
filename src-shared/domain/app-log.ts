import { z } from 'zod'

/** How serious an entry of the log is. */
export const appLogLevelSchema = z.enum(['debug', 'info', 'warn', 'error'])
export type AppLogLevel = z.infer<typeof appLogLevelSchema>

/** An entry of the application's own log; what could not be taken apart is its text as a whole. */
export const appLogEntrySchema = z.object({
  /** Its place in the log, counted from the oldest line that is kept. */
  number: z.number().int(),
  at: z.string().optional(),
  level: appLogLevelSchema.optional(),
  text: z.string(),
})
export type AppLogEntry = z.infer<typeof appLogEntrySchema>
