import { SearchX } from 'lucide-react'
import type { ReactElement } from 'react'
import { hostTitle, type HostSummary } from '@shared/domain/host'
import { useColumns } from '@renderer/features/hosts/columns/use-columns'
import { HostRowActions } from '@renderer/features/hosts/HostRowActions'
import type { HostsMode } from '@renderer/features/hosts/hosts-mode'
import type { HostFocus } from '@renderer/features/hosts/use-host-focus'
import type { HostRows } from '@renderer/features/hosts/use-host-rows'
import type { LiveSelection } from '@renderer/features/hosts/use-live-selection'
import {
  hostSort,
  tableSort,
  UNFILTERED,
  type HostsView,
  type TableRoom,
} from '@renderer/features/hosts/view'
import type { ExtensionChoice } from '@renderer/features/leases/amounts'
import { HostsTimeline } from '@renderer/features/timeline/HostsTimeline'
import { Button } from '@renderer/ui/Button'
import { DataTable } from '@renderer/ui/DataTable'
import { EmptyState } from '@renderer/ui/EmptyState'

/** Room for the action bar under the last row. */
const BAR_INSET = 56
/** How wide the names of the timeline are. */
const NAME_WIDTH: Readonly<Record<TableRoom, number>> = {
  wide: 264,
  roomy: 264,
  medium: 224,
  tight: 200,
  narrow: 152,
}

function rowKey(host: HostSummary): string {
  return host.id
}

function rowActions(host: HostSummary): ReactElement {
  return <HostRowActions host={host} />
}

/** The held hosts that match, as a table or over time. */
export function HostsRows(props: {
  readonly mode: HostsMode
  readonly rows: HostRows
  readonly view: HostsView
  readonly onViewChange: (change: Partial<HostsView>) => void
  readonly room: TableRoom
  readonly focus: HostFocus
  readonly selection: LiveSelection
  readonly onRangeChange: (range: { readonly start: number; readonly end: number }) => void
  /** Opens the Extend dialog for an end that was moved in the timeline. */
  readonly onReview: (host: HostSummary, choice: ExtensionChoice) => void
}): ReactElement {
  const { rows, view, onViewChange, room, focus, selection } = props
  const { open } = focus
  const columns = useColumns(room, open)
  const empty = (
    <EmptyState
      icon={SearchX}
      title="No host matches"
      text="Nothing that you hold fits the search and the filters."
      actions={
        <Button
          size={32}
          onClick={() => {
            onViewChange(UNFILTERED)
          }}
        >
          Clear search and filters
        </Button>
      }
    />
  )
  const shared = {
    rowCount: rows.total,
    getRow: rows.getRow,
    resetKey: rows.key,
    selectedKeys: selection.ids,
    onSelectionChange: selection.set,
    onSelectAll: selection.selectAll,
    onSelectRange: selection.selectRange,
    allSelected: selection.allSelected,
    focusedIndex: focus.index,
    onFocusedIndexChange: focus.moveTo,
    onPress: open,
    onOpen: open,
    onRangeChange: props.onRangeChange,
    bottomInset: selection.ids.size > 0 ? BAR_INSET : 0,
    empty,
  }
  if (props.mode === 'timeline') {
    return (
      <HostsTimeline
        {...shared}
        loaded={rows.loaded}
        nameWidth={NAME_WIDTH[room]}
        onReview={props.onReview}
      />
    )
  }
  return (
    <DataTable
      {...shared}
      label="hosts"
      columns={columns}
      rowKey={rowKey}
      rowName={hostTitle}
      sort={tableSort(view.sort)}
      onSortChange={(sort) => {
        onViewChange({ sort: hostSort(sort) })
      }}
      rowActions={rowActions}
    />
  )
}
