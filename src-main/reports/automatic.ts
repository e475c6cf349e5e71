import { toErrorData } from '@shared/domain/error'
import type { Preferences } from '@shared/domain/settings'
import { isEnded } from '@shared/domain/task'
import type { Clock } from '@main/ports/clock'
import type { Inventory } from '@main/ports/inventory'
import type { Logger } from '@main/ports/logger'
import type { Notices } from '@main/ports/notices'
import type { Reports } from './reports'

const NOTICE = 'automatic-report'

/**
 * Writes a report for each task that ends while the application runs, where the person wants that: each task one file,
 * whatever happens to the task later. What goes wrong is told and logged, and never touches the task.
 */
export class AutomaticReports {
  readonly #reports: Reports
  readonly #inventory: Inventory
  readonly #preferences: () => Pick<Preferences, 'automaticReports'>
  readonly #notices: Notices
  readonly #logger: Logger
  /** Those that ended before were somebody else's to report. */
  readonly #sinceMs: number
  readonly #taken = new Set<number>()
  #stopped = false

  constructor(options: {
    readonly reports: Reports
    readonly inventory: Inventory
    readonly preferences: () => Pick<Preferences, 'automaticReports'>
    readonly notices: Notices
    readonly logger: Logger
    readonly clock: Clock
  }) {
    this.#reports = options.reports
    this.#inventory = options.inventory
    this.#preferences = options.preferences
    this.#notices = options.notices
    this.#logger = options.logger
    this.#sinceMs = options.clock.now()
  }

  /** To be called when tasks have changed; looks at them once the change is complete. */
  tasksChanged(taskIds: readonly number[]): void {
    if (this.#preferences().automaticReports === 'off') return
    setImmediate(() => {
      for (const taskId of taskIds) void this.#look(taskId)
    })
  }

  /** The inventory is about to be closed. */
  stop(): void {
    this.#stopped = true
  }

  async #look(taskId: number): Promise<void> {
    const format = this.#preferences().automaticReports
    if (this.#stopped || format === 'off' || this.#taken.has(taskId)) return
    try {
      const task = this.#inventory.tasks.get(taskId)
      if (task === undefined || !isEnded(task.state) || (task.endedAtMs ?? 0) < this.#sinceMs) return
      this.#taken.add(taskId)
      if (this.#inventory.reports.hasAutomatic(taskId)) return
      await this.#reports.writeAutomatic(task, format)
    } catch (error) {
      this.#tell(taskId, error)
    }
  }

  #tell(taskId: number, error: unknown): void {
    this.#logger.warn('An automatic report was not written.', { taskId, error })
    if (this.#stopped) return
    const { message, hint } = toErrorData(error)
    this.#notices.add({
      id: NOTICE,
      level: 'warn',
      title: `Task ${taskId} has no automatic report`,
      detail: hint === undefined ? message : `${message} ${hint}`,
    })
  }
}
