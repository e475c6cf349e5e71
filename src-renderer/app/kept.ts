import { useSyncExternalStore } from 'react'

/**
 * State of a screen that is still there when one comes back to it: what was searched for, what was selected. It lasts
 * as long as the window does, and belongs to the one screen that makes it.
 */
export class Kept<T> {
  readonly #listeners = new Set<() => void>()
  #value: T

  constructor(initial: T) {
    this.#value = initial
  }

  /** The value now. */
  readonly get = (): T => this.#value

  /** Gives it a value, or one that follows from the last. */
  readonly update = (next: (last: T) => T): void => {
    const value = next(this.#value)
    if (Object.is(value, this.#value)) return
    this.#value = value
    for (const listener of this.#listeners) listener()
  }

  /** Calls back after every change, until the returned function is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }
}

/** The value of kept state, for a component. */
export function useKept<T>(kept: Kept<T>): T {
  return useSyncExternalStore(kept.subscribe, kept.get)
}
