/** One line of a log. */
export interface LogLine {
  readonly number: number
  /** As it is shown: "13:56:04"; empty for a text whose lines have no times. */
  readonly time: string
  readonly text: string
  /** Play and task lines are headings. */
  readonly level?: 'info' | 'heading' | 'warn' | 'error' | undefined
}

/** A piece of a line's text, and whether it is what was searched for. */
export interface LogPiece {
  /** Where in the line it begins. */
  readonly at: number
  readonly text: string
  readonly hit: boolean
}

/** Indexes of the lines that contain the query, whatever the case. Nothing for an empty query. */
export function findHits(lines: readonly LogLine[], query: string): readonly number[] {
  if (query === '') return []
  const needle = query.toLowerCase()
  return lines.flatMap((line, index) => (line.text.toLowerCase().includes(needle) ? [index] : []))
}

/** A line's text in pieces, so that the hits can be marked. */
export function splitHits(text: string, query: string): readonly LogPiece[] {
  if (query === '') return [{ at: 0, text, hit: false }]
  const lower = text.toLowerCase()
  const needle = query.toLowerCase()
  const pieces: LogPiece[] = []
  let from = 0
  for (let at = lower.indexOf(needle); at >= 0; at = lower.indexOf(needle, from)) {
    if (at > from) pieces.push({ at: from, text: text.slice(from, at), hit: false })
    pieces.push({ at, text: text.slice(at, at + needle.length), hit: true })
    from = at + needle.length
  }
  if (from < text.length) pieces.push({ at: from, text: text.slice(from), hit: false })
  return pieces
}

/** The hit after or before the current one, round the ends. -1 where there is none. */
export function nextHit(count: number, current: number, direction: 1 | -1): number {
  return count === 0 ? -1 : (current + direction + count) % count
}

/** The log as plain text, to copy. */
export function logText(lines: readonly LogLine[]): string {
  return lines.map((line) => (line.time === '' ? line.text : `${line.time} ${line.text}`)).join('\n')
}

/** "1 new line", "12 new lines". */
export function newLinesText(count: number): string {
  return count === 1 ? '1 new line' : `${count} new lines`
}
