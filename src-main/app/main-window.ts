import type { BrowserWindow } from 'electron'
import { bringToFront } from '@main/app/single-instance'

/** The one window: on the screen, out of sight, or not there. */
export class MainWindow {
  readonly #open: (visible: boolean) => BrowserWindow
  #window: BrowserWindow | undefined

  /** @param open Opens the window, at once on the screen or only loaded. */
  constructor(open: (visible: boolean) => BrowserWindow) {
    this.#open = open
  }

  get current(): BrowserWindow | undefined {
    return this.#window?.isDestroyed() === false ? this.#window : undefined
  }

  get isVisible(): boolean {
    return this.current?.isVisible() === true
  }

  /** Loads the window, so that it is there at once when it is asked for. */
  prepare(options: { readonly visible: boolean }): void {
    if (this.current === undefined) this.#window = this.#open(options.visible)
  }

  /** Brings it to the front, wherever it is. */
  show(): void {
    const { current } = this
    if (current === undefined) {
      this.prepare({ visible: true })
      return
    }
    // Whoever would not load it again after its crashes, and then stayed, wants to see more than an empty window.
    if (current.webContents.isCrashed()) current.webContents.reload()
    bringToFront(current)
  }

  hide(): void {
    this.current?.hide()
  }

  /** Resolves when the page has been loaded, or could not be: what has time until then leaves the way to it free. */
  whenSettled(): Promise<void> {
    const contents = this.current?.webContents
    if (contents === undefined || !contents.isLoading()) return Promise.resolve()
    return new Promise((resolve) => {
      contents.once('did-stop-loading', () => resolve())
      contents.once('destroyed', () => resolve())
    })
  }

  /** Calls back when the page can be told something. */
  whenLoaded(then: () => void): void {
    const contents = this.current?.webContents
    if (contents === undefined) return
    if (contents.isLoading()) contents.once('did-finish-load', then)
    else then()
  }
}
