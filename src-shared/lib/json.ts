import { z } from 'zod'

/** Any value that JSON can carry: what arguments, provider references and raw provider answers are made of. */
export const jsonSchema = z.json()
export type Json = z.infer<typeof jsonSchema>

/** A JSON object. */
export const jsonObjectSchema = z.record(z.string(), jsonSchema)
export type JsonObject = z.infer<typeof jsonObjectSchema>

/** Whether a value is a JSON object, and not a list or null. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
