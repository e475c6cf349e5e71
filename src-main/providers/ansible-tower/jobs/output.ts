import type { OperationContext } from '@main/providers/contract'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { rideOut } from './ride-out'
import type { Job } from './schemas'
import type { Waited } from './wait'
import { workOf } from './work'

/** Tells what these jobs, which are over, printed and was not told while they ran. */
export async function tellRest(
  instance: TowerInstance,
  waited: Waited,
  jobs: readonly Job[],
  ctx: OperationContext,
): Promise<void> {
  const { follower } = workOf(instance)
  const sink = { signal: ctx.signal, steps: () => undefined, output: (text: string) => ctx.log(text) }
  const followed = waited.followed ?? follower.follow(waited.job, sink)
  follower.leave(followed)
  const resumed = { ...followed, sink }
  for (const job of jobs) {
    await rideOut(instance, ctx, () => follower.tell(resumed, job))
  }
}
