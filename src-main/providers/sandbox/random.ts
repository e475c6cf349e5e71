/** A source of numbers from 0 (included) to 1 (not included). */
export type Random = () => number

/**
 * The small generator mulberry32: the same seed gives the same numbers on every computer, which is all that pretended
 * machines need. Not for secrets.
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
}

/** The seed of the n-th machine of a configured seed; neighbours must not have similar numbers. */
export function machineSeed(seed: number, sequence: number): number {
  return Math.imul(seed ^ Math.imul(sequence, 0x9e3779b1), 0x85ebca6b) >>> 0
}
