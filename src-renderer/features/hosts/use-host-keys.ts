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

  /** What a key is about: the selection, else the row with the focus. */
  function meant(): ReadonlySet<string> {
    if (selection.ids.size > 0) return selection.ids
    return new Set(focus.row === undefined ? [] : [focus.row.id])
  }

  useShortcut('search', () => {
    search.current?.focus()
    search.current?.select()
  })
  useShortcut('selectAll', selection.selectAll)
  useShortcut('checkin', () => {
    if (meant().size > 0) gestures.checkIn(meant())
  })
  useShortcut('extend', () => {
    if (meant().size > 0) gestures.extend(meant())
  })
  useShortcut('extendToday', options.onExtendToday)
  const duplicate = useDuplicate()
  useShortcut('duplicate', () => {
    duplicate(meant())
  })
  useShortcut('exportHosts', () => {
    askExportOf(meant())
  })
  useShortcut('copyHostnames', () => {
    if (meant().size > 0) gestures.copyHostnames(meant())
  })
  useShortcut('copyList', () => {
    if (meant().size > 0) gestures.copyList(meant())
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
