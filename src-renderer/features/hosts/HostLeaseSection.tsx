import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { Bell, Hourglass, Plug, SlidersHorizontal, type LucideIcon } from 'lucide-react'
import type { ReactElement } from 'react'
import type { HostDetail } from '@shared/domain/host'
import type { Lease } from '@shared/domain/lease'
import { clockText } from '@shared/lib/time-text'
import { useNow } from '@renderer/app/now'
import { useHostGestures } from '@renderer/features/hosts/host-gestures'
import { AutoExtendRow } from '@renderer/features/leases/AutoExtendRow'
import { EndedLease } from '@renderer/features/leases/EndedLease'
import { supportOf } from '@renderer/features/leases/extension-plan'
import { extensionTicks, historyLines } from '@renderer/features/leases/history-words'
import { endOf, leaseWords, reminderAt, ticksEachSecond } from '@renderer/features/leases/lease-text'
import { LeaseAmounts } from '@renderer/features/leases/LeaseAmounts'
import { LeaseHistory } from '@renderer/features/leases/LeaseHistory'
import { LeaseLine } from '@renderer/features/leases/LeaseLine'
import { kindsQuery, leaseHistoryQuery } from '@renderer/features/leases/queries'
import { RemindAt } from '@renderer/features/leases/RemindAt'
import { PanelSection } from '@renderer/ui/Layout'
import type { LeaseBarLevel } from '@renderer/ui/LeaseBar'
import { stepSegments } from '@renderer/ui/step-segments'
import { StepBar } from '@renderer/ui/StepBar'

const INK: Readonly<Record<LeaseBarLevel, string>> = {
  calm: 'text-ink',
  soon: 'text-ink',
  attention: 'text-warn-ink',
  alert: 'text-danger-ink',
  ended: 'text-danger-ink',
  none: 'text-ink-2',
  making: 'text-ink',
}

const SOURCES: Readonly<Record<Lease['source'], { readonly icon: LucideIcon; readonly text: string }>> = {
  provider: { icon: Plug, text: 'Reported by the provider' },
  default: { icon: SlidersHorizontal, text: 'Default of the instance' },
  user: { icon: Bell, text: 'Reminder set by you' },
}

function Source({ source }: { readonly source: Lease['source'] }): ReactElement {
  const { icon: Icon, text } = SOURCES[source]
  return (
    <span className="inline-flex items-center gap-1">
      <Icon size={12} strokeWidth={2} aria-hidden />
      {text}
    </span>
  )
}

/** How long the host is there, and what changes that; of one that is being made or given back, how far that is. */
export function HostLeaseSection({ host }: { readonly host: HostDetail }): ReactElement {
  const minute = useNow()
  const now = useNow(ticksEachSecond(host, minute) ? 'second' : 'minute')
  const detail = useQuery(leaseHistoryQuery(host.id)).data
  const kinds = useQuery(kindsQuery).data?.kinds ?? []
  const { extend, reasonAgainstExtending } = useHostGestures()
  const { level, text, end, fullEnd, unconfirmed } = leaseWords(host, now)
  if (level === 'making') {
    return (
      <PanelSection title={host.state === 'releasing' ? 'Checking in' : 'Being made'}>
        <p className="mb-2 text-ink-2">{text}</p>
        {host.step === undefined ? null : (
          <StepBar steps={stepSegments(host.step.count, host.step.index, 'running')} label={text} />
        )}
      </PanelSection>
    )
  }
  const endMs = endOf(host)
  const startMs = host.checkedOutAtMs ?? host.createdAtMs
  const lines = historyLines(detail?.changes ?? [], now)
  const canExtend = reasonAgainstExtending([host]) === undefined
  const takesAmounts = canExtend && supportOf(host, kinds)?.kinds.includes('by') === true
  const isReady = host.state === 'ready'
  const openDialog = (): void => {
    extend(new Set([host.id]))
  }
  return (
    <PanelSection
      title="Lease"
      aside={host.lease === undefined ? undefined : <Source source={host.lease.source} />}
    >
      <p className="flex items-baseline gap-2">
        <span className={clsx('text-md font-semibold tnum', INK[level])}>
          {level === 'none' || level === 'ended' ? text : `${text} left`}
        </span>
        {end === undefined ? null : (
          <span className="text-xs text-ink-2 tnum" title={fullEnd}>
            ends {end}
          </span>
        )}
      </p>
      {unconfirmed === undefined ? null : (
        <p className="mt-0.5 flex items-center gap-1.5 text-xs text-warn-ink">
          <Hourglass size={12} strokeWidth={2} aria-hidden />
          {unconfirmed}
        </p>
      )}
      {detail?.snoozedUntilMs === undefined || detail.snoozedUntilMs <= now ? null : (
        <p className="mt-0.5 text-xs text-ink-3">Snoozed until {clockText(detail.snoozedUntilMs)}.</p>
      )}
      {endMs === undefined ? (
        <>
          <p className="text-xs text-ink-3">
            The provider tells no end. The host stays until it is checked in.
          </p>
          {isReady ? <RemindAt hostId={host.id} atMs={reminderAt(host)} nowMs={now} /> : null}
        </>
      ) : (
        <LeaseLine
          startMs={startMs}
          endMs={endMs}
          nowMs={now}
          level={level}
          ticks={extensionTicks(lines, startMs, endMs)}
        />
      )}
      {isReady && level === 'ended' ? (
        <EndedLease
          host={host}
          followUp={detail?.followUp}
          nowMs={now}
          onExtend={canExtend ? openDialog : undefined}
        />
      ) : null}
      {endMs !== undefined && level !== 'ended' && takesAmounts ? (
        <LeaseAmounts host={host} onOther={openDialog} />
      ) : null}
      <LeaseHistory lines={lines} nowMs={now} />
      {endMs !== undefined && level !== 'ended' && takesAmounts && detail !== undefined ? (
        <AutoExtendRow hostId={host.id} state={detail.autoExtend} nowMs={now} />
      ) : null}
    </PanelSection>
  )
}
