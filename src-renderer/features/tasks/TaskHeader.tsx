import { FileDown } from 'lucide-react'
import type { ReactElement } from 'react'
import { isEnded, type Task, type TaskLine } from '@shared/domain/task'
import { clockText, momentText } from '@shared/lib/time-text'
import { askExport } from '@renderer/features/reports/export-store'
import { reconnectingText } from '@renderer/features/tasks/line-facts'
import { currentStep } from '@renderer/features/tasks/line-steps'
import { OpenLink } from '@renderer/app/OpenLink'
import { dayTitle } from '@renderer/features/tasks/task-groups'
import { stateBadge } from '@renderer/features/tasks/task-state'
import { taskTimes } from '@renderer/features/tasks/task-summary'
import { exitText, isBadExit } from '@renderer/features/tasks/exit-text'
import { TaskActions } from '@renderer/features/tasks/TaskActions'
import { TaskArguments } from '@renderer/features/tasks/TaskArguments'
import { Badge } from '@renderer/ui/Badge'
import { Button } from '@renderer/ui/Button'
import { ProviderName } from '@renderer/ui/ProviderMark'

function stepNote(line: TaskLine | undefined): string | undefined {
  if (line?.status.state !== 'failed' || line.steps.length === 0) return undefined
  const at = currentStep(line)
  return at < 0 ? 'Failed before the first step' : `Failed at step ${at + 1} of ${line.steps.length}`
}

/** What the task is, how it stands, when it was; at the right what can be done with it. */
export function TaskHeader(props: {
  readonly task: Task
  /** The line that is looked at. */
  readonly line: TaskLine | undefined
  readonly nowMs: number
}): ReactElement {
  const { task, nowMs } = props
  const badge = stateBadge(task)
  const isToday = dayTitle(task.createdAtMs, nowMs) === 'Today'
  const clock = (atMs: number): string => (isToday ? clockText(atMs) : momentText(atMs, nowMs))
  const note = stepNote(props.line)
  const exit = exitText(props.line?.result)
  const lost = task.state === 'running' ? reconnectingText(task) : undefined
  // Of several lines each has its links in its row; the card of a failure has its own.
  const links =
    task.lines.length === 1 && props.line?.status.state !== 'failed' ? (props.line?.links ?? []) : []
  return (
    <div className="flex-none px-5 pt-4 pb-3">
      <div className="flex min-h-7 items-center gap-3">
        <h2 title={task.title} className="min-w-0 truncate text-md font-semibold select-text">
          {task.title}
        </h2>
        <span role="status" className="flex-none">
          <Badge tone={badge.tone} icon={badge.icon} spinning={badge.icon === undefined}>
            {badge.word}
          </Badge>
        </span>
        <span className="flex-1" />
        <Button
          variant="ghost"
          icon={FileDown}
          onClick={() => {
            askExport({ kind: 'task', taskId: task.id })
          }}
        >
          Report
        </Button>
        <TaskActions task={task} nowMs={nowMs} hasCard={props.line?.status.state === 'failed'} />
      </div>
      <div className="mt-1.5 flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-ink-2 tnum">
        {task.provider === undefined ? null : (
          <ProviderName kind={task.provider} instance={task.instance} size={16} />
        )}
        <span>{taskTimes(task, nowMs, clock)}</span>
        <TaskArguments task={task} />
        {note === undefined ? null : <span>{note}</span>}
        {exit === undefined ? null : (
          <span className={isBadExit(props.line?.result) ? 'font-medium text-danger-ink' : undefined}>
            {exit}
          </span>
        )}
        {lost === undefined ? null : <span className="text-warn-ink">{lost}</span>}
        {links.map((link) => (
          <OpenLink key={link.url} link={link} className="-my-1" />
        ))}
        {isEnded(task.state) || task.retryOf === undefined ? null : <span>Retry of task {task.retryOf}</span>}
      </div>
    </div>
  )
}
