import type { LucideIcon } from 'lucide-react'
import type { ProviderKind } from '@shared/domain/provider'

/** The groups of the palette, in the order in which it shows them. */
export const PALETTE_GROUPS = ['Hosts', 'Nicks', 'Actions', 'Tasks', 'Offerings', 'Settings'] as const
export type PaletteGroup = (typeof PALETTE_GROUPS)[number]

/** One thing that can be gone to or done. */
export interface PaletteItem {
  /** Unique among all items. */
  readonly id: string
  readonly group: PaletteGroup
  readonly look: LucideIcon | ProviderKind
  /**
   * What is done with what `name` names: "Extend", "Check in". Such an item is found only when a word says what is done;
   * one without leads to the thing itself, and is found by its name alone.
   */
  readonly verb?: string | undefined
  readonly name: string
  /** A name of the outside world (a host), in the letters of such names. */
  readonly mono?: boolean | undefined
  /** Pale beside the name: "ends in 12 min". It is not searched. */
  readonly detail?: string | undefined
  /** At the end of the row: "Task 512". */
  readonly end?: string | undefined
  readonly endTone?: 'warn' | 'danger' | undefined
  /** The key that does it without the palette, in the notation of `KeyHint`. */
  readonly keys?: string | undefined
  /** What may be done with it: words that say so do not hide it from who looks for it by its name, too. */
  readonly verbs?: readonly string[] | undefined
  /** What else it is found by. */
  readonly words?: readonly string[] | undefined
  readonly run: () => void
}
