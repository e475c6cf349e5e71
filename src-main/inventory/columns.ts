import type { z } from 'zod'

/** An object without its nulls: a column without a value is a key that is not there. */
export type Present<T> = { [K in keyof T as null extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as null extends T[K] ? K : never]?: Exclude<T[K], null>
}

/** Leaves out what is null. */
export function present<T extends object>(columns: T): Present<T> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what Object.fromEntries forgets
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null)) as Present<T>
}

/** Reads a JSON column. What is in it was written by us: if it does not fit, that is a defect and says where. */
export function parseJson<S extends z.ZodType>(schema: S, text: string, where: string): z.output<S> {
  const parsed = schema.safeParse(JSON.parse(text))
  if (parsed.success) return parsed.data
  throw new Error(`The inventory has something unexpected in ${where}: ${parsed.error.message}`, {
    cause: parsed.error,
  })
}

/** The same for a column that may be empty. */
export function parseJsonOrNull<S extends z.ZodType>(
  schema: S,
  text: string | null,
  where: string,
): z.output<S> | null {
  return text === null ? null : parseJson(schema, text, where)
}

/** Writes a JSON column. */
export function toJson(value: unknown): string {
  return JSON.stringify(value)
}

/** Times are kept as whole milliseconds: some providers tell fractions. */
export function wholeMs(ms: number): number {
  return Math.round(ms)
}
