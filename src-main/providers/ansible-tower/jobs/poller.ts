import { BrokerError } from '@shared/domain/error'
import type { Link } from '@shared/domain/link'
import { instanceText } from '@shared/domain/provider'
import { cancelled } from '@main/providers/kit/cancel'
import { isOutage, kindOf } from '@main/providers/ansible-tower/errors'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { outageOf, whyOf, type Outage } from './back-off'
import type { JobReads } from './reads'
import { isFinal, type Job } from './schemas'

/**
 * A young job is looked at more often than configured: [younger than, pause], ms. Hardly any ends in its first second,
 * in which others of its batch are still launched.
 */
const PACES: readonly (readonly [number, number])[] = [
  [1000, 1500],
  [10_000, 800],
  [30_000, 2000],
]

/** Someone who waits for a job. */
export interface Watcher {
  readonly signal: AbortSignal
  /** Each look at the job. */
  onLook?(job: Job): void
  /** Why the server cannot be asked; undefined when it answers again. */
  onTrouble(why: string | undefined): void
}

/** The job that is waited for, and its page for messages. */
export interface Awaited {
  readonly id: number
  readonly type: string
  readonly link: Link
}

interface Watch extends Awaited {
  readonly sinceMs: number
  readonly watcher: Watcher
  end(result: Job | Error): void
}

/**
 * Waits for all jobs of an instance together: one request looks at as many as a page holds, however many wait. Outages
 * are ridden out with growing pauses.
 */
export class JobPoller {
  readonly #instance: TowerInstance
  readonly #reads: JobReads
  readonly #intervalMs: number
  readonly #watches = new Set<Watch>()
  #running = false
  #wake = new AbortController()
  #lookedAtMs = 0
  #outage: Outage | undefined
  #trouble: string | undefined

  constructor(instance: TowerInstance, reads: JobReads) {
    this.#instance = instance
    this.#reads = reads
    this.#intervalMs = instance.config.workflow_poll_interval * 1000
  }

  /**
   * Resolves with the job when it is over. Throws `AUTH` when the server refuses the sign in, `NOT_FOUND` when the job
   * is no longer there, `PERMISSION` when it may no longer be seen, `PROVIDER` when an outage lasts longer than
   * configured, `CANCELLED` for its signal; in each case the job may still run.
   */
  async wait(job: Awaited, watcher: Watcher): Promise<Job> {
    if (watcher.signal.aborted) throw cancelled()
    const { clock } = this.#instance.deps
    const result = await new Promise<Job | Error>((resolve) => {
      const onAbort = (): void => watch.end(cancelled())
      const watch: Watch = {
        ...job,
        sinceMs: clock.now(),
        watcher,
        end: (ended) => {
          watcher.signal.removeEventListener('abort', onAbort)
          this.#watches.delete(watch)
          if (this.#watches.size === 0) this.#wake.abort()
          resolve(ended)
        },
      }
      watcher.signal.addEventListener('abort', onAbort, { once: true })
      this.#watches.add(watch)
      if (this.#trouble !== undefined) watcher.onTrouble(this.#trouble)
      // The new one is looked at soon, though the others are looked at rarely.
      this.#wake.abort()
      if (!this.#running) void this.#run()
    })
    if (result instanceof Error) throw result
    return result
  }

  async #run(): Promise<void> {
    this.#running = true
    this.#lookedAtMs = this.#instance.deps.clock.now()
    let pauseMs: number | undefined
    try {
      while (this.#watches.size > 0) {
        await this.#pause(pauseMs)
        if (this.#watches.size === 0) break
        this.#lookedAtMs = this.#instance.deps.clock.now()
        pauseMs = await this.#look()
      }
    } catch (error) {
      // A defect of ours: those who wait must hear of it.
      this.#endAll(() => (error instanceof Error ? error : new Error(String(error))))
    } finally {
      this.#running = false
      this.#outage = undefined
      this.#trouble = undefined
    }
    if (this.#watches.size > 0) void this.#run()
  }

  /** Sleeps until the next look is due; `outageMs` is a pause that nobody shortens. */
  async #pause(outageMs: number | undefined): Promise<void> {
    const { clock } = this.#instance.deps
    for (;;) {
      if (this.#watches.size === 0) return
      const pauseMs = outageMs ?? this.#paceMs()
      const leftMs = this.#lookedAtMs + pauseMs - clock.now()
      if (leftMs <= 0) return
      this.#wake = new AbortController()
      try {
        await clock.sleep(leftMs, this.#wake.signal)
        return
      } catch {
        // Woken: someone came or left, and the pause is another now.
      }
    }
  }

  #paceMs(): number {
    const nowMs = this.#instance.deps.clock.now()
    const youngestMs = Math.min(...[...this.#watches].map((watch) => nowMs - watch.sinceMs))
    const pace = PACES.find(([younger]) => youngestMs < younger)?.[1]
    if (pace !== undefined && pace < this.#intervalMs) return pace
    // Not in step with all the others who ask this server.
    return this.#intervalMs * (0.95 + Math.random() * 0.1)
  }

  /** One look at every job. Answers the pause before the next one where there is an outage. */
  async #look(): Promise<number | undefined> {
    try {
      const ids = [...new Set([...this.#watches].map((watch) => watch.id))]
      const found = await this.#reads.list(ids, new AbortController().signal, 0)
      const jobs = new Map(found.map((job) => [job.id, job]))
      this.#tellTrouble(undefined)
      this.#outage = undefined
      for (const watch of this.#watches) {
        const job = jobs.get(watch.id) ?? (ids.includes(watch.id) ? await this.#lookAlone(watch) : undefined)
        if (job === undefined) continue
        watch.watcher.onLook?.(job)
        if (isFinal(job)) watch.end(job)
      }
      return undefined
    } catch (error) {
      return this.#afterTrouble(error)
    }
  }

  /** A job that the list does not show: deleted, or hidden. Throws for an outage only. */
  async #lookAlone(watch: Watch): Promise<Job | undefined> {
    try {
      return await this.#reads.detail({ ...watch, url: '' }, new AbortController().signal)
    } catch (error) {
      if (isOutage(error) || kindOf(error) === 'auth') throw error
      watch.end(this.#lost(watch, error))
      return undefined
    }
  }

  #afterTrouble(error: unknown): number | undefined {
    // The permission to list jobs does not come and go; where a list is refused a gateway is in trouble.
    if (!isOutage(error) && kindOf(error) !== 'permission') {
      this.#endAll((watch) => this.#stillRunning(watch, error))
      return undefined
    }
    this.#outage ??= outageOf(this.#instance)
    if (this.#outage.lastsMs >= this.#instance.config.max_resilient_wait * 1000) {
      this.#endAll((watch) => this.#stillRunning(watch, error))
      return undefined
    }
    this.#tellTrouble(whyOf(error))
    this.#lookedAtMs = this.#instance.deps.clock.now()
    return this.#outage.pauseMs(error)
  }

  #tellTrouble(why: string | undefined): void {
    if (this.#trouble === why) return
    this.#trouble = why
    for (const { watcher } of this.#watches) watcher.onTrouble(why)
  }

  #endAll(errorOf: (watch: Watch) => Error): void {
    for (const watch of this.#watches) watch.end(errorOf(watch))
  }

  /** What ended the wait says nothing of the job: it goes on at the server. */
  #stillRunning(watch: Watch, error: unknown): Error {
    if (!(error instanceof BrokerError)) return error instanceof Error ? error : new Error(String(error))
    return new BrokerError(
      {
        ...error.data,
        message: `${error.data.message} Job ${watch.id} still runs there: ${watch.link.url}`,
        retryable: true,
      },
      { cause: error },
    )
  }

  #lost(watch: Watch, error: unknown): Error {
    if (!(error instanceof BrokerError)) return error instanceof Error ? error : new Error(String(error))
    const where = instanceText({ provider: 'AnsibleTower', instance: this.#instance.deps.instance })
    const isGone = error.data.code === 'NOT_FOUND'
    return new BrokerError(
      {
        ...error.data,
        message: isGone
          ? `Job ${watch.id} is no longer at ${where}: it was deleted before its end was seen, or this user may no longer see it.`
          : `Job ${watch.id} of ${where} may no longer be seen by this user.`,
        hint: `Its page is ${watch.link.url}`,
      },
      { cause: error },
    )
  }
}
