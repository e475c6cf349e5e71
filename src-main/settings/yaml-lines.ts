/** The line break that a text uses. */
export function newlineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n'
}

/** The start of the line that an offset is in. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1
}

/** The end of a line, before its line break's "\n". */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  return end < 0 ? text.length : end
}

/** A text with a part of it replaced. */
export function splice(text: string, start: number, end: number, replacement: string): string {
  return text.slice(0, start) + replacement + text.slice(end)
}

/** Puts lines after the line that an offset is in, or before it when the offset is its start. */
export function insertLines(text: string, offset: number, lines: readonly string[]): string {
  const isAtLineStart = offset > 0 && text[offset - 1] === '\n'
  const at = isAtLineStart ? offset : lineEnd(text, offset)
  const block = lines.join(newlineOf(text)) + newlineOf(text)
  if (isAtLineStart) return splice(text, at, at, block)
  if (at === text.length) return text + newlineOf(text) + block
  return splice(text, at + 1, at + 1, block)
}

/** Puts lines at the end of a text. */
export function appendText(text: string, lines: readonly string[]): string {
  const gap = text === '' || text.endsWith('\n') ? '' : newlineOf(text)
  return text + gap + lines.join(newlineOf(text)) + newlineOf(text)
}
