import { CalendarClock, ChevronDown, ChevronLeft, ChevronRight } from 'lucide-react'
import type { ReactElement } from 'react'
import { useKept } from '@renderer/app/kept'
import { earlier, later, showToday, zoomTo } from '@renderer/features/timeline/gestures'
import type { Zoom } from '@renderer/features/timeline/scale'
import { timelineView } from '@renderer/features/timeline/view-store'
import { Button } from '@renderer/ui/Button'
import { IconButton } from '@renderer/ui/IconButton'
import { Menu } from '@renderer/ui/Menu'
import { SegmentedControl } from '@renderer/ui/SegmentedControl'

const ZOOMS: readonly { readonly value: Zoom; readonly label: string }[] = [
  { value: 'day', label: 'Day' },
  { value: 'week', label: 'Week' },
  { value: 'month', label: 'Month' },
]

/** Which time is in sight: earlier, today, later, and how much of it. */
export function TimelineControls({ compact }: { readonly compact: boolean }): ReactElement {
  const { zoom } = useKept(timelineView)
  return (
    <div role="group" aria-label="Time in sight" className="ml-auto flex flex-none items-center gap-2">
      <IconButton icon={ChevronLeft} label="Earlier" keyHint="Left" onClick={earlier} />
      {compact ? (
        <IconButton icon={CalendarClock} label="Today" keyHint="T" onClick={showToday} />
      ) : (
        <Button keyHint="T" onClick={showToday}>
          Today
        </Button>
      )}
      <IconButton icon={ChevronRight} label="Later" keyHint="Right" onClick={later} />
      {compact ? (
        <Menu
          label="Zoom"
          align="end"
          trigger={
            <Button trailingIcon={ChevronDown} aria-label={`Zoom: ${zoom}`}>
              {ZOOMS.find(({ value }) => value === zoom)?.label}
            </Button>
          }
          items={ZOOMS.map(({ value, label }) => ({
            kind: 'check',
            closes: true,
            id: value,
            label,
            checked: value === zoom,
            onChange: () => {
              zoomTo(value)
            },
          }))}
        />
      ) : (
        <SegmentedControl label="Zoom" value={zoom} options={ZOOMS} onChange={zoomTo} />
      )}
    </div>
  )
}
