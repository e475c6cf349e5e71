import type { Task } from '@shared/domain/task'

/** Whether anything of a task that did not succeed may do so when it is asked for again unchanged. */
export function mayWorkAgain(task: Pick<Task, 'lines'>): boolean {
  return task.lines.some(
    ({ status }) => status.state === 'cancelled' || (status.state === 'failed' && status.error.retryable),
  )
}
