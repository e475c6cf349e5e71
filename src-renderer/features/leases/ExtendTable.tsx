import { useVirtualizer } from '@tanstack/react-virtual'
import { clsx } from 'clsx'
import { ArrowRight, Hourglass } from 'lucide-react'
import { useRef, type ReactElement } from 'react'
import { hostTitle } from '@shared/domain/host'
import { dateText } from '@shared/lib/time-text'
import { ExtendTick } from '@renderer/features/leases/ExtendTick'
import type { PlannedHost } from '@renderer/features/leases/extension-plan'
import { leaseWords, unconfirmedText } from '@renderer/features/leases/lease-text'
import { Badge } from '@renderer/ui/Badge'
import { Checkbox } from '@renderer/ui/Checkbox'
import { HostName } from '@renderer/ui/HostName'
import type { LeaseBarLevel } from '@renderer/ui/LeaseBar'
import { ProviderMark } from '@renderer/ui/ProviderMark'

const ROW_HEIGHT = 38
/** More hosts scroll; only those in sight exist. */
const MOST_ROWS = 8

const INK: Readonly<Record<LeaseBarLevel, string>> = {
  calm: 'text-ink-2',
  soon: 'text-ink',
  attention: 'font-medium text-warn-ink',
  alert: 'font-medium text-danger-ink',
  ended: 'font-medium text-danger-ink',
  none: 'text-ink-3',
  making: 'text-ink-3',
}

const GRID = 'grid grid-cols-[20px_minmax(0,1fr)_96px_minmax(0,224px)] items-center gap-3 px-5'

/** The chosen hosts with the time they have left and the end they would get; each can be left out. */
export function ExtendTable(props: {
  readonly plan: readonly PlannedHost[]
  readonly ticked: ReadonlySet<string>
  readonly onTick: (ids: readonly string[], ticked: boolean) => void
  readonly nowMs: number
}): ReactElement {
  const { plan, ticked } = props
  const scroller = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by a compiler
  const virtual = useVirtualizer({
    count: plan.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 4,
  })
  const able = plan.filter(({ reason }) => reason === undefined).map(({ host }) => host.id)
  const all = able.length > 0 && able.every((id) => ticked.has(id))
  return (
    <div role="table" aria-label="Hosts to extend" aria-rowcount={plan.length + 1}>
      <div role="rowgroup">
        <div
          role="row"
          aria-rowindex={1}
          className={clsx(GRID, 'h-8 border-y border-line bg-sunken text-xs text-ink-3')}
        >
          <span role="columnheader" className="flex">
            {able.length === 0 ? (
              <span className="sr-only">Extend</span>
            ) : (
              <Checkbox
                label="Extend all"
                checked={all || (able.some((id) => ticked.has(id)) ? 'indeterminate' : false)}
                onChange={(checked) => {
                  props.onTick(able, checked)
                }}
              />
            )}
          </span>
          <span role="columnheader">Host</span>
          <span role="columnheader">Time left</span>
          <span role="columnheader">New end</span>
        </div>
      </div>
      <div
        ref={scroller}
        role="rowgroup"
        style={{ height: Math.min(plan.length, MOST_ROWS) * ROW_HEIGHT }}
        className="overflow-y-auto"
      >
        <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const planned = plan[item.index]
            return planned === undefined ? null : (
              <Row
                key={planned.host.id}
                planned={planned}
                index={item.index}
                top={item.start}
                ticked={ticked.has(planned.host.id)}
                onTick={props.onTick}
                nowMs={props.nowMs}
              />
            )
          })}
        </div>
      </div>
    </div>
  )
}

function Row(props: {
  readonly planned: PlannedHost
  readonly index: number
  readonly top: number
  readonly ticked: boolean
  readonly onTick: (ids: readonly string[], ticked: boolean) => void
  readonly nowMs: number
}): ReactElement {
  const { host, reason } = props.planned
  const title = hostTitle(host)
  const words = leaseWords(host, props.nowMs)
  return (
    <div
      role="row"
      aria-rowindex={props.index + 2}
      style={{ transform: `translateY(${props.top}px)`, height: ROW_HEIGHT }}
      className={clsx(GRID, 'absolute inset-x-0 top-0 border-b border-line')}
    >
      <span role="cell" className="flex">
        <ExtendTick planned={props.planned} ticked={props.ticked} onTick={props.onTick} />
      </span>
      <span role="cell" className="flex min-w-0 items-center gap-2">
        <ProviderMark kind={host.provider} size={16} label={host.provider} />
        <HostName name={title} muted={reason !== undefined} />
        {host.pretend ? <Badge tone="pretend" /> : null}
      </span>
      <span role="cell" title={words.fullEnd} className={clsx('truncate tnum', INK[words.level])}>
        {words.level === 'making' ? '' : words.text}
      </span>
      <span role="cell" className="flex min-w-0 items-center gap-2">
        <NewEnd planned={props.planned} ticked={props.ticked} nowMs={props.nowMs} />
      </span>
    </div>
  )
}

function NewEnd(props: {
  readonly planned: PlannedHost
  readonly ticked: boolean
  readonly nowMs: number
}): ReactElement {
  const { host, reason, newEndsAtMs, newEndText, isCut } = props.planned
  if (reason !== undefined) {
    return (
      <span title={reason} className="truncate text-ink-2">
        {reason}
      </span>
    )
  }
  const asked = unconfirmedText(host.lease, props.nowMs)
  const text = newEndsAtMs === undefined ? newEndText : dateText(newEndsAtMs, props.nowMs)
  return (
    <>
      {text === undefined ? null : (
        <>
          <ArrowRight size={12} strokeWidth={2} aria-hidden className="flex-none text-ink-3" />
          <span
            title={text}
            className={clsx('truncate tnum', props.ticked ? 'font-medium text-ink' : 'text-ink-3')}
          >
            {text}
          </span>
        </>
      )}
      {isCut === true ? (
        <span className="flex-none">
          <Badge tone="warn">Limit of {host.instance}</Badge>
        </span>
      ) : null}
      {asked === undefined ? null : (
        <span title={asked} className="flex-none">
          <Badge tone="warn" icon={Hourglass}>
            <span className="sr-only">{asked}</span>
            <span aria-hidden>Not confirmed</span>
          </Badge>
        </span>
      )}
    </>
  )
}
