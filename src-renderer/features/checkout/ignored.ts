import type { FormValues } from '@shared/domain/form-check'
import type { Json, JsonObject } from '@shared/lib/json'
import { rowText } from '@renderer/features/checkout/free-rows'
import { tagsOf } from '@renderer/features/checkout/labels'
import { sameJson } from '@renderer/features/forms/field-values'

/** Among the names of what was ignored, that of the labels. */
export const LABELS = 'labels'

/** What stands at a value that the launch took no notice of. */
export const IGNORED_NOTE = 'The last launch ignored this.'

/** What was ignored of an order, as values by name. */
export function ignoredValues(
  names: readonly string[],
  order: { readonly arguments: JsonObject; readonly labels: Readonly<Record<string, string>> },
): FormValues {
  return Object.fromEntries(
    names.flatMap((name): [string, Json][] => {
      const value = order.arguments[name]
      if (value !== undefined) return [[name, value]]
      return name === LABELS ? [[name, [...tagsOf(order.labels)]]] : []
    }),
  )
}

/** The note for a value of the form: it is still the one that was ignored. */
export function ignoredNote(ignored: FormValues, name: string, value: Json | undefined): string | undefined {
  return isThere(ignored, name) && sameJson(ignored[name], value) ? IGNORED_NOTE : undefined
}

/** The same for an additional argument, which is a text in its row. */
export function ignoredRowNote(ignored: FormValues, name: string, text: string): string | undefined {
  const before = isThere(ignored, name) ? ignored[name] : undefined
  return before !== undefined && rowText(before) === text ? IGNORED_NOTE : undefined
}

function isThere(ignored: FormValues, name: string): boolean {
  return Object.hasOwn(ignored, name)
}
