import { Budget } from './budget'
import { runStages, type Reader } from './evaluate'
import { checkFields, pathsOf } from './fields'
import { parseFilter } from './parse'
import type { FilterWords } from './words'

/** A filter that was read. */
export interface Filter {
  /** The names of the fields that it asks for, without what they are inside of. */
  readonly fields: ReadonlySet<string>
  /**
   * What it keeps of the items, in their order. Throws `FilterError` for a field that none of them has, and for a
   * filter that is too much work; never anything else, and never later than 50 ms.
   */
  readonly keep: <T>(items: readonly T[], reader: Reader<T>) => readonly T[]
}

/** Reads a filter. Throws `FilterError`, with the place, for what cannot be read. */
export function readFilter(text: string, words: FilterWords): Filter {
  const stages = parseFilter(text, words)
  return {
    fields: new Set(pathsOf(stages).flatMap(({ names }) => names.slice(0, 1))),
    keep: (items, reader) => {
      checkFields(stages, items, reader, words)
      return runStages(stages, items, reader, new Budget(text.length))
    },
  }
}
