import type { OperationContext } from '@main/providers/contract'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import type { Job } from './schemas'
import { soughtJob } from './sought-job'
import { templateOf } from './template'

/** The job that an earlier run of the same work launched, by what it marked. Throws where it cannot be known. */
export async function markedJob(
  instance: TowerInstance,
  workflow: string,
  ctx: OperationContext,
): Promise<Job | undefined> {
  const { marked } = ctx
  // What is over was marked as nothing.
  if (marked?.['job'] === undefined && marked?.['after'] === undefined) return undefined
  return await soughtJob(instance, ctx, {
    kept: marked,
    ourId: marked['desktop_id'] ?? ctx.operationId,
    template: () => templateOf(instance, 'workflow', workflow, ctx.signal),
  })
}
