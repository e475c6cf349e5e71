import { z } from 'zod'

/** Any value that JSON can carry: what arguments, provider references and raw provider answers are made of. */
export const jsonSchema = z.json()
export type Json = z.infer<typeof jsonSchema>

/** A JSON object. */
export const jsonObjectSchema = z.record(z.string(), jsonSchema)
export type JsonObject = z.infer<typeof jsonObjectSchema>
