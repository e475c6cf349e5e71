import { BrokerError } from '@shared/domain/error'
import { instanceText } from '@shared/domain/provider'
import { durationText } from '@shared/lib/time-text'
import type { OperationContext } from '@main/providers/contract'
import { cancelled } from '@main/providers/kit/cancel'
import { withDeadline } from '@main/providers/kit/deadline'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import type { FollowSink, Followed } from './follower'
import { jobLink } from './links'
import { rideOut } from './ride-out'
import { isFinal, type Job } from './schemas'
import { timeOf } from './values'
import { workOf } from './work'

/** A job that takes longer than this is followed: its nodes as steps, its output as log. */
const FOLLOW_AFTER_MS = 5000

/** How a job is waited for. */
export interface WaitOptions {
  readonly sink: Pick<FollowSink, 'steps' | 'output'>
  /** Followed from its first moment on, and not only when it takes long. */
  readonly eager?: boolean
}

/** A job that is over, and what was told of it on the way. */
export interface Waited {
  readonly job: Job
  readonly followed: Followed | undefined
}

/**
 * Waits until a job is over. Outages are ridden out and told; steps and output are told when it takes longer. Throws
 * as the poller does, and `TIMEOUT` when the job is older than configured by the server's clock; it then still runs.
 */
export async function waitForJob(
  instance: TowerInstance,
  ctx: OperationContext,
  job: Job,
  options: WaitOptions,
): Promise<Waited> {
  if (isFinal(job)) return { job, followed: undefined }
  const { poller, follower, reads } = workOf(instance)
  const { clock } = instance.deps
  const { client, clockAheadMs = 0 } = await instance.connection(ctx.signal)
  const createdMs = timeOf(job.created) ?? clock.now() + clockAheadMs
  const leftMs = createdMs + instance.config.workflow_timeout * 1000 - (clock.now() + clockAheadMs)
  const late = tooLate(instance, job, client.api)
  /** Looks once more: it may have ended while nobody looked, because nothing ran here or the computer slept. */
  const endedUnseen = async (): Promise<Job> => {
    const now = await rideOut(instance, ctx, () => reads.job(job.id, ctx.signal))
    if (now === undefined || !isFinal(now)) throw late
    return now
  }
  if (leftMs <= 0) return { job: await endedUnseen(), followed: undefined }
  const sinceMs = clock.now()
  let followed: Followed | undefined
  try {
    const ended = await withDeadline({ clock, ms: leftMs, signal: ctx.signal, late: () => late }, (signal) =>
      poller.wait(
        { id: job.id, type: job.type, link: jobLink(client.api, job) },
        {
          signal,
          onTrouble: (why) => ctx.reconnecting(why),
          onLook: (seen) => {
            if (isFinal(seen)) return
            tellWaiting(ctx, seen)
            if (followed !== undefined) followed.job = seen
            else if (options.eager === true || clock.now() - sinceMs >= FOLLOW_AFTER_MS)
              followed = follower.follow(seen, { ...options.sink, signal })
            if (followed !== undefined) void follower.look()
          },
        },
      ),
    )
    return { job: ended, followed }
  } catch (error) {
    if (ctx.signal.aborted) throw cancelled()
    if (error !== late) throw error
    const ended = await endedUnseen()
    ctx.reconnecting(undefined)
    return { job: ended, followed }
  } finally {
    if (followed !== undefined) follower.leave(followed)
  }
}

/** What a job waits for, in the server's own words. */
function tellWaiting(ctx: OperationContext, { status, job_explanation: why }: Job): void {
  const isWaiting = status === 'pending' || status === 'waiting' || status === 'new'
  if (isWaiting && why !== null && why !== undefined && why !== '')
    ctx.progress(undefined, `${status}: ${why}`)
}

function tooLate(instance: TowerInstance, job: Job, api: Parameters<typeof jobLink>[0]): BrokerError {
  const { workflow_timeout: seconds } = instance.config
  const where = instanceText({ provider: 'AnsibleTower', instance: instance.deps.instance })
  return new BrokerError({
    code: 'TIMEOUT',
    message: `Job ${job.id} of ${job.name} did not end within ${durationText(seconds * 1000)}. It still runs at ${where}: ${jobLink(api, job).url}`,
    hint: 'Look at the job there. How long a job is waited for is in Settings, at the instance.',
    provider: 'AnsibleTower',
    instance: instance.deps.instance,
    retryable: true,
  })
}
