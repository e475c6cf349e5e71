import type { LogLevel } from '@shared/domain/task'
import type { Clock } from '@main/ports/clock'
import type { TaskStore } from '@main/ports/inventory'
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
  readonly #pending = new Map<number, PendingLine[]>()
  #timer: NodeJS.Timeout | undefined

  constructor(options: { readonly tasks: TaskStore; readonly publisher: Publisher; readonly clock: Clock }) {
    this.#tasks = options.tasks
    this.#publisher = options.publisher
    this.#clock = options.clock
  }

  /** Adds one line to a task's log; `line` names the host's part it belongs to. */
  append(taskId: number, line: number | undefined, text: string, level: LogLevel): void {
    const entry = { ...(line === undefined ? {} : { line }), atMs: this.#clock.now(), level, text }
    const pending = this.#pending.get(taskId)
    if (pending === undefined) this.#pending.set(taskId, [entry])
    else pending.push(entry)
    this.#timer ??= setTimeout(() => {
      this.flush()
    }, FLUSH_AFTER_MS)
  }

  /** Writes everything that waits. */
  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const batches = [...this.#pending]
    this.#pending.clear()
    for (const [taskId, entries] of batches) {
      const lines = this.#tasks.appendLog(taskId, entries)
      this.#publisher.publish('tasks.logged', { taskId, lines: [...lines] })
    }
  }
}
