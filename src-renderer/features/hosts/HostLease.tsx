import type { ReactElement } from 'react'
import type { HostSummary } from '@shared/domain/host'
import { useNow } from '@renderer/app/now'
import type { TableRoom } from '@renderer/features/hosts/view'
import { leaseWords, ticksEachSecond } from '@renderer/features/leases/lease-text'
import { LeaseCell } from '@renderer/ui/LeaseCell'
import { LinkButton } from '@renderer/ui/LinkButton'

/**
 * What the buttons that float at the end of a row cover of the lease's cell, in px: everything but the columns after it.
 * A link has to end before that, for they come up as the pointer reaches the row.
 */
const COVERED: Readonly<Record<TableRoom, number>> = {
  wide: 0,
  roomy: 52,
  medium: 108,
  tight: 108,
  narrow: 108,
}

/** Rooms in which an ended lease has a link beside its words. In the others the row itself leads to the same. */
const ROOM_TO_RESOLVE: ReadonlySet<TableRoom> = new Set(['wide', 'roomy', 'medium'])

/** The lease of a host in the table. It looks at the clock itself, so that a tick draws no more than this cell. */
export function HostLease(props: {
  readonly host: HostSummary
  readonly room: TableRoom
  readonly onResolve: () => void
}): ReactElement {
  const { host, room, onResolve } = props
  const minute = useNow()
  const now = useNow(ticksEachSecond(host, minute) ? 'second' : 'minute')
  if (host.state === 'left_behind') {
    return <Unsettled text={host.problem} room={room} onResolve={onResolve} />
  }
  const words = leaseWords(host, now)
  const resolvable = words.level === 'ended' && ROOM_TO_RESOLVE.has(room)
  return (
    // The system's tooltip, and not ours: a row is drawn on every keystroke of a search, and has to be cheap.
    <span
      className="flex min-w-0"
      style={resolvable ? { paddingRight: COVERED[room] } : undefined}
      title={words.fullEnd}
    >
      <LeaseCell
        level={words.level}
        // The words of an ended lease say all; where they and the link need the room, they get that of the bar.
        width={resolvable && room !== 'wide' ? 0 : undefined}
        widthPercent={words.widthPercent}
        text={words.text}
        // Without the end: where there is little room the time left says more.
        end={room === 'narrow' ? undefined : words.end}
        spoken={words.spoken}
        reminder={words.reminder}
        unconfirmed={words.unconfirmed}
        onResolve={resolvable ? onResolve : undefined}
      />
    </span>
  )
}

function Unsettled(props: {
  readonly text: string | undefined
  readonly room: TableRoom
  readonly onResolve: () => void
}): ReactElement {
  return (
    <span className="flex min-w-0 items-center gap-3" style={{ paddingRight: COVERED[props.room] }}>
      <span className="min-w-0 truncate text-warn-ink" title={props.text}>
        {props.text ?? 'It may still exist'}
      </span>
      <LinkButton className="font-medium" onClick={props.onResolve}>
        Resolve
      </LinkButton>
    </span>
  )
}
