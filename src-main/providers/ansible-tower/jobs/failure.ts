import { BrokerError, type FailureCause } from '@shared/domain/error'
import { instanceText } from '@shared/domain/provider'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { causesOf, unknownCause, type Place } from './causes'
import { jobLink } from './links'
import type { Mask } from './mask'
import { settledJob } from './read-tree'
import { eventSchema, type Job, type JobEvent } from './schemas'
import { nameOf } from './steps'
import type { JobTree } from './tree'
import { numberOf, textOf, variablesOf } from './values'
import { workOf } from './work'

/** A failed job in a tree, and where in the outermost workflow it stands. */
interface Failed {
  readonly job: Job
  readonly node: Place | undefined
}

/**
 * Why a job or workflow failed, newest first: of a workflow the jobs of its failed nodes, workflows inside it searched
 * through. With `last` only the newest is looked at; `jobFailed` tells its first reason, but another may say that the
 * workflow has cleaned up. Always at least one.
 */
export async function failureCauses(
  instance: TowerInstance,
  tree: JobTree,
  scope: 'last' | 'all',
  signal: AbortSignal,
): Promise<readonly FailureCause[]> {
  const { api } = await instance.client(signal)
  const causes: FailureCause[] = []
  for (const failed of failedJobs(tree, undefined)) {
    causes.push(...(await causesOfOne(instance, failed, signal)))
    if (scope === 'last') break
  }
  if (causes.length > 0) return causes
  const { job } = tree
  // None of its nodes tells a reason: one had no template any more, or the workflow itself was stopped.
  const said = job.job_explanation ?? ''
  const about = { job: { name: job.name, id: String(job.id), link: jobLink(api, job) } }
  return [{ ...(said === '' ? unknownCause(api, job) : { reason: said }), ...about }]
}

/** Failed playbook jobs and other leaves, newest first; cancelled ones only where nothing else failed. */
function failedJobs(tree: JobTree, place: Place | undefined): readonly Failed[] {
  if (tree.job.type !== 'workflow_job') return [{ job: tree.job, node: place }]
  const failed = tree.children.filter(({ job }) => job.failed)
  const broken = failed.filter(({ job }) => job.status !== 'canceled')
  const chosen = (broken.length > 0 ? broken : failed).toReversed()
  const found = chosen.flatMap((child) => failedJobs(child, place ?? placeOf(tree, child.job)))
  if (found.length > 0 || place === undefined) return found
  return [{ job: tree.job, node: place }]
}

function placeOf({ nodes }: JobTree, job: Job): Place | undefined {
  const index = nodes.findIndex(({ summary_fields }) => summary_fields.job?.id === job.id)
  const node = nodes[index]
  return node === undefined ? undefined : { name: nameOf(node), index: index + 1, count: nodes.length }
}

async function causesOfOne(
  instance: TowerInstance,
  { job, node }: Failed,
  signal: AbortSignal,
): Promise<readonly FailureCause[]> {
  const { api } = await instance.client(signal)
  const detail = await settledJob(instance, job, signal)
  const update = await failedUpdate(instance, detail, signal)
  if (update !== undefined) return await causesOfOne(instance, { job: update, node }, signal)
  const hasEvents = job.type === 'job' && detail.status === 'failed'
  const events = hasEvents ? await failedEvents(instance, job, signal) : []
  const told = causesOf(api, { job: detail, node, events })
  const isUnknown = told.length === 1 && told[0]?.reason === unknownCause(api, detail).reason
  if (!isUnknown) return told
  return causesOf(api, { job: detail, node, events, output: await outputOf(instance, detail, signal) })
}

/** What AWX says of a job whose project or inventory could not be brought up to date, with the update as JSON. */
const PREVIOUS = /^Previous Task (?:Failed|Canceled): (\{.*\})/s

/** The update that a job failed with; undefined where it failed by itself, or the update may not be seen. */
async function failedUpdate(
  instance: TowerInstance,
  { job_explanation: said }: Job,
  signal: AbortSignal,
): Promise<Job | undefined> {
  const named = variablesOf(PREVIOUS.exec(said ?? '')?.[1])
  const id = numberOf(textOf(named['job_id']))
  const found = id === undefined ? undefined : await workOf(instance).reads.job(id, signal)
  return found?.failed === true && found.type.endsWith('_update') ? found : undefined
}

async function failedEvents(
  instance: TowerInstance,
  job: Job,
  signal: AbortSignal,
): Promise<readonly JobEvent[]> {
  const client = await instance.client(signal)
  return await client.pages(`jobs/${job.id}/job_events/`, eventSchema, {
    signal,
    what: `read why job ${job.id} failed`,
    query: { failed: true, order_by: 'counter' },
  })
}

async function outputOf(instance: TowerInstance, job: Job, signal: AbortSignal): Promise<string | undefined> {
  const path = job.related['stdout']
  if (path === undefined) return undefined
  const client = await instance.client(signal)
  try {
    const what = `read the output of job ${job.id}`
    return await client.text(path, { signal, what, query: { format: 'txt' } })
  } catch (error) {
    if (signal.aborted) throw error
    return undefined
  }
}

/** The error of a job that failed: the server's own reason, and where in its work it happened. */
export function jobFailed(
  instance: TowerInstance,
  job: Job,
  causes: readonly FailureCause[],
  mask: Mask,
): BrokerError {
  const where = instanceText({ provider: 'AnsibleTower', instance: instance.deps.instance })
  const told = instance.config.error_scope === 'last' ? causes.slice(0, 1) : causes
  const clean = told.map((cause) => ({
    ...cause,
    reason: mask.text(cause.reason),
    ...(cause.play === undefined ? {} : { play: mask.text(cause.play) }),
    ...(cause.task === undefined ? {} : { task: mask.text(cause.task) }),
  }))
  const [first] = clean
  const said = first?.ours === true ? undefined : first?.reason
  const unsaid = first?.ours === true ? ` ${first.reason}` : ''
  const how = job.status === 'canceled' ? 'was cancelled there' : job.status === 'error' ? 'broke' : 'failed'
  return new BrokerError({
    code: 'PROVIDER',
    message: `${job.name} ${how} at ${where}, job ${job.id}.${unsaid}`,
    hint: 'Correct what the reason names, or try again.',
    ...(said === undefined ? {} : { said }),
    causes: clean,
    provider: 'AnsibleTower',
    instance: instance.deps.instance,
    retryable: true,
  })
}
