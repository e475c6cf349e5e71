import type { FieldColumns } from '@shared/domain/inventory-field'
import type { Preferences } from '@shared/domain/settings'
import { widthsOf } from '@renderer/features/hosts/columns/widths'
import { COLUMNS_FOR, leastWidth, type HostColumnId, type TableRoom } from '@renderer/features/hosts/view'
import { minTableWidth } from '@renderer/ui/data-table'

const FIELD = 'field/'

/** A column of the settings file, by its title. */
type FieldColumnId = `${typeof FIELD}${string}`

/** A column of the table of hosts: one of ours, or one of the settings file. */
export type ShownColumnId = HostColumnId | FieldColumnId

/** What is chosen of columns, and what there is to choose from. */
export interface ColumnChoice {
  readonly preferences: Pick<Preferences, 'hostColumns' | 'chosenColumns'>
  readonly fields: FieldColumns['columns']
}

/** Expressions that say what a column of ours shows, with more beside it. */
const SAME_AS_OURS: Readonly<Record<string, HostColumnId>> = {
  hostname: 'name',
  name: 'name',
  'hostname | name': 'name',
  'name | hostname': 'name',
  _broker_provider: 'provider',
  _broker_provider_instance: 'provider',
  '_broker_provider _broker_provider_instance': 'provider',
  $action: 'action',
  os: 'os',
  'os_distribution os_distribution_version': 'os',
}

/** Our columns that can be chosen; the host itself is always there. */
export const OUR_COLUMNS = ['provider', 'action', 'os', 'lease', 'age', 'tags'] as const

/** The id of a column of the settings file. */
export function fieldColumn(title: string): FieldColumnId {
  return `${FIELD}${title}`
}

/** The title of a column of the settings file; undefined for one of ours. */
export function fieldTitle(id: string): string | undefined {
  return id.startsWith(FIELD) ? id.slice(FIELD.length) : undefined
}

/**
 * The columns that a table of this room shows, in their order. The host is always the first of them. Where there is
 * little room the last ones go; where there is much, all that were chosen stay and the table scrolls sideways.
 */
export function shownColumns(
  room: TableRoom,
  { preferences, fields }: ColumnChoice,
): readonly ShownColumnId[] {
  const titles = fields.map(({ title }) => fieldColumn(title))
  switch (preferences.hostColumns) {
    case 'automatic': {
      const more = fields
        .filter(({ expression }) => oursOf(expression) === undefined)
        .map(({ title }) => fieldColumn(title))
      return more.length === 0 ? COLUMNS_FOR[room] : automatic(room, more)
    }
    case 'file': {
      const others = fields
        .filter(({ expression }) => oursOf(expression) !== 'name')
        .map(({ title }) => fieldColumn(title))
      return inOrder(fitted(room, ['name', 'lease', ...others], true), ['name', ...others, 'lease'])
    }
    case 'chosen': {
      const chosen = new Set<string>(preferences.chosenColumns)
      const there = [...OUR_COLUMNS, ...titles].filter((id) => chosen.has(id))
      return inOrder(fitted(room, ['name', ...there], true), leftToRight(titles))
    }
  }
}

/** The expression in one form of writing, as one of ours. */
function oursOf(expression: string): HostColumnId | undefined {
  return SAME_AS_OURS[
    expression
      .replaceAll(/\s*\|\s*/g, ' | ')
      .replaceAll(/\s+/g, ' ')
      .trim()
  ]
}

/** Ours with those of the settings file: where the person asked for more, what we would show beside it gives way. */
function automatic(room: TableRoom, more: readonly ShownColumnId[]): readonly ShownColumnId[] {
  const ours = COLUMNS_FOR[room]
  const first = FIRST.filter((id) => ours.includes(id))
  const wished = [...first, ...(room === 'narrow' ? [] : more), ...LAST.filter((id) => ours.includes(id))]
  return inOrder(fitted(room, wished, false), leftToRight(more))
}

const FIRST = ['name', 'lease', 'provider'] as const
const LAST = ['os', 'action', 'age', 'tags'] as const

/** The order of the columns from left to right. */
function leftToRight(fields: readonly ShownColumnId[]): readonly ShownColumnId[] {
  return ['name', 'provider', 'action', 'os', ...fields, 'lease', 'age', 'tags']
}

function inOrder(ids: readonly ShownColumnId[], order: readonly ShownColumnId[]): readonly ShownColumnId[] {
  return order.filter((id) => ids.includes(id))
}

/** Those that have room, the first ones first; the host always has. */
function fitted(room: TableRoom, ids: readonly ShownColumnId[], scrolls: boolean): readonly ShownColumnId[] {
  if (scrolls && (room === 'wide' || room === 'roomy')) return ids
  const widths = widthsOf(room)
  const kept: ShownColumnId[] = []
  for (const id of ids) {
    const tracks = [...kept, id].map((each) => ({ width: widths[isField(each) ? 'field' : each] }))
    if (kept.length === 0 || minTableWidth(tracks, true) <= leastWidth(room)) kept.push(id)
  }
  return kept
}

function isField(id: ShownColumnId): id is FieldColumnId {
  return id.startsWith(FIELD)
}
