import type { OperationContext, WorkMark } from '@main/providers/contract'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { carriesOurId } from './launch-body'
import { rideOut } from './ride-out'
import type { Job } from './schemas'
import type { Template } from './template'
import { unknownLaunch } from './unknown-launch'
import { numberOf } from './values'
import { workOf } from './work'

/** A launch of an earlier run of the application. */
export interface Sought {
  /** What was written down of it: `job` and `type` once it was answered; before that `after` and `at`. */
  readonly kept: WorkMark
  readonly ourId: string
  template(): Promise<Template>
}

/**
 * The job of an earlier launch. One whose id is known is read, and this throws when it is not there or may not be seen:
 * it may have made something. Else it is searched for by our id, as long as the request of the earlier run may still be
 * under way; undefined when it has not come by then.
 *
 * A template that takes no variables cannot carry our id, and a job of it may be anybody's: where there is any that the
 * launch may have made, this throws instead of guessing.
 */
export async function soughtJob(
  instance: TowerInstance,
  ctx: Pick<OperationContext, 'signal' | 'reconnecting' | 'log'>,
  sought: Sought,
): Promise<Job | undefined> {
  const { kept, ourId } = sought
  const { reads, ownJobs } = workOf(instance)
  const { signal } = ctx
  const id = numberOf(kept['job'])
  if (id !== undefined) return await rideOut(instance, ctx, () => reads.known(id, kept['type'], signal))
  const { clock } = instance.deps
  const after = numberOf(kept['after'])
  const byMs = comesByMs(instance, kept)
  let template: Template | undefined
  for (;;) {
    const isLast = clock.now() >= byMs
    const found = await rideOut(instance, ctx, () => ownJobs.find(ourId, { after }, signal))
    if (found !== undefined) return found
    if (template === undefined) {
      template = await rideOut(instance, ctx, () => sought.template())
      if (!isLast) ctx.log(`Looking whether the earlier launch of ${template.name} came to the server.`)
    }
    if (isLast) break
    const pauseMs = instance.config.workflow_poll_interval * 1000
    await clock.sleep(Math.min(pauseMs, Math.max(1, byMs - clock.now())), signal)
  }
  if (carriesOurId(template)) return undefined
  const search = { after, template: template.id }
  const possible = await rideOut(instance, ctx, () => ownJobs.unnamed(search, signal))
  if (possible.length > 0) throw unknownLaunch(instance, template.name)
  return undefined
}

/** Until when (epoch ms, this computer's clock) the request of a launch may still be under way at the server. */
function comesByMs({ config, deps }: TowerInstance, kept: WorkMark): number {
  const nowMs = deps.clock.now()
  // The clock may have been set back since.
  const sentAtMs = Math.min(numberOf(kept['at']) ?? nowMs, nowMs)
  return sentAtMs + config.request_timeout * 1000
}
