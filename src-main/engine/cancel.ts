import type { Checkins } from '@main/engine/checkin'
import type { EngineDeps } from '@main/engine/deps'

/**
 * Cancels a task, or one line of it. What waits for its undo time is undone, what is queued never begins, what runs
 * is told to stop and cleans up at its provider. Cancelling what has ended changes nothing.
 */
export function cancelTask(deps: EngineDeps, checkins: Checkins, taskId: number, line?: number): void {
  const task = deps.inventory.tasks.get(taskId)
  const waiting = task?.lines.filter(
    (candidate) => candidate.status.state === 'waiting' && (line === undefined || candidate.line === line),
  )
  if (waiting !== undefined && waiting.length > 0) {
    checkins.undo(
      taskId,
      waiting.flatMap((candidate) => candidate.hostId ?? []),
    )
  }
  deps.runner.cancel(taskId, line)
}
