import { BrowserWindow, nativeTheme } from 'electron'
import { extendWindowOptions } from '@main/app/window-options'
import type { Logger } from '@main/ports/logger'

export interface ExtendWindowOptions {
  /** Our page, or the dev server's. */
  readonly url: string
  /** The built preload, as an absolute path. */
  readonly preload: string
  readonly icon?: string
  readonly logger: Logger
}

/** The small window that extends hosts, for desktops whose notifications have no buttons. There is one at a time. */
export class ExtendWindow {
  readonly #options: ExtendWindowOptions
  #window: BrowserWindow | undefined

  constructor(options: ExtendWindowOptions) {
    this.#options = options
  }

  /** Opens it for hosts, as a place names them; one that is open for others gives way. */
  open(hosts: string): void {
    if (this.#window?.isDestroyed() === false) this.#window.destroy()
    const { url, logger, ...made } = this.#options
    const window = new BrowserWindow(
      extendWindowOptions({ ...made, isDark: nativeTheme.shouldUseDarkColors }),
    )
    this.#window = window
    window.once('ready-to-show', () => {
      window.show()
    })
    window.webContents.on('did-fail-load', (_event, code, description) => {
      logger.error('The window that extends hosts could not be loaded', { code, description })
      window.destroy()
    })
    window.loadURL(`${url}#/extend/${hosts}`).catch(() => undefined)
  }
}
