import type { BrowserWindowConstructorOptions, TitleBarOverlayOptions, WebPreferences } from 'electron'
import { MIN_SIZE, type Bounds } from '@main/app/window-state'

/** The height of our own title bar (design language, "Space"). */
export const TITLE_BAR_HEIGHT = 44

/** The tokens that the window itself needs before the page is there: `--surface` and `--ink-2`. */
const COLOURS = {
  light: { surface: '#ffffff', ink: '#50505b' },
  dark: { surface: '#17171a', ink: '#b0b0ba' },
} as const

/** What stands behind the page until it is painted: without it a dark window begins with a white flash. */
export function backgroundColour(isDark: boolean): string {
  return COLOURS[isDark ? 'dark' : 'light'].surface
}

/** The ground of the system's three buttons over our title bar (Linux, Windows). */
export function overlayOptions(isDark: boolean): TitleBarOverlayOptions {
  const { surface, ink } = COLOURS[isDark ? 'dark' : 'light']
  // One less than the bar: the line under it runs through to the edge of the window.
  return { color: surface, symbolColor: ink, height: TITLE_BAR_HEIGHT - 1 }
}

/** What shuts a page in: the same for every window. */
function pagePreferences(preload: string): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    spellcheck: false,
  }
}

/** Everything the small window is made with that extends hosts. */
export function extendWindowOptions(options: {
  readonly isDark: boolean
  readonly preload: string
  readonly icon?: string
}): BrowserWindowConstructorOptions {
  return {
    title: 'Extend hosts',
    width: 360,
    height: 300,
    resizable: false,
    maximizable: false,
    fullscreenable: false,
    show: false,
    backgroundColor: backgroundColour(options.isDark),
    titleBarStyle: 'hidden',
    autoHideMenuBar: true,
    ...(options.icon === undefined ? {} : { icon: options.icon }),
    webPreferences: pagePreferences(options.preload),
  }
}

/** Everything the main window is made with. */
export function windowOptions(options: {
  readonly platform: NodeJS.Platform
  readonly isDark: boolean
  readonly bounds: Bounds
  readonly preload: string
  readonly icon?: string
  /** Whether it is to be seen as soon as it is painted. */
  readonly visible: boolean
}): BrowserWindowConstructorOptions {
  const isMac = options.platform === 'darwin'
  return {
    title: 'Broker Desktop',
    ...options.bounds,
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    show: false,
    // A window that nobody is to see yet must not draw: out of sight it would do so 60 times a second.
    paintWhenInitiallyHidden: options.visible,
    backgroundColor: backgroundColour(options.isDark),
    ...(isMac
      ? { titleBarStyle: 'hiddenInset' }
      : { titleBarStyle: 'hidden', titleBarOverlay: overlayOptions(options.isDark) }),
    autoHideMenuBar: true,
    ...(options.icon === undefined ? {} : { icon: options.icon }),
    webPreferences: pagePreferences(options.preload),
  }
}
