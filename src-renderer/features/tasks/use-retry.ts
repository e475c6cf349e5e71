import { goTo, paths } from '@renderer/app/navigation'
import { toastProblem } from '@renderer/app/problem-toast'
import { useCall } from '@renderer/bridge/queries'

/** Runs what failed or was cancelled once more, and goes to the new task. */
export function useRetry(taskId: number): { readonly busy: boolean; readonly start: () => void } {
  const retry = useCall('tasks.retry', {
    onError: toastProblem,
    onSuccess(started) {
      goTo(paths.task(started.taskId))
    },
  })
  return {
    busy: retry.isPending,
    start() {
      retry.mutate({ taskId })
    },
  }
}
