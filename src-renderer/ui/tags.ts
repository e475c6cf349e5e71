/** Adds what was typed, several separated by commas; none twice, none empty. */
export function addTags(tags: readonly string[], text: string): readonly string[] {
  const added = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return [...new Set([...tags, ...added])]
}
