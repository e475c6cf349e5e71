import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { Batch } from './batch'
import { jobSchema, nodeSchema, type Job, type WorkflowNode } from './schemas'
import { pathOf } from './host'

/** Ids in one `__in`: as many as one page holds, in an address that every proxy takes. */
const MOST_IDS = 200
/** A workflow has more than one node: fewer at once keep the number of pages small. */
const MOST_WORKFLOWS = 50

/** What is read of jobs, with the questions of many callers put together. Errors are the client's. */
export class JobReads {
  readonly #instance: TowerInstance
  readonly #jobs: Batch<Job | undefined>
  readonly #nodes: Batch<readonly WorkflowNode[]>

  constructor(instance: TowerInstance) {
    this.#instance = instance
    this.#jobs = new Batch({ read: (ids) => this.#readJobs(ids), missing: undefined, most: MOST_IDS })
    this.#nodes = new Batch({ read: (ids) => this.#readNodes(ids), missing: [], most: MOST_WORKFLOWS })
  }

  /** A job of any kind as lists tell it, artifacts included; undefined when it is not there or may not be seen. */
  job(id: number, signal: AbortSignal): Promise<Job | undefined> {
    return this.#jobs.ask(id, signal)
  }

  /** A job that was there. Throws `NOT_FOUND` when it was deleted, and `PERMISSION` when it may no longer be seen. */
  async known(id: number, type: string | undefined, signal: AbortSignal): Promise<Job> {
    const found = await this.job(id, signal)
    return found ?? (await this.detail({ id, type: type ?? 'workflow_job', url: '' }, signal))
  }

  /** The nodes of a workflow job, all of them. */
  nodes(workflowJobId: number, signal: AbortSignal): Promise<readonly WorkflowNode[]> {
    return this.#nodes.ask(workflowJobId, signal)
  }

  /** The whole of a job, with its traceback. */
  async detail(job: Pick<Job, 'id' | 'type' | 'url'>, signal: AbortSignal): Promise<Job> {
    const client = await this.#instance.client(signal)
    const path = job.url === '' ? pathOf(job) : job.url
    return await client.get(path, jobSchema, { signal, what: `read job ${job.id}` })
  }

  async #readJobs(ids: readonly number[]): Promise<ReadonlyMap<number, Job>> {
    const jobs = await this.list(ids, never())
    return new Map(jobs.map((job) => [job.id, job]))
  }

  /** The jobs of these ids that are there and may be seen, in one request for each 200. */
  async list(ids: readonly number[], signal: AbortSignal, retries?: number): Promise<readonly Job[]> {
    const client = await this.#instance.client(signal)
    const jobs: Job[] = []
    for (let from = 0; from < ids.length; from += MOST_IDS) {
      jobs.push(
        ...(await client.pages('unified_jobs/', jobSchema, {
          signal,
          what: 'see how the jobs stand',
          query: { id__in: ids.slice(from, from + MOST_IDS), page_size: MOST_IDS },
          ...(retries === undefined ? {} : { retries }),
        })),
      )
    }
    return jobs
  }

  async #readNodes(ids: readonly number[]): Promise<ReadonlyMap<number, readonly WorkflowNode[]>> {
    const signal = never()
    const client = await this.#instance.client(signal)
    const nodes = await client.pages('workflow_job_nodes/', nodeSchema, {
      signal,
      what: 'read the nodes of the workflow',
      query: { workflow_job__in: ids, page_size: 200, order_by: 'id' },
    })
    const found = new Map<number, WorkflowNode[]>(ids.map((id) => [id, []]))
    for (const node of nodes) found.get(node.workflow_job ?? -1)?.push(node)
    return found
  }
}

/** Work for several callers ends by itself, not with one of them. */
function never(): AbortSignal {
  return new AbortController().signal
}
