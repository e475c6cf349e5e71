/** A value as an object with keys; undefined for everything else, lists among it. */
export function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what an object that is no list is
      (value as Readonly<Record<string, unknown>>)
    : undefined
}

/** The code of what the file system threw ("ENOSPC"), if it has one. */
export function codeOf(error: unknown): string | undefined {
  const code = asObject(error)?.['code']
  return typeof code === 'string' ? code : undefined
}
