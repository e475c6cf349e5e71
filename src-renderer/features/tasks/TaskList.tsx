import { useQuery } from '@tanstack/react-query'
import type { KeyboardEvent, ReactElement } from 'react'
import { DEFAULT_PREFERENCES } from '@shared/domain/settings'
import { isEnded, type Task } from '@shared/domain/task'
import { goTo, paths } from '@renderer/app/navigation'
import { useNow } from '@renderer/app/now'
import { preferencesQuery } from '@renderer/app/queries'
import { groupTasks, type TaskFilter } from '@renderer/features/tasks/task-groups'
import { TaskRow } from '@renderer/features/tasks/TaskRow'
import { FilterChip } from '@renderer/ui/FilterChip'
import { LinkButton } from '@renderer/ui/LinkButton'
import { SearchInput } from '@renderer/ui/SearchInput'

const FILTERS = [
  { value: 'running', label: 'Running' },
  { value: 'failed', label: 'Failed' },
] as const

/** The task that a key moves to, from the one that has the focus. */
function moveFocus(event: KeyboardEvent<HTMLElement>, letters: boolean): void {
  const key = letters ? event.key.toLowerCase() : event.key
  const step = key === 'ArrowDown' || key === 'j' ? 1 : key === 'ArrowUp' || key === 'k' ? -1 : 0
  if (step === 0 || event.ctrlKey || event.metaKey || event.altKey) return
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('a[data-task]')]
  const at = rows.findIndex((row) => row === document.activeElement)
  const next = rows[at === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
  goTo(paths.task(Number(next.dataset['task'])))
}

/** The tasks, grouped by when they were asked for. */
export function TaskList(props: {
  readonly tasks: readonly Task[]
  readonly isLoading: boolean
  readonly selectedId: number | undefined
  readonly search: string
  readonly onSearchChange: (search: string) => void
  readonly filter: TaskFilter
  readonly onFilterChange: (filter: TaskFilter) => void
  /** Shows older tasks; absent: there are none. */
  readonly onMore: (() => void) | undefined
}): ReactElement {
  const { tasks } = props
  const letters = (useQuery(preferencesQuery).data ?? DEFAULT_PREFERENCES).letterShortcuts
  const isActive = tasks.some((task) => !isEnded(task.state))
  const now = useNow(isActive ? 'second' : 'minute')
  const groups = groupTasks(tasks, now)
  return (
    <section
      aria-label="Tasks"
      data-pane
      className="flex w-[clamp(240px,27%,332px)] flex-none flex-col border-r border-line"
    >
      <div className="flex h-11 flex-none items-center gap-2 border-b border-line px-4">
        <SearchInput label="Search tasks" value={props.search} onChange={props.onSearchChange} />
        <FilterChip
          single
          label={props.filter === 'all' ? 'All' : 'Only'}
          options={FILTERS}
          selected={props.filter === 'all' ? [] : [props.filter]}
          onChange={([filter]) => {
            props.onFilterChange(filter ?? 'all')
          }}
        />
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- The links inside have the focus; these keys move between them. */}
      <div
        className="min-h-0 flex-1 overflow-y-auto"
        onKeyDown={(event) => {
          moveFocus(event, letters)
        }}
      >
        {groups.map((group) => (
          <section key={group.title} aria-label={group.title}>
            <h2 className="sticky top-0 z-10 flex h-7 items-center gap-2 border-b border-line bg-sunken px-4 text-xs text-ink-3">
              <span className="font-medium">{group.title}</span>
              <span className="tnum">{group.tasks.length}</span>
            </h2>
            {group.tasks.map((task) => (
              <TaskRow
                key={task.id}
                task={task}
                selected={task.id === props.selectedId}
                // An ended task does not move with the time: its row is not drawn again every second.
                nowMs={isEnded(task.state) ? 0 : now}
              />
            ))}
          </section>
        ))}
        {groups.length === 0 && !props.isLoading ? (
          <p className="px-4 py-3 text-xs text-ink-3">
            {props.search === '' ? 'None of the tasks is in this state.' : 'No task matches.'}
          </p>
        ) : null}
        {props.onMore === undefined ? null : (
          <div className="px-4 py-2">
            <LinkButton onClick={props.onMore}>Show older tasks</LinkButton>
          </div>
        )}
      </div>
    </section>
  )
}
