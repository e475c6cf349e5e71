import { BrokerError, toErrorData } from '@shared/domain/error'
import type { CheckoutContext, CheckoutOrder, ProvisionedHost } from '@main/providers/contract'
import { withDeadline } from '@main/providers/kit/deadline'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { cancelJob } from './cancel-job'
import { hostOf } from './host'
import { sourcesOf } from './locate'
import { readTree } from './read-tree'
import { eachInTurn, releaseOne } from './release'
import type { Job } from './schemas'

/** How long the clean-up after a cancellation may take (ms); what is left then stays claimed. */
const CLEANED_WITHIN_MS = 10 * 60_000

/** After a cancelled execution: cancels its job at the server and takes the claim back. Never rejects. */
export async function cancelExecution(
  instance: TowerInstance,
  job: Job,
  ctx: CheckoutContext,
): Promise<void> {
  await afterCancel(instance, job, ctx, () => Promise.resolve(ctx.unclaim()))
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
  await afterCancel(instance, job, ctx, async (ended, signal) => {
    const tree = await readTree(instance, ended, signal)
    const hosts = (await sourcesOf(instance, tree, order, signal)).map(hostOf)
    const left = await releaseAll(instance, hosts, order, quietly(ctx, signal))
    const [first] = left
    if (first === undefined) {
      ctx.unclaim()
      return
    }
    ctx.claim(first.ref)
    ctx.leaveBehind(left, 'ask')
  })
}

async function afterCancel(
  instance: TowerInstance,
  job: Job,
  ctx: CheckoutContext,
  settle: (ended: Job, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const { clock } = instance.deps
  const late = (): BrokerError =>
    new BrokerError({ code: 'TIMEOUT', message: 'Cleaning up took too long.', provider: 'AnsibleTower' })
  try {
    await withDeadline({ clock, ms: CLEANED_WITHIN_MS, late }, async (signal) => {
      ctx.log(`Cancelling job ${job.id}.`)
      await settle(await cancelJob(instance, quietly(ctx, signal), job), signal)
    })
  } catch (error) {
    ctx.log(`Not cleaned up: ${toErrorData(error).message}`, 'warn')
  }
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
