import type { Clock } from '@main/ports/clock'
import { wakeAfter } from '@main/ports/wake'
import { trayView, type TrayState, type TrayView } from '@main/tray/model'

/** Changes come in bursts; the tray follows them within a second. */
const SETTLE_MS = 200

/**
 * Keeps whoever draws the tray up to date: after changes, and when the time alone makes another text. It sleeps until
 * then, and does nothing while nobody listens.
 */
export class TrayFeed {
  readonly #clock: Clock
  readonly #state: () => TrayState
  readonly #noticeTime: () => void
  readonly #listeners = new Set<(view: TrayView) => void>()
  #sleep: AbortController | undefined
  #isSettling = false

  constructor(options: {
    readonly clock: Clock
    readonly state: () => TrayState
    /** Called whenever it wakes by time: others may want to know what the clock shows. */
    readonly noticeTime: () => void
  }) {
    this.#clock = options.clock
    this.#state = options.state
    this.#noticeTime = options.noticeTime
  }

  /** The tray as it is now. */
  current(): TrayView {
    return trayView(this.#state())
  }

  /** Calls the listener at once and after every change, until the returned function is called. */
  listen(listener: (view: TrayView) => void): () => void {
    this.#listeners.add(listener)
    this.#show()
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size === 0) this.stop()
    }
  }

  /** Hosts, tasks or reminders have changed. */
  changed(): void {
    if (this.#listeners.size === 0 || this.#isSettling) return
    this.#isSettling = true
    this.#wakeIn(SETTLE_MS, () => {
      this.#isSettling = false
      this.#show()
    })
  }

  stop(): void {
    this.#sleep?.abort(new Error('Not needed any more.'))
    this.#sleep = undefined
    this.#isSettling = false
  }

  #show(): void {
    const view = this.current()
    for (const listener of this.#listeners) listener(view)
    if (this.#listeners.size === 0 || view.nextChangeAtMs === undefined) {
      this.stop()
      return
    }
    this.#wakeIn(Math.max(0, view.nextChangeAtMs - this.#clock.now()), () => {
      this.#noticeTime()
      this.#show()
    })
  }

  #wakeIn(ms: number, then: () => void): void {
    this.#sleep?.abort(new Error('Not needed any more.'))
    const sleep = new AbortController()
    this.#sleep = sleep
    void wakeAfter(this.#clock, ms, sleep.signal, then)
  }
}
