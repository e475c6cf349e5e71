import type { AppInfo } from '@shared/ipc/contract'

/** What the handlers ask of the desktop around the application: windows, files the person chooses, the clipboard. */
export interface Desktop {
  info(): Omit<AppInfo, 'notices'>
  /** Opens an https page in the system's browser; the caller has checked the address. */
  openLink(url: string): Promise<void>
  copyText(text: string): void
  /** Asks where to save a text and saves it; undefined when the person cancelled. */
  saveText(suggestedName: string, text: string): Promise<string | undefined>
  showPath(what: 'data' | 'log' | 'inventory'): void
  quit(): void
  /** Tries once more to open an inventory that could not be opened. */
  retryStart(): void
}
