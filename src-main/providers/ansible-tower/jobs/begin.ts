import type { HostRef } from '@shared/domain/host'
import type { CheckoutContext, CheckoutOrder } from '@main/providers/contract'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { isRefused, launch } from './launch'
import { carriesOurId } from './launch-body'
import { numberOf } from './locate'
import type { Mask } from './mask'
import { orderLaunch } from './order-launch'
import { rideOut } from './ride-out'
import type { Job } from './schemas'
import { templateOf } from './template'
import { workOf } from './work'

/** Launches what was ordered, with the claim written down before and after. */
export async function beginOrder(
  instance: TowerInstance,
  order: CheckoutOrder,
  ctx: CheckoutContext,
  mask: Mask,
): Promise<Job> {
  try {
    const wanted = await orderLaunch(instance, order, ctx, mask)
    return await launch(instance, ctx, { ...wanted, keep: (ref) => ctx.claim(ref) })
  } catch (error) {
    if (isRefused(error)) ctx.unclaim()
    throw error
  }
}

/**
 * The job of an earlier call for the same order: by the claimed job's id, else by our own id among the user's jobs.
 * Of a template that takes no variables it is the one job that this user has launched of it since.
 */
export async function earlierLaunch(
  instance: TowerInstance,
  order: CheckoutOrder,
  claimed: HostRef | undefined,
  ctx: CheckoutContext,
): Promise<Job | undefined> {
  const job = await soughtJob(instance, order, claimed, ctx)
  if (job === undefined) return undefined
  const ref = { desktop_id: order.hostId, job: String(job.id), type: job.type }
  ctx.claim(claimed?.['job'] === ref.job ? claimed : ref)
  return job
}

async function soughtJob(
  instance: TowerInstance,
  order: CheckoutOrder,
  claimed: HostRef | undefined,
  ctx: CheckoutContext,
): Promise<Job | undefined> {
  const { reads, ownJobs } = workOf(instance)
  // Nothing was claimed: there can hardly be a job, and what is known of the newest ones is enough.
  if (claimed === undefined) {
    return await ownJobs.known(order.hostId, ctx.signal)
  }
  const id = numberOf(claimed['job'])
  if (id !== undefined) {
    // A job that was there and is not shown may have made a machine: this throws, and nothing is launched again.
    return await rideOut(instance, ctx, () => reads.known(id, claimed['type'], ctx.signal))
  }
  const after = numberOf(claimed['after'])
  const found = await rideOut(instance, ctx, () => ownJobs.find(order.hostId, { after }, ctx.signal))
  if (found !== undefined) return found
  const template = await rideOut(instance, ctx, () =>
    templateOf(instance, order.action, order.offering, ctx.signal),
  )
  if (carriesOurId(template)) return undefined
  const search = { after, template: template.id }
  return await rideOut(instance, ctx, () => ownJobs.theOnlyUnnamed(search, ctx.signal))
}
