import { ClockPlus, Copy, CopyPlus, Ellipsis, FileDown, Terminal, Undo2 } from 'lucide-react'
import { useMemo, useState, type ReactElement } from 'react'
import { leaseBarPercent, leaseLevel } from '@shared/domain/lease'
import { durationText } from '@shared/lib/time-text'
import { Specimen } from '@renderer/features/components-page/Specimen'
import { specimenHosts, type SpecimenHost } from '@renderer/features/components-page/specimen-hosts'
import { ActionBar } from '@renderer/ui/ActionBar'
import type { Column, TableSort } from '@renderer/ui/data-table'
import { DataTable } from '@renderer/ui/DataTable'
import { HostName } from '@renderer/ui/HostName'
import { IconButton } from '@renderer/ui/IconButton'
import { StatusBar } from '@renderer/ui/Layout'
import { LeaseCell } from '@renderer/ui/LeaseCell'
import { ProviderName } from '@renderer/ui/ProviderMark'
import { TagList } from '@renderer/ui/Tag'

const COLUMNS: readonly Column<SpecimenHost>[] = [
  {
    id: 'host',
    header: 'Host',
    flex: 1,
    minWidth: 140,
    sortable: true,
    render: (host) => <HostName name={host.name} />,
  },
  {
    id: 'provider',
    header: 'Provider',
    width: 152,
    render: (host) => <ProviderName kind={host.kind} instance={host.instance} />,
  },
  {
    id: 'lease',
    header: 'Lease',
    width: 158,
    sortable: true,
    render: (host) => (
      <LeaseCell
        level={leaseLevel(host.leftMs, 0)}
        widthPercent={leaseBarPercent(host.leftMs)}
        text={durationText(host.leftMs)}
        spoken={`${durationText(host.leftMs)} left`}
      />
    ),
  },
  { id: 'tags', header: 'Tags', width: 92, render: (host) => <TagList tags={host.tags} max={1} /> },
]

const ACTIONS = [
  { id: 'extend', label: 'Extend', icon: ClockPlus, keyHint: 'E' },
  { id: 'in', label: 'Check in', icon: Undo2, keyHint: 'Del' },
  { id: 'duplicate', label: 'Duplicate', icon: CopyPlus, keyHint: 'D' },
  { id: 'run', label: 'Run', icon: Terminal, keyHint: 'R', disabledReason: 'These hosts take no commands.' },
  { id: 'export', label: 'Export', icon: FileDown, keyHint: 'X' },
] as const

function nothing(): void {
  // A specimen: pressing it has no meaning here.
}

function rowActions(): ReactElement {
  return (
    <>
      <IconButton icon={ClockPlus} label="Extend" keyHint="E" size={24} />
      <IconButton icon={Undo2} label="Check in" keyHint="Del" size={24} />
      <IconButton icon={Copy} label="Copy hostname" keyHint="Y" size={24} />
      <IconButton icon={Ellipsis} label="More actions" size={24} />
    </>
  )
}

/** The table with ten thousand rows, one page of them not loaded, and the action bar. */
export function TableSpecimen({ name }: { readonly name: string }): ReactElement {
  const hosts = useMemo(() => specimenHosts(10_000), [])
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(['host-1', 'host-2']))
  const [sort, setSort] = useState<TableSort>({ columnId: 'lease', direction: 'ascending' })
  const count = hosts.length
  return (
    <Specimen title="Table: 10,000 rows, rows 15 to 20 not loaded">
      <div className="relative flex h-[360px] flex-col overflow-hidden rounded-lg border border-line">
        <DataTable
          label={`hosts, ${name}`}
          columns={COLUMNS}
          rowCount={count}
          getRow={(index) => {
            if (index >= 14 && index < 20) return undefined
            return hosts[sort.direction === 'ascending' ? index : count - 1 - index]
          }}
          rowKey={(host) => host.id}
          rowName={(host) => host.name}
          sort={sort}
          onSortChange={setSort}
          selectedKeys={selected}
          onSelectionChange={setSelected}
          rowActions={rowActions}
          bottomInset={selected.size > 0 ? 56 : 0}
        />
        <div className="relative">
          {selected.size === 0 ? null : (
            <ActionBar
              summary={`${selected.size} selected`}
              label={`Actions for ${selected.size} hosts, ${name}`}
              actions={ACTIONS.map((action) => ({ ...action, onPress: nothing }))}
              onClear={() => {
                setSelected(new Set())
              }}
            />
          )}
        </div>
        <StatusBar start={<span>{count} hosts</span>} end={<span>Reminders on</span>} />
      </div>
    </Specimen>
  )
}
