import type { Field } from '@shared/domain/form'

/** Fields that stand together under a title; those without one have none. */
export interface FieldGroup {
  readonly title: string | undefined
  readonly fields: readonly Field[]
}

/** The fields as the page has them: without a group first, wherever they stand, then group by group. */
export function fieldGroups(fields: readonly Field[]): readonly FieldGroup[] {
  const titles = [...new Set(fields.map((field) => field.group))]
  return [undefined, ...titles.filter((title) => title !== undefined)]
    .map((title) => ({ title, fields: fields.filter((field) => field.group === title) }))
    .filter((group) => group.fields.length > 0)
}
