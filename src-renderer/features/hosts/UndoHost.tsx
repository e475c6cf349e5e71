import { RotateCcw } from 'lucide-react'
import type { ReactElement } from 'react'
import { toastProblem } from '@renderer/app/problem-toast'
import { useNow } from '@renderer/app/now'
import { useCall } from '@renderer/bridge/queries'
import { useWaitingCheckins } from '@renderer/features/hosts/use-waiting-checkins'
import { Button } from '@renderer/ui/Button'
import { IconButton } from '@renderer/ui/IconButton'

/** Takes this one host out of the check in that waits; the others of the same check in go on. */
export function UndoHost(props: {
  readonly hostId: string
  /** A button with words, and how long it can still be pressed. */
  readonly labelled?: boolean
}): ReactElement | null {
  const { hostId } = props
  const checkin = useWaitingCheckins().find(({ hostIds }) => hostIds.includes(hostId))
  const undo = useCall('hosts.undoCheckin', { onError: toastProblem })
  const now = useNow('second')
  if (checkin === undefined) return null
  const press = (): void => {
    undo.mutate({ taskId: checkin.taskId, hostIds: [hostId] })
  }
  if (props.labelled !== true) {
    return <IconButton icon={RotateCcw} size={24} label="Undo check in" onClick={press} />
  }
  const seconds = Math.max(0, Math.ceil((checkin.untilMs - now) / 1000))
  return (
    <>
      <Button icon={RotateCcw} busy={undo.isPending} onClick={press}>
        Undo check in
      </Button>
      <span className="text-xs text-ink-3 tnum">Sent in {seconds}&nbsp;s</span>
    </>
  )
}
