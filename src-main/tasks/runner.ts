import { BrokerError, redactError, toErrorData } from '@shared/domain/error'
import type { LineStatus } from '@shared/domain/task'
import { redactText } from '@shared/lib/redact'
import type { Clock } from '@main/ports/clock'
import type { LinePatch, TaskStore } from '@main/ports/inventory'
import type { WorkMark } from '@main/providers/contract'
import type { Logger } from '@main/ports/logger'
import type { Publisher } from '@main/ports/publisher'
import { createLineContext } from '@main/tasks/line-context'
import type { LineContext } from '@main/tasks/line-context'
import { UnwrittenOutcome, writeOutcome } from '@main/tasks/outcome'
import type { TaskLog } from '@main/tasks/task-log'

/** One host's part of a task, ready to run. */
export interface LineJob {
  readonly taskId: number
  readonly line: number
  /** Names the work: see `OperationContext.operationId`. */
  readonly operationId: string
  /** Values that must not be seen in the log or in messages. */
  readonly secrets: readonly string[]
  /** Set when an earlier run had told it to stop: it begins with its signal aborted, to clean up. */
  readonly isStopped?: boolean
  /** Does the work; returning is success, and the text returned is the line's last message. */
  run(ctx: LineContext): Promise<string | undefined>
  /**
   * Called instead of `run` when the line is cancelled before it began in this run of the application. Answers the job
   * that must still be done for it, when an earlier run had begun it.
   */
  onNeverBegun(): LineJob | undefined
}

interface Running {
  readonly job: LineJob
  readonly controller: AbortController
}

/** Why a line was stopped, as the signal's reason. */
export function cancelled(message = 'Cancelled by you.'): BrokerError {
  return new BrokerError({ code: 'CANCELLED', message, retryable: true })
}

/**
 * Runs the lines of all tasks, up to a limit at once, first come first served. The only place that moves a line from
 * queued to running to its end; whatever a job throws, its line reaches an end and no other line is touched.
 */
export class TaskRunner {
  readonly #tasks: TaskStore
  readonly #publisher: Publisher
  readonly #clock: Clock
  readonly #logger: Logger
  readonly #log: TaskLog
  readonly #concurrency: () => number
  readonly #queue: LineJob[] = []
  readonly #running = new Set<Running>()
  #suspended = false

  constructor(options: {
    readonly tasks: TaskStore
    readonly publisher: Publisher
    readonly clock: Clock
    readonly logger: Logger
    readonly log: TaskLog
    /** How many lines may run at once; asked anew for each. */
    readonly concurrency: () => number
  }) {
    this.#tasks = options.tasks
    this.#publisher = options.publisher
    this.#clock = options.clock
    this.#logger = options.logger
    this.#log = options.log
    this.#concurrency = options.concurrency
  }

  /** Takes jobs into the queue. Their lines are `queued` in the inventory already. */
  enqueue(jobs: readonly LineJob[]): void {
    this.#queue.push(...jobs)
    this.#pump()
  }

  /** Cancels a task, or one line of it. What runs is told to stop and cleans up; what waits never begins. */
  cancel(taskId: number, line?: number): void {
    const matches = (job: LineJob): boolean =>
      job.taskId === taskId && (line === undefined || job.line === line)
    if (line === undefined) this.#tasks.requestCancel(taskId)
    const waiting = this.#queue.filter(matches)
    for (const job of waiting) {
      this.#queue.splice(this.#queue.indexOf(job), 1)
      const rest = job.onNeverBegun()
      if (rest === undefined) {
        this.endLine(job.taskId, job.line, { state: 'cancelled', reason: 'Cancelled before it began.' })
      } else this.#queue.push(rest)
    }
    for (const running of this.#running) {
      if (!matches(running.job)) continue
      // Written down first, so that a crash during the cleaning up does not finish what was cancelled.
      this.#change(taskId, running.job.line, { status: { state: 'running', cancelling: true } })
      running.controller.abort(cancelled())
    }
    this.#pump()
    this.#publisher.publish('tasks.changed', { taskIds: [taskId] })
  }

  /**
   * Begins nothing more and lets what runs stand as it is: the application is about to end, and the next start
   * resumes. Deliberately not an abort, which would clean up hosts that a person is waiting for.
   */
  suspend(): void {
    this.#suspended = true
    this.#flushLog()
  }

  /** Whether nothing runs now. */
  get isIdle(): boolean {
    return this.#running.size === 0
  }

  /** Whether a line runs, or waits for its turn. */
  has(taskId: number, line: number): boolean {
    return [...this.#queue, ...[...this.#running].map(({ job }) => job)].some(
      (job) => job.taskId === taskId && job.line === line,
    )
  }

  /** Ends a line that did not run: undone, cancelled before it began, or settled by recovery. */
  endLine(taskId: number, line: number, status: LineStatus): void {
    this.#change(taskId, line, { status, endedAtMs: this.#clock.now() })
  }

  /** A log that cannot be written must not keep a line from its end. */
  #flushLog(): void {
    try {
      this.#log.flush()
    } catch (error) {
      this.#logger.error('The log of a task could not be written.', { error })
    }
  }

  #pump(): void {
    while (!this.#suspended && this.#running.size < this.#concurrency()) {
      const job = this.#queue.shift()
      if (job === undefined) return
      void this.#run(job)
    }
  }

  async #run(job: LineJob): Promise<void> {
    const running = { job, controller: new AbortController() }
    this.#running.add(running)
    const { taskId, line } = job
    try {
      const isStopped = job.isStopped === true
      if (isStopped) running.controller.abort(cancelled())
      this.#change(taskId, line, {
        status: isStopped ? { state: 'running', cancelling: true } : { state: 'running' },
        startedAtMs: this.#clock.now(),
      })
      const ctx = createLineContext({
        clock: this.#clock,
        signal: running.controller.signal,
        secrets: job.secrets,
        operationId: job.operationId,
        marked: (operationId) => this.#tasks.mark(taskId, line)?.works?.[operationId],
        mark: (operationId, work) => {
          this.#mark(job, operationId, work)
        },
        change: (patch) => {
          this.#change(taskId, line, patch)
        },
        log: (text, level) => {
          this.#log.append(taskId, line, text, level)
        },
      })
      const end = await this.#settle(job, ctx)
      if (this.#suspended) return
      await writeOutcome(this.#clock, () => {
        ctx.endStep()
        this.#flushLog()
        this.#change(taskId, line, { ...end, endedAtMs: this.#clock.now() })
      })
    } catch (error) {
      // The inventory itself failed: nothing can be recorded now, and the next start takes the line up again.
      this.#logger.error('A task line could not be recorded.', { taskId, line, error })
    } finally {
      this.#running.delete(running)
      this.#pump()
    }
  }

  /** Does the work. Answers how its line ends; throws where the next start must take it up. */
  async #settle(job: LineJob, ctx: LineContext): Promise<Pick<LinePatch, 'status' | 'message'>> {
    try {
      const message = await job.run(ctx)
      return { status: { state: 'succeeded' }, ...(message === undefined ? {} : { message }) }
    } catch (thrown) {
      if (thrown instanceof UnwrittenOutcome) throw thrown
      const error = redactError(toErrorData(thrown), (text) => redactText(text, job.secrets))
      if (error.code === 'INTERNAL') this.#logger.error('A task line failed by a defect.', { error: thrown })
      if (error.code === 'CANCELLED') {
        ctx.log(error.message, 'warn')
        return { status: { state: 'cancelled', reason: error.message } }
      }
      ctx.log(error.said === undefined ? error.message : `${error.message}\n${error.said}`, 'error')
      return { status: { state: 'failed', error } }
    }
  }

  /**
   * Also written while the application is about to end: what goes on until then must be found by the next start. Once
   * the inventory is closed the work stops here, since nothing would know of what it does next. What is over stays
   * marked then: its line does not end any more, and without the mark the next start would begin it anew.
   */
  #mark({ taskId, line }: LineJob, operationId: string, work: WorkMark): void {
    if (this.#suspended && Object.keys(work).length === 0) return
    try {
      this.#tasks.changeLine(taskId, line, { mark: { works: { [operationId]: work } } }, this.#clock.now())
    } catch (error) {
      throw this.#suspended ? cancelled('Broker Desktop is about to end.') : error
    }
  }

  #change(taskId: number, line: number, patch: LinePatch): void {
    if (this.#suspended) return
    this.#tasks.changeLine(taskId, line, patch, this.#clock.now())
    this.#publisher.publish('tasks.changed', { taskIds: [taskId] })
  }
}
