import type { KeyboardEvent, ReactNode } from 'react'

/** Height of a row; fixed, so that nothing moves while rows come in. */
export const ROW_HEIGHT = 36

/** Height of the header, which stays in sight. */
export const HEADER_HEIGHT = 32

/** One column of a `DataTable`. */
export interface Column<Row> {
  readonly id: string
  readonly header: string
  /** Pixels. Without it the column shares what is left, by `flex`. */
  readonly width?: number | undefined
  readonly flex?: number | undefined
  readonly minWidth?: number | undefined
  readonly align?: 'start' | 'end' | undefined
  readonly sortable?: boolean | undefined
  readonly render: (row: Row, index: number) => ReactNode
  /** What readers hear instead of a header that is not words. */
  readonly headerLabel?: string | undefined
}

/** By which column the rows are sorted, and in which direction. */
export interface TableSort {
  readonly columnId: string
  readonly direction: 'ascending' | 'descending'
}

/** Rows of a grid with their focus and selection: what a table has in common with other lists of the same rows. */
export interface GridRowsProps<Row> {
  readonly rowCount: number
  /** Undefined while a row is not loaded: its place is kept. */
  readonly getRow: (index: number) => Row | undefined
  readonly rowKey: (row: Row) => string
  readonly selectedKeys?: ReadonlySet<string> | undefined
  /** Without it there are no checkboxes. */
  readonly onSelectionChange?: ((keys: ReadonlySet<string>) => void) | undefined
  /** Selects all that match, loaded or not. Without it the loaded rows are selected. */
  readonly onSelectAll?: (() => void) | undefined
  readonly allSelected?: boolean | undefined
  /** Selects a range, loaded or not. Without it the loaded rows of the range are selected. */
  readonly onSelectRange?: ((from: number, to: number) => void) | undefined
  readonly focusedIndex?: number | undefined
  readonly onFocusedIndexChange?: ((index: number) => void) | undefined
  readonly onOpen?: ((row: Row, index: number) => void) | undefined
  /** A plain click on a row, also on the one that has the focus already. */
  readonly onPress?: ((row: Row, index: number) => void) | undefined
  /** Keys that the grid itself does not take: E, Del and so on. */
  readonly onRowKeyDown?: ((event: KeyboardEvent, row: Row, index: number) => void) | undefined
  readonly onRangeChange?: ((range: { readonly start: number; readonly end: number }) => void) | undefined
  /** Extra scroll at the end, so that the last row can be read under an action bar. */
  readonly bottomInset?: number | undefined
  /** When this changes the rows are others, and the grid shows their beginning. */
  readonly resetKey?: string | undefined
}

/** Props of `DataTable`. */
export interface DataTableProps<Row> extends GridRowsProps<Row> {
  readonly label: string
  /** Keep the same array between renders, or every row is drawn again. */
  readonly columns: readonly Column<Row>[]
  /** The row in words, for its checkbox. */
  readonly rowName: (row: Row) => string
  readonly sort?: TableSort | undefined
  readonly onSortChange?: ((sort: TableSort) => void) | undefined
  /** Buttons that float at the right end of the row under the pointer. */
  readonly rowActions?: ((row: Row) => ReactNode) | undefined
  readonly empty?: ReactNode
}

/** The column widths as a grid template; the first track is the checkbox. */
export function gridTemplate(
  columns: readonly Pick<Column<never>, 'width' | 'flex' | 'minWidth'>[],
  selectable: boolean,
): string {
  const tracks = columns.map((column) =>
    column.width === undefined
      ? `minmax(${column.minWidth ?? 120}px, ${column.flex ?? 1}fr)`
      : `${column.width}px`,
  )
  return (selectable ? ['15px', ...tracks] : tracks).join(' ')
}

/** The least width at which no column is cut: gutters, gaps and every column at its smallest. */
export function minTableWidth(
  columns: readonly Pick<Column<never>, 'width' | 'minWidth'>[],
  selectable: boolean,
): number {
  const tracks = columns.map((column) => column.width ?? column.minWidth ?? 120)
  const all = selectable ? [15, ...tracks] : tracks
  return all.reduce((sum, width) => sum + width, 0) + (all.length - 1) * 12 + 32
}

/** The direction a click on a header asks for. */
export function nextSort(current: TableSort | undefined, columnId: string): TableSort {
  const turn = current?.columnId === columnId && current.direction === 'ascending'
  return { columnId, direction: turn ? 'descending' : 'ascending' }
}

/** Which row a key moves to; undefined where the key is not about moving. */
export function rowAfterKey(
  key: string,
  index: number,
  rowCount: number,
  pageRows: number,
): number | undefined {
  const last = rowCount - 1
  if (last < 0) return undefined
  const to = (target: number): number => Math.min(last, Math.max(0, target))
  switch (key) {
    case 'ArrowDown':
    case 'j':
    case 'J':
      return to(index + 1)
    case 'ArrowUp':
    case 'k':
    case 'K':
      return to(index - 1)
    case 'Home':
      return 0
    case 'End':
      return last
    case 'PageDown':
      return to(index + pageRows)
    case 'PageUp':
      return to(index - pageRows)
    default:
      return undefined
  }
}

/** A selection with one key in it or out of it. */
export function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(keys)
  if (!next.delete(key)) next.add(key)
  return next
}

/** A selection with everything between two rows, both included. Rows that are not loaded have no key and stay out. */
export function withRange(
  keys: ReadonlySet<string>,
  from: number,
  to: number,
  keyAt: (index: number) => string | undefined,
): ReadonlySet<string> {
  const next = new Set(keys)
  for (let index = Math.min(from, to); index <= Math.max(from, to); index += 1) {
    const key = keyAt(index)
    if (key !== undefined) next.add(key)
  }
  return next
}
