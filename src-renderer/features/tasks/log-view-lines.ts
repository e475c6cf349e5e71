import type { LogLine } from '@shared/domain/task'
import { clockText } from '@shared/lib/time-text'
import type { LogLine as ViewLine } from '@renderer/ui/log-lines'

/** A long log is drawn again with every batch that comes in: each line is turned into words once. */
const drawn = new WeakMap<LogLine, ViewLine>()

function viewLine(line: LogLine): ViewLine {
  const known = drawn.get(line)
  if (known !== undefined) return known
  const view: ViewLine = {
    number: line.seq,
    time: clockText(line.atMs, true),
    text: line.text,
    level: line.level === 'title' ? 'heading' : line.level,
  }
  drawn.set(line, view)
  return view
}

/** The lines of a log as it is shown: of one host, or of all. What belongs to no host is in all only. */
export function viewLines(lines: readonly LogLine[], host: number | undefined): readonly ViewLine[] {
  return (host === undefined ? lines : lines.filter((line) => line.line === host)).map(viewLine)
}

/** The log as a text to save: every line with its time, and its host where there are several. */
export function savedText(lines: readonly LogLine[], several: boolean): string {
  return lines
    .map((line) => {
      const host = several && line.line !== undefined ? `[${line.line}] ` : ''
      return `${new Date(line.atMs).toISOString()} ${host}${line.text}\n`
    })
    .join('')
}
