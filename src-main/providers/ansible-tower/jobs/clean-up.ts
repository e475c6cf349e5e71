import { BrokerError, toErrorData } from '@shared/domain/error'
import type { HostRef } from '@shared/domain/host'
import type {
  CheckoutContext,
  CheckoutOrder,
  OperationContext,
  ProvisionedHost,
} from '@main/providers/contract'
import { withDeadline } from '@main/providers/kit/deadline'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { earlierLaunch } from './begin'
import { cancelJob } from './cancel-job'
import { hostOf } from './host'
import { sourcesOf } from './locate'
import { readTree } from './read-tree'
import { eachInTurn, release, releaseOne } from './release'
import type { Job } from './schemas'

/** How long the clean-up after a cancellation may take (ms); what is left then stays claimed. */
const CLEANED_WITHIN_MS = 10 * 60_000

/**
 * After a cancelled execution: cancels its job at the server, or the one that an earlier run may have launched, and takes
 * the claim back. Never rejects.
 */
export async function cancelExecution(
  instance: TowerInstance,
  job: Job | undefined,
  order: CheckoutOrder,
  claimed: HostRef | undefined,
  ctx: CheckoutContext,
): Promise<void> {
  await afterCancel(instance, ctx, async (signal) => {
    const quiet = quietly(ctx, signal)
    const begun = job ?? (await earlierLaunch(instance, order, claimed, quiet))
    if (begun !== undefined) await cancelLoudly(instance, quiet, begun)
    ctx.unclaim()
  })
}

/**
 * After a cancelled check out: cancels its job at the server, releases what it had made, and takes the claim back when
 * nothing is left. What cannot be released is left behind for a person to decide; what cannot even be found out stays
 * claimed. Never rejects.
 */
export async function cleanUp(
  instance: TowerInstance,
  job: Job,
  order: CheckoutOrder,
  ctx: CheckoutContext,
): Promise<void> {
  await afterCancel(instance, ctx, async (signal) => {
    const quiet = quietly(ctx, signal)
    const tree = await readTree(instance, await cancelLoudly(instance, quiet, job), signal)
    const hosts = (await sourcesOf(instance, tree, order, signal)).map(hostOf)
    const left = await releaseAll(instance, hosts, order, quiet)
    const [first] = left
    if (first === undefined) {
      ctx.unclaim()
      return
    }
    ctx.claim(first.ref)
    ctx.leaveBehind(left, 'ask')
  })
}

/**
 * After a check out that was cancelled before it was known what an earlier run had begun: removes whatever that was, and
 * takes the claim back. What cannot be removed, or found out, stays claimed. Never rejects.
 */
export async function cleanUpClaimed(
  instance: TowerInstance,
  { hostId, action, offering, arguments: args }: CheckoutOrder,
  claimed: HostRef,
  ctx: CheckoutContext,
): Promise<void> {
  await afterCancel(instance, ctx, async (signal) => {
    const target = { hostId, action, offering, arguments: args, ref: claimed }
    await release(instance, target, quietly(ctx, signal))
    ctx.unclaim()
  })
}

/**
 * Does what is to be done though its caller was cancelled, within a limit of its own. Never rejects: what goes wrong is
 * told in the log, and the answer is undefined.
 */
export async function afterCancel<T>(
  instance: TowerInstance,
  ctx: Pick<OperationContext, 'log'>,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const { clock } = instance.deps
  const late = (): BrokerError =>
    new BrokerError({ code: 'TIMEOUT', message: 'Cleaning up took too long.', provider: 'AnsibleTower' })
  try {
    return await withDeadline({ clock, ms: CLEANED_WITHIN_MS, late }, work)
  } catch (error) {
    ctx.log(`Not cleaned up: ${toErrorData(error).message}`, 'warn')
    return undefined
  }
}

/** Cancels a job and says so. */
export async function cancelLoudly(
  instance: TowerInstance,
  ctx: Pick<OperationContext, 'signal' | 'reconnecting' | 'log'>,
  job: Job,
): Promise<Job> {
  ctx.log(`Cancelling job ${job.id}.`)
  return await cancelJob(instance, ctx, job)
}

/** Releases hosts; answers those that could not be. */
async function releaseAll(
  instance: TowerInstance,
  hosts: readonly ProvisionedHost[],
  order: CheckoutOrder,
  ctx: CheckoutContext,
): Promise<readonly ProvisionedHost[]> {
  const left: ProvisionedHost[] = []
  await eachInTurn(hosts, [], ctx, async (host, one) => {
    try {
      const target = { hostId: order.hostId, ref: host.ref, arguments: order.arguments }
      await releaseOne(instance, ctx, host, { target, ...one })
    } catch (error) {
      ctx.log(`${host.name ?? 'A host'} was not released: ${toErrorData(error).message}`, 'warn')
      left.push(host)
    }
  })
  return left
}

/** The steps that are shown are those of the check out; the clean-up tells in the log only, and is not cancelled. */
function quietly(ctx: CheckoutContext, signal: AbortSignal): CheckoutContext {
  return {
    signal,
    operationId: ctx.removal.operationId,
    marked: undefined,
    // A crash may cut the release short: whoever removes what is left then waits for it.
    mark: (mark) => ctx.removal.mark(mark),
    removal: ctx.removal,
    plan: () => undefined,
    step: () => undefined,
    steps: () => undefined,
    progress: () => undefined,
    log: (text, level) => ctx.log(text, level),
    link: () => undefined,
    ignored: () => undefined,
    reconnecting: (why) => ctx.reconnecting(why),
    claim: () => undefined,
    unclaim: () => undefined,
    leaveBehind: () => undefined,
  }
}
