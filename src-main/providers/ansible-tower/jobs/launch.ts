import { BrokerError } from '@shared/domain/error'
import { instanceText } from '@shared/domain/provider'
import type { JsonObject } from '@shared/lib/json'
import type { OperationContext, WorkMark } from '@main/providers/contract'
import { throwIfCancelled } from '@main/providers/kit/cancel'
import { isUncertain, TowerError } from '@main/providers/ansible-tower/errors'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { carriesOurId } from './launch-body'
import { refusedLaunch } from './refusal'
import { rideOut } from './ride-out'
import { launchedSchema, type Job } from './schemas'
import type { Template } from './template'
import { isObject, variablesOf } from './values'
import { workOf } from './work'

/** When a launch whose answer was lost is looked for: pauses in intervals of polls. */
const SEARCH_PAUSES = [0, 0.2, 1, 2, 3]

/** One launch, ready to be sent. */
export interface Launch {
  readonly template: Template
  readonly ourId: string
  readonly vars: JsonObject
  readonly prompts?: JsonObject
  readonly inventory?: number | undefined
  readonly labels?: readonly number[]
  /** Persists what is known of the launch: before it is sent, and again with the job's id. */
  keep(mark: WorkMark): void
}

/**
 * Launches a template, once: what would find the job again is kept before the request is sent, and the job's id as soon
 * as it is told. When the answer is lost, the job is looked for among the user's jobs of that template by our id; only
 * when it is not there, and the server has not merely been slow, is it launched again, and that once.
 *
 * A template that takes no variables cannot carry our id. Its job is then known only as the one job of it that this
 * user has launched since; where there are several, or none after a silence, it cannot be known which is ours, and this
 * throws instead of launching a second time.
 *
 * Throws with what was kept in place where a job may exist; `refused` tells that none does.
 */
export async function launch(
  instance: TowerInstance,
  ctx: Pick<OperationContext, 'signal' | 'reconnecting' | 'log'>,
  wanted: Launch,
): Promise<Job> {
  const { ownJobs } = workOf(instance)
  const after = await ownJobs.newestId(ctx.signal)
  throwIfCancelled(ctx.signal)
  wanted.keep({ desktop_id: wanted.ourId, after: String(after) })
  throwIfCancelled(ctx.signal)
  for (let attempt = 1; ; attempt += 1) {
    try {
      return keepJob(instance, ctx, wanted, await send(instance, wanted))
    } catch (error) {
      if (!isUncertain(error)) throw refusedLaunch(error, wanted.template)
      ctx.log('The answer to the launch was lost. Looking whether the job is there.', 'warn')
      const found = await findLost(instance, ctx, wanted, after)
      if (found !== undefined) return keepJob(instance, ctx, wanted, found)
      const isHopeless = attempt > 1 || mayComeLater(error) || !carriesOurId(wanted.template)
      if (isHopeless || ctx.signal.aborted) throw unknownLaunch(instance, wanted, error)
      ctx.log('The job is not there. Launching it again.', 'warn')
    }
  }
}

/** Whether the server may still be working on it: whoever hung up did not wait for its end. */
function mayComeLater(error: unknown): boolean {
  if (!(error instanceof TowerError)) return false
  return error.kind === 'timeout' || error.details.status === 504
}

/** Whether nothing was launched, for certain. */
export function isRefused(error: unknown): boolean {
  return !(error instanceof UnknownLaunch)
}

async function send(
  instance: TowerInstance,
  { template, vars, prompts = {}, inventory, labels = [] }: Launch,
): Promise<ReturnType<typeof launchedSchema.parse>> {
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

function keepJob(
  instance: TowerInstance,
  ctx: Pick<OperationContext, 'log'>,
  wanted: Launch,
  job: Job & { readonly ignored_fields?: JsonObject },
): Job {
  const { ourId, template } = wanted
  workOf(instance).ownJobs.noted(ourId, job)
  wanted.keep({ desktop_id: ourId, job: String(job.id), type: job.type })
  const ignored = namesOf(job.ignored_fields ?? {})
  if (ignored.length > 0) ctx.log(`${template.name} ignores: ${ignored.join(', ')}.`, 'warn')
  return job
}

/** Which fields of the launch, and of its variables, were ignored; our own variables are of no interest to anybody. */
function namesOf(ignored: JsonObject): readonly string[] {
  return Object.entries(ignored).flatMap(([name, value]) => {
    if (name !== 'extra_vars') return [name]
    const vars = typeof value === 'string' ? variablesOf(value) : isObject(value) ? value : {}
    return Object.keys(vars).filter((each) => !each.startsWith('_broker_') && each !== 'provider_labels')
  })
}

async function findLost(
  instance: TowerInstance,
  ctx: Pick<OperationContext, 'signal' | 'reconnecting'>,
  wanted: Launch,
  after: number,
): Promise<Job | undefined> {
  const { clock } = instance.deps
  const { ownJobs } = workOf(instance)
  const pauseMs = instance.config.workflow_poll_interval * 1000
  // Looked for also when the caller has given up meanwhile: a job that is there must be known, to be cancelled.
  const search = { signal: new AbortController().signal, reconnecting: ctx.reconnecting.bind(ctx) }
  for (const pause of SEARCH_PAUSES) {
    await clock.sleep(pause * pauseMs, search.signal)
    const found = carriesOurId(wanted.template)
      ? await rideOut(instance, search, () =>
          ownJobs.find(wanted.ourId, { after, name: wanted.template.name }, search.signal),
        )
      : await rideOut(instance, search, () =>
          ownJobs.theOnlyUnnamed({ after, template: wanted.template.id }, search.signal),
        )
    if (found !== undefined) return found
  }
  return undefined
}

/** A launch of which nobody knows whether there is a job. */
class UnknownLaunch extends BrokerError {}

function unknownLaunch({ deps }: TowerInstance, { template }: Launch, error: unknown): BrokerError {
  const where = instanceText({ provider: 'AnsibleTower', instance: deps.instance })
  const said = error instanceof BrokerError ? error.data.said : undefined
  return new UnknownLaunch(
    {
      code: 'PROVIDER',
      message: `${where} did not tell whether it launched ${template.name}, and its job cannot be found.`,
      hint: 'Look at the jobs there before you try again: it may run.',
      ...(said === undefined ? {} : { said }),
      provider: 'AnsibleTower',
      instance: deps.instance,
      retryable: false,
    },
    { cause: error },
  )
}
