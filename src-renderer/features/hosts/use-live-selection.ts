import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { HostFilter, HostSort } from '@shared/domain/host'
import { toastProblem } from '@renderer/app/problem-toast'
import { BridgeError } from '@renderer/bridge/client'
import { useEvent } from '@renderer/bridge/use-event'
import { hostIdsQuery } from '@renderer/features/hosts/queries'
import { useSelection, type Selection } from '@renderer/features/hosts/selection'
import { Coming } from '@renderer/features/hosts/coming'
import type { HostRows } from '@renderer/features/hosts/use-host-rows'
import { ALL_HOSTS } from '@renderer/features/hosts/view'
import { toastManager } from '@renderer/ui/toast-manager'

/** The selection over rows of which only some are there. */
export interface LiveSelection extends Selection {
  readonly allSelected: boolean
  readonly selectAll: () => void
  readonly selectRange: (from: number, to: number) => void
  /**
   * Tells what is selected: at once, or, when more has just been selected whose ids are still asked for, as soon as they
   * are there.
   */
  readonly whenThere: (tell: (ids: ReadonlySet<string>, awaited: boolean) => void) => void
}

/** The selection of the table: all and ranges by the ids of the inventory, and without hosts that are no longer held. */
export function useLiveSelection(
  rows: HostRows | undefined,
  filter: HostFilter,
  sort: HostSort,
  /** Whether the list is filtered by what stands in the filter box. */
  isSettled: boolean,
): LiveSelection {
  const client = useQueryClient()
  const selection = useSelection()
  // Whether all of ten thousand are selected cannot be seen from the rows that are there.
  const [allOf, setAllOf] = useState<string>()
  const coming = useRef(new Coming()).current

  async function idsOfView(): Promise<readonly string[]> {
    try {
      return (await client.fetchQuery(hostIdsQuery(filter, sort))).ids
    } catch (thrown) {
      if (!(thrown instanceof BridgeError)) throw thrown
      toastProblem(thrown)
      return []
    }
  }

  async function selectAll(): Promise<void> {
    if (!isSettled) {
      toastManager.show({
        tone: 'warn',
        title: 'The list is not filtered by what stands in the filter box',
        description: 'Correct the filter or clear it, then select all.',
      })
      return
    }
    selection.set(new Set(await idsOfView()))
    setAllOf(rows?.key)
  }

  async function selectRange(from: number, to: number): Promise<void> {
    const [first, last] = from < to ? [from, to] : [to, from]
    const there = rows?.loaded.filter(({ index }) => index >= first && index <= last) ?? []
    if (there.length === last - first + 1) selection.add(there.map(({ row }) => row.id))
    else selection.add((await idsOfView()).slice(first, last + 1))
  }

  async function retainHeld(): Promise<void> {
    try {
      selection.retain((await client.fetchQuery(hostIdsQuery({}, ALL_HOSTS.sort))).ids)
    } catch (thrown) {
      // The table asks the same inventory, and shows why it does not answer.
      if (!(thrown instanceof BridgeError)) throw thrown
    }
  }

  useEvent('hosts.changed', ({ hostIds }) => {
    if (hostIds.some((id) => selection.ids.has(id))) void retainHeld()
  })

  return {
    ...selection,
    allSelected: rows !== undefined && rows.total > 0 && allAreIn(rows, selection.ids, allOf === rows.key),
    selectAll: () => {
      coming.add(selectAll())
    },
    selectRange: (from, to) => {
      coming.add(selectRange(from, to))
    },
    whenThere: (tell) => {
      coming.afterAll((awaited) => {
        tell(selection.latest(), awaited)
      })
    },
  }
}

function allAreIn(rows: HostRows, ids: ReadonlySet<string>, allWereSelected: boolean): boolean {
  if (!rows.loaded.every(({ row }) => ids.has(row.id))) return false
  return rows.loaded.length >= rows.total || (allWereSelected && ids.size >= rows.total)
}
