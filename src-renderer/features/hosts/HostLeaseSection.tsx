import { clsx } from 'clsx'
import { Hourglass, Plug } from 'lucide-react'
import type { ReactElement } from 'react'
import type { HostDetail } from '@shared/domain/host'
import type { Lease } from '@shared/domain/lease'
import { momentText } from '@shared/lib/time-text'
import { useNow } from '@renderer/app/now'
import { leaseWords, ticksEachSecond } from '@renderer/features/leases/lease-text'
import { stepSegments } from '@renderer/ui/step-segments'
import { StepBar } from '@renderer/ui/StepBar'
import { PanelSection } from '@renderer/ui/Layout'
import type { LeaseBarLevel } from '@renderer/ui/LeaseBar'

const INK: Readonly<Record<LeaseBarLevel, string>> = {
  calm: 'text-ink',
  soon: 'text-ink',
  attention: 'text-warn-ink',
  alert: 'text-danger-ink',
  ended: 'text-danger-ink',
  none: 'text-ink-2',
  making: 'text-ink',
}

const FILL: Readonly<Record<LeaseBarLevel, string>> = {
  calm: 'bg-bar-2',
  soon: 'bg-bar-2',
  attention: 'bg-warn',
  alert: 'bg-danger',
  ended: 'bg-danger',
  none: 'bg-track',
  making: 'bg-accent',
}

const SOURCES: Readonly<Record<Lease['source'], string>> = {
  provider: 'Reported by the provider',
  default: 'Default of the instance',
  user: 'Set by you',
}

/** From the beginning to the end: what is over, and what is left in the colour of its level. */
function LeaseLine(props: {
  readonly startMs: number
  readonly endMs: number
  readonly nowMs: number
  readonly level: LeaseBarLevel
}): ReactElement {
  const { startMs, endMs, nowMs, level } = props
  const share = Math.min(1, Math.max(0, (nowMs - startMs) / Math.max(1, endMs - startMs)))
  return (
    <>
      <div aria-hidden className="mt-3 flex h-1.5 gap-px overflow-hidden rounded-full bg-track fill-forced">
        <span style={{ width: `${share * 100}%` }} className="bg-track" />
        {/* What is left never vanishes: five pixels of the last minutes still have their colour. */}
        <span className={clsx('min-w-[5px] flex-1', level === 'ended' ? 'hatch' : FILL[level])} />
      </div>
      <div className="mt-1.5 flex justify-between text-2xs text-ink-3 tnum">
        <span>{momentText(startMs, nowMs)}</span>
        <span>{momentText(endMs, nowMs)}</span>
      </div>
    </>
  )
}

/** How long the host is there; of one that is being made or given back, how far that is. */
export function HostLeaseSection({ host }: { readonly host: HostDetail }): ReactElement {
  const minute = useNow()
  const now = useNow(ticksEachSecond(host, minute) ? 'second' : 'minute')
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
  return (
    <PanelSection
      title="Lease"
      aside={
        host.lease === undefined ? undefined : (
          <span className="inline-flex items-center gap-1">
            {host.lease.source === 'user' ? null : <Plug size={12} strokeWidth={2} aria-hidden />}
            {SOURCES[host.lease.source]}
          </span>
        )
      }
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
      {host.lease === undefined ? (
        <p className="text-xs text-ink-3">
          The provider tells no end. The host stays until it is checked in.
        </p>
      ) : (
        <LeaseLine
          startMs={host.checkedOutAtMs ?? host.createdAtMs}
          endMs={host.lease.endsAtMs}
          nowMs={now}
          level={level}
        />
      )}
      {level === 'ended' ? (
        <p className="mt-2 text-xs text-ink-2">
          The provider may have removed it already. Extend it, or check it in to take it out of the list.
        </p>
      ) : null}
    </PanelSection>
  )
}
