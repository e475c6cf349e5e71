import { useQuery } from '@tanstack/react-query'
import { Bell, BellOff } from 'lucide-react'
import type { ReactElement } from 'react'
import type { PauseChoice } from '@shared/domain/reminder'
import { useNow } from '@renderer/app/now'
import { toastProblem } from '@renderer/app/problem-toast'
import { useCall } from '@renderer/bridge/queries'
import { reminderStateQuery } from '@renderer/features/leases/queries'
import { reminderStatus } from '@renderer/features/leases/reminder-words'
import { SettingsGroup } from '@renderer/features/settings/SettingsBody'
import { Button } from '@renderer/ui/Button'

const CHOICES: readonly { readonly choice: PauseChoice; readonly label: string }[] = [
  { choice: 'hour', label: 'Pause for 1\u00a0h' },
  { choice: 'tomorrow', label: 'Until tomorrow' },
  { choice: 'resumed', label: 'Until resumed' },
]

/** How reminders stand now, and pausing them. */
export function PauseGroup(): ReactElement {
  const state = useQuery(reminderStateQuery).data
  const now = useNow()
  const pause = useCall('reminders.pause', { onError: toastProblem })
  const resume = useCall('reminders.resume', { onError: toastProblem })
  const isPaused = state?.paused !== undefined
  const Icon = isPaused || state?.quietUntilMs !== undefined ? BellOff : Bell
  return (
    <SettingsGroup title="Now">
      <div className="flex flex-wrap items-center gap-2">
        <p role="status" className="mr-2 inline-flex min-h-7 items-center gap-2 text-ink tnum">
          <Icon size={16} strokeWidth={1.75} aria-hidden className="text-ink-3" />
          {state === undefined ? '' : reminderStatus(state, now)}
        </p>
        {isPaused ? (
          <Button
            busy={resume.isPending}
            onClick={() => {
              resume.mutate({})
            }}
          >
            Resume
          </Button>
        ) : (
          CHOICES.map(({ choice, label }) => (
            <Button
              key={choice}
              disabled={pause.isPending}
              onClick={() => {
                pause.mutate({ choice })
              }}
            >
              {label}
            </Button>
          ))
        )}
      </div>
      <p className="mt-1 text-xs text-ink-3">
        {state?.shownBy === 'window'
          ? 'This desktop shows no notifications. Reminders come at the top of the window.'
          : 'Reminders come as notifications. What came due in a pause is told once, when it is over.'}
      </p>
    </SettingsGroup>
  )
}
