import { PALETTE_GROUPS, type PaletteGroup, type PaletteItem } from '@renderer/features/palette/palette-item'

/** What was typed, as the palette understands it. */
export interface PaletteQuery {
  /** Only this group: `@` hosts, `#` nicks, `>` actions. */
  readonly only: PaletteGroup | undefined
  /** In small letters; an item has to have all of them. */
  readonly words: readonly string[]
}

/** Items below a title. */
export interface RankedGroup {
  readonly title: string
  readonly items: readonly PaletteItem[]
}

const SIGNS: Readonly<Record<string, PaletteGroup>> = { '@': 'Hosts', '#': 'Nicks', '>': 'Actions' }
const BEST = 'Best match'
/** So many of a group, so that each of them is in sight. */
const IN_GROUP = 6
/** While nothing is typed: some of all there is. */
const IN_GROUP_AT_FIRST = 4
/** Where one group is asked for there is room for more. */
const IN_ONLY_GROUP = 40

/** Reads what was typed: "@rhel 9", "ext kx3". */
export function readQuery(text: string): PaletteQuery {
  const trimmed = text.trimStart()
  const only = SIGNS[trimmed.charAt(0)]
  const words = (only === undefined ? trimmed : trimmed.slice(1)).toLowerCase().split(/\s+/).filter(Boolean)
  return { only, words }
}

/** The places in a text at which its words begin. */
function isWordStart(text: string, index: number): boolean {
  return index === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(index - 1))
}

/** How well a word fits a text: at its beginning, at that of one of its words, anywhere, or (0) not at all. */
function fit(text: string, word: string): number {
  let best = 0
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    best = Math.max(best, at === 0 ? 4 : isWordStart(text, at) ? 3 : 1)
  }
  return best
}

/** How well an item fits the words; 0 where one of them does not occur, or none says what is done. */
export function score(item: PaletteItem, words: readonly string[]): number {
  const verb = item.verb?.toLowerCase() ?? ''
  const name = item.name.toLowerCase()
  const more = (item.words ?? []).join('\n').toLowerCase()
  let sum = 0
  let saysVerb = verb === ''
  // Beside a name a word may say what is to be done with it; alone it has to occur.
  const verbs = item.verbs ?? []
  const isNamed = words.some((word) => !isVerbWord(word, verbs))
  for (const word of words) {
    const inVerb = fit(verb, word) >= 3 ? 3 : 0
    const inName = fit(name, word)
    const best = Math.max(inVerb, inName, Math.min(0.5, fit(more, word)))
    if (best === 0 && !(isNamed && isVerbWord(word, verbs))) return 0
    saysVerb ||= inVerb > 0
    sum += best + (inName > 0 && name === word ? 2 : 0)
  }
  return saysVerb ? sum : 0
}

/** Whether a word may say what is done: what it begins with is a verb's word. */
export function isVerbWord(word: string, verbs: readonly string[]): boolean {
  return verbs.some((verb) => fit(verb.toLowerCase(), word) >= 3)
}

/**
 * The items that fit, best first within their groups, and the best of all above them. Of nothing typed all fit, as they
 * come. Groups are in their own order.
 */
export function ranked(items: readonly PaletteItem[], { only, words }: PaletteQuery): readonly RankedGroup[] {
  const fitting = items
    .filter((item) => only === undefined || item.group === only)
    .flatMap((item) => {
      const points = words.length === 0 ? (item.verb === undefined ? 1 : 0) : score(item, words)
      return points === 0 ? [] : [{ item, points }]
    })
    // The sort is stable: what fits alike stays in the order of its source.
    .toSorted((a, b) => b.points - a.points)
  const [first] = fitting
  const best = only === undefined && words.length > 0 ? first?.item : undefined
  const inAll = words.length === 0 ? IN_GROUP_AT_FIRST : IN_GROUP
  const most = only === undefined ? inAll : IN_ONLY_GROUP
  const groups = PALETTE_GROUPS.map((title) => ({
    title,
    items: fitting
      .flatMap(({ item }) => (item.group === title && item !== best ? [item] : []))
      .slice(0, most),
  }))
  return [{ title: BEST, items: best === undefined ? [] : [best] }, ...groups].filter(
    ({ items: some }) => some.length > 0,
  )
}

/** A text cut where the words occur in it, to mark them; words that overlap are one mark. */
export function marked(
  text: string,
  words: readonly string[],
): readonly { readonly text: string; readonly isHit: boolean }[] {
  const lower = text.toLowerCase()
  // Some letters change their length with their case: then nothing is marked rather than the wrong thing.
  if (lower.length !== text.length) return [{ text, isHit: false }]
  const hits = Array.from({ length: text.length }, () => false)
  for (const word of words) {
    for (let at = lower.indexOf(word); at !== -1; at = lower.indexOf(word, at + word.length)) {
      hits.fill(true, at, at + word.length)
    }
  }
  const parts: { text: string; isHit: boolean }[] = []
  for (const [index, isHit] of hits.entries()) {
    const last = parts.at(-1)
    if (last?.isHit === isHit) last.text += text.charAt(index)
    else parts.push({ text: text.charAt(index), isHit })
  }
  return parts
}
