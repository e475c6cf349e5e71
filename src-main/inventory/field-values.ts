import { fieldNames, valueOfField, type FieldColumn, type FieldValue } from '@shared/domain/inventory-field'
import { all, type Db } from './database'
import { columnsFor, FilteredHost, hostReader, selectOf, type FilterRow } from './filtered-host'

/** What columns of the settings file show of these hosts, by id and title; what a host does not have is not in it. */
export function fieldValues(
  db: Db,
  ids: readonly string[],
  columns: readonly FieldColumn[],
  nowMs: number,
): ReadonlyMap<string, Readonly<Record<string, FieldValue>>> {
  if (columns.length === 0 || ids.length === 0) return new Map()
  const names = new Set(['id', ...columns.flatMap(({ field }) => fieldNames(field))])
  const { wanted, join } = selectOf(columnsFor(names))
  const rows = all<FilterRow>(
    db,
    `SELECT h.seq${wanted} FROM (SELECT value FROM json_each(?)) AS wanted CROSS JOIN hosts h ON h.id = wanted.value ${join}`,
    JSON.stringify(ids),
  )
  const reader = hostReader(nowMs)
  return new Map(
    rows.map((row) => {
      const host = new FilteredHost(row)
      const values = columns.flatMap(({ title, field }) => {
        const value = valueOfField(field, (name) => reader.field(host, name))
        return value === undefined ? [] : [[title, value] as const]
      })
      return [row.id, Object.fromEntries(values)] as const
    }),
  )
}
