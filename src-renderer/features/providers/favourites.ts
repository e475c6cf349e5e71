import type { InstanceId } from '@shared/domain/provider'
import { Kept } from '@renderer/app/kept'

const STORED_AS = 'providers.favourites'

/** Where an offering is: its instance and its action. */
export interface OfferingPlace {
  readonly target: InstanceId
  readonly action: string
}

function keyOf({ target, action }: OfferingPlace, name: string): string {
  return JSON.stringify([target.provider, target.instance, action, name])
}

/** The offerings that a person has marked with a star. They outlive the window. */
export class Favourites {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem'>
  /** The marked ones, to be looked at with `isFavourite`. */
  readonly kept: Kept<ReadonlySet<string>>

  constructor(storage: Pick<Storage, 'getItem' | 'setItem'>) {
    this.#storage = storage
    this.kept = new Kept<ReadonlySet<string>>(new Set(readStored(storage)))
  }

  /** Puts a star on an offering, or takes it off. */
  toggle(place: OfferingPlace, name: string): void {
    const key = keyOf(place, name)
    this.kept.update((last) => {
      const next = new Set(last)
      if (!next.delete(key)) next.add(key)
      this.#storage.setItem(STORED_AS, JSON.stringify([...next]))
      return next
    })
  }
}

/** Whether an offering is among the marked ones. */
export function isFavourite(marked: ReadonlySet<string>, place: OfferingPlace, name: string): boolean {
  // A list of thousands asks for each of its entries, mostly where nothing is marked at all.
  return marked.size > 0 && marked.has(keyOf(place, name))
}

function readStored(storage: Pick<Storage, 'getItem'>): readonly string[] {
  try {
    const stored = JSON.parse(storage.getItem(STORED_AS) ?? '[]') as unknown
    return Array.isArray(stored) ? stored.filter((key) => typeof key === 'string') : []
  } catch {
    return []
  }
}
