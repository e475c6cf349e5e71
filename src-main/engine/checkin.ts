import { BrokerError } from '@shared/domain/error'
import { hostTitle } from '@shared/domain/host'
import type { Task, TaskLine } from '@shared/domain/task'
import { count } from '@shared/lib/words'
import { backToHeld } from '@main/engine/host-states'
import type { EngineDeps } from '@main/engine/deps'
import { releaseJob } from '@main/engine/release-line'
import type { TakenUp } from '@main/engine/taken-up'

/** A notice that is looked at stops the clock, but not for longer than this: a crashed window must not hold for ever. */
const LONGEST_HOLD_MS = 60_000
/** How long after a failure to write it down a check in is tried once more. */
const SEND_AGAIN_MS = 5_000

/** The time in which one check in can still be undone. */
interface UndoWindow {
  timer: NodeJS.Timeout
  dueAtMs: number
  /** Set while held: what was left of the undo time. */
  leftMs: number | undefined
}

/**
 * Check in: hosts are marked at once, the release is sent when the undo time is over. Until then nothing has left
 * this computer, and a crash means *not sent*.
 */
export class Checkins {
  readonly #deps: EngineDeps
  readonly #windows = new Map<number, UndoWindow>()

  constructor(deps: EngineDeps) {
    this.#deps = deps
  }

  /**
   * Starts a check in of the hosts that are held and not on their way back already. Throws `NOT_FOUND` when that
   * leaves none: a check in of nothing is never a silent success.
   */
  start(hostIds: readonly string[], retryOf?: number, taken: TakenUp = new Map()): Task {
    const deps = this.#deps
    const undoMs = deps.undoMs()
    const nowMs = deps.clock.now()
    const untilMs = nowMs + undoMs
    const task = deps.inventory.transaction(() => {
      const hosts = [...new Set(hostIds)].flatMap((id) => {
        const host = deps.inventory.hosts.get(id)
        return host?.state === 'ready' || host?.state === 'left_behind' ? host : []
      })
      if (hosts.length === 0) throw noneToCheckIn(hostIds.length)
      const instances = new Set(hosts.map((host) => `${host.provider}/${host.instance}`))
      const first = hosts[0]
      const created = deps.inventory.tasks.create(
        {
          title:
            hosts.length === 1 && first !== undefined
              ? `Check in ${hostTitle(first)}`
              : `Check in ${count(hosts.length, 'host')}`,
          ...(instances.size === 1 && first !== undefined
            ? { provider: first.provider, instance: first.instance }
            : {}),
          request: { kind: 'checkin', hostIds: hosts.map((host) => host.id) },
          ...(retryOf === undefined ? {} : { retryOf }),
          lines: hosts.map((host) => ({
            title: hostTitle(host),
            hostId: host.id,
            ...(taken.has(host.id) ? { mark: taken.get(host.id) ?? {} } : {}),
            status: { state: 'waiting' as const, untilMs },
          })),
        },
        nowMs,
      )
      for (const host of hosts) {
        deps.inventory.hosts.change(
          host.id,
          ['ready', 'left_behind'],
          { state: 'checking_in' },
          { kind: 'check_in_asked', text: 'Check in asked for', taskId: created.id },
          nowMs,
        )
      }
      return created
    })
    this.#tell(task)
    if (undoMs === 0) this.#send(task.id)
    else this.#open(task.id, undoMs)
    return task
  }

  /** Takes hosts out of a check in that was not sent; without `hostIds`, all. Throws `NOT_FOUND` when it was sent. */
  undo(taskId: number, hostIds?: readonly string[]): void {
    const waiting = this.#waitingLines(taskId)
    const chosen =
      hostIds === undefined
        ? waiting
        : waiting.filter((line) => line.hostId !== undefined && hostIds.includes(line.hostId))
    if (chosen.length === 0) {
      throw new BrokerError({
        code: 'NOT_FOUND',
        message: 'The check in was sent already and cannot be undone.',
        hint: 'Check out the host again.',
      })
    }
    this.#deps.inventory.transaction(() => {
      for (const line of chosen) undoLine(this.#deps, taskId, line, 'Undone before it was sent.')
    })
    if (this.#waitingLines(taskId).length === 0) this.#close(taskId)
    this.#tellTask(taskId)
  }

  /** Sends a waiting check in now. */
  sendNow(taskId: number): void {
    this.#send(taskId)
  }

  /** Stops the undo clock of a check in, or starts it again with the time that was left. */
  hold(taskId: number, held: boolean): void {
    const window = this.#windows.get(taskId)
    if (window === undefined || held === (window.leftMs !== undefined)) return
    const nowMs = this.#deps.clock.now()
    const leftMs = window.leftMs ?? Math.max(0, window.dueAtMs - nowMs)
    clearTimeout(window.timer)
    if (held) this.#open(taskId, LONGEST_HOLD_MS, leftMs)
    else this.#open(taskId, leftMs)
    const untilMs = nowMs + leftMs
    if (held) return
    for (const line of this.#waitingLines(taskId)) {
      this.#deps.inventory.tasks.changeLine(
        taskId,
        line.line,
        { status: { state: 'waiting', untilMs } },
        nowMs,
      )
    }
    this.#deps.publisher.publish('tasks.changed', { taskIds: [taskId] })
  }

  /** Stops the clocks without sending: the application is about to end. What waited is undone at the next start. */
  suspend(): void {
    for (const window of this.#windows.values()) clearTimeout(window.timer)
    this.#windows.clear()
  }

  #open(taskId: number, afterMs: number, leftMs?: number): void {
    const timer = setTimeout(() => {
      try {
        if (leftMs === undefined) this.#send(taskId)
        else this.hold(taskId, false)
      } catch (error) {
        // The inventory is busy or its disk is full: what was asked for is sent as soon as it can be written down.
        this.#deps.logger.error('A check in could not be sent and is tried again.', { taskId, error })
        this.#open(taskId, SEND_AGAIN_MS)
      }
    }, afterMs)
    this.#windows.set(taskId, { timer, dueAtMs: this.#deps.clock.now() + afterMs, leftMs })
  }

  #close(taskId: number): void {
    clearTimeout(this.#windows.get(taskId)?.timer)
    this.#windows.delete(taskId)
  }

  #send(taskId: number): void {
    this.#close(taskId)
    const deps = this.#deps
    const lines = this.#waitingLines(taskId)
    const nowMs = deps.clock.now()
    deps.inventory.transaction(() => {
      for (const line of lines) {
        deps.inventory.tasks.changeLine(taskId, line.line, { status: { state: 'queued' } }, nowMs)
      }
    })
    this.#tellTask(taskId)
    deps.runner.enqueue(
      lines.flatMap((line) =>
        line.hostId === undefined ? [] : releaseJob(deps, { taskId, line: line.line, hostId: line.hostId }),
      ),
    )
  }

  #waitingLines(taskId: number): readonly TaskLine[] {
    const task = this.#deps.inventory.tasks.get(taskId)
    return task?.lines.filter((line) => line.status.state === 'waiting') ?? []
  }

  #tellTask(taskId: number): void {
    const task = this.#deps.inventory.tasks.get(taskId)
    if (task !== undefined) this.#tell(task)
  }

  #tell(task: Task): void {
    this.#deps.publisher.publish('tasks.changed', { taskIds: [task.id] })
    this.#deps.publisher.publish('hosts.changed', {
      hostIds: task.lines.flatMap((line) => line.hostId ?? []),
    })
  }
}

/** Ends a line of a check in that was never sent and gives its host back to what it was. */
export function undoLine(
  deps: EngineDeps,
  taskId: number,
  line: Pick<TaskLine, 'line' | 'hostId'>,
  reason: string,
): void {
  deps.runner.endLine(taskId, line.line, { state: 'cancelled', reason })
  if (line.hostId === undefined) return
  backToHeld(deps, { hostId: line.hostId, taskId }, { kind: 'check_in_undone', text: reason })
}

function noneToCheckIn(asked: number): BrokerError {
  return new BrokerError({
    code: 'NOT_FOUND',
    message:
      asked === 1
        ? 'This host cannot be checked in: it is gone, being made, or being checked in already.'
        : `None of the ${asked} chosen hosts can be checked in: they are gone, being made, or being checked in already.`,
    hint: 'Cancel the task of a host that is being made instead.',
  })
}
