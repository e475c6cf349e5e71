import { useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import { rowAfterKey, toggled, withRange, type GridRowsProps } from '@renderer/ui/data-table'

/** Elements inside a row that have keys of their own. */
const OWN_KEYS = 'button, a, input, textarea, select, [role=menu]'

/** What a table needs to move and to select. */
export interface TableNavigation {
  readonly focusedIndex: number | undefined
  readonly keyDown: (event: KeyboardEvent) => void
  readonly press: (index: number, event: MouseEvent) => void
  readonly toggle: (index: number, event: MouseEvent) => void
  readonly toggleAll: () => void
}

/** Focus and selection of a `DataTable`: two things that never move each other, but for Shift. */
export function useTableNavigation<Row>(
  props: GridRowsProps<Row>,
  allSelected: boolean,
  pageRows: () => number,
  reveal: (index: number) => void,
): TableNavigation {
  const [ownIndex, setOwnIndex] = useState<number>()
  const anchor = useRef<number>(undefined)
  const wanted = props.focusedIndex ?? ownIndex
  const focusedIndex =
    wanted === undefined || props.rowCount === 0 ? undefined : Math.min(wanted, props.rowCount - 1)
  const selected = props.selectedKeys ?? new Set<string>()

  function keyAt(index: number): string | undefined {
    const row = props.getRow(index)
    return row === undefined ? undefined : props.rowKey(row)
  }

  function moveTo(index: number): void {
    setOwnIndex(index)
    if (index !== focusedIndex) props.onFocusedIndexChange?.(index)
  }

  function toggleAt(index: number): void {
    const key = keyAt(index)
    anchor.current = index
    if (key !== undefined) props.onSelectionChange?.(toggled(selected, key))
  }

  function extendTo(index: number): void {
    anchor.current ??= focusedIndex ?? index
    if (props.onSelectRange !== undefined) props.onSelectRange(anchor.current, index)
    else props.onSelectionChange?.(withRange(selected, anchor.current, index, keyAt))
  }

  function selectAll(): void {
    if (props.onSelectAll === undefined)
      props.onSelectionChange?.(withRange(selected, 0, props.rowCount - 1, keyAt))
    else props.onSelectAll()
  }

  function keyDown(event: KeyboardEvent): void {
    if (event.defaultPrevented) return
    if (event.target instanceof Element && event.target.closest(OWN_KEYS) !== null) return
    const command = event.ctrlKey || event.metaKey
    const index = focusedIndex ?? 0
    const row = props.rowCount === 0 ? undefined : props.getRow(index)
    const target =
      command || event.altKey ? undefined : rowAfterKey(event.key, index, props.rowCount, pageRows())

    if (target !== undefined) {
      if (event.shiftKey) extendTo(target)
      else anchor.current = undefined
      moveTo(target)
      reveal(target)
    } else if (command && event.key === 'a' && props.onSelectionChange !== undefined) selectAll()
    else if (event.key === ' ' && !command) toggleAt(index)
    else if (event.key === 'Enter' && !command && row !== undefined && props.onOpen !== undefined)
      props.onOpen(row, index)
    else {
      if (row !== undefined) props.onRowKeyDown?.(event, row, index)
      return
    }
    event.preventDefault()
  }

  function press(index: number, event: MouseEvent): void {
    if (event.shiftKey) extendTo(index)
    else if (event.ctrlKey || event.metaKey) toggleAt(index)
    else {
      anchor.current = index
      const row = props.getRow(index)
      if (row !== undefined) props.onPress?.(row, index)
    }
    moveTo(index)
  }

  function toggle(index: number, event: MouseEvent): void {
    if (event.shiftKey) extendTo(index)
    else toggleAt(index)
  }

  function toggleAll(): void {
    if (allSelected) props.onSelectionChange?.(new Set())
    else selectAll()
  }

  return { focusedIndex, keyDown, press, toggle, toggleAll }
}
