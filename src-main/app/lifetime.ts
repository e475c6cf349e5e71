import type { MessageBoxOptions } from 'electron'
import { CLOSE_QUESTION, onClose, quitQuestion, type RunningTask } from '@main/app/close-policy'
import type { Logger } from '@main/ports/logger'

/** What is needed to decide whether the window and the application may go. */
export interface LifetimeOptions {
  readonly closeToTray: () => boolean
  /** The tray shows our icon. */
  readonly hasTray: () => boolean
  /** Without a tray, too, something brings the window back: the Dock of macOS. */
  readonly hasDock: boolean
  readonly runningTasks: () => readonly RunningTask[]
  /** Asks with a native box, since the window may be out of sight; answers the index of the button. */
  readonly ask: (question: MessageBoxOptions) => Promise<number>
  readonly hide: () => void
  /** Asks the application to quit, which comes back to `mayQuit`. */
  readonly quit: () => void
  /** The window went out of sight because it was closed. */
  readonly onHidden: () => void
  readonly logger: Logger
}

/** How long the window and the application stay: closing hides where something brings the window back, quitting asks. */
export class Lifetime {
  readonly #options: LifetimeOptions
  #isQuitting = false
  #isAsking = false

  constructor(options: LifetimeOptions) {
    this.#options = options
  }

  /** The window is being closed: whether it may. */
  mayClose(): boolean {
    const { closeToTray, hasTray, hasDock } = this.#options
    const closing = onClose({
      isQuitting: this.#isQuitting,
      closeToTray: closeToTray(),
      hasHandle: hasTray() || hasDock,
    })
    if (closing === 'hide') this.#hide()
    if (closing === 'quit') this.#options.quit()
    if (closing === 'ask') void this.#askToClose()
    return closing === 'close'
  }

  /** The application is being quit: whether it may. */
  mayQuit(): boolean {
    if (this.#isQuitting) return true
    const question = quitQuestion(this.#runningTasks(), this.#options.hasTray())
    if (question === undefined) {
      this.#isQuitting = true
      return true
    }
    void this.#askToQuit(question)
    return false
  }

  /** The session ends, or somebody insists: nothing is asked any more. */
  endNow(): void {
    this.#isQuitting = true
  }

  /** None where the inventory does not tell: nobody is kept in an application that cannot be asked any more. */
  #runningTasks(): readonly RunningTask[] {
    try {
      return this.#options.runningTasks()
    } catch (error) {
      this.#options.logger.error('The running tasks could not be read, so quitting does not ask', { error })
      return []
    }
  }

  /** What fails in telling of it must not let the window go: with it the application would end. */
  #hide(): void {
    this.#options.hide()
    try {
      this.#options.onHidden()
    } catch (error) {
      this.#options.logger.error('That it stays in the tray could not be told', { error })
    }
  }

  async #askToClose(): Promise<void> {
    const button = await this.#ask(CLOSE_QUESTION)
    if (button === 0) this.#options.hide()
    if (button === 1) this.#options.quit()
  }

  async #askToQuit(question: MessageBoxOptions): Promise<void> {
    const button = await this.#ask(question)
    if (button === 0) {
      this.#isQuitting = true
      this.#options.quit()
    } else if (button === 1 && this.#options.hasTray()) {
      this.#options.hide()
    }
  }

  /** One question at a time: who presses twice is not asked twice. Undefined where one is open already. */
  async #ask(question: MessageBoxOptions): Promise<number | undefined> {
    if (this.#isAsking) return undefined
    this.#isAsking = true
    try {
      return await this.#options.ask(question)
    } finally {
      this.#isAsking = false
    }
  }
}
