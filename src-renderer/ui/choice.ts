import type { ReactNode } from 'react'

/** One choice of a `Select` or a `Combobox`. */
export interface Choice<T extends string = string> {
  readonly value: T
  readonly label: string
  /** Shown pale at the right: "4 CPU, 8 GiB". */
  readonly detail?: string | undefined
  /** Found by these too, though they are not shown. */
  readonly keywords?: string | undefined
  readonly icon?: ReactNode
  readonly disabled?: boolean | undefined
}

/** What `Select` and `Combobox` take. */
export interface ChoiceControlProps<T extends string> {
  readonly value: T | undefined
  readonly onChange: (value: T) => void
  readonly onBlur?: (() => void) | undefined
  readonly options: readonly Choice<T>[]
  readonly placeholder?: string | undefined
  readonly mono?: boolean | undefined
  readonly size?: 32 | 28 | undefined
  readonly disabled?: boolean | undefined
  readonly label?: string | undefined
}

/** Beyond this many choices a list needs a search. */
export const SEARCH_FROM = 8

/** Whether a choice matches what was typed: every word somewhere in the label, the detail or the keywords, whatever its case. */
export function matchesQuery(choice: Choice, query: string): boolean {
  const text = `${choice.label} ${choice.detail ?? ''} ${choice.keywords ?? ''}`.toLowerCase()
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** Look of the rows in a list of choices. */
export const choiceRow =
  'flex min-h-7 items-center gap-2 rounded-sm px-2 py-1 text-sm text-ink outline-none select-none data-highlighted:bg-accent-soft data-disabled:text-ink-3'

/** Look of the popup that holds a list of choices. */
export const choicePopup =
  'popup-motion edge-forced flex max-h-[min(360px,var(--available-height))] min-w-(--anchor-width) max-w-[480px] flex-col rounded-lg bg-raised shadow-pop outline-none'
