import type { LucideIcon } from 'lucide-react'
import type { ProviderKind } from '@shared/domain/provider'

/** One place to go to in the sidebar. */
export interface NavItem {
  readonly id: string
  readonly label: string
  readonly icon: LucideIcon
  readonly href: string
  readonly count?: number | undefined
  /** What the count means, for readers: "2 running". */
  readonly countLabel?: string | undefined
  readonly keyHint?: string | undefined
}

/** Something that is being made now. */
export interface BeingMade {
  readonly id: string
  readonly kind: ProviderKind
  readonly title: string
  readonly elapsed: string
  readonly percent: number
  readonly href: string
  /** The progress in words: "Step 4 of 6, boot". */
  readonly label: string
}
