import { join } from 'node:path'
import { Menu, nativeImage, nativeTheme, Tray } from 'electron'
import type { MenuItemConstructorOptions } from 'electron'
import { trayPictureFile } from '@main/app/tray-picture'
import type { DesktopCommand } from '@main/ports/desktop-command'
import type { TrayEntry, TrayView } from '@main/tray/model'

/** The icon in the tray: shows a view, and does what is chosen in its menu. A click on it opens the window. */
export class DesktopTray {
  readonly #options: {
    /** resources/tray. */
    readonly folder: string
    readonly perform: (command: DesktopCommand) => void
  }
  #tray: Tray | undefined
  #view: TrayView | undefined
  #shown: { readonly file?: string; readonly tooltip?: string; readonly menu?: string } = {}
  #isDark = nativeTheme.shouldUseDarkColors

  constructor(options: { readonly folder: string; readonly perform: (command: DesktopCommand) => void }) {
    this.#options = options
    nativeTheme.on('updated', () => {
      this.#lookAtPanel()
      this.#paint()
    })
  }

  /** Whether the desktop has a place for it; a place that is new gets the icon. */
  setPlace(hasPlace: boolean): void {
    if (hasPlace === (this.#tray !== undefined)) return
    this.#tray?.destroy()
    this.#tray = undefined
    this.#shown = {}
    if (!hasPlace) return
    this.#tray = new Tray(nativeImage.createEmpty(), undefined)
    this.#tray.on('click', () => {
      this.#options.perform({ do: 'open' })
    })
    this.#paint()
  }

  show(view: TrayView): void {
    this.#view = view
    this.#paint()
  }

  /** The panel has the system's colours, whatever the person chose for our window. */
  #lookAtPanel(): void {
    if (process.platform === 'win32') this.#isDark = nativeTheme.shouldUseDarkColorsForSystemIntegratedUI
    else if (nativeTheme.themeSource === 'system') this.#isDark = nativeTheme.shouldUseDarkColors
  }

  /** Changes what is different, and nothing else: a menu that is open stays open. */
  #paint(): void {
    const tray = this.#tray
    const view = this.#view
    if (tray === undefined || view === undefined) return
    const file = trayPictureFile(view.picture, { platform: process.platform, isDark: this.#isDark })
    const menu = JSON.stringify(view.menu)
    if (file !== this.#shown.file) tray.setImage(nativeImage.createFromPath(join(this.#options.folder, file)))
    if (view.tooltip !== this.#shown.tooltip) tray.setToolTip(view.tooltip)
    if (menu !== this.#shown.menu)
      tray.setContextMenu(Menu.buildFromTemplate(template(view.menu, this.#options.perform)))
    this.#shown = { file, tooltip: view.tooltip, menu }
  }
}

function template(
  entries: readonly TrayEntry[],
  perform: (command: DesktopCommand) => void,
): MenuItemConstructorOptions[] {
  return entries.map((entry) => {
    if (entry.kind === 'line') return { type: 'separator' }
    const { label, enabled = true, command } = entry
    return {
      // "&" would underline what comes after it.
      label: label.replaceAll('&', '&&'),
      enabled,
      ...(entry.entries === undefined ? {} : { submenu: template(entry.entries, perform) }),
      ...(command === undefined ? {} : { click: () => perform(command) }),
    }
  })
}
