/** What a filter is about: its root, and what is known of the fields. */
export interface FilterWords {
  readonly root: '@inv' | '@res'
  /** What one of them is called: "host". */
  readonly noun: string
  /** Every field there is, nested ones with dots; where it is missing, what the list has decides. */
  readonly fields?: readonly string[]
  /** Whether the root itself is a value (a text), and not only its fields. */
  readonly isValue?: true
}

/** The list that `broker providers` prints: names, or entries with fields. */
export const RESULT_WORDS: FilterWords = { root: '@res', noun: 'result', isValue: true }
