import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useRef, type MouseEvent, type ReactElement } from 'react'
import {
  gridTemplate,
  HEADER_HEIGHT,
  minTableWidth,
  ROW_HEIGHT,
  type DataTableProps,
} from '@renderer/ui/data-table'
import { DataTableHeader } from '@renderer/ui/DataTableHeader'
import { DataTableRow } from '@renderer/ui/DataTableRow'
import { useTableNavigation } from '@renderer/ui/use-table-navigation'

/** A table that stays quick with a hundred thousand rows: only those in sight exist, and rows may come in by pages. */
export function DataTable<Row>(props: DataTableProps<Row>): ReactElement {
  const { columns, rowCount, getRow, onRangeChange } = props
  const scroller = useRef<HTMLDivElement>(null)
  const takeFocus = useRef(false)
  const ownsFocus = useRef(false)
  const selectable = props.onSelectionChange !== undefined
  const selectedCount = props.selectedKeys?.size ?? 0
  const allSelected = props.allSelected ?? (rowCount > 0 && selectedCount >= rowCount)
  const template = gridTemplate(columns, selectable)

  const navigation = useTableNavigation(
    props,
    allSelected,
    () => Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - HEADER_HEIGHT) / ROW_HEIGHT) - 1),
    (index) => {
      takeFocus.current = true
      virtual.scrollToIndex(index, { align: 'auto' })
    },
  )
  const { focusedIndex } = navigation
  const tabbableIndex = focusedIndex ?? 0

  const rangeExtractor = useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range)
      // The row with the focus stays even when it is scrolled away, or Tab would have nowhere to come back to.
      if (tabbableIndex >= range.count || indexes.includes(tabbableIndex)) return indexes
      return [...indexes, tabbableIndex].toSorted((a, b) => a - b)
    },
    [tabbableIndex],
  )

  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by a compiler
  const virtual = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    scrollMargin: HEADER_HEIGHT,
    scrollPaddingStart: HEADER_HEIGHT,
    scrollPaddingEnd: props.bottomInset ?? 0,
    paddingEnd: props.bottomInset ?? 0,
    rangeExtractor,
  })

  const start = virtual.range?.startIndex
  const end = virtual.range?.endIndex
  useEffect(() => {
    if (start !== undefined && end !== undefined && rowCount > 0) onRangeChange?.({ start, end })
  }, [start, end, rowCount, onRangeChange])

  useLayoutEffect(() => {
    // The row under the focus may have been replaced: by its host once that was loaded, or by the next one.
    const lost = ownsFocus.current && document.activeElement === document.body
    if ((!takeFocus.current && !lost) || focusedIndex === undefined) return
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${focusedIndex}"]`)
    if (row === null || row === undefined) return
    takeFocus.current = false
    row.focus({ preventScroll: true })
  })

  const { resetKey } = props
  const scrolled = useRef(0)
  useLayoutEffect(() => {
    // Asking the element itself where it stands would lay the page out once more.
    if (scrolled.current > 0) scroller.current?.scrollTo({ top: 0 })
  }, [resetKey])

  // Rows are memoised: they get functions that stay the same and look up the newest behaviour when called.
  const latest = useRef({ navigation, props })
  useLayoutEffect(() => {
    latest.current = { navigation, props }
    scrolled.current = virtual.scrollOffset ?? 0
  })
  const press = useCallback((index: number, event: MouseEvent) => {
    latest.current.navigation.press(index, event)
  }, [])
  const toggle = useCallback((index: number, event: MouseEvent) => {
    latest.current.navigation.toggle(index, event)
  }, [])
  const open = useCallback((index: number) => {
    const row = latest.current.props.getRow(index)
    if (row !== undefined) latest.current.props.onOpen?.(row, index)
  }, [])

  return (
    <div className="relative flex min-h-0 min-w-0 flex-1 flex-col">
      <div ref={scroller} className="min-h-0 flex-1 overflow-auto bg-surface">
        {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the focus is on its rows (roving tabindex) */}
        <div
          role="grid"
          aria-label={props.label}
          aria-rowcount={rowCount + 1}
          aria-multiselectable={selectable || undefined}
          onKeyDown={navigation.keyDown}
          onFocus={(event) => {
            ownsFocus.current = event.target.role === 'row'
          }}
          onBlur={() => {
            ownsFocus.current = false
          }}
          style={{ minWidth: minTableWidth(columns, selectable) }}
        >
          <DataTableHeader
            label={props.label}
            columns={columns}
            template={template}
            sort={props.sort}
            onSortChange={props.onSortChange}
            selected={
              selectable ? (allSelected ? true : selectedCount > 0 ? 'indeterminate' : false) : undefined
            }
            onToggleAll={navigation.toggleAll}
          />
          {rowCount === 0 ? null : (
            <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
              {virtual.getVirtualItems().map((item) => {
                const row = getRow(item.index)
                return (
                  <DataTableRow
                    key={row === undefined ? `#${item.index}` : props.rowKey(row)}
                    row={row}
                    index={item.index}
                    top={item.start - HEADER_HEIGHT}
                    columns={columns}
                    template={template}
                    name={row === undefined ? `row ${item.index + 1}` : props.rowName(row)}
                    selected={
                      selectable
                        ? row !== undefined && (props.selectedKeys?.has(props.rowKey(row)) ?? false)
                        : undefined
                    }
                    focused={item.index === focusedIndex}
                    tabbable={item.index === tabbableIndex}
                    rowActions={props.rowActions}
                    onPress={press}
                    onToggle={toggle}
                    onOpen={open}
                  />
                )
              })}
            </div>
          )}
        </div>
      </div>
      {rowCount === 0 && props.empty !== undefined ? (
        <div className="absolute inset-x-0 top-8 bottom-0 flex flex-col overflow-y-auto">{props.empty}</div>
      ) : null}
    </div>
  )
}
