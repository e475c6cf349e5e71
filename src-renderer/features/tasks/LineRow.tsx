import { clsx } from 'clsx'
import { CloudOff } from 'lucide-react'
import { memo, type ReactElement } from 'react'
import { isEnded, type Task, type TaskLine } from '@shared/domain/task'
import { KIND_WORDS } from '@renderer/features/tasks/kind-words'
import { lineElapsed, nowText } from '@renderer/features/tasks/line-facts'
import { runningStepText, stepStates, stepText } from '@renderer/features/tasks/line-steps'
import { LineMenu } from '@renderer/features/tasks/LineMenu'
import { OpenLinkIcon } from '@renderer/app/OpenLink'
import { stateIcon } from '@renderer/features/tasks/task-state'
import { HostName } from '@renderer/ui/HostName'
import { StepBar } from '@renderer/ui/StepBar'
import { TaskStateIcon } from '@renderer/ui/TaskStateIcon'

/** Whether a line's title is already the name of a host, and not of what it is made from. */
function isNamed(line: TaskLine, kind: Task['kind']): boolean {
  return KIND_WORDS[kind].isNamed || line.status.state === 'succeeded'
}

/** One host of a task. */
export const LineRow = memo(function LineRow(props: {
  readonly taskId: number
  readonly kind: Task['kind']
  readonly cancelling: boolean
  readonly line: TaskLine
  readonly index: number
  readonly top: number
  readonly selected: boolean
  readonly nowMs: number
  readonly onSelect: (line: number) => void
}): ReactElement {
  const { line } = props
  const [link] = line.links
  const now = nowText(line, props.kind)
  const { state } = line.status
  const isLost = state === 'running' && line.reconnecting !== undefined
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- The grid takes the keys for its rows.
    <div
      role="row"
      aria-rowindex={props.index + 2}
      aria-selected={props.selected}
      data-index={props.index}
      tabIndex={props.selected ? 0 : -1}
      style={{ transform: `translateY(${props.top}px)` }}
      onClick={() => {
        props.onSelect(line.line)
      }}
      className={clsx(
        'absolute inset-x-0 top-0 flex h-9 items-center gap-3 border-b border-line px-5 focus-visible:-outline-offset-2',
        props.selected ? 'bg-accent-soft' : 'hover:bg-hover',
      )}
    >
      <span role="gridcell" className="w-5 flex-none text-xs text-ink-3 tnum">
        {line.line}
      </span>
      <span role="gridcell" className="flex w-[30%] max-w-[236px] min-w-0 flex-none items-center gap-2">
        <TaskStateIcon {...stateIcon(state)} />
        {isNamed(line, props.kind) ? (
          <HostName name={line.title} />
        ) : (
          <span className="truncate text-ink-3">{isEnded(state) ? 'No name' : 'No name yet'}</span>
        )}
      </span>
      <span role="gridcell" className="flex min-w-0 flex-1 items-center">
        {line.steps.length === 0 ? null : (
          <StepBar
            steps={stepStates(line)}
            label={
              (state === 'running' ? runningStepText(line) : stepText(line)) ??
              `${line.steps.length} steps, none begun`
            }
          />
        )}
      </span>
      <span
        role="gridcell"
        title={now}
        className={clsx(
          'flex w-[152px] flex-none items-center gap-1 text-xs',
          state === 'failed' && 'text-danger-ink',
          isLost && 'text-warn-ink',
          state !== 'failed' && !isLost && 'text-ink-2',
        )}
      >
        {isLost ? <CloudOff size={12} strokeWidth={2.2} aria-hidden className="flex-none" /> : null}
        <span className="truncate">{now}</span>
      </span>
      <span
        role="gridcell"
        className="hidden w-16 flex-none text-right text-xs whitespace-nowrap text-ink-3 tnum @[600px]:block"
      >
        {lineElapsed(line, props.nowMs)}
      </span>
      <span role="gridcell" className="flex w-[84px] flex-none items-center justify-end gap-1">
        {link === undefined ? null : <OpenLinkIcon link={link} tabIndex={-1} />}
        <LineMenu taskId={props.taskId} line={line} kind={props.kind} cancelling={props.cancelling} />
      </span>
    </div>
  )
})
