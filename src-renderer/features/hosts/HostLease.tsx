import type { ReactElement } from 'react'
import type { HostSummary } from '@shared/domain/host'
import { useNow } from '@renderer/app/now'
import { leaseWords, ticksEachSecond } from '@renderer/features/leases/lease-text'
import { LeaseCell } from '@renderer/ui/LeaseCell'
import { LinkButton } from '@renderer/ui/LinkButton'

/** The lease of a host in the table. It looks at the clock itself, so that a tick draws no more than this cell. */
export function HostLease(props: {
  readonly host: HostSummary
  /** Without the end: where there is little room the time left says more. */
  readonly compact: boolean
  readonly onResolve: () => void
}): ReactElement {
  const { host, onResolve } = props
  const minute = useNow()
  const now = useNow(ticksEachSecond(host, minute) ? 'second' : 'minute')
  if (host.state === 'left_behind') return <Unsettled text={host.problem} onResolve={onResolve} />
  const words = leaseWords(host, now)
  return (
    // The system's tooltip, and not ours: a row is drawn on every keystroke of a search, and has to be cheap.
    <span className="flex min-w-0" title={words.fullEnd}>
      <LeaseCell
        level={words.level}
        widthPercent={words.widthPercent}
        text={words.text}
        end={props.compact ? undefined : words.end}
        spoken={words.spoken}
        reminder={words.reminder}
        unconfirmed={words.unconfirmed}
        onResolve={words.level === 'ended' && !props.compact ? onResolve : undefined}
      />
    </span>
  )
}

function Unsettled(props: {
  readonly text: string | undefined
  readonly onResolve: () => void
}): ReactElement {
  return (
    <span className="flex min-w-0 items-center gap-3">
      <span className="min-w-0 truncate text-warn-ink" title={props.text}>
        {props.text ?? 'It may still exist'}
      </span>
      <LinkButton className="font-medium" onClick={props.onResolve}>
        Resolve
      </LinkButton>
    </span>
  )
}
