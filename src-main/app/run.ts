import { join } from 'node:path'
import { userInfo } from 'node:os'
import { app, BrowserWindow, ipcMain, Menu, nativeTheme, powerMonitor, protocol } from 'electron'
import { safeStorage, session, shell } from 'electron'
import type { StartProblem } from '@shared/ipc/contract'
import type { Preferences } from '@shared/domain/settings'
import { isEnded } from '@shared/domain/task'
import { Background } from '@main/app/background'
import { createCore, type Core } from '@main/app/core'
import { createDesktop } from '@main/app/desktop'
import { ExtendWindow } from '@main/app/extend-window'
import { logReader } from '@main/app/log-reader'
import { Leaving } from '@main/app/leaving'
import type { FileLogger } from '@main/app/logging'
import { HIDDEN_SWITCH } from '@main/app/login-start'
import { MainWindow } from '@main/app/main-window'
import { menuModel, menuTemplate, type MenuCommand } from '@main/app/menu'
import type { DataPaths } from '@main/app/paths'
import { APP_ORIGIN, guardDevServer, serveApp } from '@main/app/protocol'
import { SafeStorageVault } from '@main/app/safe-storage'
import type { SecretRegistry } from '@main/app/secret-registry'
import { hardenSession, openLink } from '@main/app/security'
import { setAsideNotice, SETTINGS_PROBLEM, settingsNotices } from '@main/app/start-notices'
import { startProblemHandlers } from '@main/app/start-problem'
import { openMainWindow } from '@main/app/window'
import { WindowStateStore } from '@main/app/window-state'
import { openInventory } from '@main/inventory/open'
import { InventoryProblem } from '@main/inventory/problem'
import { WindowPublisher } from '@main/ipc/publisher'
import { registerCalls, type Handlers } from '@main/ipc/register'
import { createSenderCheck } from '@main/ipc/sender'
import type { Clock } from '@main/ports/clock'
import type { ClockRate } from '@main/ports/rated-clock'
import { Notices } from '@main/ports/notices'
import { catalog } from '@main/providers/catalog'
import { SettingsStore } from '@main/settings/store'
import { problemTrayView } from '@main/tray/model'

const DOCUMENTATION = 'https://github.com/SatelliteQE/broker#readme'

/** What a start has made ready. */
export interface RunOptions {
  readonly paths: DataPaths
  /** The data folder, where it is not where Electron has it. */
  readonly movedTo: string | undefined
  readonly devServer: string | undefined
  readonly origins: readonly string[]
  readonly secrets: SecretRegistry
  readonly logger: FileLogger
  /** What everything goes by. */
  readonly clock: Clock
  /** How the clock differs from the computer's, if it does. */
  readonly clockRate: ClockRate | undefined
}

/** The application while it runs. */
export interface Running {
  /** Brings its window to the front. */
  show(): void
}

/** Whether a start shows no window: the session made it at login. */
export function isHiddenStart(args: readonly string[]): boolean {
  return args.includes(`--${HIDDEN_SWITCH}`)
}

/** Everything from when Electron is ready. */
export function run(options: RunOptions): Running {
  const { paths, movedTo, devServer, origins, secrets, logger, clock, clockRate } = options
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
    env: process.env,
    onSecret: (value) => secrets.add(value),
  })
  const tellProblems = (): void => {
    notices.dismiss(SETTINGS_PROBLEM)
    for (const notice of settingsNotices(settings)) notices.add(notice)
  }
  tellProblems()
  const obey = ({ theme, logLevel, logFormat }: Preferences): void => {
    nativeTheme.themeSource = theme
    logger.configure({ level: logLevel, format: logFormat })
  }
  obey(settings.preferences())
  logger.listen(() => publisher.publish('log.grew', {}))

  // Set by scripts/setup where the stand-in Electron needs a binary of its own (docs/development.md).
  const sqliteBinding = process.env['BROKER_DESKTOP_SQLITE_BINDING']
  let core: Core | undefined
  let startProblem: StartProblem | undefined
  const desktop = createDesktop({
    paths,
    secretsProtected: vault.isProtected,
    development: devServer !== undefined,
    clock: () => clockRate && { nowMs: clock.now(), rate: clockRate.rate },
    startProblem: () => startProblem,
    openWindow: (to) => {
      background.perform({ do: 'navigate', to })
    },
    retryStart: () => {
      if (core !== undefined) return
      openCore()
      window.current?.webContents.reload()
    },
  })

  const page = {
    url: devServer ?? `${APP_ORIGIN}/`,
    preload: join(import.meta.dirname, '../preload/index.cjs'),
    ...(process.platform === 'linux' ? { icon: join(app.getAppPath(), 'resources/icons/256x256.png') } : {}),
    logger,
  }
  const extendWindow = new ExtendWindow(page)
  const window = new MainWindow((visible) =>
    openMainWindow({
      ...page,
      visible,
      mayClose: background.mayClose,
      state: new WindowStateStore({ file: paths.windowStateFile, logger }),
      notify: (notice) => notices.add(notice),
      showLog: () => desktop.showPath('log'),
      quit: () => app.quit(),
    }),
  )
  const background: Background = new Background({
    window,
    preferences: () => settings.preferences(),
    savePreferences: (change) => void settings.savePreferences(change),
    dataFolder: movedTo,
    runningTasks: () =>
      (core?.engine.inventory.tasks.list({ limit: 0 }) ?? []).filter((task) => !isEnded(task.state)),
    openExtend: (hosts) => {
      extendWindow.open(hosts)
    },
    perform: (command) => void core?.perform(command),
    claimNotice: (name) => core?.engine.inventory.leases.claimNotice(name, clock.now()) ?? false,
    publisher,
    notices,
    logger,
  })

  // First of all that takes time: the page's process starts while the inventory is opened. Its calls are answered after
  // this function has returned.
  const wasOpenedAtLogin = process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin
  const isSeen = !isHiddenStart(process.argv) && !wasOpenedAtLogin
  window.prepare({ visible: isSeen })
  const settled = window.whenSettled()
  // What it fails in (it claims a notice in the inventory) must not keep reminders and recovery from beginning.
  const joined = background.join(settled).catch((error: unknown) => {
    logger.error('The place on the desktop could not be taken', { error })
  })

  let calls: { dispose(): void } | undefined
  // Those before go only now: a page without any could not even ask for the next try.
  const receive = (handlers: Handlers): void => {
    calls?.dispose()
    calls = registerCalls({
      ipcMain,
      handlers,
      isTrusted: createSenderCheck({
        origins,
        isOurWindow: (id) => BrowserWindow.getAllWindows().some(({ webContents }) => webContents.id === id),
      }),
      logger,
      redact: (text) => secrets.redact(text),
    })
  }

  const recover = async (opened: Core): Promise<void> => {
    // What was missed is told on the desktop, once it is known who shows it there.
    await joined
    await opened.recover()
  }
  const openCore = (): void => {
    try {
      const opened = openInventory({
        file: paths.inventoryFile,
        clock,
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
        clock,
        notifier: background.notifier,
        redact: (text) => secrets.redact(text),
        logger,
        env: process.env,
        userName: userInfo().username,
        sqliteBinding,
        appLog: logReader(paths.logFile),
        onProblems: tellProblems,
        onPreferences: (preferences) => {
          obey(preferences)
          background.preferencesChanged()
        },
      })
      startProblem = undefined
      receive(core.handlers)
      background.follow(core.tray)
      void recover(core)
    } catch (error) {
      if (!(error instanceof InventoryProblem)) throw error
      const { kind, title, detail, facts, path, canRetry } = error
      startProblem = { kind, title, detail, facts: [...facts], path, canRetry }
      receive(startProblemHandlers(startProblem, desktop, notices, settings))
      background.follow({
        listen(show) {
          show(problemTrayView(title))
          return () => undefined
        },
      })
      // Started out of sight nobody would hear that there are no reminders.
      if (!isSeen) window.show()
    }
  }
  openCore()

  const leaving = new Leaving({
    app,
    show: () => window.show(),
    leave: () => background.leave(),
    stop: () => core?.stop(),
    logger,
  })

  const command = (asked: MenuCommand): void => {
    if (asked.kind === 'navigate') publisher.publish('app.navigated', { to: asked.to })
    else if (asked.kind === 'showLog') desktop.showPath('log')
    else void openLink(shell, DOCUMENTATION)
  }
  const showMenu = (): void => {
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
  }
  // Where it is in the window it is out of sight until it is asked for.
  if (process.platform === 'darwin') showMenu()
  else void settled.then(showMenu)

  powerMonitor.on('suspend', () => {
    core?.leases.watcher.suspended()
    logger.info('The computer goes to sleep')
  })
  powerMonitor.on('resume', () => {
    logger.info('The computer has woken up')
    core?.leases.watcher.resumed()
  })
  powerMonitor.on('unlock-screen', () => core?.leases.watcher.resumed())
  app.on('activate', leaving.show)
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('will-quit', leaving.willQuit)
  logger.info('Broker Desktop started', { version: app.getVersion(), electron: process.versions.electron })
  return leaving
}
