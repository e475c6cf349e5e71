import { useRef, type ReactElement } from 'react'
import { gridTemplate, HEADER_HEIGHT, minTableWidth, type DataTableProps } from '@renderer/ui/data-table'
import { DataTableHeader } from '@renderer/ui/DataTableHeader'
import { DataTableRow } from '@renderer/ui/DataTableRow'
import { useVirtualRows } from '@renderer/ui/use-virtual-rows'

/** A table that stays quick with a hundred thousand rows: only those in sight exist, and rows may come in by pages. */
export function DataTable<Row>(props: DataTableProps<Row>): ReactElement {
  const { columns, rowCount, getRow } = props
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualRows(props, scroller, HEADER_HEIGHT)
  const selectable = props.onSelectionChange !== undefined
  const someSelected = (props.selectedKeys?.size ?? 0) > 0
  const template = gridTemplate(columns, selectable)
  return (
    <div className="relative flex min-h-0 min-w-0 flex-1 flex-col">
      <div ref={scroller} className="min-h-0 flex-1 overflow-auto bg-surface">
        {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the focus is on its rows (roving tabindex) */}
        <div
          role="grid"
          aria-label={props.label}
          aria-rowcount={rowCount + 1}
          aria-multiselectable={selectable || undefined}
          onKeyDown={rows.keyDown}
          onFocus={rows.focus}
          onBlur={rows.blur}
          style={{ minWidth: minTableWidth(columns, selectable) }}
        >
          <DataTableHeader
            label={props.label}
            columns={columns}
            template={template}
            sort={props.sort}
            onSortChange={props.onSortChange}
            selected={
              selectable ? (rows.allSelected ? true : someSelected ? 'indeterminate' : false) : undefined
            }
            onToggleAll={rows.toggleAll}
          />
          {rowCount === 0 ? null : (
            <div role="rowgroup" className="relative" style={{ height: rows.height }}>
              {rows.items.map((item) => {
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
                    focused={item.index === rows.focusedIndex}
                    tabbable={item.index === rows.tabbableIndex}
                    rowActions={props.rowActions}
                    onPress={rows.press}
                    onToggle={rows.toggle}
                    onOpen={rows.open}
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
