import {
  Ban,
  Bell,
  CircleCheck,
  CircleDashed,
  CircleX,
  ClockAlert,
  ClockPlus,
  Play,
  RefreshCw,
  RotateCcw,
  Send,
  Tag,
  TriangleAlert,
  Undo2,
  Unlink,
  type LucideIcon,
} from 'lucide-react'
import type { ReactElement } from 'react'
import type { HostEvent } from '@shared/domain/host'
import { momentText } from '@shared/lib/time-text'
import { hrefTo, paths } from '@renderer/app/navigation'
import { useNow } from '@renderer/app/now'
import { fullMoment } from '@renderer/features/leases/lease-text'

const NEUTRAL = 'text-ink-3'

/** A sign for every kind of event; colour only where something ended well or badly. */
const SIGNS: Readonly<Record<HostEvent['kind'], { readonly icon: LucideIcon; readonly ink: string }>> = {
  requested: { icon: CircleDashed, ink: NEUTRAL },
  claimed: { icon: Tag, ink: NEUTRAL },
  checked_out: { icon: CircleCheck, ink: 'text-ok-ink' },
  left_behind: { icon: TriangleAlert, ink: 'text-warn-ink' },
  kept: { icon: CircleCheck, ink: NEUTRAL },
  check_in_asked: { icon: Undo2, ink: NEUTRAL },
  check_in_undone: { icon: RotateCcw, ink: NEUTRAL },
  release_sent: { icon: Send, ink: NEUTRAL },
  release_failed: { icon: CircleX, ink: 'text-danger-ink' },
  released: { icon: CircleCheck, ink: NEUTRAL },
  discarded: { icon: Ban, ink: NEUTRAL },
  resumed: { icon: Play, ink: NEUTRAL },
  extend_sent: { icon: ClockPlus, ink: NEUTRAL },
  extended: { icon: ClockPlus, ink: 'text-ok-ink' },
  extend_failed: { icon: CircleX, ink: 'text-danger-ink' },
  synced: { icon: RefreshCw, ink: NEUTRAL },
  still_there: { icon: ClockAlert, ink: 'text-warn-ink' },
  reminder_set: { icon: Bell, ink: NEUTRAL },
  auto_extend: { icon: ClockPlus, ink: NEUTRAL },
  gone: { icon: Unlink, ink: 'text-warn-ink' },
}

/** A host's history, newest first, as a line of signs. */
export function EventList(props: {
  readonly events: readonly HostEvent[]
  readonly limit?: number
}): ReactElement {
  const now = useNow()
  const newest = props.events.toSorted((a, b) => b.id - a.id).slice(0, props.limit)
  return (
    <ol>
      {newest.map((event, index) => {
        const { icon: Icon, ink } = SIGNS[event.kind]
        return (
          <li key={event.id} className="relative flex gap-2.5 pb-2">
            {index === newest.length - 1 ? null : (
              <span aria-hidden className="absolute top-[18px] bottom-0 left-[7px] w-px bg-line-2" />
            )}
            <Icon size={14} strokeWidth={2} aria-hidden className={`mt-[3px] ${ink}`} />
            <span className="min-w-0 flex-1 break-words">
              {event.text}
              {event.taskId === undefined ? null : (
                <>
                  {' '}
                  <a
                    href={hrefTo(paths.task(event.taskId))}
                    className="text-xs whitespace-nowrap text-ink-3 hover:text-ink hover:underline"
                  >
                    task {event.taskId}
                  </a>
                </>
              )}
            </span>
            <time
              dateTime={new Date(event.atMs).toISOString()}
              title={fullMoment(event.atMs)}
              className="text-xs leading-5 whitespace-nowrap text-ink-3 tnum"
            >
              {momentText(event.atMs, now)}
            </time>
          </li>
        )
      })}
    </ol>
  )
}

/** The tab with the whole history. */
export function HostEvents({ events }: { readonly events: readonly HostEvent[] }): ReactElement {
  return (
    <div className="px-4 py-3">
      <EventList events={events} />
    </div>
  )
}
