import { useQuery } from '@tanstack/react-query'
import { Bell, BellOff } from 'lucide-react'
import type { ReactElement } from 'react'
import { hrefTo, paths } from '@renderer/app/navigation'
import { useNow } from '@renderer/app/now'
import { reminderStateQuery } from '@renderer/features/leases/queries'
import { reminderStatus } from '@renderer/features/leases/reminder-words'

/** How reminders stand, in the line at the bottom; leads to their settings. */
export function ReminderStatus(): ReactElement | null {
  const state = useQuery(reminderStateQuery).data
  const now = useNow()
  if (state === undefined) return null
  const isSilent = state.paused !== undefined || state.quietUntilMs !== undefined
  const Icon = isSilent ? BellOff : Bell
  return (
    <a
      href={hrefTo(`${paths.settings}/reminders`)}
      draggable={false}
      className="inline-flex min-w-0 items-center gap-1.5 rounded-sm hover:text-ink"
    >
      <Icon size={12} strokeWidth={2} aria-hidden />
      <span className="truncate">{reminderStatus(state, now)}</span>
    </a>
  )
}
