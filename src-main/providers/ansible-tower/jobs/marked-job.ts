import type { OperationContext } from '@main/providers/contract'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { numberOf } from './locate'
import { rideOut } from './ride-out'
import type { Job } from './schemas'
import { workOf } from './work'

/** The job that an earlier run of the same work launched, by what it marked: its id, or our own id in its variables. */
export async function markedJob(
  instance: TowerInstance,
  workflow: string,
  ctx: OperationContext,
): Promise<Job | undefined> {
  const { marked } = ctx
  if (marked === undefined) return undefined
  const id = numberOf(marked['job'])
  const { reads, ownJobs } = workOf(instance)
  if (id !== undefined) return await rideOut(instance, ctx, () => reads.job(id, ctx.signal))
  const ourId = marked['desktop_id'] ?? ctx.operationId
  const search = { after: numberOf(marked['after']), name: workflow }
  return await rideOut(instance, ctx, () => ownJobs.find(ourId, search, ctx.signal))
}
