/** A label's name and value: only the first equals sign parts them, and the value may be missing. */
function parts(tag: string): readonly [name: string, value: string] {
  const at = tag.indexOf('=')
  return at < 0 ? [tag.trim(), ''] : [tag.slice(0, at).trim(), tag.slice(at + 1).trim()]
}

/** What is wrong with a typed label. */
export function labelError(tag: string): string | undefined {
  return parts(tag)[0] === '' ? 'A label needs a name. Say name=value.' : undefined
}

/** The labels as they are sent. */
export function labelsOf(tags: readonly string[]): Record<string, string> {
  return Object.fromEntries(tags.map(parts))
}

/** The labels as they are typed. */
export function tagsOf(labels: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(labels).map(([name, value]) => (value === '' ? name : `${name}=${value}`))
}

/** One tag for each label name: what was typed last counts. */
export function oneTagPerName(tags: readonly string[]): readonly string[] {
  return tagsOf(labelsOf(tags))
}
