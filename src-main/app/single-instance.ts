import type { App } from 'electron'

/** What is needed of a window to bring it to the front; Electron's `BrowserWindow` has it. */
export interface ShowableWindow {
  isDestroyed(): boolean
  isMinimized(): boolean
  restore(): void
  show(): void
  focus(): void
}

/**
 * Claims the data folder for this process. False: another copy of the application has it, was told how this one was
 * started, and this process has to end. The claim is per data folder, so set that first.
 */
export function claimSingleInstance(
  app: Pick<App, 'requestSingleInstanceLock' | 'on'>,
  onSecondStart: (args: readonly string[]) => void,
): boolean {
  if (!app.requestSingleInstanceLock()) return false
  app.on('second-instance', (_event, args) => onSecondStart(args))
  return true
}

/** Brings a window to the front, wherever it is. */
export function bringToFront(window: ShowableWindow | undefined): void {
  if (window === undefined || window.isDestroyed()) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
