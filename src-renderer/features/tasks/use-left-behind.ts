import { useQuery } from '@tanstack/react-query'
import type { HostSummary } from '@shared/domain/host'
import type { Task } from '@shared/domain/task'
import { leftBehindQuery } from '@renderer/features/tasks/queries'

const NONE: readonly HostSummary[] = []

/** The hosts that a task left at its provider and that nobody has settled yet. */
export function useLeftBehind(task: Task): readonly HostSummary[] {
  const mayHave = task.lines.some(({ status }) => status.state === 'failed' || status.state === 'cancelled')
  return useQuery({ ...leftBehindQuery(task.id), enabled: mayHave }).data?.hosts ?? NONE
}
