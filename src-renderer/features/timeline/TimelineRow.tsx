import { clsx } from 'clsx'
import { memo, type MouseEvent, type PointerEvent, type ReactElement } from 'react'
import { hostTitle, type HostSummary } from '@shared/domain/host'
import { barOf } from '@renderer/features/timeline/bar'
import { MovedBar } from '@renderer/features/timeline/MovedBar'
import type { TimeScale } from '@renderer/features/timeline/scale'
import { TimelineBar } from '@renderer/features/timeline/TimelineBar'
import { HostName } from '@renderer/ui/HostName'
import { ProviderMark } from '@renderer/ui/ProviderMark'

interface TimelineRowProps {
  /** Undefined while it is not loaded: its place is kept. */
  readonly host: HostSummary | undefined
  readonly index: number
  readonly top: number
  readonly nameWidth: number
  readonly scale: TimeScale
  readonly nowMs: number
  readonly selected: boolean
  readonly focused: boolean
  readonly tabbable: boolean
  /** Its end can be moved. */
  readonly movable: boolean
  /** Where its end is on its way to, if it is, and where it is. */
  readonly movedFromMs: number | undefined
  readonly movedToMs: number | undefined
  /** The first one of an instance, where the list goes by instances. */
  readonly groupName: string | undefined
  readonly onPress: (index: number, event: MouseEvent) => void
  readonly onOpen: (index: number) => void
  readonly onGrip: (host: HostSummary, event: PointerEvent<HTMLElement>) => void
}

function Name({
  host,
  groupName,
}: {
  readonly host: HostSummary
  readonly groupName: string | undefined
}): ReactElement {
  const title = hostTitle(host)
  const isMoving = host.state === 'requested' || host.state === 'making' || host.state === 'releasing'
  return (
    <>
      <ProviderMark
        kind={host.provider}
        size={16}
        label={host.pretend ? `${host.provider}, pretend` : host.provider}
      />
      {host.hostname === undefined && host.name === undefined ? (
        <span title={title} className="min-w-0 truncate text-ink-2">
          {title}
        </span>
      ) : (
        <HostName name={title} muted={isMoving} />
      )}
      {host.state === 'checking_in' ? (
        <span className="flex-none text-2xs text-ink-3">Checking in</span>
      ) : null}
      {groupName === undefined ? null : (
        <span className="ml-auto flex-none pl-2 text-2xs text-ink-3">{groupName}</span>
      )}
    </>
  )
}

function TimelineRowView(props: TimelineRowProps): ReactElement {
  const { host, index, scale, nowMs } = props
  const bar = host === undefined ? undefined : barOf(host, scale, nowMs)
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid listens to the keys of its rows
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={props.selected}
      aria-busy={host === undefined || undefined}
      data-index={index}
      tabIndex={props.tabbable ? 0 : -1}
      style={{ transform: `translateY(${props.top}px)` }}
      onClick={(event) => {
        props.onPress(index, event)
      }}
      onDoubleClick={() => {
        props.onOpen(index)
      }}
      className={clsx(
        'group absolute inset-x-0 top-0 flex h-9 border-b border-line focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-focus',
        props.focused && 'outline-2 -outline-offset-2 outline-focus',
        props.selected && 'bg-accent-soft',
      )}
    >
      <div
        role="gridcell"
        style={{ width: props.nameWidth }}
        className={clsx(
          'flex flex-none items-center gap-2 border-r border-line pr-3 pl-4',
          !props.selected && 'group-hover:bg-hover',
          props.groupName !== undefined && index > 0 && '-mt-px border-t border-t-line-2',
        )}
      >
        {host === undefined ? (
          <>
            <span className="sr-only">Loading</span>
            <span aria-hidden className="block h-2 w-3/5 rounded-full bg-track" />
          </>
        ) : (
          <Name host={host} groupName={props.groupName} />
        )}
      </div>
      <div role="gridcell" className="relative min-w-0 flex-1 overflow-hidden">
        {host === undefined || bar === undefined ? null : (
          <>
            <span className="sr-only">{bar.spoken}</span>
            <TimelineBar
              bar={bar}
              width={scale.width}
              isMoved={props.movedToMs !== undefined}
              onGrip={
                props.movable
                  ? (event) => {
                      props.onGrip(host, event)
                    }
                  : undefined
              }
            />
            {props.movedFromMs === undefined || props.movedToMs === undefined ? null : (
              <MovedBar
                startMs={host.checkedOutAtMs ?? host.createdAtMs}
                endMs={props.movedFromMs}
                newEndMs={props.movedToMs}
                nowMs={nowMs}
                scale={scale}
              />
            )}
          </>
        )}
      </div>
    </div>
  )
}

/** One row of the timeline; drawn again only when its host, the time or what is in sight changes. */
export const TimelineRow = memo(TimelineRowView)
