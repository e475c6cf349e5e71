/** How many single letters must be added, dropped or changed to make one text of the other (Levenshtein). */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

/**
 * The `n` candidates nearest to a name, nearest first, in their own order where they are equally near; upper and lower
 * case count as the same, and a candidate that contains the name (or the other way round) counts as one letter off.
 * With `maxDistance` those that are further off are left out, so that nothing is suggested where nothing is meant.
 */
export function nearest(
  name: string,
  candidates: readonly string[],
  n: number,
  maxDistance = Number.POSITIVE_INFINITY,
): readonly string[] {
  const wanted = name.toLowerCase()
  return candidates
    .map((candidate) => ({ candidate, distance: distanceTo(wanted, candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= maxDistance)
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, n)
    .map(({ candidate }) => candidate)
}

/** Short names are contained in too much by chance to say anything. */
const MIN_CONTAINED = 3

function distanceTo(wanted: string, candidate: string): number {
  if (wanted === candidate) return 0
  const [short, long] = wanted.length < candidate.length ? [wanted, candidate] : [candidate, wanted]
  if (short.length >= MIN_CONTAINED && long.includes(short)) return 1
  return editDistance(wanted, candidate)
}

/** "The nearest is a.", "The nearest are a, b."; undefined where there is none. */
export function nearestText(names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined
  return `The nearest ${names.length === 1 ? 'is' : 'are'} ${names.join(', ')}.`
}
