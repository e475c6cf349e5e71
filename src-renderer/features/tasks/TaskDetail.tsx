import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState, type ReactElement } from 'react'
import { isEnded, type Task } from '@shared/domain/task'
import { CallProblem } from '@renderer/app/CallProblem'
import { useNow } from '@renderer/app/now'
import { Waiting } from '@renderer/app/Waiting'
import { FailureCard } from '@renderer/features/tasks/FailureCard'
import { IgnoredNotice } from '@renderer/features/tasks/IgnoredNotice'
import { LeftBehind } from '@renderer/features/tasks/LeftBehind'
import { LineProgress } from '@renderer/features/tasks/LineProgress'
import { LineTable } from '@renderer/features/tasks/LineTable'
import { taskQuery } from '@renderer/features/tasks/queries'
import { TaskHeader } from '@renderer/features/tasks/TaskHeader'
import { TaskLogPane } from '@renderer/features/tasks/TaskLogPane'
import { useLeftBehind } from '@renderer/features/tasks/use-left-behind'

/** With the YAML library, which only a result needs. */
const ResultPane = lazy(async () => {
  const module = await import('@renderer/features/tasks/ResultPane')
  return { default: module.ResultPane }
})

/** The line to look at first: the one that failed, else the one that runs, else the first. */
function firstLine(task: Task): number | undefined {
  const failed = task.lines.find((line) => line.status.state === 'failed')
  const running = task.lines.find((line) => line.status.state === 'running')
  return (failed ?? running ?? task.lines[0])?.line
}

function Detail({ task }: { readonly task: Task }): ReactElement {
  const now = useNow(isEnded(task.state) ? 'minute' : 'second')
  const [chosen, setChosen] = useState<number>()
  const [logOf, setLogOf] = useState<number>()
  const left = useLeftBehind(task)
  const line = task.lines.find((other) => other.line === (chosen ?? firstLine(task)))
  const failed = line?.status.state === 'failed' ? line.status.error : undefined
  const several = task.lines.length > 1
  // The header says all that a table of one execution would.
  const hasTable = several || (failed === undefined && task.kind !== 'execute')

  function choose(next: number): void {
    setChosen(next)
    if (several) setLogOf(next)
  }

  const log = (
    <TaskLogPane
      task={task}
      host={logOf}
      onHostChange={setLogOf}
      reason={failed?.said ?? failed?.causes?.[0]?.reason}
    />
  )
  return (
    <section aria-label={task.title} data-pane className="@container flex min-w-0 flex-1 flex-col">
      <TaskHeader task={task} line={line} nowMs={now} />
      <div className="max-h-[68%] flex-none overflow-y-auto">
        {hasTable ? <LineTable task={task} selected={line?.line} onSelect={choose} nowMs={now} /> : null}
        {line === undefined ? null : <IgnoredNotice task={task} line={line} />}
        {failed === undefined || line === undefined ? null : (
          <FailureCard task={task} line={line} error={failed} left={left} />
        )}
        {line === undefined ||
        (failed !== undefined && line.steps.every((step) => step.outcome === undefined)) ? null : (
          <LineProgress line={line} nowMs={now} />
        )}
        {failed === undefined && left.length > 0 ? (
          <div className="px-5 pt-4 pb-4">
            <div className="rounded-lg border border-line">
              <LeftBehind hosts={left} />
            </div>
          </div>
        ) : null}
      </div>
      {line?.result === undefined ? (
        log
      ) : (
        <Suspense fallback={log}>
          <ResultPane key={line.line} taskId={task.id} result={line.result} log={log} />
        </Suspense>
      )}
    </section>
  )
}

/** One task in full: how it stands, its hosts, what went wrong, its log. */
export function TaskDetail(props: {
  readonly taskId: number
  /** The task as the list has it, until it is read. */
  readonly known: Task | undefined
}): ReactElement {
  const task = useQuery({ ...taskQuery(props.taskId), placeholderData: () => props.known })
  if (task.data !== undefined) return <Detail task={task.data} />
  return (
    <div className="flex min-w-0 flex-1 flex-col">
      {task.error === null ? (
        <Waiting label={`Reading task ${props.taskId}`} />
      ) : (
        <div className="p-5">
          <CallProblem error={task.error} onRetry={() => void task.refetch()} />
        </div>
      )}
    </div>
  )
}
