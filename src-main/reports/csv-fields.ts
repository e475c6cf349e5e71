import { fieldText, type FieldColumn } from '@shared/domain/inventory-field'
import type { HostStore } from '@main/ports/inventory'
import { at } from './moments'
import type { CsvFields } from './render'

/** The columns of the settings file for a table, with moments in UTC; a cell is empty where a host has nothing. */
export function csvFields(
  hosts: Pick<HostStore, 'fieldValues'>,
  columns: readonly FieldColumn[],
  nowMs: number,
): CsvFields {
  return {
    titles: columns.map(({ title }) => title),
    cellsOf: (hostId) => {
      const values = hosts.fieldValues([hostId], columns, nowMs).get(hostId)
      return columns.map(({ title }) => {
        const value = values?.[title]
        return value === undefined ? '' : fieldText(value, at)
      })
    },
  }
}
