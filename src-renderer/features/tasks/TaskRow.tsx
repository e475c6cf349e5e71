import { clsx } from 'clsx'
import { memo, type ReactElement } from 'react'
import { isEnded, type Task } from '@shared/domain/task'
import { clockText, elapsedText } from '@shared/lib/time-text'
import { percentDone } from '@renderer/app/being-made'
import { hrefTo, paths } from '@renderer/app/navigation'
import { stateIcon } from '@renderer/features/tasks/task-state'
import { taskSummary } from '@renderer/features/tasks/task-summary'
import { ProgressBar } from '@renderer/ui/ProgressBar'
import { ProviderMark } from '@renderer/ui/ProviderMark'
import { TaskStateIcon } from '@renderer/ui/TaskStateIcon'

/** One task in the list: state, title, when or how long, and in one line how it goes or went. */
export const TaskRow = memo(function TaskRow(props: {
  readonly task: Task
  readonly selected: boolean
  readonly nowMs: number
}): ReactElement {
  const { task, nowMs } = props
  const ended = isEnded(task.state)
  const summary = taskSummary(task, nowMs)
  return (
    <a
      href={hrefTo(paths.task(task.id))}
      data-task={task.id}
      aria-current={props.selected ? 'true' : undefined}
      draggable={false}
      className={clsx(
        'relative flex gap-2.5 border-b border-line px-4 py-2 focus-visible:-outline-offset-2',
        props.selected ? 'bg-accent-soft' : 'hover:bg-hover',
      )}
    >
      <span className="mt-0.5">
        <TaskStateIcon {...stateIcon(task.state)} />
      </span>
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-2">
          <span title={task.title} className="min-w-0 flex-1 truncate font-medium">
            {task.title}
          </span>
          <span className="text-xs whitespace-nowrap text-ink-3 tnum">
            {ended
              ? clockText(task.createdAtMs)
              : elapsedText(nowMs - (task.startedAtMs ?? task.createdAtMs))}
          </span>
        </span>
        <span className="mt-0.5 flex items-center gap-1.5 text-xs text-ink-2">
          {task.provider === undefined ? null : (
            <ProviderMark kind={task.provider} size={14} label={task.provider} />
          )}
          <span title={summary} className={clsx('truncate', task.state === 'failed' && 'text-danger-ink')}>
            {summary}
          </span>
        </span>
        {task.state === 'running' ? (
          <span className="mt-1.5 block">
            <ProgressBar percent={percentDone(task.lines)} label={`${task.title}: ${summary}`} />
          </span>
        ) : null}
      </span>
    </a>
  )
})
