import type { ReactElement } from 'react'
import type { HostSummary } from '@shared/domain/host'
import { fieldText, type FieldValue } from '@shared/domain/inventory-field'
import { momentText } from '@shared/lib/time-text'
import { useNow } from '@renderer/app/now'
import { coarseAge } from '@renderer/features/hosts/coarse-age'
import { HostLease } from '@renderer/features/hosts/HostLease'
import { HostTitleCell } from '@renderer/features/hosts/HostTitle'
import { shortOs } from '@renderer/features/hosts/short-os'
import { fieldTitle, type ShownColumnId } from '@renderer/features/hosts/columns/choice'
import { widthsOf } from '@renderer/features/hosts/columns/widths'
import type { HostColumnId, TableRoom } from '@renderer/features/hosts/view'
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

/** What a column of the settings file shows of a host; moments in local time. */
function FieldCell({ value }: { readonly value: FieldValue | undefined }): ReactElement {
  const now = useNow()
  if (value === undefined) return <span className="text-ink-3">Unknown</span>
  const text = fieldText(value, (atMs) => momentText(atMs, now))
  return (
    <span className="truncate text-ink-2 tnum" title={text}>
      {text}
    </span>
  )
}

/** These columns of the table of hosts for the room there is. Make them once: each new array draws every row. */
export function hostColumns(
  ids: readonly ShownColumnId[],
  room: TableRoom,
  onResolve: (host: HostSummary) => void,
): readonly Column<HostSummary>[] {
  const width = widthsOf(room)
  const ours: Readonly<Record<HostColumnId, Omit<Column<HostSummary>, 'id'>>> = {
    name: {
      header: 'Host',
      flex: 1,
      minWidth: width.name,
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
      width: width.action,
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
    age: { header: 'Age', width: width.age, sortable: true, render: (host) => <HostAge host={host} /> },
    tags: { header: 'Tags', width: width.tags, render: (host) => <TagList tags={host.tags} max={1} /> },
  }
  return ids.map((id) => {
    const title = fieldTitle(id)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is none of the settings file is one of ours
    if (title === undefined) return { id, ...ours[id as HostColumnId] }
    return {
      id,
      header: title,
      flex: 0.4,
      minWidth: width.field,
      render: (host) => <FieldCell value={host.fields?.[title]} />,
    }
  })
}
