import { useQueries, type UseQueryResult } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import type { HostFilter, HostSort, HostSummary } from '@shared/domain/host'
import type { CallOutput } from '@shared/ipc/contract'
import type { BridgeError } from '@renderer/bridge/client'
import { hostsPageQuery, PAGE_ROWS } from '@renderer/features/hosts/queries'

/** The rows of the table, as far as they were asked for. */
export interface HostRows {
  /** Tells one view's rows from another's. */
  readonly key: string
  /** How many match. */
  readonly total: number
  readonly getRow: (index: number) => HostSummary | undefined
  /** The rows that are there, with their places. */
  readonly loaded: readonly { readonly index: number; readonly row: HostSummary }[]
}

interface PageResults {
  readonly pages: readonly (CallOutput<'hosts.page'> | undefined)[]
  readonly error: BridgeError | null
  readonly refetch: () => void
}

// Outside of the hook, so that it stays the same and the results are put together only when one of them changed.
function combine(results: UseQueryResult<CallOutput<'hosts.page'>>[]): PageResults {
  return {
    pages: results.map((result) => result.data),
    error: results.find((result) => result.error !== null)?.error ?? null,
    refetch: () => {
      for (const result of results) void result.refetch()
    },
  }
}

function rowsOf(key: string, numbers: readonly number[], pages: PageResults['pages']): HostRows | undefined {
  const known = pages.find((page) => page !== undefined)
  if (known === undefined) return undefined
  const byNumber = new Map(numbers.map((number, at) => [number, pages[at]?.rows] as const))
  return {
    key,
    total: known.total,
    getRow: (index) => byNumber.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS],
    loaded: [...byNumber].flatMap(([number, rows]) =>
      (rows ?? []).map((row, at) => ({ index: number * PAGE_ROWS + at, row })),
    ),
  }
}

/**
 * The held hosts that match, by pages around what is in sight. Until the first answer for another filter or order is
 * there the rows before it stay, so that nothing jumps.
 */
export function useHostRows(
  filter: HostFilter,
  sort: HostSort,
): {
  /** Undefined until the first answer. */
  readonly rows: HostRows | undefined
  readonly error: BridgeError | null
  readonly refetch: () => void
  readonly onRangeChange: (range: { readonly start: number; readonly end: number }) => void
} {
  const key = useMemo(() => JSON.stringify([filter, sort]), [filter, sort])
  const [span, setSpan] = useState({ key, first: 0, last: 0 })
  // Another filter starts at its beginning, whatever was in sight before.
  const { first, last } = span.key === key ? span : { first: 0, last: 0 }
  const numbers = useMemo(
    () => Array.from({ length: last - first + 1 }, (_, at) => first + at),
    [first, last],
  )
  const { pages, error, refetch } = useQueries({
    queries: numbers.map((number) => hostsPageQuery(filter, sort, number)),
    combine,
  })

  const current = useMemo(() => rowsOf(key, numbers, pages), [key, numbers, pages])
  const [kept, setKept] = useState(current)
  if (current !== undefined && current !== kept) setKept(current)
  const rows = current ?? kept

  const shownKey = rows?.key
  const onRangeChange = useCallback(
    ({ start, end }: { readonly start: number; readonly end: number }) => {
      // The table still shows the rows of the last view: what is in sight there says nothing about this one.
      if (shownKey !== key) return
      const next = { key, first: Math.floor(start / PAGE_ROWS), last: Math.floor(end / PAGE_ROWS) }
      setSpan((now) =>
        now.key === next.key && now.first === next.first && now.last === next.last ? now : next,
      )
    },
    [key, shownKey],
  )

  return { rows, error, refetch, onRangeChange }
}
