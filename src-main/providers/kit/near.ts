/** How many single letters must change to make one word of the other (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

/** The known names that a mistyped one may mean, nearest first, at most three; none when nothing is near. */
export function nearestNames(name: string, known: readonly string[]): readonly string[] {
  const wanted = name.toLowerCase()
  return known
    .map((candidate) => {
      const other = candidate.toLowerCase()
      const contains = wanted.length > 2 && (other.includes(wanted) || wanted.includes(other))
      return { candidate, score: contains ? 1 : distance(wanted, other) }
    })
    .filter(({ score }) => score <= Math.max(2, Math.floor(wanted.length / 3)))
    .toSorted((a, b) => a.score - b.score || a.candidate.localeCompare(b.candidate))
    .slice(0, 3)
    .map(({ candidate }) => candidate)
}
