import { TriangleAlert } from 'lucide-react'
import type { ReactElement } from 'react'
import { hostTitle, type HostSummary } from '@shared/domain/host'
import { Badge } from '@renderer/ui/Badge'
import { HostName } from '@renderer/ui/HostName'
import { Spinner } from '@renderer/ui/Spinner'

/** What of a host its badges tell. */
export type BadgedHost = Pick<HostSummary, 'state' | 'pretend' | 'problem'>

/** That a host is pretended, being made, on its way back or in trouble: one badge each, never by colour alone. */
export function HostBadges({ host }: { readonly host: BadgedHost }): ReactElement {
  return (
    <>
      {host.pretend ? <Badge tone="pretend" /> : null}
      <StateBadge host={host} />
    </>
  )
}

function StateBadge({ host }: { readonly host: BadgedHost }): ReactElement | null {
  switch (host.state) {
    case 'requested':
    case 'making':
      return <Badge tone="accent">Being made</Badge>
    case 'checking_in':
    case 'releasing':
      return <Badge tone="neutral">Checking in</Badge>
    case 'left_behind':
      return (
        <Badge tone="warn" icon={TriangleAlert}>
          Left behind
        </Badge>
      )
    case 'ready':
      return host.problem === undefined ? null : (
        <Badge tone="warn" icon={TriangleAlert}>
          Needs attention
        </Badge>
      )
    case 'released':
      return <Badge tone="neutral">Checked in</Badge>
    case 'discarded':
      return <Badge tone="neutral">Was not made</Badge>
    default:
      return null
  }
}

/** Whether something is being done with a host right now. */
function isMoving({ state }: Pick<HostSummary, 'state'>): boolean {
  return state === 'requested' || state === 'making' || state === 'releasing'
}

/** The first cell of a host's row. */
export function HostTitleCell({ host }: { readonly host: HostSummary }): ReactElement {
  const moving = isMoving(host)
  const title = hostTitle(host)
  // An offering stands in for a name that is not known yet; it is a word and not an address.
  const named = host.hostname !== undefined || host.name !== undefined
  return (
    <span className="flex min-w-0 items-center gap-2">
      {moving ? <Spinner size={14} /> : null}
      {named ? (
        <HostName name={title} muted={moving} />
      ) : (
        <span className="min-w-0 truncate text-ink-2" title={title}>
          {title}
        </span>
      )}
      <HostBadges host={host} />
    </span>
  )
}
