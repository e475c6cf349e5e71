import { z } from 'zod'
import { stripAnsi } from '@main/providers/kit/ansi'
import { isOutage, kindOf } from '@main/providers/ansible-tower/errors'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import type { ReportedStep } from '@main/providers/contract'
import type { JobReads } from './reads'
import { eventSchema, isFinal, type Job, type WorkflowNode } from './schemas'
import { stepsOf } from './steps'
import { timeOf } from './values'

/** How deep workflows inside workflows are shown. */
const DEEPEST = 4
/** Jobs whose output is read in one round, over all that are followed; the others come next. */
const MOST_OUTPUTS = 8

const eventsSchema = z.object({ next: z.string().nullish(), results: z.array(eventSchema) })

/** What is told of a job that is followed. */
export interface FollowSink {
  readonly signal: AbortSignal
  steps(steps: readonly ReportedStep[]): void
  output(text: string): void
}

/** A job that is followed. */
export interface Followed {
  /** As it was last seen. */
  job: Job
  readonly sink: FollowSink
  /** Up to which event the output of each of its jobs was told. */
  readonly told: Map<number, number>
  /** Of which jobs all output was told. */
  readonly ended: Set<number>
  /** The steps as they were told last, so that nothing is told twice. */
  lastSteps: string
}

/**
 * Tells how the workflows that take longer go: their nodes as steps, and the output of the job that runs. The nodes of
 * all of them are asked for together, and outputs of a few at a time.
 */
export class JobFollower {
  readonly #instance: TowerInstance
  readonly #reads: JobReads
  readonly #followed = new Set<Followed>()
  #looking: Promise<void> | undefined
  #lookedAtMs = Number.NEGATIVE_INFINITY
  #turn = 0

  constructor(instance: TowerInstance, reads: JobReads) {
    this.#instance = instance
    this.#reads = reads
  }

  follow(job: Job, sink: FollowSink): Followed {
    const followed: Followed = { job, sink, told: new Map(), ended: new Set(), lastSteps: '' }
    this.#followed.add(followed)
    return followed
  }

  leave(followed: Followed): void {
    this.#followed.delete(followed)
  }

  /** One round over everything that is followed, unless the last one was a moment ago. Never rejects. */
  async look(): Promise<void> {
    const nowMs = this.#instance.deps.clock.now()
    if (nowMs - this.#lookedAtMs < this.#instance.config.workflow_poll_interval * 1000) return
    this.#looking ??= this.#round().finally(() => {
      this.#looking = undefined
      this.#lookedAtMs = this.#instance.deps.clock.now()
    })
    await this.#looking
  }

  async #round(): Promise<void> {
    const all = [...this.#followed]
    const first = this.#turn % Math.max(1, all.length)
    const inTurn = [...all.slice(first), ...all.slice(0, first)]
    this.#turn += MOST_OUTPUTS
    let outputs = MOST_OUTPUTS
    await Promise.all(
      inTurn.map(async (each) => {
        try {
          const running = await this.#lookAt(each)
          if (running === undefined || outputs <= 0) return
          outputs -= 1
          await this.tell(each, running)
        } catch (error) {
          // Who waits hears of trouble from the poller: what is told here comes with the next round.
          if (!isOutage(error) && kindOf(error) === undefined && !each.sink.signal.aborted) {
            this.#instance.deps.logger.warn('A job could not be followed.', { job: each.job.id, error })
          }
        }
      }),
    )
  }

  /** Tells the steps of one job. Answers the job whose output is worth reading now. */
  async #lookAt(followed: Followed): Promise<Job | undefined> {
    const { job, sink } = followed
    if (job.type !== 'workflow_job') return job
    const nested = new Map<number, readonly WorkflowNode[]>()
    const nodes = await this.#reads.nodes(job.id, sink.signal)
    await this.#readNested(nodes, nested, sink.signal, 1)
    const ran = [nodes, ...nested.values()].flat().flatMap(({ summary_fields }) => summary_fields.job ?? [])
    const found = await Promise.all(ran.map(({ id }) => this.#reads.job(id, sink.signal)))
    const jobs = new Map(found.flatMap((each) => (each === undefined ? [] : [[each.id, each] as const])))
    const { client, clockAheadMs: aheadMs } = await this.#instance.connection(sink.signal)
    this.#tellSteps(followed, stepsOf(client.api, job, { nodes, jobs, nested, aheadMs }))
    const began = [...jobs.values()].filter(
      ({ type, started }) => type === 'job' && timeOf(started) !== undefined,
    )
    return began.toSorted((a, b) => a.id - b.id).find(({ id }) => !followed.ended.has(id))
  }

  async #readNested(
    nodes: readonly WorkflowNode[],
    nested: Map<number, readonly WorkflowNode[]>,
    signal: AbortSignal,
    depth: number,
  ): Promise<void> {
    if (depth > DEEPEST) return
    const inner = nodes.flatMap(({ summary_fields: { job } }) =>
      job?.type === 'workflow_job' ? [job.id] : [],
    )
    await Promise.all(
      inner.map(async (id) => {
        const found = await this.#reads.nodes(id, signal)
        nested.set(id, found)
        await this.#readNested(found, nested, signal, depth + 1)
      }),
    )
  }

  #tellSteps(followed: Followed, steps: readonly ReportedStep[]): void {
    const written = JSON.stringify(steps)
    if (written === followed.lastSteps || steps.length === 0) return
    followed.lastSteps = written
    followed.sink.steps(steps)
  }

  /** Tells what a job has printed since it was last asked; of a job that is over, all the rest. */
  async tell(followed: Followed, job: Pick<Job, 'id' | 'status'>): Promise<void> {
    const { sink, told, ended } = followed
    const client = await this.#instance.client(sink.signal)
    for (;;) {
      const { next, results } = await client.get(`jobs/${job.id}/job_events/`, eventsSchema, {
        signal: sink.signal,
        what: `read the output of job ${job.id}`,
        query: {
          order_by: 'counter',
          counter__gt: told.get(job.id) ?? 0,
          page_size: 200,
          no_truncate: true,
        },
      })
      // Two rounds may have asked for the same: each line is told once.
      const fresh = results.filter(({ counter }) => counter > (told.get(job.id) ?? 0))
      for (const { stdout } of fresh) {
        const text = stripAnsi(stdout).replace(/^\n+|\s+$/g, '')
        if (text !== '') sink.output(text)
      }
      told.set(job.id, Math.max(told.get(job.id) ?? 0, results.at(-1)?.counter ?? 0))
      if (!isFinal(job)) return
      if (next === null || next === undefined || results.length === 0) {
        ended.add(job.id)
        return
      }
    }
  }
}
