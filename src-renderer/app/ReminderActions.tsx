import { AlarmClock, ClockPlus } from 'lucide-react'
import type { ReactElement } from 'react'
import { goTo, paths } from '@renderer/app/navigation'
import { toastProblem } from '@renderer/app/problem-toast'
import { useCall } from '@renderer/bridge/queries'
import { Button } from '@renderer/ui/Button'

const SNOOZE_MINUTES = 15

/** What a reminder offers that is shown in the window, because the desktop shows none: what its buttons would there. */
export function ReminderActions(props: {
  readonly hostIds: readonly string[]
  readonly onDone: () => void
}): ReactElement {
  const snooze = useCall('reminders.snooze', { onError: toastProblem, onSuccess: props.onDone })
  return (
    <>
      <Button
        icon={ClockPlus}
        onClick={() => {
          goTo(paths.extend(props.hostIds))
          props.onDone()
        }}
      >
        Extend
      </Button>
      <Button
        variant="ghost"
        icon={AlarmClock}
        busy={snooze.isPending}
        onClick={() => {
          snooze.mutate({ hostIds: [...props.hostIds], minutes: SNOOZE_MINUTES })
        }}
      >
        Snooze 15 min
      </Button>
    </>
  )
}
