import type { SyncRow } from '@shared/domain/sync'
import { count } from '@shared/lib/words'

/** The kinds of rows in the order of the page. */
export const SECTIONS = ['new', 'changed', 'gone', 'same'] as const satisfies readonly SyncRow['kind'][]
export type SectionKind = (typeof SECTIONS)[number]

/** One line of the table: the head of a section, or a host. */
export type SyncItem =
  | { readonly kind: 'section'; readonly section: SectionKind; readonly rows: readonly SyncRow[] }
  | { readonly kind: 'row'; readonly row: SyncRow }

/** The table from its rows: a head over each kind that there is, and below it the hosts, unless it is folded. */
export function syncItems(rows: readonly SyncRow[], folded: ReadonlySet<SectionKind>): readonly SyncItem[] {
  return SECTIONS.flatMap((section): readonly SyncItem[] => {
    const here = rows.filter((row) => row.kind === section)
    if (here.length === 0) return []
    const head: SyncItem = { kind: 'section', section, rows: here }
    return folded.has(section) ? [head] : [head, ...here.map((row): SyncItem => ({ kind: 'row', row }))]
  })
}

/** Whether a row can be applied: it changes something, and it is for a sync to settle. */
export function canPick(row: SyncRow): boolean {
  return row.kind !== 'same' && row.held === undefined
}

/**
 * What is ticked before anybody has touched it: everything that can be, but nothing is given up as gone where the answer
 * may not be whole.
 */
export function firstPicks(rows: readonly SyncRow[], isIncomplete: boolean): ReadonlySet<string> {
  return new Set(
    rows.filter((row) => canPick(row) && !(isIncomplete && row.kind === 'gone')).map((row) => row.key),
  )
}

/** The box over a section: whether all, some or none of what can be ticked is; undefined where nothing can be. */
export function sectionTick(
  rows: readonly SyncRow[],
  picks: ReadonlySet<string>,
): boolean | 'indeterminate' | undefined {
  const open = rows.filter(canPick)
  if (open.length === 0) return undefined
  const ticked = open.filter((row) => picks.has(row.key)).length
  if (ticked === 0) return false
  // A row that is held is not ticked, so that the section as a whole is not.
  return ticked === rows.length ? true : 'indeterminate'
}

/** The picks after the box of a section was pressed: all that can be ticked, or none. */
export function withSection(
  rows: readonly SyncRow[],
  picks: ReadonlySet<string>,
  isTicked: boolean,
): ReadonlySet<string> {
  const next = new Set(picks)
  for (const row of rows.filter(canPick)) {
    if (isTicked) next.add(row.key)
    else next.delete(row.key)
  }
  return next
}

/** The picks with one row in them, or out of them. */
export function withRow(picks: ReadonlySet<string>, key: string, isTicked: boolean): ReadonlySet<string> {
  const next = new Set(picks)
  if (isTicked) next.add(key)
  else next.delete(key)
  return next
}

/** What applying does, in a line: "3 new, 1 changed, 2 forgotten". */
export function appliedText(rows: readonly SyncRow[], picks: ReadonlySet<string>): string {
  const words = { new: 'new', changed: 'changed', gone: 'forgotten', same: 'the same' } as const
  return SECTIONS.flatMap((section) => {
    const picked = rows.filter((row) => row.kind === section && picks.has(row.key)).length
    return picked === 0 ? [] : [`${picked} ${words[section]}`]
  }).join(', ')
}

/** "Apply 8 changes". */
export function applyText(picks: ReadonlySet<string>): string {
  return `Apply ${count(picks.size, 'change')}`
}
