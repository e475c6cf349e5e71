import { useQueries } from '@tanstack/react-query'
import type { HostDetail } from '@shared/domain/host'
import type { Task } from '@shared/domain/task'
import { hostQuery } from '@renderer/features/tasks/queries'

/** The hosts of a check out of which something may still be at the provider. */
export function useLeftBehind(task: Task): readonly HostDetail[] {
  const ids =
    task.kind === 'checkout'
      ? task.lines.flatMap(({ status, hostId }) =>
          hostId !== undefined && (status.state === 'failed' || status.state === 'cancelled') ? [hostId] : [],
        )
      : []
  return useQueries({
    queries: ids.map((id) => hostQuery(id)),
    combine: (answers) => answers.flatMap(({ data }) => (data?.state === 'left_behind' ? [data] : [])),
  })
}
