import { z } from 'zod'

/** What a report is about: one task, chosen hosts, or every host that is held. */
export const reportAboutSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('task'), taskId: z.number().int().positive() }),
  z.object({
    kind: z.literal('hosts'),
    hostIds: z.array(z.string().min(1)).min(1, 'Choose at least one host.').max(100_000),
  }),
  z.object({ kind: z.literal('inventory') }),
])
export type ReportAbout = z.infer<typeof reportAboutSchema>

/**
 * How it is written: `full` is ours, versioned (domain/report); `broker` has the keys and layout of what the `broker`
 * command writes with `--output-file`; `csv` is the table of hosts, and is not for tasks.
 */
export const reportFormatSchema = z.enum(['full', 'broker', 'csv'])
export type ReportFormat = z.infer<typeof reportFormatSchema>

/** A report that was written, as the history keeps it; there is one for each path. */
export const writtenReportSchema = z.object({
  id: z.number().int(),
  /** "Check out rhel-9, 3 hosts", "Inventory, 26 hosts". */
  title: z.string(),
  about: z.enum(['task', 'hosts', 'inventory']),
  taskId: z.number().int().optional(),
  format: reportFormatSchema,
  path: z.string(),
  bytes: z.number().int(),
  writtenAtMs: z.number(),
  /** Written because a task had ended, not because somebody asked. */
  automatic: z.boolean(),
  /** The file is not where it was written. */
  missing: z.boolean(),
})
export type WrittenReport = z.infer<typeof writtenReportSchema>

/** What became of asking for a report. */
export const reportOutcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('written'), report: writtenReportSchema }),
  /** There is a file of this name, and nothing was written: `reports.replace` replaces it. */
  z.object({ kind: z.literal('exists'), pendingId: z.string(), path: z.string() }),
  /** No file was chosen. */
  z.object({ kind: z.literal('cancelled') }),
])
export type ReportOutcome = z.infer<typeof reportOutcomeSchema>
