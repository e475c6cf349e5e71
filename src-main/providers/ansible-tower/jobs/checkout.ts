import type { HostRef } from '@shared/domain/host'
import type {
  CheckoutContext,
  CheckoutOrder,
  HostTarget,
  LeftBehindSettlement,
  ProvisionedHost,
} from '@main/providers/contract'
import { cancelled, throwIfCancelled } from '@main/providers/kit/cancel'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { beginOrder, earlierLaunch } from './begin'
import { cleanUp, cleanUpClaimed } from './clean-up'
import { failureCauses, jobFailed } from './failure'
import { danglingArtifacts } from './dangling'
import { hostOf } from './host'
import { locate, sourcesOf } from './locate'
import { Mask } from './mask'
import { rideOut } from './ride-out'
import { planOf, runJob, type Ended } from './run-job'
import type { Job } from './schemas'
import { cleanCheckout, withCleanErrors } from './told'

const SETTLEMENTS: Readonly<Record<TowerInstance['config']['dangling_behavior'], LeftBehindSettlement>> = {
  prompt: 'ask',
  store: 'keep',
  checkin: 'check_in',
}

/**
 * Launches a workflow or job template, waits for it, and makes a host of what its artifacts tell. Taken up again it
 * finds the job of the first call, by the claim or by our id, and launches only where there is none, or where its host
 * is gone. What a failed workflow had finished is left behind as configured; a cancelled one is cancelled at the server
 * and what it had made is released.
 */
export async function checkout(
  instance: TowerInstance,
  order: CheckoutOrder,
  claimed: HostRef | undefined,
  ctx: CheckoutContext,
): Promise<ProvisionedHost> {
  throwIfCancelled(ctx.signal)
  const mask = new Mask(order.arguments)
  const told = cleanCheckout(ctx, mask)
  return await withCleanErrors(ctx.signal, mask, async () => {
    const [launchName, runName] = planOf(order.offering)
    ctx.plan([launchName, runName])
    ctx.step(launchName)
    const earlier = await earlierJob(instance, order, claimed, told).catch(async (error: unknown) => {
      if (!ctx.signal.aborted) throw error
      if (claimed !== undefined) await cleanUpClaimed(instance, order, claimed, told)
      throw cancelled()
    })
    const job = earlier ?? (await beginOrder(instance, order, told, mask))
    mask.learnFrom(job.extra_vars)
    try {
      throwIfCancelled(ctx.signal)
      const ended = await runJob(instance, told, job, { name: order.offering })
      const host = await finish(instance, order, ended, told, mask)
      throwIfCancelled(ctx.signal)
      ctx.claim(host.ref)
      return host
    } catch (error) {
      if (!ctx.signal.aborted) throw error
      await cleanUp(instance, job, order, told)
      throw cancelled()
    }
  })
}

/** The job of an earlier call, unless what it made is gone. */
async function earlierJob(
  instance: TowerInstance,
  order: CheckoutOrder,
  claimed: HostRef | undefined,
  ctx: CheckoutContext,
): Promise<Job | undefined> {
  const job = await earlierLaunch(instance, order, claimed, ctx)
  if (job?.status !== 'successful') return job
  const ref = { desktop_id: order.hostId, job: String(job.id), type: job.type }
  const target: HostTarget = { hostId: order.hostId, ref, arguments: order.arguments }
  const located = await rideOut(instance, ctx, () => locate(instance, target, ctx))
  return located.state === 'nothing' ? undefined : job
}

async function finish(
  instance: TowerInstance,
  order: CheckoutOrder,
  { job, tree }: Ended,
  ctx: CheckoutContext,
  mask: Mask,
): Promise<ProvisionedHost> {
  const sources = await rideOut(instance, ctx, () => sourcesOf(instance, tree, order, ctx.signal))
  if (job.status === 'successful') {
    const [source] = sources
    if (source === undefined) throw new Error('A job that succeeded has made a host.')
    return hostOf(source)
  }
  const { error_scope: scope, dangling_behavior: behaviour } = instance.config
  const causes = await rideOut(instance, ctx, () => failureCauses(instance, tree, scope, ctx.signal))
  const isCleanedUp = danglingArtifacts(tree, causes).length === 0
  const hosts = isCleanedUp ? [] : sources.map(hostOf)
  const [first] = hosts
  if (first === undefined) ctx.unclaim()
  else {
    ctx.claim(first.ref)
    ctx.leaveBehind(hosts, SETTLEMENTS[behaviour])
  }
  throw jobFailed(instance, job, causes, mask)
}
