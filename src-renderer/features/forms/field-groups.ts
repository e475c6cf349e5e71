import type { Field } from '@shared/domain/form'

/** Fields that stand together under a title; those without one have none. */
export interface FieldGroup {
  readonly title: string | undefined
  readonly fields: readonly Field[]
  /** Those of them that are seldom needed: they stand folded away below the others. */
  readonly seldom: readonly Field[]
}

/** The fields as the page has them: without a group first, wherever they stand, then group by group. */
export function fieldGroups(fields: readonly Field[]): readonly FieldGroup[] {
  const titles = [...new Set(fields.map((field) => field.group))]
  return [undefined, ...titles.filter((title) => title !== undefined)]
    .map((title) => fields.filter((field) => field.group === title))
    .filter((members) => members.length > 0)
    .map((members) => ({
      title: members[0]?.group,
      fields: members.filter((field) => field.seldom !== true),
      seldom: members.filter((field) => field.seldom === true),
    }))
}
