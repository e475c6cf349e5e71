import { defaultRangeExtractor, useVirtualizer, type Range, type VirtualItem } from '@tanstack/react-virtual'
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
} from 'react'
import { ROW_HEIGHT, type GridRowsProps } from '@renderer/ui/data-table'
import { useTableNavigation } from '@renderer/ui/use-table-navigation'

/** A grid of which only the rows in sight exist. */
export interface VirtualRows {
  /** These three are for the element with the role `grid`. */
  readonly keyDown: (event: KeyboardEvent) => void
  readonly focus: (event: FocusEvent) => void
  readonly blur: () => void
  readonly items: readonly VirtualItem[]
  readonly height: number
  readonly focusedIndex: number | undefined
  /** The row that Tab reaches. */
  readonly tabbableIndex: number
  readonly allSelected: boolean
  readonly toggleAll: () => void
  /** For the rows: the same functions at every render. */
  readonly press: (index: number, event: MouseEvent) => void
  readonly toggle: (index: number, event: MouseEvent) => void
  readonly open: (index: number) => void
}

/**
 * Rows of the same height under a header that stays in sight: which of them exist, and where the focus is. Elements of
 * rows carry `role="row"` and their place as `data-index`.
 */
export function useVirtualRows<Row>(
  props: GridRowsProps<Row>,
  scroller: RefObject<HTMLElement | null>,
  headerHeight: number,
): VirtualRows {
  const { rowCount, onRangeChange } = props
  const takeFocus = useRef(false)
  // Where it takes the place of another list of the same rows it takes over the focus, too.
  const ownsFocus = useRef(props.focusedIndex !== undefined)
  const allSelected = props.allSelected ?? (rowCount > 0 && (props.selectedKeys?.size ?? 0) >= rowCount)

  const navigation = useTableNavigation(
    props,
    allSelected,
    () => Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - headerHeight) / ROW_HEIGHT) - 1),
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
    scrollMargin: headerHeight,
    scrollPaddingStart: headerHeight,
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
  }, [resetKey, scroller])

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

  return {
    keyDown: navigation.keyDown,
    focus: (event) => {
      ownsFocus.current = event.target.role === 'row'
    },
    blur: () => {
      ownsFocus.current = false
    },
    items: virtual.getVirtualItems(),
    height: virtual.getTotalSize(),
    focusedIndex,
    tabbableIndex,
    allSelected,
    toggleAll: navigation.toggleAll,
    press,
    toggle,
    open,
  }
}
