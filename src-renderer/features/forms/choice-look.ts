import type { Field } from '@shared/domain/form'

/** How a choice field is drawn. */
export type ChoiceLook = 'segmented' | 'select' | 'combobox'

const MOST_SEGMENTS = 5
/** What fits into half of the form's width. */
const MOST_LETTERS = 34

/**
 * 2 to 5 short choices stand side by side; others are a list, with a search when there are many (`Select` does that), and
 * one that takes any text when the choices are open. Where "nothing" is an answer it needs a place in a list.
 */
export function choiceLook(field: Field): ChoiceLook {
  const choices = field.choices ?? []
  if (field.openChoices === true || choices.length === 0) return 'combobox'
  const letters = choices.reduce((sum, choice) => sum + (choice.label ?? choice.value).length + 2, 0)
  const hasHints = choices.some((choice) => choice.hint !== undefined)
  const mayBeNothing = !field.required && field.default === undefined
  return choices.length >= 2 &&
    choices.length <= MOST_SEGMENTS &&
    letters <= MOST_LETTERS &&
    !hasHints &&
    !mayBeNothing
    ? 'segmented'
    : 'select'
}

/** What stands under a field: its help, and the most that may be said where that does not tell it. */
export function helpOf(field: Field): string | undefined {
  const range = rangeOf(field)
  if (field.help !== undefined && field.help !== '') {
    const isTold = range === undefined || field.max === undefined || field.help.includes(String(field.max))
    return isTold ? field.help : `${field.help.replace(/[\s.]+$/, '')}. ${range}.`
  }
  if (range !== undefined) return range
  const choices = field.choices?.length ?? 0
  if (field.type === 'choice' && choices > 1 && choiceLook(field) !== 'segmented') {
    return field.openChoices === true ? `One of ${choices} choices, or another` : `One of ${choices} choices`
  }
  return undefined
}

function rangeOf(field: Field): string | undefined {
  if (field.type !== 'integer' && field.type !== 'number') return undefined
  if (field.min !== undefined && field.max !== undefined) return `From ${field.min} to ${field.max}`
  if (field.min !== undefined) return `At least ${field.min}`
  return field.max === undefined ? undefined : `At most ${field.max}`
}
