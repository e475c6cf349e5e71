import { useCallback } from 'react'
import { Kept, useKept } from '@renderer/app/kept'

/** The ids of the selected hosts, whatever is filtered, sorted or scrolled. */
const selection = new Kept<ReadonlySet<string>>(new Set())

const NOTHING: ReadonlySet<string> = new Set()

/** The selected hosts, and how the selection changes. */
export interface Selection {
  readonly ids: ReadonlySet<string>
  /** What is selected at the moment of asking, drawn or not. */
  readonly latest: () => ReadonlySet<string>
  readonly set: (ids: ReadonlySet<string>) => void
  readonly add: (ids: readonly string[]) => void
  readonly remove: (ids: Iterable<string>) => void
  /** Drops what is not among these. */
  readonly retain: (ids: readonly string[]) => void
  readonly clear: () => void
}

/** The selection of the Hosts screen; it stays while one looks at another screen. */
export function useSelection(): Selection {
  const ids = useKept(selection)
  const set = useCallback((next: ReadonlySet<string>) => {
    selection.update(() => next)
  }, [])
  const add = useCallback((more: readonly string[]) => {
    selection.update((last) => new Set([...last, ...more]))
  }, [])
  const remove = useCallback((gone: Iterable<string>) => {
    selection.update((last) => without(last, gone))
  }, [])
  const retain = useCallback((rest: readonly string[]) => {
    selection.update((last) => without(last, without(last, rest)))
  }, [])
  const clear = useCallback(() => {
    selection.update(() => NOTHING)
  }, [])
  return { ids, latest: selection.get, set, add, remove, retain, clear }
}

/** A set without some of its values; the same set where it has none of them. */
function without(ids: ReadonlySet<string>, gone: Iterable<string>): ReadonlySet<string> {
  const rest = new Set(ids)
  for (const id of gone) rest.delete(id)
  return rest.size === ids.size ? ids : rest
}
