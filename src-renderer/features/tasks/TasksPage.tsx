import { useQuery } from '@tanstack/react-query'
import { ListChecks, Plus } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { isEnded } from '@shared/domain/task'
import { CallProblem } from '@renderer/app/CallProblem'
import { Kept, useKept } from '@renderer/app/kept'
import { goTo, paths, usePlaceBelow } from '@renderer/app/navigation'
import { useNow } from '@renderer/app/now'
import { PageHeader } from '@renderer/app/shell/PageHeader'
import { Waiting } from '@renderer/app/Waiting'
import { tasksQuery } from '@renderer/features/tasks/queries'
import { groupTasks, passesFilter, type TaskFilter } from '@renderer/features/tasks/task-groups'
import { TaskDetail } from '@renderer/features/tasks/TaskDetail'
import { TaskList } from '@renderer/features/tasks/TaskList'
import { Button } from '@renderer/ui/Button'
import { EmptyState } from '@renderer/ui/EmptyState'
import { useThrottled } from '@renderer/ui/use-throttled'

const FIRST_TASKS = 100
const MOST_TASKS = 500
const SEARCH_MS = 150

/** What the list was narrowed to, for coming back. */
const view = new Kept<{ readonly search: string; readonly filter: TaskFilter }>({ search: '', filter: 'all' })

/** Tasks: what runs and what ran, and beside it one of them in full. */
export function TasksPage(): ReactElement {
  const { search, filter } = useKept(view)
  const [limit, setLimit] = useState(FIRST_TASKS)
  const below = usePlaceBelow(paths.tasks)
  const now = useNow()
  const wanted = useThrottled(search, SEARCH_MS)
  const list = useQuery({ ...tasksQuery(wanted, limit), placeholderData: (last) => last })
  const tasks = list.data?.tasks
  const shown = (tasks ?? []).filter((task) => passesFilter(task, filter))
  // The order of the list, so that the first task shown beside it is the one at its top.
  const first = groupTasks(shown, now)[0]?.tasks[0]
  // The one that was at the top when the page was opened stays: a task that begins must not take its place.
  const [opened, setOpened] = useState<number>()
  if (opened === undefined && first !== undefined) setOpened(first.id)
  const selectedId = below === '' ? (opened ?? first?.id) : Number(below)
  const running = list.data?.active ?? 0
  const isEmpty = tasks?.length === 0 && search === '' && below === ''

  return (
    <>
      <PageHeader title="Tasks" count={running === 0 ? undefined : `${running} under way`} />
      {list.error === null ? null : (
        <CallProblem banner error={list.error} onRetry={() => void list.refetch()} />
      )}
      {isEmpty ? (
        <EmptyState
          icon={ListChecks}
          title="No tasks yet"
          text="Every check out and check in is a task. Its steps, its log and what went wrong stay here."
          actions={
            <Button
              variant="primary"
              size={32}
              icon={Plus}
              onClick={() => {
                goTo(paths.checkout)
              }}
            >
              Check out a host
            </Button>
          }
        />
      ) : (
        <div className="flex min-h-0 flex-1">
          <TaskList
            tasks={shown}
            isLoading={tasks === undefined}
            selectedId={selectedId}
            search={search}
            onSearchChange={(next) => {
              view.update((last) => ({ ...last, search: next }))
            }}
            filter={filter}
            onFilterChange={(next) => {
              view.update((last) => ({ ...last, filter: next }))
            }}
            onMore={
              limit < MOST_TASKS &&
              (tasks ?? []).filter((task) => isEnded(task.state)).length >= limit - running
                ? () => {
                    setLimit(MOST_TASKS)
                  }
                : undefined
            }
          />
          {selectedId === undefined || !Number.isInteger(selectedId) ? (
            <div className="flex min-w-0 flex-1 flex-col">
              {tasks === undefined ? <Waiting label="Reading the tasks" /> : null}
            </div>
          ) : (
            <TaskDetail
              key={selectedId}
              taskId={selectedId}
              known={tasks?.find((task) => task.id === selectedId)}
            />
          )}
        </div>
      )}
    </>
  )
}
