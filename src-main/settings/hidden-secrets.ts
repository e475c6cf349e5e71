import { isMap, isScalar, isSeq, type Document, type Node } from 'yaml'
import { ADDRESS_PASSWORD, isSecretName, MASK } from '@shared/lib/redact'
import { SECRET_MARKER } from '@main/settings/marker'
import type { SettingsContent } from '@main/settings/settings-text'

/** A text without its secrets, and what stood in their places. */
export interface HiddenText {
  readonly text: string
  /** The word of the placeholders: one that the text has not. */
  readonly word: string
  /** The source of each, quotes and all. */
  readonly sources: readonly string[]
  /** The plain values, for whoever must know them. */
  readonly values: readonly string[]
}

type Range = readonly [start: number, end: number, value: string]

/**
 * A line of a file that cannot be read as a whole: `token: value`, also in a list or in quotes. Only names with one of
 * the words that `isSecretName` looks for: of a large file nearly every line is a name and a value.
 */
const SECRET_LINE =
  /^[ \t]*(?:-[ \t]+)*["']?([\w.-]*(?:pass|pword|secret|token|key|credential)[\w.-]*)["']?[ \t]*:[ \t]+([^\s#].*?)[ \t]*\r?$/gimu

/**
 * Puts `<hidden 1>` in the place of every value that is secret by its name, and of passwords in addresses, so that the text can be shown and edited
 * without the secrets leaving the main process. Without a content, because the text has a mistake, by lines alone.
 */
export function hideSecrets(text: string, content: SettingsContent | undefined): HiddenText {
  let word = 'hidden'
  while (text.includes(`<${word} `)) word += '_'
  const ranges = withAddresses(text, rangesOf(text, content))
  let shown = ''
  let from = 0
  const sources: string[] = []
  for (const [start, end] of ranges) {
    const source = text.slice(start, end)
    const rest = /\r?\n$/.exec(source)?.[0] ?? ''
    sources.push(source.slice(0, source.length - rest.length))
    shown += `${text.slice(from, start)}<${word} ${sources.length}>${rest}`
    from = end
  }
  return { text: shown + text.slice(from), word, sources, values: ranges.map(([, , value]) => value) }
}

/** The text with what was hidden; a number that was never given out stays as it is. */
export function showSecrets(text: string, { word, sources }: HiddenText): string {
  return text.replaceAll(new RegExp(`<${word} (\\d+)>`, 'gu'), (whole, number: string) => {
    return sources[Number(number) - 1] ?? whole
  })
}

/** From this size on the document takes seconds. */
const LARGE = 200_000

/**
 * Of a large text the lines are taken, if they have exactly the secrets that the values have, in the same order: one that
 * stands in braces, over several lines or behind an alias is found in the document alone.
 */
function rangesOf(text: string, content: SettingsContent | undefined): readonly Range[] {
  if (content === undefined) return rangesByLine(text)
  if (text.length < LARGE) return rangesIn(content.document)
  const byLine = rangesByLine(text)
  const values = secretValues(content.data, false)
  const isWhole =
    values.length === byLine.length && values.every((value, at) => byLine[at]?.[2].includes(value) === true)
  return isWhole ? byLine : rangesIn(content.document)
}

/** With the passwords in addresses, wherever they stand, also in a comment. */
function withAddresses(text: string, ranges: readonly Range[]): readonly Range[] {
  const found = [...text.matchAll(ADDRESS_PASSWORD)].flatMap((match): Range[] => {
    const [, before = '', password = ''] = match
    const start = match.index + before.length
    const end = start + password.length
    const isHidden = password === MASK || ranges.some(([from, to]) => from < end && start < to)
    return isHidden ? [] : [[start, end, password]]
  })
  return found.length === 0 ? ranges : [...ranges, ...found].toSorted((a, b) => a[0] - b[0])
}

function secretValues(data: unknown, isSecret: boolean): readonly string[] {
  if (typeof data === 'string' || typeof data === 'number')
    return isSecret && data !== '' && data !== SECRET_MARKER ? [String(data)] : []
  if (typeof data !== 'object' || data === null) return []
  return Object.entries(data).flatMap(([name, value]) =>
    secretValues(value, isSecret || (!Array.isArray(data) && isSecretName(name))),
  )
}

function rangesByLine(text: string): readonly Range[] {
  return [...text.matchAll(SECRET_LINE)].flatMap((match): Range[] => {
    const [line, name = '', value = ''] = match
    if (!isSecretName(name) || value === SECRET_MARKER) return []
    const start = match.index + line.lastIndexOf(value)
    return [[start, start + value.length, value]]
  })
}

function rangesIn(document: Document): readonly Range[] {
  const found: Range[] = []
  const look = (node: unknown, isSecret: boolean): void => {
    if (isMap(node)) {
      for (const { key, value } of node.items) {
        const name = isScalar(key) ? String(key.value) : ''
        look(value, isSecret || isSecretName(name))
      }
    } else if (isSeq(node)) for (const item of node.items) look(item, isSecret)
    else if (isSecret && isScalar(node)) found.push(...rangeOf(node))
  }
  look(document.contents, false)
  return found.toSorted((a, b) => a[0] - b[0])
}

function rangeOf(node: Node & { readonly value: unknown }): readonly Range[] {
  const { value, range } = node
  const isSaid = (typeof value === 'string' && value !== '') || typeof value === 'number'
  if (!isSaid || value === SECRET_MARKER || range === null || range === undefined) return []
  return [[range[0], range[1], String(value)]]
}
