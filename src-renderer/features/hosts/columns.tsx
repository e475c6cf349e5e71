import type { ReactElement } from 'react'
import type { HostSummary } from '@shared/domain/host'
import { useNow } from '@renderer/app/now'
import { coarseAge } from '@renderer/features/hosts/coarse-age'
import { HostLease } from '@renderer/features/hosts/HostLease'
import { HostTitleCell } from '@renderer/features/hosts/HostTitle'
import { shortOs } from '@renderer/features/hosts/short-os'
import { COLUMNS_FOR, type HostColumnId, type TableRoom } from '@renderer/features/hosts/view'
import type { Column } from '@renderer/ui/data-table'
import { ProviderName } from '@renderer/ui/ProviderMark'
import { TagList } from '@renderer/ui/Tag'

function HostAge({ host }: { readonly host: HostSummary }): ReactElement {
  const now = useNow()
  return (
    <span className="whitespace-nowrap text-ink-2 tnum">
      {coarseAge(host.checkedOutAtMs ?? host.createdAtMs, now)}
    </span>
  )
}

/** Widths by room: with the side panel open every column gives a little. */
const WIDTHS: Readonly<
  Record<TableRoom, { readonly provider: number; readonly os: number; readonly lease: number }>
> = {
  wide: { provider: 168, os: 108, lease: 250 },
  roomy: { provider: 152, os: 96, lease: 238 },
  medium: { provider: 152, os: 78, lease: 272 },
  tight: { provider: 152, os: 78, lease: 238 },
  narrow: { provider: 152, os: 78, lease: 188 },
}

/** The columns of the table of hosts for the room there is. Make them once per room: each new array draws every row. */
export function hostColumns(
  room: TableRoom,
  onResolve: (host: HostSummary) => void,
): readonly Column<HostSummary>[] {
  const width = WIDTHS[room]
  const all: Readonly<Record<HostColumnId, Omit<Column<HostSummary>, 'id'>>> = {
    name: {
      header: 'Host',
      flex: 1,
      minWidth: 160,
      sortable: true,
      render: (host) => <HostTitleCell host={host} />,
    },
    provider: {
      header: 'Provider',
      width: width.provider,
      sortable: true,
      render: (host) => <ProviderName kind={host.provider} instance={host.instance} />,
    },
    action: {
      header: 'Action',
      width: 168,
      sortable: true,
      render: (host) => (
        <span className="truncate" title={`${host.offering} ${host.action}`}>
          {host.offering} <span className="text-xs text-ink-3">{host.action}</span>
        </span>
      ),
    },
    os: {
      header: 'OS',
      width: width.os,
      sortable: true,
      render: (host) => (
        <span className="truncate text-ink-2" title={host.os}>
          {host.os === undefined ? null : shortOs(host.os)}
        </span>
      ),
    },
    lease: {
      header: 'Lease',
      width: width.lease,
      sortable: true,
      render: (host) => (
        <HostLease
          host={host}
          room={room}
          onResolve={() => {
            onResolve(host)
          }}
        />
      ),
    },
    age: { header: 'Age', width: 44, sortable: true, render: (host) => <HostAge host={host} /> },
    tags: { header: 'Tags', width: 92, render: (host) => <TagList tags={host.tags} max={1} /> },
  }
  return COLUMNS_FOR[room].map((id) => ({ id, ...all[id] }))
}
