import { join } from 'node:path'
import { userInfo } from 'node:os'
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  protocol,
  safeStorage,
  session,
  shell,
} from 'electron'
import type { Notice } from '@shared/domain/notice'
import type { StartProblem } from '@shared/ipc/contract'
import { createCore } from '@main/app/core'
import type { Core } from '@main/app/core'
import { createDesktop } from '@main/app/desktop'
import { FileLogger } from '@main/app/logging'
import { menuModel, menuTemplate } from '@main/app/menu'
import type { MenuCommand } from '@main/app/menu'
import { dataFolderOverride, dataPaths } from '@main/app/paths'
import type { DataPaths } from '@main/app/paths'
import { APP_ORIGIN, declareAppScheme, guardDevServer, serveApp } from '@main/app/protocol'
import { SafeStorageVault } from '@main/app/safe-storage'
import { SecretRegistry } from '@main/app/secret-registry'
import { hardenApp, hardenSession, openLink } from '@main/app/security'
import { bringToFront, claimSingleInstance } from '@main/app/single-instance'
import { startProblemHandlers } from '@main/app/start-problem'
import { openMainWindow } from '@main/app/window'
import { WindowStateStore } from '@main/app/window-state'
import { openInventory } from '@main/inventory/open'
import { InventoryProblem } from '@main/inventory/problem'
import { WindowPublisher } from '@main/ipc/publisher'
import { registerCalls } from '@main/ipc/register'
import type { Handlers } from '@main/ipc/register'
import { createSenderCheck } from '@main/ipc/sender'
import { systemClock } from '@main/ports/clock'
import { Notices } from '@main/ports/notices'
import { catalog } from '@main/providers/catalog'
import { SettingsStore } from '@main/settings/store'

const DOCUMENTATION = 'https://github.com/SatelliteQE/broker#readme'

/** Starts the application: what must happen before Electron is ready, then everything else. */
export function start(): void {
  const override = dataFolderOverride({
    env: process.env,
    userDataSwitch: app.commandLine.getSwitchValue('user-data-dir'),
    cwd: process.cwd(),
  })
  if (override !== undefined) app.setPath('userData', override)
  const paths = dataPaths(app.getPath('userData'))
  app.setPath('sessionData', paths.sessionFolder)

  // electron-vite names the dev server here, and only in development.
  const devServer = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
  const secrets = new SecretRegistry()
  const logger = new FileLogger({
    file: paths.logFile,
    secrets,
    ...(devServer === undefined ? {} : { mirror: (line) => process.stderr.write(`${line}\n`) }),
  })
  const origins = devServer === undefined ? [APP_ORIGIN] : [new URL(devServer).origin]
  hardenApp(app, { origins, logger })
  declareAppScheme(protocol)
  if (!claimSingleInstance(app, () => bringToFront(BrowserWindow.getAllWindows()[0]))) {
    process.stderr.write(
      'Broker Desktop runs already on this data folder. Its window was brought to the front.\n',
    )
    app.quit()
    return
  }
  process.on('uncaughtException', (error) => logger.error('A defect was not handled', { error }))
  process.on('unhandledRejection', (error) => logger.error('A defect was not handled', { error }))
  app
    .whenReady()
    .then(() => run({ paths, devServer, origins, secrets, logger }))
    .catch((error: unknown) => {
      // Without a window nobody would know, and the data folder would stay claimed.
      logger.error('Broker Desktop could not start', { error })
      dialog.showErrorBox(
        'Broker Desktop cannot start',
        `${error instanceof Error ? error.message : String(error)}\n\nThe log file has the details: ${paths.logFile}`,
      )
      app.exit(1)
    })
}

interface RunOptions {
  readonly paths: DataPaths
  readonly devServer: string | undefined
  readonly origins: readonly string[]
  readonly secrets: SecretRegistry
  readonly logger: FileLogger
}

function run({ paths, devServer, origins, secrets, logger }: RunOptions): void {
  hardenSession(session.defaultSession)
  if (devServer === undefined) {
    serveApp({ protocol, root: join(import.meta.dirname, '../renderer'), logger })
  } else {
    guardDevServer(session.defaultSession, devServer)
  }

  const publisher = new WindowPublisher({ windows: () => BrowserWindow.getAllWindows(), logger })
  const notices = new Notices(publisher)
  const vault = new SafeStorageVault({
    encryption: safeStorage,
    file: paths.secretsFile,
    platform: process.platform,
    secrets,
    logger,
  })
  const settings = new SettingsStore({
    file: paths.settingsFile,
    vault,
    definitions: catalog,
    logger,
    onSecret: (value) => secrets.add(value),
  })
  for (const notice of settingsNotices(settings, paths)) notices.add(notice)
  nativeTheme.themeSource = settings.preferences().theme

  // Set by scripts/setup where the stand-in Electron needs a binary of its own (docs/development.md).
  const sqliteBinding = process.env['BROKER_DESKTOP_SQLITE_BINDING']
  let core: Core | undefined
  let startProblem: StartProblem | undefined
  const desktop = createDesktop({
    paths,
    secretsProtected: vault.isProtected,
    development: devServer !== undefined,
    startProblem: () => startProblem,
    retryStart: () => {
      if (core !== undefined) return
      openCore()
      for (const window of BrowserWindow.getAllWindows()) window.webContents.reload()
    },
  })

  const openWindow = (): BrowserWindow =>
    openMainWindow({
      url: devServer ?? `${APP_ORIGIN}/`,
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      ...(process.platform === 'linux'
        ? { icon: join(app.getAppPath(), 'resources/icons/256x256.png') }
        : {}),
      state: new WindowStateStore({ file: paths.windowStateFile, logger }),
      logger,
      notify: (notice) => notices.add(notice),
      showLog: () => desktop.showPath('log'),
      quit: () => app.quit(),
    })

  // First of all that takes time: the page's process starts while the inventory is opened. Its calls are answered after
  // this function has returned.
  openWindow()

  const receive = (handlers: Handlers): { dispose(): void } =>
    registerCalls({
      ipcMain,
      handlers,
      isTrusted: createSenderCheck({
        origins,
        isOurWindow: (id) => BrowserWindow.getAllWindows().some((window) => window.webContents.id === id),
      }),
      logger,
      redact: (text) => secrets.redact(text),
    })
  let calls: { dispose(): void } | undefined

  const openCore = (): void => {
    calls?.dispose()
    try {
      const opened = openInventory({
        file: paths.inventoryFile,
        clock: systemClock,
        logger,
        ...(sqliteBinding === undefined ? {} : { nativeBinding: sqliteBinding }),
      })
      if (opened.setAside !== undefined) notices.add(setAsideNotice(opened.setAside))
      core = createCore({
        dataFolder: paths.dataFolder,
        definitions: catalog,
        inventory: opened.inventory,
        settings,
        vault,
        publisher,
        notices,
        desktop,
        clock: systemClock,
        logger,
        env: process.env,
        userName: userInfo().username,
        sqliteBinding,
        onPreferences: (preferences) => {
          nativeTheme.themeSource = preferences.theme
        },
      })
      startProblem = undefined
      calls = receive(core.handlers)
      core.recover().catch((error: unknown) => logger.error('The inventory could not be compared', { error }))
    } catch (error) {
      if (!(error instanceof InventoryProblem)) throw error
      const { kind, title, detail, facts, path, canRetry } = error
      startProblem = { kind, title, detail, facts: [...facts], path, canRetry }
      calls = receive(startProblemHandlers(startProblem, desktop, notices, settings))
    }
  }
  openCore()

  const command = (asked: MenuCommand): void => {
    if (asked.kind === 'navigate') publisher.publish('app.navigated', { to: asked.to })
    else if (asked.kind === 'showLog') desktop.showPath('log')
    else void openLink(shell, DOCUMENTATION)
  }
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate(
        menuModel({
          platform: process.platform,
          development: devServer !== undefined,
          appName: 'Broker Desktop',
        }),
        command,
      ),
    ),
  )

  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) openWindow()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('will-quit', () => {
    try {
      core?.stop()
    } catch (error) {
      logger.error('The inventory could not be closed', { error })
    }
    // At once: a job that wakes up now would find its inventory closed and take that for a failure.
    app.exit(0)
  })
  logger.info('Broker Desktop started', { version: app.getVersion(), electron: process.versions.electron })
}

function settingsNotices(settings: SettingsStore, paths: DataPaths): readonly Notice[] {
  const [first] = settings.problems()
  if (first === undefined) return []
  return [
    {
      id: 'settings-problem',
      level: 'warn',
      title: 'The settings file has a mistake',
      detail: `${first.message} Your file is not changed.`,
      path: paths.settingsFile,
    },
  ]
}

function setAsideNotice(setAside: { readonly path: string; readonly reason: string }): Notice {
  return {
    id: 'inventory-set-aside',
    level: 'error',
    title: 'Your inventory was damaged, and a new one was begun',
    detail: `${setAside.reason} The damaged file is kept as ${setAside.path}. Hosts that you hold still exist at their providers.`,
    path: setAside.path,
  }
}
