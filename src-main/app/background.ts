import { join } from 'node:path'
import { app, clipboard, dialog, powerMonitor } from 'electron'
import { loginCommand, setLoginStart } from '@main/app/login-start'
import { Lifetime } from '@main/app/lifetime'
import type { RunningTask } from '@main/app/close-policy'
import type { MainWindow } from '@main/app/main-window'
import { Presence } from '@main/app/presence'
import { DesktopTray } from '@main/app/tray'
import { CLOSED_TO_TRAY, NO_TRAY } from '@main/app/tray-notices'
import type { Preferences } from '@shared/domain/settings'
import type { DesktopCommand } from '@main/ports/desktop-command'
import type { Logger } from '@main/ports/logger'
import type { Notices } from '@main/ports/notices'
import type { DesktopNotification, Notifier } from '@main/ports/notifier'
import type { Publisher } from '@main/ports/publisher'
import type { TrayFeed } from '@main/tray/feed'

export interface BackgroundOptions {
  readonly window: MainWindow
  readonly preferences: () => Preferences
  readonly savePreferences: (change: Partial<Preferences>) => void
  /** Where the data folder was moved to, if it was. */
  readonly dataFolder: string | undefined
  readonly runningTasks: () => readonly RunningTask[]
  /** Opens the small window that extends hosts: "a+b", "a/reminder-1794492000000". */
  readonly openExtend: (hosts: string) => void
  /** Does what needs no window. */
  readonly perform: (command: DesktopCommand) => void
  /** Claims something that is told once in the life of the data folder. */
  readonly claimNotice: (name: string) => boolean
  readonly publisher: Publisher
  readonly notices: Notices
  readonly logger: Logger
}

/** From where the tray gets what it shows. */
type Followed = Pick<TrayFeed, 'listen'>

/** What there is of the application without its window: the icon in the tray, notifications, staying and starting. */
export class Background {
  readonly #options: BackgroundOptions
  readonly #tray: DesktopTray
  readonly #presence: Presence
  readonly #lifetime: Lifetime
  #feed: Followed | undefined
  #unlisten: (() => void) | undefined
  /** In this run: a settings file that cannot be written does not say it. */
  #toldTray = false

  constructor(options: BackgroundOptions) {
    this.#options = options
    this.#tray = new DesktopTray({
      folder: join(app.getAppPath(), 'resources', 'tray'),
      perform: this.perform,
    })
    this.#presence = new Presence({
      platform: process.platform,
      env: process.env,
      icon: app.isPackaged
        ? join(process.resourcesPath, 'icons', '256x256.png')
        : join(app.getAppPath(), 'resources', 'icons', '256x256.png'),
      perform: this.perform,
      trayChanged: (hasTray) => {
        this.#tray.setPlace(hasTray)
        this.#listen()
        if (hasTray) options.notices.dismiss(NO_TRAY.id)
      },
      logger: options.logger,
    })
    const { window } = options
    this.#lifetime = new Lifetime({
      closeToTray: () => options.preferences().closeToTray,
      hasTray: () => this.#presence.hasTray,
      hasDock: process.platform === 'darwin',
      runningTasks: options.runningTasks,
      ask: async (question) =>
        (window.isVisible && window.current !== undefined
          ? await dialog.showMessageBox(window.current, question)
          : await dialog.showMessageBox(question)
        ).response,
      hide: () => {
        window.hide()
      },
      quit: () => {
        app.quit()
      },
      onHidden: () => {
        this.#tellOfTray()
      },
      logger: options.logger,
    })
  }

  get notifier(): Notifier {
    return this.#presence
  }

  /**
   * Takes its place on the desktop; resolves when it is known what the desktop has. The desktop is asked once the page
   * has `settled`: what that needs is not loaded while the person waits for the window.
   */
  async join(settled: Promise<void>): Promise<void> {
    app.on('before-quit', (event) => {
      if (!this.#lifetime.mayQuit()) event.preventDefault()
    })
    // Whoever ends the session or the process is not asked anything.
    powerMonitor.on('shutdown', () => {
      this.#lifetime.endNow()
    })
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        this.#lifetime.endNow()
        app.quit()
      })
    }
    this.preferencesChanged()
    await settled
    await this.#presence.join()
    const { preferences, claimNotice, notices } = this.#options
    if (!this.#presence.hasTray && !preferences().toldTray && claimNotice('no-tray')) notices.add(NO_TRAY)
  }

  /** The person closes the window: whether it may go. */
  readonly mayClose = (): boolean => this.#lifetime.mayClose()

  /** From where the tray gets what it shows. */
  follow(feed: Followed): void {
    this.#feed = feed
    this.#listen()
  }

  /** The application ends: nothing is to be asked of it any more. */
  leave(): void {
    this.#unlisten?.()
    this.#unlisten = undefined
    this.#tray.setPlace(false)
  }

  preferencesChanged(): void {
    try {
      setLoginStart({
        enabled: this.#options.preferences().startAtLogin,
        command: loginCommand({
          appImage: process.env['APPIMAGE'],
          executable: process.execPath,
          appFolder: app.isPackaged ? undefined : app.getAppPath(),
          dataFolder: this.#options.dataFolder,
        }),
        platform: process.platform,
        app,
        configFolder: app.getPath('appData'),
      })
    } catch (error) {
      this.#options.logger.warn('Starting at login could not be changed', { error })
    }
  }

  readonly perform = (command: DesktopCommand): void => {
    switch (command.do) {
      case 'open':
        this.#options.window.show()
        break
      case 'navigate':
        this.#goTo(command.to)
        break
      case 'extendDialog':
        this.#goTo(`/hosts/extend/${extendedHosts(command)}`)
        break
      case 'extendWindow':
        this.#options.openExtend(extendedHosts(command))
        break
      case 'showHost':
        this.#goTo(`/hosts/show/${command.hostId}`)
        break
      case 'copy':
        // Newer versions of Electron answer a promise here.
        void clipboard.writeText(command.text)
        break
      case 'quit':
        app.quit()
        break
      default:
        this.#options.perform(command)
    }
  }

  /** The tray's texts are made only where there is a tray. */
  #listen(): void {
    this.#unlisten?.()
    this.#unlisten = this.#presence.hasTray
      ? this.#feed?.listen((view) => {
          this.#tray.show(view)
        })
      : undefined
  }

  #goTo(to: string): void {
    const { window, publisher } = this.#options
    window.show()
    window.whenLoaded(() => {
      publisher.publish('app.navigated', { to })
    })
  }

  #tellOfTray(): void {
    const { preferences, savePreferences } = this.#options
    if (!this.#presence.hasTray || preferences().toldTray || this.#toldTray) return
    this.#toldTray = true
    void this.#tell(CLOSED_TO_TRAY)
    savePreferences({ toldTray: true })
  }

  /** Tells something where it is seen: on the desktop, or in the window when it is back. */
  async #tell(notification: DesktopNotification): Promise<void> {
    const { id, title, body } = notification
    if (!(await this.#presence.show(notification)))
      this.#options.notices.add({ id, level: 'info', title, detail: body })
  }
}

/** Hosts to extend, as a place names them: "a+b", with "/reminder-1794492000000" where something was told. */
function extendedHosts({
  hostIds,
  told,
}: Extract<DesktopCommand, { do: 'extendDialog' | 'extendWindow' }>): string {
  const from = told === undefined ? '' : `/${told.kind}-${told.atMs}`
  return `${hostIds.join('+')}${from}`
}
