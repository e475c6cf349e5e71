import { BrokerError, redactError } from '@shared/domain/error'
import type { CheckoutContext, OperationContext } from '@main/providers/contract'
import { cancelled } from '@main/providers/kit/cancel'
import type { Mask } from './mask'

/** A context whose texts are cleaned of the secrets of a launch, which the server likes to repeat. */
export function cleanOperation(ctx: OperationContext, mask: Mask): OperationContext {
  return {
    signal: ctx.signal,
    operationId: ctx.operationId,
    marked: ctx.marked,
    mark: (mark) => ctx.mark(mark),
    plan: (steps) => ctx.plan(steps),
    step: (name) => ctx.step(name),
    progress: (fraction, message) =>
      ctx.progress(fraction, message === undefined ? undefined : mask.text(message)),
    log: (text, level) => ctx.log(mask.text(text), level),
    link: (link) => ctx.link(link),
    steps: (steps) =>
      ctx.steps(
        steps.map((step) => (step.detail === undefined ? step : { ...step, detail: mask.text(step.detail) })),
      ),
    ignored: (names) => ctx.ignored(names),
    reconnecting: (why) => ctx.reconnecting(why === undefined ? undefined : mask.text(why)),
  }
}

/** The same for a check out; hosts are described without secrets from the beginning. */
export function cleanCheckout(ctx: CheckoutContext, mask: Mask): CheckoutContext {
  return {
    ...cleanOperation(ctx, mask),
    claim: (ref) => ctx.claim(ref),
    unclaim: () => ctx.unclaim(),
    removal: ctx.removal,
    leaveBehind: (hosts, settle) => ctx.leaveBehind(hosts, settle),
  }
}

/** Runs work whose errors must not show a secret; whatever it throws once the caller has stopped it is `CANCELLED`. */
export async function withCleanErrors<T>(
  signal: AbortSignal,
  mask: Mask,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (signal.aborted) throw cancelled()
    if (!(error instanceof BrokerError)) throw error
    throw new BrokerError(redactError(error.data, (text) => mask.text(text)))
  }
}
