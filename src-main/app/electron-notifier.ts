import { Notification } from 'electron'
import type { DesktopCommand } from '@main/ports/desktop-command'
import type { DesktopNotification, Notifier } from '@main/ports/notifier'

/** A system that neither shows a notification nor says why within this time is taken not to have shown it. */
const PATIENCE_MS = 5000

/** Notifications of macOS and Windows. */
export class ElectronNotifier implements Notifier {
  /** Kept while they are shown: one that is collected does not tell of its click any more. */
  readonly #shown = new Map<string, Notification>()
  readonly #perform: (command: DesktopCommand) => void

  constructor(perform: (command: DesktopCommand) => void) {
    this.#perform = perform
  }

  available(): boolean {
    return Notification.isSupported()
  }

  show({ id, title, body, urgency, click, actions }: DesktopNotification): Promise<boolean> {
    if (!this.available()) return Promise.resolve(false)
    this.#shown.get(id)?.close()
    const notification = new Notification({
      title,
      body,
      urgency,
      actions: actions.map(({ label }) => ({ type: 'button', text: label })),
    })
    this.#shown.set(id, notification)
    const done = (): void => {
      if (this.#shown.get(id) === notification) this.#shown.delete(id)
    }
    notification.on('click', () => {
      done()
      this.#perform(click)
    })
    notification.on('action', ({ actionIndex }, index) => {
      done()
      // Older versions of Electron tell it as the second argument only.
      const chosen = actions[actionIndex ?? index]
      if (chosen !== undefined) this.#perform(chosen.command)
    })
    notification.on('close', done)
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), PATIENCE_MS)
      const settle = (wasShown: boolean): void => {
        clearTimeout(timer)
        resolve(wasShown)
      }
      notification.once('show', () => settle(true))
      notification.once('failed', () => settle(false))
      notification.show()
    })
  }
}
