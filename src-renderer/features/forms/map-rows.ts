import type { Json, JsonObject } from '@shared/lib/json'
import { newKeyValueRow, type KeyValueRow } from '@renderer/ui/key-value-row'

/** The rows of a map; what is no map has none. */
export function rowsOfMap(value: Json | undefined): readonly KeyValueRow[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return Object.entries(value).map(([name, entry]) =>
    newKeyValueRow(name, typeof entry === 'string' ? entry : JSON.stringify(entry)),
  )
}

/** The map of the rows; a row with nothing in it does not count, and of two with one name the last does. */
export function mapOfRows(rows: readonly KeyValueRow[]): JsonObject {
  return Object.fromEntries(
    rows.filter((row) => row.name !== '' || row.value !== '').map((row) => [row.name.trim(), row.value]),
  )
}

/** The rows, with a message at each whose name stands in an earlier row already. */
export function withRepeats(rows: readonly KeyValueRow[]): readonly KeyValueRow[] {
  return rows.map((row, index) => {
    const name = row.name.trim()
    const isRepeat = name !== '' && rows.slice(0, index).some((other) => other.name.trim() === name)
    return isRepeat ? { ...row, error: `${name} stands above already. This one counts.` } : row
  })
}
