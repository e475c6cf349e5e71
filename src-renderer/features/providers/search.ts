import type { JsonObject } from '@shared/lib/json'
import { filterResults, isResultFilter } from '@renderer/features/providers/result-filter'
import type { Entry } from '@renderer/features/providers/use-entries'

/** What a search looks at; what stands in none of these is not found. */
function wordsOf({ name, title, description, labels = [] }: Entry): string {
  return [name, title, description, ...labels].join('\n').toLowerCase()
}

// Five thousand names are put into lower case once, and not at every key.
const haystacks = new WeakMap<object, string>()

function haystack(entry: Entry): string {
  const known = haystacks.get(entry)
  if (known !== undefined) return known
  const words = wordsOf(entry)
  haystacks.set(entry, words)
  return words
}

/**
 * The entries in which every word of the search occurs: in the name, the title, the description or a label. A search that
 * begins with `@res` is a filter.
 */
export function matching<T extends Entry>(entries: readonly T[], search: string): readonly T[] {
  if (isResultFilter(search)) return filterResults(entries, search).rows
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return entries
  return entries.filter((entry) => words.every((word) => haystack(entry).includes(word)))
}

/** How many entries `results_limit` of an instance's configuration lets a list show; undefined: all. */
export function resultsLimit(config: JsonObject): number | undefined {
  const limit = Number(config['results_limit'] ?? Number.NaN)
  return Number.isInteger(limit) && limit > 0 ? limit : undefined
}

/** Favourites first, then what the provider recommends, each in the provider's own order. */
export function inListOrder<T extends Entry>(
  offerings: readonly T[],
  isFavourite: (name: string) => boolean,
): readonly T[] {
  const favourites: T[] = []
  const recommended: T[] = []
  const others: T[] = []
  for (const offering of offerings) {
    const where = isFavourite(offering.name)
      ? favourites
      : offering.recommended === true
        ? recommended
        : others
    where.push(offering)
  }
  return [...favourites, ...recommended, ...others]
}
