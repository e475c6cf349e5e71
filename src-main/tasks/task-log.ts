import type { LogLevel } from '@shared/domain/task'
import type { Clock } from '@main/ports/clock'
import type { TaskStore } from '@main/ports/inventory'
import type { Logger } from '@main/ports/logger'
import type { Publisher } from '@main/ports/publisher'

/** How long lines wait for company before they are written: one transaction for many lines. */
const FLUSH_AFTER_MS = 100

interface PendingLine {
  readonly line?: number
  readonly atMs: number
  readonly level: LogLevel
  readonly text: string
}

/** Collects the log lines of all tasks, writes them in batches and publishes what was written. */
export class TaskLog {
  readonly #tasks: TaskStore
  readonly #publisher: Publisher
  readonly #clock: Clock
  readonly #logger: Logger
  readonly #pending = new Map<number, PendingLine[]>()
  #timer: NodeJS.Timeout | undefined

  constructor(options: {
    readonly tasks: TaskStore
    readonly publisher: Publisher
    readonly clock: Clock
    readonly logger: Logger
  }) {
    this.#tasks = options.tasks
    this.#publisher = options.publisher
    this.#clock = options.clock
    this.#logger = options.logger
  }

  /** Adds one line to a task's log; `line` names the host's part it belongs to. */
  append(taskId: number, line: number | undefined, text: string, level: LogLevel): void {
    const entry = { ...(line === undefined ? {} : { line }), atMs: this.#clock.now(), level, text }
    const pending = this.#pending.get(taskId)
    if (pending === undefined) this.#pending.set(taskId, [entry])
    else pending.push(entry)
    this.#timer ??= setTimeout(() => {
      try {
        this.flush()
      } catch (error) {
        this.#logger.error('The log of a task could not be written.', { error })
      }
    }, FLUSH_AFTER_MS)
  }

  /** Writes everything that waits. */
  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    for (const [taskId, entries] of this.#pending) {
      const lines = this.#tasks.appendLog(taskId, entries)
      // Only now: what could not be written is tried again with the next lines.
      this.#pending.delete(taskId)
      this.#publisher.publish('tasks.logged', { taskId, lines: [...lines] })
    }
  }
}
