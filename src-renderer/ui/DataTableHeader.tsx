import { clsx } from 'clsx'
import { ArrowDown, ArrowUp } from 'lucide-react'
import type { ReactElement } from 'react'
import { CheckMark } from '@renderer/ui/CheckMark'
import { nextSort, type Column, type TableSort } from '@renderer/ui/data-table'

function HeaderCell<Row>(props: {
  readonly column: Column<Row>
  readonly sort: TableSort | undefined
  readonly onSortChange: ((sort: TableSort) => void) | undefined
}): ReactElement {
  const { column, sort, onSortChange } = props
  const sorted = sort?.columnId === column.id
  const Arrow = sort?.direction === 'descending' ? ArrowDown : ArrowUp
  return (
    <div
      role="columnheader"
      aria-sort={sorted ? sort.direction : undefined}
      aria-label={column.headerLabel}
      className={clsx('flex h-full min-w-0 items-center', column.align === 'end' && 'justify-end')}
    >
      {column.sortable === true && onSortChange !== undefined ? (
        <button
          type="button"
          onClick={() => {
            onSortChange(nextSort(sort, column.id))
          }}
          className={clsx(
            'flex h-full min-w-0 items-center gap-1 focus-visible:-outline-offset-2',
            sorted ? 'font-medium text-ink' : 'hover:text-ink',
          )}
        >
          <span className="truncate">{column.header}</span>
          {sorted ? <Arrow size={12} strokeWidth={2.2} aria-hidden /> : null}
        </button>
      ) : (
        <span className="truncate">{column.header}</span>
      )}
    </div>
  )
}

/** The header of a `DataTable`: the checkbox for all, and the columns. */
export function DataTableHeader<Row>(props: {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly template: string
  readonly sort: TableSort | undefined
  readonly onSortChange: ((sort: TableSort) => void) | undefined
  readonly selected: boolean | 'indeterminate' | undefined
  readonly onToggleAll: () => void
}): ReactElement {
  return (
    <div role="rowgroup" className="sticky top-0 z-10">
      <div
        role="row"
        aria-rowindex={1}
        style={{ gridTemplateColumns: props.template }}
        className="grid h-8 items-center gap-x-3 border-b border-line bg-sunken px-4 text-xs text-ink-3"
      >
        {props.selected === undefined ? null : (
          <div role="columnheader" className="relative flex h-full items-center">
            <button
              type="button"
              role="checkbox"
              aria-checked={props.selected === 'indeterminate' ? 'mixed' : props.selected}
              aria-label={`Select all ${props.label}`}
              onClick={props.onToggleAll}
              className="absolute inset-y-0 -left-4 flex w-10 items-center pl-4 focus-visible:-outline-offset-2"
            >
              <CheckMark checked={props.selected} />
            </button>
          </div>
        )}
        {props.columns.map((column) => (
          <HeaderCell key={column.id} column={column} sort={props.sort} onSortChange={props.onSortChange} />
        ))}
      </div>
    </div>
  )
}
