import type { AppInfo } from '@shared/ipc/contract'

/** What the handlers ask of the desktop around the application: windows, files the person chooses, the clipboard. */
export interface Desktop {
  info(): Omit<AppInfo, 'notices'>
  /** Opens an https page in the system's browser; the caller has checked the address. */
  openLink(url: string): Promise<void>
  copyText(text: string): void
  /** Asks where to save a text and saves it; undefined when the person cancelled. */
  saveText(suggestedName: string, text: string): Promise<string | undefined>
  /**
   * Asks for a file to write; undefined when the person cancelled. `agreed`: the system has asked whether a file of this
   * name is to be replaced.
   */
  chooseFile(suggestedName: string): Promise<{ readonly path: string; readonly agreed: boolean } | undefined>
  /** Asks for a folder; undefined when the person cancelled. */
  chooseFolder(startsAt: string): Promise<string | undefined>
  /** Opens a file or folder with the system's program for it; answers why not, if it cannot. */
  openFile(path: string): Promise<string | undefined>
  /** Shows a file in the file manager. */
  revealFile(path: string): void
  showPath(what: 'data' | 'log' | 'inventory'): void
  /** Brings the main window to the front, at a place in it. */
  openWindow(to: string): void
  quit(): void
  /** Tries once more to open an inventory that could not be opened. */
  retryStart(): void
}
