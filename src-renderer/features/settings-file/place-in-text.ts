/** The lines that problems are at, once each. */
export function markedLines(
  problems: readonly { readonly line?: number | undefined }[],
): ReadonlySet<number> {
  return new Set(problems.flatMap(({ line }) => line ?? []))
}

/** Where a line begins in a text; the end of the text for one that is not there. */
export function offsetOfLine(text: string, line: number): number {
  let at = 0
  for (let number = 1; number < line; number += 1) {
    const next = text.indexOf('\n', at)
    if (next < 0) return text.length
    at = next + 1
  }
  return at
}
