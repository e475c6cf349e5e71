import type { RefObject } from 'react'
import { useShortcut } from '@renderer/app/shortcuts'
import { useDuplicate } from '@renderer/features/duplicate/use-duplicate'
import type { HostGestures } from '@renderer/features/hosts/host-gestures'
import type { HostFocus } from '@renderer/features/hosts/use-host-focus'
import { askExportOf } from '@renderer/features/reports/export-store'
import type { LiveSelection } from '@renderer/features/hosts/use-live-selection'

const ONE_ROW = '[role=row][tabindex="0"]'

/** The keys of the Hosts screen, beside those that the table takes itself. */
export function useHostKeys(options: {
  readonly pane: RefObject<HTMLElement | null>
  readonly search: RefObject<HTMLInputElement | null>
  readonly focus: HostFocus
  readonly selection: LiveSelection
  readonly gestures: HostGestures
  readonly onExtendToday: () => void
}): { readonly focusTable: () => void } {
  const { pane, search, focus, selection, gestures } = options

  function focusTable(): void {
    const row = pane.current?.querySelector<HTMLElement>(ONE_ROW)
    row?.focus()
    if (row !== undefined && focus.index === undefined) focus.moveTo(0)
  }

  /**
   * Does what a key says to what it is about: the selection, else the row with the focus. Right after "select all" that
   * is never the one row: it waits for all of them, and does nothing where they could not be read.
   */
  function toMeant(act: (ids: ReadonlySet<string>) => void): void {
    const { row } = focus
    selection.whenThere((ids, awaited) => {
      if (ids.size > 0) act(ids)
      else if (row !== undefined && !awaited) act(new Set([row.id]))
    })
  }

  useShortcut('search', () => {
    search.current?.focus()
    search.current?.select()
  })
  useShortcut('selectAll', selection.selectAll)
  useShortcut('checkin', () => {
    toMeant(gestures.checkIn)
  })
  useShortcut('extend', () => {
    toMeant(gestures.extend)
  })
  useShortcut('extendToday', options.onExtendToday)
  const duplicate = useDuplicate()
  useShortcut('duplicate', () => {
    toMeant(duplicate)
  })
  useShortcut('exportHosts', () => {
    toMeant(askExportOf)
  })
  useShortcut('copyHostnames', () => {
    toMeant(gestures.copyHostnames)
  })
  useShortcut('copyList', () => {
    toMeant(gestures.copyList)
  })
  useShortcut('back', () => {
    if (focus.panel === undefined) selection.clear()
    else focus.close()
    focusTable()
  })
  useShortcut('move', () => {
    // Elsewhere the arrows scroll; with the focus nowhere they enter the table.
    if (document.activeElement === document.body) focusTable()
  })

  return { focusTable }
}
