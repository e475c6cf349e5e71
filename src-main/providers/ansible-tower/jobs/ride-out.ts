import { BrokerError } from '@shared/domain/error'
import { cancelled } from '@main/providers/kit/cancel'
import { isOutage } from '@main/providers/ansible-tower/errors'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import type { OperationContext } from '@main/providers/contract'
import { Outage, whyOf } from './back-off'

/**
 * Does what only reads, again and again while there is an outage, up to the configured time, and says so meanwhile.
 * Throws what `work` throws otherwise, and the outage's error when it lasts longer.
 */
export async function rideOut<T>(
  instance: TowerInstance,
  ctx: Pick<OperationContext, 'signal' | 'reconnecting'>,
  work: () => Promise<T>,
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
      if (!(error instanceof BrokerError) || !isOutage(error)) throw error
      outage ??= new Outage(clock, instance.config.workflow_poll_interval * 1000)
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

/** The same for work that another run had begun; work that begins now fails at once when the server is not there. */
export async function rideOutIfBegun<T>(
  instance: TowerInstance,
  ctx: OperationContext,
  work: () => Promise<T>,
): Promise<T> {
  return ctx.marked === undefined ? await work() : await rideOut(instance, ctx, work)
}
