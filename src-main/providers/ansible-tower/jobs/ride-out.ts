import { cancelled } from '@main/providers/kit/cancel'
import { isOutage, isUncertain, type TowerError } from '@main/providers/ansible-tower/errors'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import type { OperationContext } from '@main/providers/contract'
import { outageOf, whyOf, type Outage } from './back-off'

/**
 * Does what only reads, again and again while there is an outage, up to the configured time, and says so meanwhile.
 * Throws what `work` throws otherwise, and the outage's error when it lasts longer or `passes` says that it will.
 */
export async function rideOut<T>(
  instance: TowerInstance,
  ctx: Pick<OperationContext, 'signal' | 'reconnecting'>,
  work: () => Promise<T>,
  passes: (error: TowerError) => boolean = () => true,
): Promise<T> {
  const { clock } = instance.deps
  let outage: Outage | undefined
  for (;;) {
    try {
      const result = await work()
      if (outage !== undefined) ctx.reconnecting(undefined)
      return result
    } catch (error) {
      if (ctx.signal.aborted) throw cancelled()
      if (!isOutage(error) || !passes(error)) throw error
      outage ??= outageOf(instance)
      if (outage.lastsMs >= instance.config.max_resilient_wait * 1000) throw error
      ctx.reconnecting(whyOf(error))
      try {
        await clock.sleep(outage.pauseMs(error), ctx.signal)
      } catch {
        throw cancelled()
      }
    }
  }
}

/**
 * The same for what comes before a launch: who has just pressed a button should not learn of a gateway that restarts, but
 * should learn at once of an address that is wrong. So an outage is ridden out of a server that has answered in this run
 * of the application, and of one that says itself that it is busy, broken or being upgraded.
 */
export async function rideOutBefore<T>(
  instance: TowerInstance,
  ctx: Pick<OperationContext, 'signal' | 'reconnecting'>,
  work: () => Promise<T>,
): Promise<T> {
  return await rideOut(instance, ctx, work, (error) => isPassing(instance, error))
}

/**
 * The same for a request that changes something, which is sent again only where it is certain that the server did not
 * take it: nothing listened, or it refused to be asked now.
 */
export async function rideOutRefusals<T>(
  instance: TowerInstance,
  ctx: Pick<OperationContext, 'signal' | 'reconnecting'>,
  work: () => Promise<T>,
): Promise<T> {
  return await rideOut(
    instance,
    ctx,
    work,
    (error) => !isUncertain(error) && error.kind !== 'unreadable' && isPassing(instance, error),
  )
}

/** The same for work that may have been begun by another run, which has seen the server. */
export async function rideOutIfBegun<T>(
  instance: TowerInstance,
  ctx: OperationContext,
  work: () => Promise<T>,
): Promise<T> {
  return ctx.marked === undefined
    ? await rideOutBefore(instance, ctx, work)
    : await rideOut(instance, ctx, work)
}

function isPassing(instance: TowerInstance, { kind, data }: TowerError): boolean {
  if (data.code === 'CONFIG') return false
  return instance.hasAnswered || kind === 'busy' || kind === 'server' || kind === 'upgrading'
}
