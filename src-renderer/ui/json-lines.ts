/** One line of pretty JSON: what is pale (indent, name, brackets) and the value itself. */
export interface JsonLine {
  readonly number: number
  readonly lead: string
  readonly value: string
}

/** Splits a value into lines of JSON, names apart from values, so that values can stand out. */
export function jsonLines(value: unknown): readonly JsonLine[] {
  // `stringify` answers undefined for what JSON does not have, though its type does not say so.
  const text = (JSON.stringify(value, null, 2) as string | undefined) ?? 'null'
  return text.split('\n').map((line, index) => {
    const number = index + 1
    const match = /^(\s*(?:"(?:[^"\\]|\\.)*": )?)(.*)$/.exec(line)
    const lead = match?.[1] ?? ''
    const rest = match?.[2] ?? line
    return /^[[\]{}]+,?$/.test(rest) ? { number, lead: line, value: '' } : { number, lead, value: rest }
  })
}
