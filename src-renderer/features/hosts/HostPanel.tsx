import { useQuery } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import type { HostSummary } from '@shared/domain/host'
import { CallProblem } from '@renderer/app/CallProblem'
import { Waiting } from '@renderer/app/Waiting'
import { HostArguments } from '@renderer/features/hosts/HostArguments'
import { HostEvents } from '@renderer/features/hosts/HostEvents'
import { HostOverview } from '@renderer/features/hosts/HostOverview'
import { HostPanelHeader } from '@renderer/features/hosts/HostPanelHeader'
import { HostRaw } from '@renderer/features/hosts/HostRaw'
import { HostTrouble } from '@renderer/features/hosts/HostTrouble'
import { hostQuery } from '@renderer/features/hosts/queries'
import { SidePanel } from '@renderer/ui/Layout'
import { Tabs } from '@renderer/ui/Tabs'

type Tab = 'overview' | 'events' | 'arguments' | 'raw'

/** Everything about one host, beside the table. */
export function HostPanel(props: {
  readonly hostId: string
  /** The host as the table knows it: its name is there before the rest is, and its step only there. */
  readonly row: HostSummary | undefined
  readonly pinned: boolean
  readonly onPinnedChange: (pinned: boolean) => void
  readonly onCheckIn: (hostId: string) => void
  readonly onClose: () => void
}): ReactElement {
  const { hostId, row } = props
  const [tab, setTab] = useState<Tab>('overview')
  const { data: host, error, refetch } = useQuery(hostQuery(hostId))
  const known = host ?? row
  return (
    <SidePanel
      label={known === undefined ? 'Host' : `Host ${known.hostname ?? known.name ?? known.offering}`}
    >
      <HostPanelHeader
        host={known}
        detail={host}
        pinned={props.pinned}
        onPinnedChange={props.onPinnedChange}
        onCheckIn={props.onCheckIn}
        onClose={props.onClose}
      />
      {host === undefined ? null : <HostTrouble host={host} onCheckIn={props.onCheckIn} />}
      {error === null ? null : (
        <div className="flex-none px-4 pb-3">
          <CallProblem error={error} onRetry={error.data.retryable ? () => void refetch() : undefined} />
        </div>
      )}
      {host === undefined && error === null ? <Waiting label="Loading the host" /> : null}
      {host === undefined ? null : (
        <Tabs
          label="Host"
          value={tab}
          onChange={setTab}
          tabs={[
            {
              id: 'overview',
              label: 'Overview',
              panel: (
                <HostOverview
                  host={row?.step === undefined ? host : { ...host, step: row.step }}
                  onShowEvents={() => {
                    setTab('events')
                  }}
                />
              ),
            },
            { id: 'events', label: 'Events', panel: <HostEvents events={host.events} /> },
            {
              id: 'arguments',
              label: 'Arguments',
              panel: <HostArguments hostId={host.id} values={host.arguments} />,
            },
            {
              id: 'raw',
              label: 'Raw',
              panel: <HostRaw host={host} />,
            },
          ]}
        />
      )}
    </SidePanel>
  )
}
