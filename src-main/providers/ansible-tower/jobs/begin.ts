import type { HostRef } from '@shared/domain/host'
import type { CheckoutContext, CheckoutOrder } from '@main/providers/contract'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { tellIgnoredAgain } from './ignored'
import { launch } from './launch'
import type { Mask } from './mask'
import { orderLaunch } from './order-launch'
import { rideOutBefore } from './ride-out'
import type { Job } from './schemas'
import { soughtJob } from './sought-job'
import { templateOf } from './template'
import { isRefused } from './unknown-launch'
import { workOf } from './work'

/** Launches what was ordered, with the claim written down before and after. */
export async function beginOrder(
  instance: TowerInstance,
  order: CheckoutOrder,
  ctx: CheckoutContext,
  mask: Mask,
): Promise<Job> {
  try {
    const wanted = await rideOutBefore(instance, ctx, () => orderLaunch(instance, order, ctx, mask))
    return await launch(instance, ctx, { ...wanted, keep: (ref) => ctx.claim(ref) })
  } catch (error) {
    if (isRefused(error)) ctx.unclaim()
    throw error
  }
}

/**
 * The job of an earlier call for the same order: by the claimed job's id, else by our own id among the user's jobs.
 * Throws where there may be one and nobody can tell which: of a template that takes no variables a job is never taken
 * for ours without its id.
 */
export async function earlierLaunch(
  instance: TowerInstance,
  order: CheckoutOrder,
  claimed: HostRef | undefined,
  ctx: CheckoutContext,
): Promise<Job | undefined> {
  const { ownJobs } = workOf(instance)
  // Nothing was claimed: there can hardly be a job, and what is known of the newest ones is enough.
  const job =
    claimed === undefined
      ? await rideOutBefore(instance, ctx, () => ownJobs.known(order.hostId, ctx.signal))
      : await soughtJob(instance, ctx, {
          kept: claimed,
          ourId: order.hostId,
          template: () => templateOf(instance, order.action, order.offering, ctx.signal),
        })
  if (job === undefined) return undefined
  ownJobs.noted(order.hostId, job)
  const ref = { desktop_id: order.hostId, job: String(job.id), type: job.type }
  ctx.claim(claimed?.['job'] === ref.job ? claimed : ref)
  await tellIgnoredAgain(instance, ctx, job, order)
  return job
}
