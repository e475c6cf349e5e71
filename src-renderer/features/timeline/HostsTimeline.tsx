import { useQuery } from '@tanstack/react-query'
import {
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
} from 'react'
import type { HostSummary } from '@shared/domain/host'
import { DEFAULT_PREFERENCES } from '@shared/domain/settings'
import { useKept } from '@renderer/app/kept'
import { useNow } from '@renderer/app/now'
import { preferencesQuery } from '@renderer/app/queries'
import { useShortcut } from '@renderer/app/shortcuts'
import type { ExtensionChoice } from '@renderer/features/leases/amounts'
import { ticksEachSecond } from '@renderer/features/leases/lease-text'
import type { LatestEnds } from '@renderer/features/leases/extension-plan'
import { kindsQuery, limitsQuery } from '@renderer/features/leases/queries'
import { movableEnd, movedChoice, movedWords } from '@renderer/features/timeline/end-move'
import { earlier, later, push, showToday } from '@renderer/features/timeline/gestures'
import { MovedTold } from '@renderer/features/timeline/MovedBar'
import { scaleOf, todayFrom } from '@renderer/features/timeline/scale'
import { dayBands } from '@renderer/features/timeline/ticks'
import { NowLine, TimelineBackdrop } from '@renderer/features/timeline/TimelineBackdrop'
import { TIMELINE_HEADER, TimelineHeader } from '@renderer/features/timeline/TimelineHeader'
import { TimelineRow } from '@renderer/features/timeline/TimelineRow'
import { useEndMove } from '@renderer/features/timeline/use-end-move'
import { useTrackWidth } from '@renderer/features/timeline/use-track-width'
import { timelineView } from '@renderer/features/timeline/view-store'
import type { GridRowsProps } from '@renderer/ui/data-table'
import { useVirtualRows } from '@renderer/ui/use-virtual-rows'

/** Props of `HostsTimeline`: the rows as the table has them. */
export interface HostsTimelineProps extends Omit<GridRowsProps<HostSummary>, 'rowKey' | 'onRowKeyDown'> {
  /** The rows that are there. */
  readonly loaded: readonly { readonly row: HostSummary }[]
  readonly nameWidth: number
  /** Opens the Extend dialog for a moved end, filled in. */
  readonly onReview: (host: HostSummary, choice: ExtensionChoice) => void
  readonly empty: ReactNode
}

function rowKey(host: HostSummary): string {
  return host.id
}

/** The hosts as bars over time, with a line at now. One clock for all of them: no row looks at the time by itself. */
export function HostsTimeline(props: HostsTimelineProps): ReactElement {
  const { nameWidth, loaded, getRow, rowCount } = props
  const { zoom, fromMs, order } = useKept(timelineView)
  const minute = useNow()
  const now = useNow(loaded.some(({ row }) => ticksEachSecond(row, minute)) ? 'second' : 'minute')
  const found = useQuery(kindsQuery).data?.kinds
  const kinds = useMemo(() => found ?? [], [found])
  const { days } = (useQuery(preferencesQuery).data ?? DEFAULT_PREFERENCES).reminders.workingHours
  const scroller = useRef<HTMLDivElement>(null)
  const inside = useRef<HTMLDivElement>(null)
  const width = useTrackWidth(inside, nameWidth)
  const from = fromMs ?? todayFrom(zoom, now)
  const scale = useMemo(() => scaleOf(zoom, from, width), [zoom, from, width])
  const bands = useMemo(() => dayBands(scale, zoom, now, days), [scale, zoom, now, days])

  const latestEnds = useRef<LatestEnds>(undefined)
  const moving = useEndMove({
    scale,
    zoom,
    nowMs: now,
    kinds,
    latestEnd: (hostId) => latestEnds.current?.get(hostId),
    onReview: (host, newEndMs) => {
      props.onReview(host, movedChoice(host, kinds, newEndMs))
    },
  })
  const { move } = moving
  // Asked for when an end is taken hold of; until it is told, the dialog and the engine see to it.
  const limits = useQuery({
    ...limitsQuery(move === undefined ? [] : [move.hostId]),
    enabled: move !== undefined,
  })
  useLayoutEffect(() => {
    latestEnds.current = limits.data
  })
  const rows = useVirtualRows<HostSummary>(
    {
      ...props,
      rowKey,
      onRowKeyDown: (event, host) => {
        if (moving.takeKey(host, event)) event.preventDefault()
      },
      onOpen: (host, index) => {
        if (!moving.review(host)) props.onOpen?.(host, index)
      },
      onFocusedIndexChange: (index) => {
        if (move?.by === 'keys') moving.cancel()
        props.onFocusedIndexChange?.(index)
      },
    },
    scroller,
    TIMELINE_HEADER,
  )

  useShortcut('timelineToday', showToday)
  useShortcut('timelineEarlier', earlier)
  useShortcut('timelineLater', later)

  // Rows are memoised: they keep the same function.
  const drag = useRef(moving.drag)
  useLayoutEffect(() => {
    drag.current = moving.drag
  })
  const grip = useCallback((host: HostSummary, event: PointerEvent<HTMLElement>) => {
    drag.current(host, event)
  }, [])

  const movedItem = move && rows.items.find(({ index }) => getRow(index)?.id === move.hostId)
  return (
    <div className="relative flex min-h-0 min-w-0 flex-1 flex-col">
      <div
        ref={scroller}
        onWheel={(event) => {
          const pixels = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX
          if (Math.abs(pixels) > (event.shiftKey ? 0 : Math.abs(event.deltaY))) push(pixels, width)
        }}
        className="flex min-h-0 flex-1 flex-col overflow-x-hidden overflow-y-auto overscroll-x-contain bg-surface"
      >
        {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the focus is on its rows (roving tabindex) */}
        <div
          ref={inside}
          role="grid"
          aria-label="hosts"
          aria-rowcount={rowCount + 1}
          aria-multiselectable
          onKeyDown={rows.keyDown}
          onFocus={rows.focus}
          onBlur={rows.blur}
          className="flex flex-auto flex-col"
        >
          <TimelineHeader
            nameWidth={nameWidth}
            order={order}
            bands={bands}
            scale={scale}
            zoom={zoom}
            nowMs={now}
          />
          {width === 0 ? null : (
            <div
              role={rowCount === 0 ? 'presentation' : 'rowgroup'}
              className="relative flex-auto"
              style={{ minHeight: rows.height }}
            >
              <TimelineBackdrop left={nameWidth} bands={bands} scale={scale} zoom={zoom} />
              {rows.items.map(({ index, start }) => {
                const host = getRow(index)
                const before = order === 'provider' && index > 0 ? getRow(index - 1) : undefined
                const isFirst =
                  order === 'provider' &&
                  host !== undefined &&
                  (index === 0 || before?.instance !== host.instance || before.provider !== host.provider)
                const isMoved = host !== undefined && move?.hostId === host.id
                return (
                  <TimelineRow
                    key={host === undefined ? `#${index}` : host.id}
                    host={host}
                    index={index}
                    top={start - TIMELINE_HEADER}
                    nameWidth={nameWidth}
                    scale={scale}
                    nowMs={now}
                    selected={host !== undefined && (props.selectedKeys?.has(host.id) ?? false)}
                    focused={index === rows.focusedIndex}
                    tabbable={index === rows.tabbableIndex}
                    movable={host !== undefined && movableEnd(host, kinds) !== undefined}
                    movedFromMs={isMoved ? move.endMs : undefined}
                    movedToMs={isMoved ? move.newEndMs : undefined}
                    groupName={isFirst ? host.instance : undefined}
                    onPress={rows.press}
                    onOpen={rows.open}
                    onGrip={grip}
                  />
                )
              })}
              <NowLine left={nameWidth} scale={scale} nowMs={now} />
              {move === undefined || movedItem === undefined ? null : (
                <MovedTold
                  move={move}
                  limitMs={limits.data?.get(move.hostId)}
                  instance={getRow(movedItem.index)?.instance ?? ''}
                  scale={scale}
                  nowMs={now}
                  left={nameWidth}
                  top={movedItem.start - TIMELINE_HEADER}
                />
              )}
            </div>
          )}
        </div>
      </div>
      <span role="status" className="sr-only">
        {move?.by === 'keys' ? movedWords(move.endMs, move.newEndMs, now).spoken : ''}
      </span>
      {rowCount === 0 ? (
        <div
          className="absolute inset-x-0 bottom-0 flex flex-col overflow-y-auto"
          style={{ top: TIMELINE_HEADER }}
        >
          {props.empty}
        </div>
      ) : null}
    </div>
  )
}
