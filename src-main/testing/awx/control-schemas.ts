import { z } from 'zod'
import type { TroubleRule, TroubleSettings } from '@main/testing/awx/types'

/** A text; between slashes and with more than a path's letters it is a regular expression: `/jobs\/\d+\/$/`. */
const pathSchema = z.string().transform((text) => {
  const pattern = /^\/(.+)\/$/.exec(text)?.[1]
  return pattern === undefined || /^[\w/-]*$/.test(pattern) ? text : new RegExp(pattern)
})

export const ruleSchema: z.ZodType<TroubleRule> = z.strictObject({
  kind: z.enum([
    'status',
    'html',
    'text',
    'reset',
    'hang',
    'latency',
    'redirect-migrations',
    '429',
    'drop-answer',
    'truncate',
  ]),
  match: z.exactOptional(
    z.strictObject({
      method: z.exactOptional(z.string()),
      path: z.exactOptional(pathSchema),
      user: z.exactOptional(z.string()),
    }),
  ),
  times: z.exactOptional(z.int()),
  skip: z.exactOptional(z.int()),
  status: z.exactOptional(z.int()),
  body: z.exactOptional(z.unknown()),
  headers: z.exactOptional(z.record(z.string(), z.string())),
  ms: z.exactOptional(z.number()),
  retryAfterS: z.exactOptional(z.number()),
})

export const settingsSchema: z.ZodType<Partial<TroubleSettings>> = z.strictObject({
  latencyMs: z.exactOptional(z.number()),
  license: z.exactOptional(z.enum(['valid', 'missing', 'expired', 'exhausted'])),
  factsForbidden: z.exactOptional(z.boolean()),
  clockSkewMs: z.exactOptional(z.number()),
  basicAuth: z.exactOptional(z.boolean()),
  tokenEndpoints: z.exactOptional(z.boolean()),
  slowNodes: z.exactOptional(z.number().positive()),
  migrating: z.exactOptional(z.boolean()),
  eventLagMs: z.exactOptional(z.number()),
  extendReturnsNothing: z.exactOptional(z.boolean()),
  cancelLagMs: z.exactOptional(z.number()),
  hiddenObjects: z.exactOptional(z.union([z.literal(403), z.literal(404)])),
})
