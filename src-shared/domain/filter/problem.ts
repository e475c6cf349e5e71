import { z } from 'zod'

/** What is wrong with a filter, and where: `from` and `to` count UTF-16 units of its text, `to` exclusive. */
export const filterProblemSchema = z.object({
  message: z.string(),
  from: z.number().int().min(0),
  to: z.number().int().min(0),
  /** What could stand there instead, nearest first. */
  suggestions: z.array(z.string()),
})
export type FilterProblem = z.infer<typeof filterProblemSchema>

/** A part of a filter's text. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Thrown for a filter that cannot be read or used. */
export class FilterError extends Error {
  readonly problem: FilterProblem

  constructor(message: string, { from, to }: Span, suggestions: readonly string[] = []) {
    super(message)
    this.name = 'FilterError'
    this.problem = { message, from, to, suggestions: [...suggestions] }
  }
}
