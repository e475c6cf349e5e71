import { AlarmClock, ChevronDown } from 'lucide-react'
import type { ReactElement } from 'react'
import type { HostSummary } from '@shared/domain/host'
import { clockText, durationText } from '@shared/lib/time-text'
import { clockNow } from '@renderer/app/clock'
import { toastProblem } from '@renderer/app/problem-toast'
import { useCall } from '@renderer/bridge/queries'
import { snoozesOf } from '@renderer/features/leases/extend-origin'
import { endOf } from '@renderer/features/leases/lease-text'
import { Button } from '@renderer/ui/Button'
import { Menu } from '@renderer/ui/Menu'
import { toastManager } from '@renderer/ui/toast-manager'

/** Puts the reminders of hosts off instead of extending them. Nothing where there is too little time left for it. */
export function SnoozeMenu(props: {
  readonly hosts: readonly HostSummary[]
  readonly nowMs: number
  readonly onSnoozed: () => void
}): ReactElement | null {
  const snooze = useCall('reminders.snooze', { onError: toastProblem })
  const choices = snoozesOf(props.hosts, props.nowMs)
  if (choices.length === 0) return null
  const hostIds = props.hosts.filter((host) => (endOf(host) ?? 0) > props.nowMs).map((host) => host.id)

  function put(minutes: number): void {
    snooze.mutate(
      { hostIds, minutes },
      {
        onSuccess() {
          toastManager.show({
            tone: 'ok',
            title: `Reminds again at ${clockText(clockNow() + minutes * 60_000)}`,
          })
          props.onSnoozed()
        },
      },
    )
  }

  return (
    <Menu
      label="Snooze"
      side="top"
      trigger={
        <Button
          variant="ghost"
          size={32}
          icon={AlarmClock}
          trailingIcon={ChevronDown}
          busy={snooze.isPending}
        >
          Snooze
        </Button>
      }
      items={choices.map((minutes) => ({
        id: String(minutes),
        label: `Snooze ${durationText(minutes * 60_000)}`,
        onSelect: () => {
          put(minutes)
        },
      }))}
    />
  )
}
