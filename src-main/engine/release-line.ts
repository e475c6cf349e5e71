import { toErrorData } from '@shared/domain/error'
import { changeHost } from '@main/engine/deps'
import type { EngineDeps } from '@main/engine/deps'
import type { LineJob } from '@main/tasks/runner'

/** The job that gives one host back. Releasing is idempotent, so resuming after a crash is running it again. */
export function releaseJob(
  deps: EngineDeps,
  line: { readonly taskId: number; readonly line: number; readonly hostId: string },
): LineJob {
  const backToHeld = (
    problem: string | undefined,
    kind: 'release_failed' | 'check_in_undone',
    text: string,
  ): void => {
    const wasMade = deps.inventory.hosts.get(line.hostId)?.checkedOutAtMs !== undefined
    changeHost(
      deps,
      line.hostId,
      ['checking_in', 'releasing'],
      { state: wasMade ? 'ready' : 'left_behind', problem: problem ?? null },
      { kind, text, taskId: line.taskId },
    )
  }
  return {
    taskId: line.taskId,
    line: line.line,
    secrets: [],
    onNeverBegun() {
      backToHeld(undefined, 'check_in_undone', 'Check in cancelled before it was sent')
    },
    async run(ctx) {
      const host = deps.inventory.hosts.get(line.hostId)
      const sent = changeHost(
        deps,
        line.hostId,
        ['checking_in', 'releasing'],
        { state: 'releasing' },
        { kind: 'release_sent', text: 'Check in sent', taskId: line.taskId },
      )
      if (host === undefined || !sent) return 'Already checked in'
      try {
        await deps.registry.get(host).release({ hostId: host.id, ref: host.ref }, ctx)
      } catch (error) {
        const data = toErrorData(error)
        const text = `Check in failed: ${data.message}`
        backToHeld(text, 'release_failed', text)
        throw error
      }
      changeHost(
        deps,
        line.hostId,
        ['releasing'],
        { state: 'released', problem: null },
        { kind: 'released', text: 'Checked in', taskId: line.taskId },
      )
      return 'Checked in'
    },
  }
}
