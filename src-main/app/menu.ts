import type { MenuItemConstructorOptions } from 'electron'

/** What a menu item does that is ours; everything else is one of Electron's roles. */
export type MenuCommand =
  | { readonly kind: 'navigate'; readonly to: '/hosts' | '/checkout' | '/tasks' | '/settings' }
  | { readonly kind: 'documentation' }
  | { readonly kind: 'showLog' }

/** One item or submenu, as data: what it says, which key it has, what it does. */
export interface MenuItemModel {
  readonly label?: string
  readonly role?: NonNullable<MenuItemConstructorOptions['role']>
  readonly accelerator?: string
  readonly command?: MenuCommand
  readonly submenu?: readonly MenuItemModel[]
  readonly type?: 'separator'
}

const SEPARATOR: MenuItemModel = { type: 'separator' }
const SETTINGS: MenuItemModel = {
  label: 'Settings',
  accelerator: 'CmdOrCtrl+,',
  command: { kind: 'navigate', to: '/settings' },
}

/**
 * The menu of a platform. On macOS it is the bar at the top of the screen; on Linux and Windows the bar is hidden
 * under our own title bar, and the menu is what makes the keys work.
 */
export function menuModel(options: {
  readonly platform: NodeJS.Platform
  readonly development: boolean
  readonly appName: string
}): readonly MenuItemModel[] {
  const isMac = options.platform === 'darwin'
  return [
    ...(isMac ? [macAppMenu(options.appName)] : []),
    fileMenu(isMac),
    { label: 'Edit', submenu: editItems(isMac) },
    viewMenu(options.development),
    windowMenu(isMac),
    helpMenu(isMac, options.appName),
  ]
}

function macAppMenu(appName: string): MenuItemModel {
  return {
    label: appName,
    submenu: [
      { role: 'about', label: `About ${appName}` },
      SEPARATOR,
      SETTINGS,
      SEPARATOR,
      { role: 'services' },
      SEPARATOR,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      SEPARATOR,
      { role: 'quit' },
    ],
  }
}

function fileMenu(isMac: boolean): MenuItemModel {
  const checkout: MenuItemModel = {
    label: 'Check out',
    accelerator: 'CmdOrCtrl+N',
    command: { kind: 'navigate', to: '/checkout' },
  }
  const rest: readonly MenuItemModel[] = isMac
    ? [SEPARATOR, { role: 'close' }]
    : [SETTINGS, SEPARATOR, { role: 'quit', label: 'Quit', accelerator: 'Ctrl+Q' }]
  return { label: 'File', submenu: [checkout, ...rest] }
}

function editItems(isMac: boolean): readonly MenuItemModel[] {
  return [
    { role: 'undo' },
    { role: 'redo' },
    SEPARATOR,
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    ...(isMac ? [{ role: 'pasteAndMatchStyle' } as const] : []),
    { role: 'delete' },
    SEPARATOR,
    { role: 'selectAll' },
  ]
}

function viewMenu(development: boolean): MenuItemModel {
  return {
    label: 'View',
    submenu: [
      { label: 'Hosts', accelerator: 'CmdOrCtrl+1', command: { kind: 'navigate', to: '/hosts' } },
      { label: 'Check out', accelerator: 'CmdOrCtrl+2', command: { kind: 'navigate', to: '/checkout' } },
      { label: 'Tasks', accelerator: 'CmdOrCtrl+3', command: { kind: 'navigate', to: '/tasks' } },
      SEPARATOR,
      // A page that reloads loses what was typed; in use there is no reason for it.
      ...(development ? [{ role: 'reload' } as const, { role: 'forceReload' } as const] : []),
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      SEPARATOR,
      { role: 'togglefullscreen' },
      { role: 'toggleDevTools' },
    ],
  }
}

function windowMenu(isMac: boolean): MenuItemModel {
  const mac: readonly MenuItemModel[] = [{ role: 'zoom' }, SEPARATOR, { role: 'front' }]
  return {
    label: 'Window',
    submenu: [{ role: 'minimize' }, ...(isMac ? mac : [{ role: 'close', label: 'Close window' } as const])],
  }
}

function helpMenu(isMac: boolean, appName: string): MenuItemModel {
  return {
    label: 'Help',
    ...(isMac ? { role: 'help' as const } : {}),
    submenu: [
      { label: 'Documentation', command: { kind: 'documentation' } },
      { label: 'Show log file', command: { kind: 'showLog' } },
      ...(isMac ? [] : [SEPARATOR, { role: 'about' as const, label: `About ${appName}` }]),
    ],
  }
}

/** Turns the model into what Electron's `Menu.buildFromTemplate` takes. */
export function menuTemplate(
  model: readonly MenuItemModel[],
  run: (command: MenuCommand) => void,
): MenuItemConstructorOptions[] {
  return model.map(({ command, submenu, ...item }) => ({
    ...item,
    ...(submenu === undefined ? {} : { submenu: menuTemplate(submenu, run) }),
    ...(command === undefined ? {} : { click: () => run(command) }),
  }))
}
