import type { DesktopCommand } from '@main/ports/desktop-command'

/** A notification as plain data. The texts are complete; nothing in them has to be formatted. */
export interface DesktopNotification {
  /** One of the same id takes the place of what is still shown. */
  readonly id: string
  readonly title: string
  readonly body: string
  /** `critical`: a lease ends within 15 minutes or has ended. */
  readonly urgency: 'normal' | 'critical'
  /** The hosts that it is about, the soonest end first. */
  readonly hostIds: readonly string[]
  /** What a click on the notification itself does. */
  readonly click: DesktopCommand
  /** Buttons, where the platform has them. */
  readonly actions: readonly { readonly label: string; readonly command: DesktopCommand }[]
}

/** Shows notifications on the desktop. */
export interface Notifier {
  /** Whether the desktop has somebody who shows them; may change while the application runs. */
  available(): boolean
  /** Resolves with whether it was shown, as far as the platform tells. Never rejects. */
  show(notification: DesktopNotification): Promise<boolean>
}

/** Where there is no desktop: everything is shown in the window. */
export const noNotifier: Notifier = { available: () => false, show: () => Promise.resolve(false) }
