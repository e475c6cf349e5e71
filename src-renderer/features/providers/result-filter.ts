import { FilterError, readFilter, RESULT_WORDS, type Reader } from '@shared/domain/filter'
import type { Entry } from '@renderer/features/providers/use-entries'

/** What `@res` is of an entry: its name, as Broker lists it, with what we know beside it as fields. */
const READER: Reader<Entry> = {
  value: (entry) => entry.name,
  field: (entry, name) => {
    if (name === 'name') return entry.name
    if (name === 'title') return entry.title
    if (name === 'description') return entry.description
    return name === 'labels' && entry.labels !== undefined ? [...entry.labels] : undefined
  },
  names: () => ['name', 'title', 'description', 'labels'],
}

/** Whether a text that was typed into the search is meant as a filter. */
export function isResultFilter(text: string): boolean {
  return text.trimStart().startsWith(RESULT_WORDS.root)
}

/** The entries that a filter keeps, or what is wrong with it. */
export function filterResults<T extends Entry>(
  entries: readonly T[],
  text: string,
): { readonly rows: readonly T[]; readonly problem?: string } {
  try {
    return { rows: readFilter(text.trim(), RESULT_WORDS).keep(entries, READER) }
  } catch (error) {
    if (error instanceof FilterError) return { rows: [], problem: error.problem.message }
    throw error
  }
}
