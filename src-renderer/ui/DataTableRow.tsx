import { clsx } from 'clsx'
import { memo, useState, type MouseEvent, type ReactElement, type ReactNode } from 'react'
import { CheckMark } from '@renderer/ui/CheckMark'
import type { Column } from '@renderer/ui/data-table'

interface DataTableRowProps<Row> {
  readonly row: Row | undefined
  readonly index: number
  readonly top: number
  readonly columns: readonly Column<Row>[]
  readonly template: string
  readonly name: string
  /** Undefined where rows cannot be selected. */
  readonly selected: boolean | undefined
  /** The row that the keys belong to. */
  readonly focused: boolean
  readonly tabbable: boolean
  readonly rowActions: ((row: Row) => ReactNode) | undefined
  readonly onPress: (index: number, event: MouseEvent) => void
  readonly onToggle: (index: number, event: MouseEvent) => void
  readonly onOpen: (index: number) => void
}

function Placeholder<Row>({ columns }: { readonly columns: readonly Column<Row>[] }): ReactElement {
  return (
    <>
      {columns.map((column, position) => (
        <div key={column.id} role="gridcell">
          {position === 0 ? <span className="sr-only">Loading</span> : null}
          <span aria-hidden className="block h-2 w-3/5 rounded-full bg-track" />
        </div>
      ))}
    </>
  )
}

function DataTableRowView<Row>(props: DataTableRowProps<Row>): ReactElement {
  const { row, index } = props
  const [hovered, setHovered] = useState(false)
  // Only where they can be reached: forty rows of buttons and tooltips would make every keystroke in the search slow.
  const hasActions = row !== undefined && props.rowActions !== undefined && (hovered || props.focused)
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid listens to the keys of its rows
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={props.selected}
      aria-busy={row === undefined || undefined}
      data-index={index}
      tabIndex={props.tabbable ? 0 : -1}
      style={{ transform: `translateY(${props.top}px)`, gridTemplateColumns: props.template }}
      onClick={(event) => {
        props.onPress(index, event)
      }}
      onDoubleClick={() => {
        props.onOpen(index)
      }}
      onMouseEnter={() => {
        setHovered(true)
      }}
      onMouseLeave={() => {
        setHovered(false)
      }}
      className={clsx(
        'absolute inset-x-0 top-0 grid h-9 items-center gap-x-3 border-b border-line px-4 focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-focus',
        props.selected === true ? 'bg-accent-soft' : 'bg-surface hover:bg-hover',
        props.focused && 'outline-2 -outline-offset-2 outline-focus',
      )}
    >
      {props.selected === undefined ? null : (
        <div role="gridcell" className="relative flex h-full items-center">
          {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- Space on the row does the same */}
          <span
            role="checkbox"
            tabIndex={-1}
            aria-checked={props.selected}
            aria-label={`Select ${props.name}`}
            // The keys stay with the row that has the focus: selecting never moves it.
            onMouseDown={(event) => {
              event.preventDefault()
            }}
            onClick={(event) => {
              event.stopPropagation()
              props.onToggle(index, event)
            }}
            onDoubleClick={(event) => {
              event.stopPropagation()
            }}
            className="absolute inset-y-0 -left-4 flex w-10 items-center pl-4"
          >
            <CheckMark checked={props.selected} />
          </span>
        </div>
      )}
      {row === undefined ? (
        <Placeholder columns={props.columns} />
      ) : (
        props.columns.map((column) => (
          <div
            key={column.id}
            role="gridcell"
            className={clsx('flex min-w-0 items-center', column.align === 'end' && 'justify-end')}
          >
            {column.render(row, index)}
          </div>
        ))
      )}
      {hasActions ? (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- only keeps presses on its buttons from the row
        <div
          role="gridcell"
          onClick={(event) => {
            event.stopPropagation()
          }}
          onDoubleClick={(event) => {
            event.stopPropagation()
          }}
          className={clsx(
            'absolute top-1 right-3 flex h-7 items-center gap-0.5 rounded-md bg-raised p-0.5 shadow-pop edge-forced empty:hidden',
            !hovered && 'opacity-0 focus-within:opacity-100',
          )}
        >
          {props.rowActions?.(row)}
        </div>
      ) : null}
    </div>
  )
}

/** One row of a `DataTable`; drawn again only when something about it changes. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `memo` forgets type parameters
export const DataTableRow = memo(DataTableRowView) as typeof DataTableRowView
