import type { App, Event } from 'electron'
import { seenAgain } from '@main/app/login-start'
import type { Logger } from '@main/ports/logger'

/** What the end of the application is made of. */
export interface LeavingOptions {
  readonly app: Pick<App, 'exit' | 'relaunch'>
  /** Brings the window to the front. */
  readonly show: () => void
  /** Nothing is to be asked of the application any more. */
  readonly leave: () => void
  /** Lets go of servers and of the inventory: undefined where that is done at once. */
  readonly stop: () => Promise<void> | undefined
  readonly logger: Logger
}

/** How the application goes: it lets go of what it holds, and whoever asks for it meanwhile gets it anew. */
export class Leaving {
  readonly #options: LeavingOptions
  #isLeaving = false
  #isComingBack = false

  constructor(options: LeavingOptions) {
    this.#options = options
  }

  /** A person asks for the window. One that is ending has let go of its inventory, and is gone in a moment. */
  readonly show = (): void => {
    if (!this.#isLeaving) this.#options.show()
    else if (!this.#isComingBack) {
      this.#isComingBack = true
      this.#options.app.relaunch(seenAgain(process.argv, process.env['APPIMAGE']))
    }
  }

  /** Electron's `will-quit`. */
  readonly willQuit = (event: Pick<Event, 'preventDefault'>): void => {
    event.preventDefault()
    if (this.#isLeaving) return
    this.#isLeaving = true
    const { app, leave } = this.#options
    leave()
    const letGo = this.#stop()
    // At once where work is under way: a job that wakes up now would find its inventory closed and take that for a
    // failure.
    if (letGo === undefined) app.exit(0)
    else void letGo.finally(() => app.exit(0))
  }

  #stop(): Promise<void> | undefined {
    try {
      return this.#options.stop()
    } catch (error) {
      this.#options.logger.error('The inventory could not be closed', { error })
      return undefined
    }
  }
}
