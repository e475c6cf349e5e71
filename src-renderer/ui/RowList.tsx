import { useVirtualizer } from '@tanstack/react-virtual'
import { clsx } from 'clsx'
import { useLayoutEffect, useRef, type KeyboardEvent, type ReactElement, type ReactNode } from 'react'
import { rowAfterKey } from '@renderer/ui/data-table'

/** Elements inside a row that have keys of their own. */
const OWN_KEYS = 'button, a, input'
const PLACEHOLDERS = [0, 1, 2, 3, 4, 5, 6, 7]

/** Props of `RowList`. */
export interface RowListProps<Row> {
  readonly label: string
  /** Undefined while they are not known: rows without words keep their place. */
  readonly rows: readonly Row[] | undefined
  readonly rowKey: (row: Row) => string
  /** Pixels; the same for all, so that nothing moves. */
  readonly rowHeight: number
  readonly selectedKey: string | undefined
  /** A row was pressed, or the keys moved to it. */
  readonly onSelect: (row: Row) => void
  /** Enter, or a double click. */
  readonly onOpen?: ((row: Row) => void) | undefined
  readonly onRowKeyDown?: ((event: KeyboardEvent, row: Row) => void) | undefined
  /** A control at the beginning of the row; the keys do not stop at it. */
  readonly renderStart?: ((row: Row) => ReactNode) | undefined
  readonly renderRow: (row: Row) => ReactNode
  /** When this changes the rows are others, and the list shows their beginning. */
  readonly resetKey?: string | undefined
  /** In the place of the rows where there are none. */
  readonly empty: ReactNode
}

/** Rows of several lines to choose one of; stays quick with thousands, because only those in sight exist. */
export function RowList<Row>(props: RowListProps<Row>): ReactElement {
  const { rows, rowHeight, rowKey, selectedKey } = props
  const scroller = useRef<HTMLDivElement>(null)
  const takeFocus = useRef(false)
  const count = rows?.length ?? 0
  const selected = rows?.findIndex((row) => rowKey(row) === selectedKey) ?? -1
  const tabbable = selected === -1 ? 0 : selected

  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by a compiler
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  })

  const { resetKey } = props
  useLayoutEffect(() => {
    scroller.current?.scrollTo({ top: 0 })
  }, [resetKey])

  useLayoutEffect(() => {
    if (!takeFocus.current) return
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${tabbable}"]`)
    if (row === null || row === undefined) return
    takeFocus.current = false
    row.focus({ preventScroll: true })
  })

  function keyDown(event: KeyboardEvent): void {
    if (event.target instanceof Element && event.target.closest(OWN_KEYS) !== null) return
    const row = rows?.[tabbable]
    if (row === undefined) return
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1)
    const target = isPlain ? rowAfterKey(event.key, tabbable, count, pageRows) : undefined
    const next = target === undefined ? undefined : rows?.[target]
    if (target !== undefined && next !== undefined) {
      takeFocus.current = true
      virtual.scrollToIndex(target, { align: 'auto' })
      props.onSelect(next)
    } else if (event.key === 'Enter' && isPlain && props.onOpen !== undefined) props.onOpen(row)
    else {
      props.onRowKeyDown?.(event, row)
      return
    }
    event.preventDefault()
  }

  const items = virtual.getVirtualItems()
  // The row that Tab comes to has to exist, also when it is scrolled out of sight.
  const hasTabbable = items.some((item) => item.index === tabbable)
  const shown =
    hasTabbable || count === 0 ? items : [...items, { index: tabbable, start: tabbable * rowHeight }]

  if (rows?.length === 0) return <div className="min-h-0 flex-1 overflow-y-auto">{props.empty}</div>
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the focus is on its rows (roving tabindex) */}
      <div
        role="grid"
        aria-label={props.label}
        aria-rowcount={rows === undefined ? -1 : count}
        aria-busy={rows === undefined || undefined}
        onKeyDown={keyDown}
        className="relative"
        style={{ height: rows === undefined ? undefined : virtual.getTotalSize() }}
      >
        {rows === undefined
          ? PLACEHOLDERS.map((place) => (
              <div
                key={place}
                role="row"
                style={{ height: rowHeight }}
                className="flex flex-col justify-center gap-2 border-b border-line px-4"
              >
                <div role="gridcell">
                  {place === 0 ? <span className="sr-only">Loading</span> : null}
                  <span aria-hidden className="block h-2 w-2/5 rounded-full bg-track" />
                  <span aria-hidden className="mt-2 block h-2 w-3/5 rounded-full bg-hover" />
                </div>
              </div>
            ))
          : shown.map(({ index, start }) => {
              const row = rows[index]
              if (row === undefined) return null
              const isSelected = index === selected
              return (
                // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid listens to the keys of its rows
                <div
                  key={rowKey(row)}
                  role="row"
                  aria-rowindex={index + 1}
                  aria-selected={isSelected}
                  data-index={index}
                  tabIndex={index === tabbable ? 0 : -1}
                  style={{ height: rowHeight, transform: `translateY(${start}px)` }}
                  onClick={() => {
                    props.onSelect(row)
                  }}
                  onDoubleClick={() => {
                    props.onOpen?.(row)
                  }}
                  className={clsx(
                    'absolute inset-x-0 top-0 flex items-center gap-2.5 border-b border-line px-4 focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-focus',
                    isSelected ? 'bg-accent-soft' : 'hover:bg-hover',
                  )}
                >
                  {props.renderStart === undefined ? null : (
                    <div role="gridcell" className="flex-none self-start pt-[11px]">
                      {props.renderStart(row)}
                    </div>
                  )}
                  <div role="gridcell" className="min-w-0 flex-1">
                    {props.renderRow(row)}
                  </div>
                </div>
              )
            })}
      </div>
    </div>
  )
}
