import { toErrorData } from '@shared/domain/error'
import type { OperationContext, ReportedStep } from '@main/providers/contract'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import type { FollowSink } from './follower'
import { apiLinkOf } from './host'
import { jobLink } from './links'
import { tellRest } from './output'
import { readTree, settledJob } from './read-tree'
import { rideOut } from './ride-out'
import type { Job } from './schemas'
import { stepsOf } from './steps'
import { leaves, type JobTree } from './tree'
import { ourTime } from './values'
import { waitForJob, type Waited } from './wait'

/** A job that is over, with everything below it. */
export interface Ended extends Waited {
  readonly tree: JobTree
}

/** The two steps of every launch; a workflow's nodes take the place of the second. */
export function planOf(name: string): readonly [string, string] {
  return [`Launch ${name}`, `Run ${name}`]
}

/**
 * Waits for a job that was launched and reads what it left, telling its steps: the launch, then the nodes of the
 * workflow, or the job itself. What a job that failed printed is told to its end.
 */
export async function runJob(
  instance: TowerInstance,
  ctx: OperationContext,
  job: Job,
  options: { readonly name: string; readonly eager?: boolean },
): Promise<Ended> {
  const { client, clockAheadMs: aheadMs } = await instance.connection(ctx.signal)
  const { api } = client
  const [launchName, runName] = planOf(options.name)
  ctx.link(jobLink(api, job))
  ctx.link(apiLinkOf(api, job))
  ctx.step(runName)
  const launched = launchStep(launchName, job, aheadMs)
  const sink: Pick<FollowSink, 'steps' | 'output'> = {
    steps: (steps) => ctx.steps([launched, ...distinct(steps, launchName)]),
    output: (text) => ctx.log(text),
  }
  const waited = await waitForJob(instance, ctx, job, { ...options, sink })
  const tree = await rideOut(instance, ctx, () => readTree(instance, waited.job, ctx.signal))
  const nodes = finalSteps(api, tree, aheadMs)
  ctx.steps([
    launched,
    ...distinct(nodes.length > 0 ? nodes : [ranAlone(runName, tree.job, aheadMs)], launchName),
  ])
  if (options.eager !== true) await tellFailed(instance, waited, tree, ctx)
  return { ...waited, tree }
}

/** Why a job failed is in what it printed; what the others printed is not worth its requests. */
async function tellFailed(
  instance: TowerInstance,
  waited: Waited,
  tree: JobTree,
  ctx: OperationContext,
): Promise<void> {
  if (tree.job.status === 'successful') return
  const failed = leaves(tree).filter(
    ({ type, status }) => type === 'job' && (status === 'failed' || status === 'error'),
  )
  try {
    for (const job of failed) {
      await rideOut(instance, ctx, () => settledJob(instance, job, ctx.signal))
    }
    await tellRest(instance, waited, failed, ctx)
  } catch (error) {
    // The failure itself is what is to be told, also where its output may not be read.
    if (ctx.signal.aborted) throw error
    ctx.log(`The output could not be read: ${toErrorData(error).message}`, 'warn')
  }
}

function launchStep(name: string, job: Job, aheadMs: number | undefined): ReportedStep {
  const createdAtMs = ourTime(job.created, aheadMs)
  return {
    name,
    state: 'done',
    ...(createdAtMs === undefined ? {} : { startedAtMs: createdAtMs, endedAtMs: createdAtMs }),
  }
}

/** A node may be called as our own step. */
function distinct(steps: readonly ReportedStep[], taken: string): readonly ReportedStep[] {
  return steps.map((step) => (step.name === taken ? { ...step, name: `${step.name} (node)` } : step))
}

function finalSteps(
  api: Parameters<typeof stepsOf>[0],
  tree: JobTree,
  aheadMs: number | undefined,
): readonly ReportedStep[] {
  const jobs = new Map<number, Job>()
  const nested = new Map<number, JobTree['nodes']>()
  const collect = ({ children }: JobTree): void => {
    for (const child of children) {
      jobs.set(child.job.id, child.job)
      if (child.nodes.length > 0) nested.set(child.job.id, child.nodes)
      collect(child)
    }
  }
  collect(tree)
  return stepsOf(api, tree.job, { nodes: tree.nodes, jobs, nested, aheadMs })
}

function ranAlone(name: string, job: Job, aheadMs: number | undefined): ReportedStep {
  const startedAtMs = ourTime(job.started ?? job.created, aheadMs)
  const endedAtMs = ourTime(job.finished, aheadMs)
  const state = job.status === 'successful' ? 'done' : job.status === 'canceled' ? 'cancelled' : 'failed'
  return {
    name,
    state,
    ...(startedAtMs === undefined ? {} : { startedAtMs }),
    ...(endedAtMs === undefined ? {} : { endedAtMs }),
  }
}
