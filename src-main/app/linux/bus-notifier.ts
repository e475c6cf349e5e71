import { Variant } from 'dbus-native'
import type { SessionBus } from '@main/app/linux/session-bus'
import type { DesktopCommand } from '@main/ports/desktop-command'
import type { Logger } from '@main/ports/logger'
import type { DesktopNotification, Notifier } from '@main/ports/notifier'

const SERVICE = {
  to: 'org.freedesktop.Notifications',
  path: '/org/freedesktop/Notifications',
  of: 'org.freedesktop.Notifications',
}
/** The key of a click on the notification itself (Desktop Notifications Specification 1.2). */
const CLICK = 'default'
const URGENCY = { normal: 1, critical: 2 } as const

export interface BusNotifierOptions {
  readonly bus: SessionBus
  readonly isThere: () => boolean
  /** A picture file, shown beside the text. */
  readonly icon: string
  readonly perform: (command: DesktopCommand) => void
  readonly logger: Logger
}

/**
 * Notifications over the bus of a Linux desktop: with buttons where the desktop shows them, which Electron's own have
 * only on macOS and Windows, and with an answer to whether they were shown.
 */
export class BusNotifier implements Notifier {
  readonly #options: BusNotifierOptions
  /** The service's number of what is still shown, by our id. */
  readonly #shown = new Map<string, number>()
  readonly #choices = new Map<number, ReadonlyMap<string, DesktopCommand>>()

  private constructor(options: BusNotifierOptions) {
    this.#options = options
  }

  static async connect(options: BusNotifierOptions): Promise<BusNotifier> {
    const notifier = new BusNotifier(options)
    await options.bus.listen({ of: SERVICE.of, member: 'ActionInvoked' }, ([number, key]) => {
      const command = notifier.#choices.get(Number(number))?.get(String(key))
      if (command !== undefined) options.perform(command)
    })
    await options.bus.listen({ of: SERVICE.of, member: 'NotificationClosed' }, ([number]) => {
      notifier.#forget(Number(number))
    })
    return notifier
  }

  available(): boolean {
    return this.#options.isThere()
  }

  async show(notification: DesktopNotification): Promise<boolean> {
    const { bus, icon, logger } = this.#options
    try {
      const can = await bus.call({ ...SERVICE, member: 'GetCapabilities' })
      const abilities = Array.isArray(can) ? can : []
      const choices = choicesOf(notification, abilities.includes('actions'))
      const number = await bus.call({
        ...SERVICE,
        member: 'Notify',
        types: 'susssasa{sv}i',
        arguments: [
          'Broker Desktop',
          this.#shown.get(notification.id) ?? 0,
          icon,
          notification.title,
          abilities.includes('body-markup') ? escaped(notification.body) : notification.body,
          choices.flatMap(({ key, label }) => [key, label]),
          {
            urgency: new Variant('y', URGENCY[notification.urgency]),
            'desktop-entry': new Variant('s', 'broker-desktop'),
          },
          // How long it stays is the desktop's to say.
          -1,
        ],
      })
      this.#shown.set(notification.id, Number(number))
      this.#choices.set(Number(number), new Map(choices.map(({ key, command }) => [key, command])))
      return true
    } catch (error) {
      logger.warn('A notification could not be shown', { error })
      return false
    }
  }

  #forget(number: number): void {
    this.#choices.delete(number)
    for (const [id, shown] of this.#shown) if (shown === number) this.#shown.delete(id)
  }
}

function choicesOf({ click, actions }: DesktopNotification, hasButtons: boolean) {
  return [
    { key: CLICK, label: 'Open', command: hasButtons ? click : inSmall(click) },
    ...(hasButtons ? actions.map(({ label, command }, at) => ({ key: String(at), label, command })) : []),
  ]
}

/** Where there is no button to extend with, a click leads straight to it. */
function inSmall(click: DesktopCommand): DesktopCommand {
  return click.do === 'extendDialog' ? { ...click, do: 'extendWindow' } : click
}

/** A hostname may hold what the service would read as markup. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
