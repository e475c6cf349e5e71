import { z } from 'zod'

/** Who said when a lease ends. */
export const leaseSourceSchema = z.enum(['provider', 'default', 'user'])

/** The lease of a host: when it ends and how that is known. No lease object means that no end is known. */
export const leaseSchema = z.object({
  /** UTC epoch milliseconds. */
  endsAtMs: z.number(),
  source: leaseSourceSchema,
  /** When the source last said so. */
  confirmedAtMs: z.number(),
  /**
   * A later end that was asked for and that the provider has accepted but not told since. The end above stays the one
   * to go by until the provider confirms the other.
   */
  unconfirmed: z.object({ endsAtMs: z.number().optional(), askedAtMs: z.number() }).optional(),
})
export type Lease = z.infer<typeof leaseSchema>

/**
 * By how much a lease is to be extended: by an amount from its present end, until a moment (UTC epoch milliseconds),
 * or by what the provider does when nothing is said.
 */
export const extensionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('by'), ms: z.number().int().positive('Say how much longer.') }),
  z.object({ kind: z.literal('until'), atMs: z.number().int().positive() }),
  z.object({ kind: z.literal('default') }),
])
export type Extension = z.infer<typeof extensionSchema>

/** The latest end that the lease of a host can be extended to, as its provider says (UTC epoch milliseconds). */
export const extensionLimitSchema = z.object({ hostId: z.string(), latestEndsAtMs: z.number() })
export type ExtensionLimit = z.infer<typeof extensionLimitSchema>

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * Whether two ends (UTC epoch milliseconds, null for none) are the same one: providers that compute an end anew at each
 * question tell it a little otherwise each time.
 */
export function isSameEnd(one: number | null, other: number | null): boolean {
  if (one === null || other === null) return one === other
  return Math.abs(one - other) < MINUTE
}

/** What is left of an extension within its provider's limit. */
export type FittedExtension =
  | { readonly kind: 'whole' | 'cut'; readonly extension: Extension }
  /** Nothing of it can be had: the lease is at its limit, or a date was asked for that lies beyond. */
  | { readonly kind: 'beyond'; readonly isAtLimit: boolean }

/**
 * Fits an extension into a provider's limit (all UTC epoch milliseconds). An amount is cut: who asks for a day more is
 * helped by twenty hours. A date is not: it says exactly when. What the provider does by itself is its own to fit.
 */
export function withinLimit(
  extension: Extension,
  endsAtMs: number | undefined,
  limitMs: number | undefined,
): FittedExtension {
  const whole = { kind: 'whole', extension } as const
  if (limitMs === undefined || endsAtMs === undefined) return whole
  if (limitMs - endsAtMs < MINUTE) return { kind: 'beyond', isAtLimit: true }
  switch (extension.kind) {
    case 'default':
      return whole
    case 'until':
      return extension.atMs > limitMs ? { kind: 'beyond', isAtLimit: false } : whole
    case 'by':
      return endsAtMs + extension.ms > limitMs
        ? { kind: 'cut', extension: { kind: 'by', ms: Math.floor(limitMs - endsAtMs) } }
        : whole
  }
}

/** Urgency of a lease, from calm to ended; each level has a colour and a word in the design language. */
export type LeaseLevel = 'none' | 'calm' | 'soon' | 'attention' | 'alert' | 'ended'

/** The level of a lease at a moment. */
export function leaseLevel(endsAtMs: number | undefined, nowMs: number): LeaseLevel {
  if (endsAtMs === undefined) return 'none'
  const left = endsAtMs - nowMs
  if (left <= 0) return 'ended'
  if (left <= 15 * MINUTE) return 'alert'
  if (left <= 4 * HOUR) return 'attention'
  if (left <= DAY) return 'soon'
  return 'calm'
}

/**
 * Width of the lease bar in percent, on one logarithmic scale for all rows: 5 minutes is the stub, 30 days is full,
 * so bars can be compared down the column.
 */
export function leaseBarPercent(leftMs: number): number {
  const minutes = Math.max(leftMs / MINUTE, 0.001)
  const percent = (Math.log(minutes / 5) / Math.log(43_200 / 5)) * 100
  return Math.min(100, Math.max(5, percent))
}
