import type { HealthFix, HealthItem, IdentityItem } from '@shared/domain/provider'

/** What one part of a connection test found. */
export interface Findings {
  readonly items: readonly HealthItem[]
  readonly identity?: readonly IdentityItem[]
  readonly fixes?: readonly HealthFix[]
  /** What cannot be done with it, to stand after "Works, but": "cannot extend". */
  readonly lacks?: readonly string[]
}
