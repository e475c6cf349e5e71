import { Ban, CircleCheck, CircleDashed, CircleX, CloudOff, Hourglass, type LucideIcon } from 'lucide-react'
import type { Task, TaskLine, TaskState } from '@shared/domain/task'
import { reconnectingText } from '@renderer/features/tasks/line-facts'
import type { BadgeTone } from '@renderer/ui/Badge'
import type { TaskState as IconState } from '@renderer/ui/TaskStateIcon'

/** The badge of a task: tint, sign and word. */
export interface StateBadge {
  readonly tone: BadgeTone
  readonly icon: LucideIcon | undefined
  readonly word: string
}

const BADGES: Readonly<Record<TaskState, StateBadge>> = {
  queued: { tone: 'neutral', icon: CircleDashed, word: 'Waiting' },
  waiting: { tone: 'neutral', icon: Hourglass, word: 'Can be undone' },
  running: { tone: 'accent', icon: undefined, word: 'Running' },
  succeeded: { tone: 'ok', icon: CircleCheck, word: 'Done' },
  failed: { tone: 'danger', icon: CircleX, word: 'Failed' },
  cancelled: { tone: 'neutral', icon: Ban, word: 'Cancelled' },
}

/** The badge of a task; one that was told to stop and still runs says so, and one that cannot ask its provider. */
export function stateBadge(task: Pick<Task, 'state' | 'cancelRequested' | 'lines'>): StateBadge {
  if (task.state === 'running' && task.cancelRequested) return { ...BADGES.running, word: 'Cancelling' }
  if (task.state === 'running' && reconnectingText(task) !== undefined) {
    return { tone: 'warn', icon: CloudOff, word: 'Reconnecting' }
  }
  return BADGES[task.state]
}

/** A state as `TaskStateIcon` draws it, with its word. */
export function stateIcon(state: TaskLine['status']['state']): {
  readonly state: IconState
  readonly label: string
} {
  return state === 'waiting'
    ? { state: 'queued', label: BADGES.waiting.word }
    : { state, label: BADGES[state].word }
}
