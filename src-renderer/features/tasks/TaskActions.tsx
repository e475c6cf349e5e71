import { Ban, Send, Undo2 } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { Task } from '@shared/domain/task'
import { count } from '@shared/lib/words'
import { toastProblem } from '@renderer/app/problem-toast'
import { useCall } from '@renderer/bridge/queries'
import { RetryButtons } from '@renderer/features/tasks/RetryButtons'
import { countLines, secondsLeft } from '@renderer/features/tasks/task-summary'
import { AlertDialog } from '@renderer/ui/AlertDialog'
import { Button } from '@renderer/ui/Button'
import { CountdownRing } from '@renderer/ui/CountdownRing'

function Undo({ task, nowMs }: { readonly task: Task; readonly nowMs: number }): ReactElement {
  const undo = useCall('hosts.undoCheckin', { onError: toastProblem })
  const send = useCall('hosts.sendCheckin', { onError: toastProblem })
  const left = secondsLeft(task, nowMs)
  const [total] = useState(Math.max(1, left))
  return (
    <>
      <CountdownRing leftMs={left * 1000} totalMs={total * 1000} />
      <span className="sr-only">Sent when the time to undo is over</span>
      <Button
        icon={Undo2}
        keyHint="Mod Z"
        busy={undo.isPending}
        onClick={() => {
          undo.mutate({ taskId: task.id })
        }}
      >
        Undo
      </Button>
      <Button
        variant="ghost"
        icon={Send}
        busy={send.isPending}
        onClick={() => {
          send.mutate({ taskId: task.id })
        }}
      >
        Send now
      </Button>
    </>
  )
}

function Cancel({ task }: { readonly task: Task }): ReactElement {
  const cancel = useCall('tasks.cancel', { onError: toastProblem })
  const [asking, setAsking] = useState(false)
  const { open, succeeded } = countLines(task.lines)
  const isCheckout = task.kind === 'checkout'

  function send(): void {
    setAsking(false)
    cancel.mutate({ taskId: task.id })
  }

  return (
    <>
      <Button
        icon={Ban}
        busy={cancel.isPending || task.cancelRequested}
        onClick={() => {
          // One host is soon made again; several are worth a question.
          if (isCheckout && open > 1) setAsking(true)
          else send()
        }}
      >
        Cancel
      </Button>
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Stop making ${count(open, 'host')}?`}
        description={`What is there of ${open === 1 ? 'it' : 'them'} is removed at ${task.provider ?? ''} ${task.instance ?? ''}.${succeeded > 0 ? ` The ${count(succeeded, 'host')} that ${succeeded === 1 ? 'is' : 'are'} ready stay.` : ''}`}
        confirmLabel={`Stop making ${count(open, 'host')}`}
        cancelLabel="Go on"
        tone="danger"
        onConfirm={send}
      />
    </>
  )
}

/** What can be done with the whole task now. */
export function TaskActions(props: {
  readonly task: Task
  readonly nowMs: number
  /** The failure card has the retry buttons. */
  readonly hasCard: boolean
}): ReactElement | null {
  const { task } = props
  switch (task.state) {
    case 'waiting':
      return <Undo task={task} nowMs={props.nowMs} />
    case 'queued':
    case 'running':
      return <Cancel task={task} />
    case 'failed':
    case 'cancelled':
      return props.hasCard ? null : <RetryButtons task={task} primary={false} />
    case 'succeeded':
      return null
  }
}
