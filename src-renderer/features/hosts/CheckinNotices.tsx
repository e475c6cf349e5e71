import { useEffect, useRef } from 'react'
import { clockNow, clockRate } from '@renderer/app/clock'
import { toastProblem } from '@renderer/app/problem-toast'
import { useShortcut } from '@renderer/app/shortcuts'
import { useCall } from '@renderer/bridge/queries'
import { useWaitingCheckins } from '@renderer/features/hosts/use-waiting-checkins'
import type { WaitingCheckin } from '@renderer/features/hosts/waiting-checkins'
import { toastManager } from '@renderer/ui/toast-manager'

/** A countdown that is nearly over is not worth showing. */
const TOO_LATE_MS = 300

function toastId(taskId: number): string {
  return `checkin-${taskId}`
}

/**
 * The notices with Undo. They follow the tasks that wait, and not the gesture that began them: so they are there for a
 * check in from another place, and again after the window was loaded anew.
 */
export function CheckinNotices(): null {
  const waiting = useWaitingCheckins()
  const undo = useCall('hosts.undoCheckin', { onError: toastProblem })
  const send = useCall('hosts.sendCheckin', { onError: toastProblem })
  const hold = useCall('hosts.holdCheckin', { onError: toastProblem })
  const shown = useRef<ReadonlySet<number>>(new Set())

  const newest = waiting.at(-1)
  useShortcut(
    'undoCheckin',
    () => {
      if (newest !== undefined) undo.mutate({ taskId: newest.taskId })
    },
    newest !== undefined,
  )

  useEffect(() => {
    function words(checkin: WaitingCheckin): {
      readonly title: string
      readonly description: (secondsLeft: number) => string
    } {
      return {
        title: checkin.title,
        description: (seconds) => `${checkin.names}, sent in ${seconds}\u00a0s`,
      }
    }
    function show(checkin: WaitingCheckin): void {
      const { taskId } = checkin
      const leftMs = (checkin.untilMs - clockNow()) / clockRate()
      if (leftMs < TOO_LATE_MS) return
      toastManager.show({
        id: toastId(taskId),
        ...words(checkin),
        countdownMs: leftMs,
        onHeldChange: (held) => {
          hold.mutate({ taskId, held })
        },
        actions: [
          {
            label: 'Undo',
            keyHint: 'Mod Z',
            onPress: () => {
              undo.mutate({ taskId })
            },
          },
          {
            label: 'Send now',
            variant: 'ghost',
            onPress: () => {
              send.mutate({ taskId })
            },
          },
        ],
      })
    }

    for (const checkin of waiting) {
      if (shown.current.has(checkin.taskId)) toastManager.update(toastId(checkin.taskId), words(checkin))
      else show(checkin)
    }
    const now = new Set(waiting.map((checkin) => checkin.taskId))
    for (const taskId of shown.current) if (!now.has(taskId)) toastManager.close(toastId(taskId))
    shown.current = now
    // The calls are the same for as long as the component is there.
    // eslint-disable-next-line react/exhaustive-deps
  }, [waiting])

  return null
}
