import type { LogLine } from '@shared/domain/task'

/** Two parts of one log as one, in order, each line once. Both are in order already. */
export function mergeLog(a: readonly LogLine[], b: readonly LogLine[]): readonly LogLine[] {
  const lastA = a.at(-1)
  const firstB = b[0]
  if (lastA === undefined) return b
  if (firstB === undefined) return a
  if (lastA.seq < firstB.seq) return [...a, ...b]
  const bySeq = new Map(a.map((line) => [line.seq, line]))
  for (const line of b) bySeq.set(line.seq, line)
  return [...bySeq.values()].toSorted((x, y) => x.seq - y.seq)
}

/** Whether lines are missing between two parts: the numbers of a log go up without a gap. */
export function hasGap(before: readonly LogLine[], after: readonly LogLine[]): boolean {
  const last = before.at(-1)
  const first = after[0]
  return last !== undefined && first !== undefined && first.seq > last.seq + 1
}
