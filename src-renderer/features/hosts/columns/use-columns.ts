import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { HostSummary } from '@shared/domain/host'
import { DEFAULT_PREFERENCES } from '@shared/domain/settings'
import { preferencesQuery } from '@renderer/app/queries'
import { callQuery } from '@renderer/bridge/queries'
import { shownColumns, type ColumnChoice } from '@renderer/features/hosts/columns/choice'
import { hostColumns } from '@renderer/features/hosts/columns/host-columns'
import type { TableRoom } from '@renderer/features/hosts/view'
import type { Column } from '@renderer/ui/data-table'

const NO_FIELDS = { columns: [], list: '', problems: [] }

/** What is chosen of columns, what there is to choose from, and what is wrong with that. */
export function useColumnChoice(): ColumnChoice & { readonly problems: readonly string[] } {
  const preferences = useQuery(preferencesQuery).data ?? DEFAULT_PREFERENCES
  const { columns, problems } = useQuery(callQuery('hosts.columns', {})).data ?? NO_FIELDS
  return { preferences, fields: columns, problems }
}

/** The columns of the table; the same array for as long as they are the same. */
export function useColumns(
  room: TableRoom,
  onResolve: (host: HostSummary) => void,
): readonly Column<HostSummary>[] {
  const ids = JSON.stringify(shownColumns(room, useColumnChoice()))
  return useMemo(
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it was written one line above
    () => hostColumns(JSON.parse(ids) as ReturnType<typeof shownColumns>, room, onResolve),
    [ids, room, onResolve],
  )
}
