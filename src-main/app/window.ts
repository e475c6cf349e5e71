import { BrowserWindow, dialog, nativeTheme, screen } from 'electron'
import type { Notice } from '@shared/domain/notice'
import { backgroundColour, overlayOptions, windowOptions } from '@main/app/window-options'
import { clampBounds, type WindowStateStore } from '@main/app/window-state'
import { watchForTrouble } from '@main/app/window-trouble'
import type { Logger } from '@main/ports/logger'

/** A window that never says that it is ready is shown all the same: an empty window can be closed, none cannot. */
const SHOW_AFTER_MS = 10_000

/** What the main window is made of. */
export interface MainWindowOptions {
  /** Our page, or the dev server's. */
  readonly url: string
  /** The built preload, as an absolute path. */
  readonly preload: string
  readonly icon?: string
  /** False loads it out of sight. */
  readonly visible: boolean
  /** The person closes the window: whether it may go. */
  readonly mayClose: () => boolean
  readonly state: WindowStateStore
  readonly logger: Logger
  readonly notify: (notice: Notice) => void
  readonly showLog: () => void
  readonly quit: () => void
}

/** Opens the main window where it was, in the theme's colours, and shows it when it is painted, if it is to be seen. */
export function openMainWindow(options: MainWindowOptions): BrowserWindow {
  const saved = options.state.load()
  const window = new BrowserWindow(
    windowOptions({
      platform: process.platform,
      isDark: nativeTheme.shouldUseDarkColors,
      bounds: clampBounds(
        saved,
        [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map((display) => display.workArea),
      ),
      preload: options.preload,
      visible: options.visible,
      ...(options.icon === undefined ? {} : { icon: options.icon }),
    }),
  )
  options.state.follow(window)
  followTheme(window)
  const maximized = saved?.maximized === true
  if (options.visible) showWhenPainted(window, maximized)
  else if (maximized) window.once('show', () => window.maximize())
  window.on('close', (event) => {
    if (!options.mayClose()) event.preventDefault()
  })
  watchForTrouble(window, {
    logger: options.logger,
    now: () => Date.now(),
    notify: options.notify,
    ask: async (question) => {
      if (!window.isVisible()) window.show()
      return (await dialog.showMessageBox(window, question)).response
    },
    showLog: options.showLog,
    quit: options.quit,
  })
  window.webContents.on('did-fail-load', (_event, code, description, url, isMainFrame) => {
    if (isMainFrame) options.logger.error('The page could not be loaded', { code, description, url })
  })
  window.webContents.on('preload-error', (_event, _path, error) => {
    options.logger.error('The preload failed', { error })
  })
  // A failure is told by did-fail-load; the promise would only repeat it.
  window.loadURL(options.url).catch(() => undefined)
  return window
}

function showWhenPainted(window: BrowserWindow, maximized: boolean): void {
  const show = (): void => {
    clearTimeout(timer)
    if (window.isDestroyed() || window.isVisible()) return
    if (maximized) window.maximize()
    window.show()
  }
  const timer = setTimeout(show, SHOW_AFTER_MS)
  window.once('ready-to-show', show)
  window.webContents.once('did-fail-load', show)
  window.once('closed', () => clearTimeout(timer))
}

/** Keeps what the page does not paint (ground, the system's buttons) in the colours of the theme. */
function followTheme(window: BrowserWindow): void {
  const paint = (): void => {
    window.setBackgroundColor(backgroundColour(nativeTheme.shouldUseDarkColors))
    if (process.platform !== 'darwin')
      window.setTitleBarOverlay(overlayOptions(nativeTheme.shouldUseDarkColors))
  }
  nativeTheme.on('updated', paint)
  window.once('closed', () => nativeTheme.off('updated', paint))
}
