import type { OperationContext, WorkMark } from '@main/providers/contract'
import { throwIfCancelled } from '@main/providers/kit/cancel'
import { isUncertain, TowerError } from '@main/providers/ansible-tower/errors'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { anythingSchema } from '@main/providers/ansible-tower/schemas/page'
import { pathOf } from './host'
import { tellIgnored, type LaunchedJob, type Said } from './ignored'
import { carriesOurId } from './launch-body'
import { refusedLaunch } from './refusal'
import { rideOut, rideOutBefore, rideOutRefusals } from './ride-out'
import { launchedSchema, type Job } from './schemas'
import { unknownLaunch } from './unknown-launch'
import { workOf } from './work'

/** When a launch whose answer was lost is looked for: pauses in intervals of polls. */
const SEARCH_PAUSES = [0, 0.2, 1, 2, 3]

/** One launch, ready to be sent. */
export interface Launch extends Said {
  readonly ourId: string
  readonly inventory?: number | undefined
  readonly labels?: readonly number[]
  /** Persists what is known of the launch: before it is sent, and again with the job's id. */
  keep(mark: WorkMark): void
}

/**
 * Launches a template, once: what would find the job again is kept before the request is sent, and the job's id as soon
 * as it is told. When the answer is lost, the job is looked for among the user's jobs of that template by our id; only
 * when it is not there, and the server has not merely been slow, is it launched again, and that once. While it is
 * certain that the server took nothing, because nothing listens there, it is waited for.
 *
 * A template that takes no variables cannot carry our id. Such launches are sent one after the other, and a job whose
 * answer was lost is known only as the one job of its template that this user has launched since; where there are
 * several, or none, it cannot be known, and this throws instead of launching a second time.
 *
 * Throws with what was kept in place where a job may exist: `isRefused` tells that none does.
 */
export async function launch(instance: TowerInstance, ctx: LaunchContext, wanted: Launch): Promise<Job> {
  const { ownJobs } = workOf(instance)
  const begin = (after: number): Promise<LaunchedJob> => launchAfter(instance, ctx, wanted, after)
  if (carriesOurId(wanted.template))
    return await begin(await rideOutBefore(instance, ctx, () => ownJobs.newestId(ctx.signal)))
  return await ownJobs.inTurn(ctx.signal, async () =>
    begin(await rideOutBefore(instance, ctx, () => ownJobs.newestNow(ctx.signal))),
  )
}

/** Launches, with everything written down that would find a job newer than `after` again. */
async function launchAfter(
  instance: TowerInstance,
  ctx: LaunchContext,
  wanted: Launch,
  after: number,
): Promise<LaunchedJob> {
  const { ourId } = wanted
  const job = await sendOrFind(instance, ctx, wanted, after)
  workOf(instance).ownJobs.noted(ourId, job)
  try {
    tellIgnored(ctx, job, wanted)
    wanted.keep({ desktop_id: ourId, job: String(job.id), type: job.type })
  } catch (error) {
    // What cannot be written down must not go on: nothing would know of it.
    await giveUp(instance, job)
    throw error
  }
  return job
}

type LaunchContext = Pick<OperationContext, 'signal' | 'reconnecting' | 'log' | 'ignored'>

async function sendOrFind(
  instance: TowerInstance,
  ctx: LaunchContext,
  wanted: Launch,
  after: number,
): Promise<LaunchedJob> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await rideOutRefusals(instance, ctx, () => sendKept(instance, ctx, wanted, after))
    } catch (error) {
      if (!isUncertain(error)) throw refusedLaunch(error, wanted.template)
      ctx.log('The answer to the launch was lost. Looking whether the job is there.', 'warn')
      const found = await findLost(instance, ctx, wanted, after).catch((trouble: unknown) => {
        throw unknownLaunch(instance, wanted.template.name, trouble)
      })
      if (found !== undefined) return found
      const isHopeless = attempt > 1 || mayComeLater(error) || !carriesOurId(wanted.template)
      if (isHopeless || ctx.signal.aborted) throw unknownLaunch(instance, wanted.template.name, error)
      ctx.log('The job is not there. Launching it again.', 'warn')
    }
  }
}

/** Sends, with the moment written down before: after a crash it tells how long the request may still be under way. */
async function sendKept(
  instance: TowerInstance,
  ctx: LaunchContext,
  wanted: Launch,
  after: number,
): Promise<LaunchedJob> {
  throwIfCancelled(ctx.signal)
  wanted.keep({ desktop_id: wanted.ourId, after: String(after), at: String(instance.deps.clock.now()) })
  throwIfCancelled(ctx.signal)
  return await send(instance, wanted)
}

/** Cancels a job that nobody is to have, without waiting for its end. */
async function giveUp(instance: TowerInstance, job: Job): Promise<void> {
  const { signal } = new AbortController()
  const client = await instance.client(signal)
  const what = `cancel job ${job.id}`
  await client.post(`${pathOf(job)}cancel/`, {}, anythingSchema, { signal, what }).catch(() => undefined)
}

/** Whether the server may still be working on it: whoever hung up did not wait for its end. */
function mayComeLater(error: unknown): boolean {
  if (!(error instanceof TowerError)) return false
  return error.kind === 'timeout' || error.details.status === 504
}

async function send(
  instance: TowerInstance,
  { template, vars, prompts = {}, inventory, labels = [] }: Launch,
): Promise<LaunchedJob> {
  // Not the caller's signal: a request that is cut on its way leaves nobody knowing whether there is a job. Who was
  // cancelled meanwhile cancels the job.
  const signal = new AbortController().signal
  const client = await instance.client(signal)
  return await client.post(
    template.launchPath,
    {
      ...prompts,
      ...(inventory === undefined ? {} : { inventory }),
      ...(labels.length === 0 ? {} : { labels: [...labels] }),
      extra_vars: JSON.stringify(vars),
    },
    launchedSchema,
    { signal, what: `launch ${template.name}` },
  )
}

async function findLost(
  instance: TowerInstance,
  ctx: LaunchContext,
  { template, ourId }: Launch,
  after: number,
): Promise<Job | undefined> {
  const { clock } = instance.deps
  const { ownJobs } = workOf(instance)
  const { signal } = new AbortController()
  const look = async (): Promise<Job | undefined> =>
    carriesOurId(template)
      ? await ownJobs.find(ourId, { after, name: template.name }, signal)
      : onlyOne(await ownJobs.unnamed({ after, template: template.id }, signal))
  for (const pause of SEARCH_PAUSES) {
    await clock.sleep(pause * instance.config.workflow_poll_interval * 1000, signal)
    const found = await persistently(instance, ctx, look)
    if (found !== undefined) return found
  }
  return undefined
}

function onlyOne(jobs: readonly Job[]): Job | undefined {
  return jobs.length === 1 ? jobs[0] : undefined
}

/** Also who was cancelled meanwhile looks once more: a job that is there must be known, to be cancelled. */
async function persistently<T>(
  instance: TowerInstance,
  ctx: LaunchContext,
  look: () => Promise<T>,
): Promise<T> {
  if (ctx.signal.aborted) return await look()
  try {
    return await rideOut(instance, ctx, look)
  } catch (error) {
    if (!ctx.signal.aborted) throw error
    return await look()
  }
}
