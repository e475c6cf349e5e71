import { Ban, CircleCheck, CircleDashed, CircleX } from 'lucide-react'
import type { ReactElement } from 'react'
import { Spinner } from '@renderer/ui/Spinner'

/** How a task stands. */
export type TaskState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'

const WORDS: Readonly<Record<TaskState, string>> = {
  queued: 'Waiting',
  running: 'Running',
  succeeded: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
}

const ICONS = {
  queued: { icon: CircleDashed, ink: 'text-ink-3' },
  succeeded: { icon: CircleCheck, ink: 'text-ok-ink' },
  failed: { icon: CircleX, ink: 'text-danger-ink' },
  cancelled: { icon: Ban, ink: 'text-ink-3' },
} as const

/** The state of a task as a shape; its word is the label. */
export function TaskStateIcon(props: {
  readonly state: TaskState
  readonly size?: 14 | 16 | undefined
  readonly label?: string | undefined
}): ReactElement {
  const size = props.size ?? 16
  const label = props.label ?? WORDS[props.state]
  if (props.state === 'running') return <Spinner size={size} label={label} />
  const { icon: Icon, ink } = ICONS[props.state]
  return (
    <Icon size={size} strokeWidth={size === 16 ? 1.75 : 2} role="img" aria-label={label} className={ink} />
  )
}
