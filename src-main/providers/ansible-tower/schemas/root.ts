import { z } from 'zod'

// What is read of the roots of the API, without signing in and with it (AWX API v2; AAP platform gateway).

/** `GET /api/`: AAP from 2.5 on lists its components, the others their versions. */
export const rootSchema = z.object({
  apis: z.object({ controller: z.string().optional(), gateway: z.string().optional() }).optional(),
  available_versions: z.object({ v2: z.string().optional() }).optional(),
})

/** `GET {prefix}/ping/`. */
export const pingSchema = z.object({ version: z.string() })

/** The one user of `GET {prefix}/me/`. */
export const meSchema = z.object({
  id: z.number().int(),
  username: z.string(),
  is_superuser: z.boolean().default(false),
})
export type Me = z.infer<typeof meSchema>

/** What is read of a token when it is made: the only answer that shows it. */
export const newTokenSchema = z.object({ id: z.number().int(), url: z.string(), token: z.string() })

/** A token as it is listed; `token` is stars then. */
export const tokenSchema = z.object({
  id: z.number().int(),
  url: z.string(),
  description: z.string().default(''),
  created: z.string(),
  expires: z.string().nullish(),
  scope: z.string().default(''),
})
export type Token = z.infer<typeof tokenSchema>
