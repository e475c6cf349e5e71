import { z } from 'zod'
import { Slots } from '@main/providers/kit/slots'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { OUR_ID } from './host'
import { jobSchema, type Job } from './schemas'
import { variablesOf } from './values'

const pageOfJobsSchema = z.object({ next: z.string().nullish(), results: z.array(jobSchema) })

/** What narrows the search for a job that we may have launched. */
export interface Search {
  /** Only jobs with a higher id: those launched later. Ids rise with time, and no clock has to agree for that. */
  readonly after?: number | undefined
  /** The template's name. */
  readonly name?: string | undefined
  readonly template?: number | undefined
}

/** What the caller's newest jobs were when this application first asked. */
interface History {
  readonly byOurId: ReadonlyMap<string, Job>
  readonly newestId: number
}

/** Finds jobs of the signed in user by the id that their launch carried in its variables. */
export class OwnJobs {
  readonly #instance: TowerInstance
  readonly #launched = new Map<string, Job>()
  readonly #turns = new Slots(1)
  #history: Promise<History> | undefined

  constructor(instance: TowerInstance) {
    this.#instance = instance
  }

  /** Notes a job whose launch was answered. */
  noted(ourId: string, job: Job): void {
    this.#launched.set(ourId, job)
  }

  /** Jobs that fit, carry no id of ours, and that no launch here is known to have made. */
  async unnamed(search: Search, signal: AbortSignal): Promise<readonly Job[]> {
    const jobs = await this.all(search, signal)
    const known = new Set([...this.#launched.values()].map(({ id }) => id))
    return jobs.filter((job) => !known.has(job.id) && variablesOf(job.extra_vars)[OUR_ID] === undefined)
  }

  /** Launches that carry no id of ours, one after the other: each is known by its place in the order of jobs. */
  async inTurn<T>(signal: AbortSignal, send: () => Promise<T>): Promise<T> {
    return await this.#turns.run(signal, send)
  }

  /** The id of the newest job of this moment. */
  async newestNow(signal: AbortSignal): Promise<number> {
    const { results } = await this.#page({}, 1, signal)
    return Math.max(results[0]?.id ?? 0, await this.newestId(signal))
  }

  /**
   * What is known without asking for each: the launches of this run of the application, and the user's newest jobs as
   * they were when it first asked. Enough where nothing says that there was an earlier attempt.
   */
  async known(ourId: string, signal: AbortSignal): Promise<Job | undefined> {
    return this.#launched.get(ourId) ?? (await this.#recent(signal)).byOurId.get(ourId)
  }

  /** The id of a job older than everything that is launched from now on. */
  async newestId(signal: AbortSignal): Promise<number> {
    const { newestId } = await this.#recent(signal)
    return Math.max(newestId, ...[...this.#launched.values()].map(({ id }) => id))
  }

  /** Looks through all jobs of the user, newest first. */
  async find(ourId: string, search: Search, signal: AbortSignal): Promise<Job | undefined> {
    let found: Job | undefined
    await this.walk(search, signal, (job) => {
      if (variablesOf(job.extra_vars)[OUR_ID] !== ourId) return false
      found = job
      return true
    })
    return found
  }

  /** All jobs of the user that fit, newest first. */
  async all(search: Search, signal: AbortSignal): Promise<readonly Job[]> {
    const jobs: Job[] = []
    await this.walk(search, signal, (job) => {
      jobs.push(job)
      return false
    })
    return jobs
  }

  /** Goes through the user's jobs, newest first, until one is the end, or through so many pages of 200. */
  async walk(
    search: Search,
    signal: AbortSignal,
    isEnd: (job: Job) => boolean,
    pages = Number.POSITIVE_INFINITY,
  ): Promise<void> {
    for (let page = 1; page <= pages; page += 1) {
      const { next, results } = await this.#page(search, page, signal)
      if (results.some(isEnd) || next === null || next === undefined) return
    }
  }

  #recent(signal: AbortSignal): Promise<History> {
    if (this.#history === undefined) {
      const asked = this.#readHistory()
      asked.catch(() => {
        if (this.#history === asked) this.#history = undefined
      })
      this.#history = asked
    }
    return leave(this.#history, signal)
  }

  async #readHistory(): Promise<History> {
    const { results } = await this.#page({}, 1, new AbortController().signal)
    const byOurId = new Map<string, Job>()
    for (const job of results.toReversed()) {
      const ours = variablesOf(job.extra_vars)[OUR_ID]
      if (typeof ours === 'string') byOurId.set(ours, job)
    }
    return { byOurId, newestId: results[0]?.id ?? 0 }
  }

  async #page(
    { after, name, template }: Search,
    page: number,
    signal: AbortSignal,
  ): Promise<z.output<typeof pageOfJobsSchema>> {
    const client = await this.#instance.client(signal)
    const me = await client.me(signal)
    return await client.get('unified_jobs/', pageOfJobsSchema, {
      signal,
      what: 'look through the jobs of this user',
      query: {
        type: 'job,workflow_job',
        // Jobs inside a workflow inherit its variables, and so our id: only what was launched itself counts.
        launch_type: 'manual',
        created_by: me.id,
        order_by: '-id',
        id__gt: after,
        name,
        unified_job_template: template,
        page_size: 200,
        page: page === 1 ? undefined : page,
      },
    })
  }
}

/** The promise, unless the signal is aborted first; the work behind it goes on for the others. */
export async function leave<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  let onAbort = (): void => undefined
  const left = new Promise<never>((_, reject) => {
    onAbort = () => reject(new DOMException('Aborted', 'AbortError'))
    signal.addEventListener('abort', onAbort, { once: true })
  })
  try {
    return await Promise.race([work, left])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
