import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import type { JobReads } from './reads'
import { isFinal, type Job } from './schemas'
import { inOrderOfExecution, leaves, type JobTree } from './tree'
import { isFalsy } from './values'
import { workOf } from './work'

/** How often a job is asked again that has ended and not saved everything it left: once an interval of polls. */
const SAVED_WITHIN = 6
const DEEPEST = 8

/**
 * A job with everything below it: all nodes, and each node's job with its artifacts. What many ask for at the same
 * moment is read together. Jobs that are no longer there are left out.
 */
export async function readTree(instance: TowerInstance, job: Job, signal: AbortSignal): Promise<JobTree> {
  return await treeOf(workOf(instance).reads, job, signal, 0)
}

async function treeOf(reads: JobReads, job: Job, signal: AbortSignal, depth: number): Promise<JobTree> {
  if (job.type !== 'workflow_job' || depth > DEEPEST) {
    const isWhole = job.type !== 'job' || job.artifacts !== undefined
    return { job: isWhole ? job : await reads.detail(job, signal), nodes: [], children: [] }
  }
  const nodes = inOrderOfExecution(await reads.nodes(job.id, signal))
  const ran = nodes.flatMap(({ summary_fields }) => summary_fields.job?.id ?? [])
  const jobs = await Promise.all(ran.map((id) => reads.job(id, signal)))
  const children = await Promise.all(
    jobs.flatMap((each) => (each === undefined ? [] : [treeOf(reads, each, signal, depth + 1)])),
  )
  return { job, nodes, children: children.toSorted((a, b) => a.job.id - b.job.id) }
}

/**
 * The same tree once the server has saved everything: artifacts and events come a little after the final status. Only
 * jobs without artifacts are asked again.
 */
export async function settledTree(
  instance: TowerInstance,
  tree: JobTree,
  signal: AbortSignal,
): Promise<JobTree> {
  const settled = new Map<number, Job>()
  await Promise.all(
    leaves(tree)
      .filter((job) => job.type === 'job' && isFinal(job) && isFalsy(job.artifacts ?? undefined))
      .map(async (job) => settled.set(job.id, await settledJob(instance, job, signal))),
  )
  return replaced(tree, settled)
}

/** A job's detail once all its events are saved, or as it is when that takes too long. */
export async function settledJob(instance: TowerInstance, job: Job, signal: AbortSignal): Promise<Job> {
  const { reads } = workOf(instance)
  const pauseMs = instance.config.workflow_poll_interval * 1000
  for (let look = 0; ; look += 1) {
    const detail = await reads.detail(job, signal)
    if (detail.event_processing_finished !== false || look >= SAVED_WITHIN) return detail
    await instance.deps.clock.sleep(look === 0 ? pauseMs / 5 : pauseMs, signal)
  }
}

function replaced(tree: JobTree, jobs: ReadonlyMap<number, Job>): JobTree {
  return {
    ...tree,
    job: jobs.get(tree.job.id) ?? tree.job,
    children: tree.children.map((child) => replaced(child, jobs)),
  }
}
