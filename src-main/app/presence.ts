import { ElectronNotifier } from '@main/app/electron-notifier'
import type { DesktopCommand } from '@main/ports/desktop-command'
import type { Logger } from '@main/ports/logger'
import { noNotifier, type DesktopNotification, type Notifier } from '@main/ports/notifier'

/** A desktop that has not answered after this time is taken to have nothing; what it has later is still noticed. */
const PATIENCE_MS = 2000

export interface PresenceOptions {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  /** The picture beside a notification. */
  readonly icon: string
  readonly perform: (command: DesktopCommand) => void
  /** Told whether the desktop has a tray: once at the beginning, and when it changes. */
  readonly trayChanged: (hasTray: boolean) => void
  readonly logger: Logger
}

/** What we are on the desktop besides our window: who shows notifications, and whether there is a tray. */
export class Presence implements Notifier {
  readonly #options: PresenceOptions
  #notifier: Notifier = noNotifier
  #hasTray = false

  constructor(options: PresenceOptions) {
    this.#options = options
  }

  get hasTray(): boolean {
    return this.#hasTray
  }

  available(): boolean {
    return this.#notifier.available()
  }

  show(notification: DesktopNotification): Promise<boolean> {
    return this.#notifier.show(notification)
  }

  /** Finds out what the desktop has. Never rejects. */
  async join(): Promise<void> {
    const { platform, env, perform, logger } = this.#options
    if (platform !== 'linux') {
      this.#notifier = new ElectronNotifier(perform)
      this.#setTray(true)
      return
    }
    const busAddress =
      env['DBUS_SESSION_BUS_ADDRESS'] ??
      (env['XDG_RUNTIME_DIR'] === undefined ? undefined : `unix:path=${env['XDG_RUNTIME_DIR']}/bus`)
    if (busAddress === undefined) {
      this.#setTray(false)
      return
    }
    const joining = this.#joinLinux(busAddress).catch((error: unknown) => {
      logger.warn('The desktop could not be asked what it has', { error })
      this.#setTray(false)
    })
    let timer: NodeJS.Timeout | undefined
    await Promise.race([
      joining,
      new Promise<void>((resolve) => {
        timer = setTimeout(resolve, PATIENCE_MS)
      }),
    ])
    clearTimeout(timer)
  }

  async #joinLinux(busAddress: string): Promise<void> {
    const { joinLinuxDesktop } = await import('@main/app/linux/presence')
    this.#notifier = await joinLinuxDesktop({
      ...this.#options,
      busAddress,
      changed: (services) => {
        this.#setTray(services.tray)
      },
    })
  }

  #setTray(hasTray: boolean): void {
    this.#hasTray = hasTray
    this.#options.trayChanged(hasTray)
  }
}
