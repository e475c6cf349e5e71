import type { OperationContext } from '@main/providers/contract'
import { kindOf } from '@main/providers/ansible-tower/errors'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { anythingSchema } from '@main/providers/ansible-tower/schemas/page'
import { pathOf } from './host'
import { jobLink } from './links'
import { rideOut } from './ride-out'
import { isFinal, type Job } from './schemas'
import { workOf } from './work'

/**
 * Cancels a job and waits until it is over, whatever it is then: one that was faster may be successful. A refusal (403
 * to users, 405 to administrators) is what the server says of a job that is over already.
 */
export async function cancelJob(
  instance: TowerInstance,
  ctx: Pick<OperationContext, 'signal' | 'reconnecting'>,
  job: Job,
): Promise<Job> {
  if (isFinal(job)) return job
  const { reads, poller } = workOf(instance)
  const client = await instance.client(ctx.signal)
  const ask = async (): Promise<Job | undefined> => {
    try {
      await client.post(`${pathOf(job)}cancel/`, {}, anythingSchema, {
        signal: ctx.signal,
        what: `cancel job ${job.id}`,
      })
      return undefined
    } catch (error) {
      const kind = kindOf(error)
      if (kind !== 'permission' && kind !== 'method') throw error
      const now = await reads.detail(job, ctx.signal)
      if (!isFinal(now)) throw error
      return now
    }
  }
  const over = await rideOut(instance, ctx, ask)
  if (over !== undefined) return over
  return await poller.wait(
    { id: job.id, type: job.type, link: jobLink(client.api, job) },
    { signal: ctx.signal, onTrouble: (why) => ctx.reconnecting(why) },
  )
}
