/** One value of an expression: a field of the host with what it is inside of, or what the host was made from. */
export type FieldSource =
  { readonly kind: 'path'; readonly names: readonly string[] } | { readonly kind: 'action' }

/** An expression that was read: sources side by side, and what takes their place while they have nothing. */
export interface InventoryField {
  /** As it was written. */
  readonly text: string
  readonly alternatives: readonly (readonly FieldSource[])[]
}

/** One column that a settings file adds to the table of hosts. */
export interface FieldColumn {
  readonly title: string
  readonly field: InventoryField
}

/** What is wrong with an expression, and at which of its characters, counted from 1. */
export interface InventoryFieldProblem {
  readonly message: string
  readonly at: number
}

/** A longer expression is not read. */
const MAX_LENGTH = 500
const WORDS = /\S+/gu

/**
 * Reads an expression of `inventory_fields` or `inventory_list_vars`: `hostname | name`, `os_distribution
 * os_distribution_version`, `_broker_args.deploy_snap_version`, `$action`.
 */
export function readInventoryField(
  text: string,
): { readonly field: InventoryField } | { readonly problem: InventoryFieldProblem } {
  if (text.length > MAX_LENGTH)
    return problem(`an expression has at most ${MAX_LENGTH} characters`, MAX_LENGTH)
  const alternatives: FieldSource[][] = []
  let from = 0
  for (const part of text.split('|')) {
    const sources: FieldSource[] = []
    for (const { 0: word, index } of part.matchAll(WORDS)) {
      const source = readSource(word)
      if (typeof source === 'string') return problem(source, from + index)
      sources.push(source)
    }
    if (sources.length === 0) return problem(missing(text, part), from)
    alternatives.push(sources)
    from += part.length + 1
  }
  return { field: { text, alternatives } }
}

/** The fields of the host that an expression asks for, without what is inside of them. */
export function fieldNames({ alternatives }: InventoryField): readonly string[] {
  return alternatives
    .flat()
    .map((source) => (source.kind === 'action' ? ACTION_FIELD : (source.names[0] ?? '')))
}

/** The field that `$action` stands for. */
export const ACTION_FIELD = 'offering'

function readSource(word: string): FieldSource | string {
  if (word === '$action') return { kind: 'action' }
  if (word.startsWith('$')) return `${word} is not known; the one word with a $ is $action`
  const names = word.split('.')
  return names.includes('') ? `${word} has a dot without a name beside it` : { kind: 'path', names }
}

function missing(text: string, part: string): string {
  return text === part ? 'a field is missing, as in hostname | name' : 'a field is missing beside |'
}

function problem(message: string, at: number): { readonly problem: InventoryFieldProblem } {
  return { problem: { message, at: at + 1 } }
}
