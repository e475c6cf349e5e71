import type { LineChange } from '@shared/domain/settings-file'

const AROUND = 2

/**
 * What differs between two texts: from the first line that differs to the last, with two lines around. Enough to show
 * what a change comes to, in a time that does not grow with the square of the file.
 */
export function changedLines(before: string, after: string): readonly LineChange[] {
  const [old, now] = [before.split(/\r?\n/u), after.split(/\r?\n/u)]
  let head = 0
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1
  let tail = 0
  const most = Math.min(old.length, now.length) - head
  while (tail < most && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1
  if (head === old.length && head === now.length) return []
  return [
    ...old.slice(Math.max(0, head - AROUND), head).map(as('same')),
    ...old.slice(head, old.length - tail).map(as('removed')),
    ...now.slice(head, now.length - tail).map(as('added')),
    ...old.slice(old.length - tail, old.length - tail + AROUND).map(as('same')),
  ]
}

function as(kind: LineChange['kind']): (text: string) => LineChange {
  return (text) => ({ kind, text })
}
