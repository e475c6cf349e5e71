import { z } from 'zod'

/** A part of what a column shows. Moments (UTC epoch milliseconds) become texts where they are shown. */
const fieldPartSchema = z.union([z.string(), z.object({ atMs: z.number() })])
export type FieldPart = z.infer<typeof fieldPartSchema>

/** What an expression comes to for one host: its parts, side by side. */
export const fieldValueSchema = z.array(fieldPartSchema)
export type FieldValue = z.infer<typeof fieldValueSchema>

/** The columns that the settings file adds to the table of hosts, and what is wrong with those that it cannot. */
export const fieldColumnsSchema = z.object({
  columns: z.array(
    z.object({
      title: z.string(),
      expression: z.string(),
    }),
  ),
  /** What one host is in a list that is copied: `inventory_list_vars`. */
  list: z.string(),
  problems: z.array(z.string()),
})
export type FieldColumns = z.infer<typeof fieldColumnsSchema>

/** The text of a value, with moments as the given function writes them. */
export function fieldText(value: FieldValue, moment: (atMs: number) => string): string {
  return value.map((part) => (typeof part === 'string' ? part : moment(part.atMs))).join(' ')
}
