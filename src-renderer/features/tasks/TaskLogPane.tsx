import { useMemo, type ReactElement } from 'react'
import { isEnded, type Task } from '@shared/domain/task'
import { count } from '@shared/lib/words'
import { CallProblem } from '@renderer/app/CallProblem'
import { failingLine } from '@renderer/features/tasks/failing-line'
import { savedText, viewLines } from '@renderer/features/tasks/log-view-lines'
import { useSaveText } from '@renderer/features/tasks/use-save-text'
import { useTaskLog } from '@renderer/features/tasks/use-task-log'
import { LogView } from '@renderer/ui/LogView'
import { SegmentedControl } from '@renderer/ui/SegmentedControl'
import { Select } from '@renderer/ui/Select'

const ALL = 'all'
const MOST_TABS = 6

function HostTabs(props: {
  readonly hosts: readonly number[]
  readonly host: number | undefined
  readonly onChange: (host: number | undefined) => void
}): ReactElement {
  const value = props.host === undefined ? ALL : String(props.host)
  const options = [
    { value: ALL, label: 'All' },
    ...props.hosts.map((host) => ({ value: String(host), label: `Host ${host}` })),
  ]
  const change = (next: string): void => {
    props.onChange(next === ALL ? undefined : Number(next))
  }
  return props.hosts.length > MOST_TABS ? (
    <span className="w-32 flex-none">
      <Select label="Log of" size={28} value={value} options={options} onChange={change} />
    </span>
  ) : (
    <span className="-my-1 min-w-0 overflow-x-auto py-1">
      <SegmentedControl label="Log of" value={value} options={options} onChange={change} />
    </span>
  )
}

/** The task's log, following while it grows; opened at the failing line when it failed. */
export function TaskLogPane(props: {
  readonly task: Task
  /** The line whose part is shown; absent: everything. */
  readonly host: number | undefined
  readonly onHostChange: (host: number | undefined) => void
  /** Why the line that is looked at failed, in the provider's words: the log is opened there. */
  readonly reason?: string | undefined
}): ReactElement {
  const { task, host } = props
  const log = useTaskLog(task.id)
  const save = useSaveText('Log saved')
  const lines = useMemo(() => viewLines(log.lines, host), [log.lines, host])
  const failing = useMemo(() => failingLine(lines, props.reason), [lines, props.reason])
  const opensAtFailure = task.state === 'failed' && failing >= 0
  const several = task.lines.length > 1
  const isRead = log.state === 'complete'
  return (
    <div className="flex min-h-40 flex-1 flex-col">
      {log.error === undefined ? null : <CallProblem banner error={log.error} onRetry={log.retry} />}
      <LogView
        // Another log, or the whole of it, begins at its own place.
        key={`${host ?? ALL}/${opensAtFailure && isRead ? 'failure' : 'end'}`}
        label="Task log"
        lines={lines}
        live={!isEnded(task.state)}
        initialLine={opensAtFailure ? failing : undefined}
        toolbarStart={
          several ? (
            <HostTabs hosts={task.lines.map((line) => line.line)} host={host} onChange={props.onHostChange} />
          ) : (
            <span className="text-xs text-ink-3 tnum">
              {count(lines.length, 'line')}
              {opensAtFailure ? ', shown from the failure' : ''}
            </span>
          )
        }
        onSave={() => {
          const shown = host === undefined ? log.lines : log.lines.filter((line) => line.line === host)
          save(
            `task-${task.id}${host === undefined ? '' : `-host-${host}`}.log`,
            savedText(shown, several && host === undefined),
          )
        }}
        emptyText={isRead ? 'Nothing was said yet.' : 'Reading the log'}
      />
    </div>
  )
}
