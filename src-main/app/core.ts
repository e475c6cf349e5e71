import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Preferences } from '@shared/domain/settings'
import type { EventName } from '@shared/ipc/channels'
import type { ProviderDefinition } from '@main/providers/contract'
import { Checkins } from '@main/engine/checkin'
import type { EngineDeps } from '@main/engine/deps'
import { startExtend } from '@main/engine/extend'
import { look } from '@main/engine/look'
import { Nicks } from '@main/engine/nicks'
import { Offerings } from '@main/engine/offerings'
import { resumeTasks } from '@main/engine/recovery'
import { settleStrays } from '@main/engine/strays'
import { Syncs } from '@main/engine/sync/syncs'
import { appHandlers } from '@main/ipc/handlers/app'
import { hostHandlers } from '@main/ipc/handlers/hosts'
import { leaseHandlers } from '@main/ipc/handlers/leases'
import { nickHandlers } from '@main/ipc/handlers/nicks'
import { providerHandlers } from '@main/ipc/handlers/providers'
import { reportHandlers } from '@main/ipc/handlers/reports'
import { logHandlers } from '@main/ipc/handlers/log'
import { settingsHandlers } from '@main/ipc/handlers/settings'
import { settingsFileHandlers } from '@main/ipc/handlers/settings-file'
import { syncHandlers } from '@main/ipc/handlers/sync'
import { taskHandlers } from '@main/ipc/handlers/tasks'
import type { Handlers } from '@main/ipc/register'
import { Leases } from '@main/leases/service'
import { noAppLog, type AppLog } from '@main/ports/app-log'
import type { Clock } from '@main/ports/clock'
import type { Desktop } from '@main/ports/desktop'
import type { DesktopCommand } from '@main/ports/desktop-command'
import type { Inventory } from '@main/ports/inventory'
import type { Logger } from '@main/ports/logger'
import type { Notices } from '@main/ports/notices'
import { noNotifier, type Notifier } from '@main/ports/notifier'
import type { Publisher } from '@main/ports/publisher'
import type { SecretVault } from '@main/ports/vault'
import { wakeAfter } from '@main/ports/wake'
import { ProviderRegistry } from '@main/providers/registry'
import { AutomaticReports } from '@main/reports/automatic'
import { Reports } from '@main/reports/reports'
import { FileDesk } from '@main/settings/file-desk'
import type { SettingsStore } from '@main/settings/store'
import { TaskRunner } from '@main/tasks/runner'
import { TaskLog } from '@main/tasks/task-log'
import { TrayFeed } from '@main/tray/feed'
import { performer } from '@main/app/perform'
import { BrokerImport } from '@main/app/broker-import'
import { InventoryWriter } from '@main/app/inventory-writer'
import { redactingInventory } from '@main/app/redacting-inventory'
import { settingsTeller, watchSettings } from '@main/app/outside-changes'
import { tapped } from '@main/app/tapped-publisher'

/** How long after a failure unfinished tasks are tried to be taken up once more. */
const TAKE_UP_AGAIN_MS = 60_000

/** What the core is made of: everything that differs between the window, a test and one day a command line. */
export interface CoreOptions {
  readonly dataFolder: string
  readonly definitions: readonly ProviderDefinition[]
  readonly inventory: Inventory
  readonly settings: SettingsStore
  readonly vault: SecretVault
  readonly publisher: Publisher
  readonly notices: Notices
  readonly desktop: Desktop
  readonly clock: Clock
  readonly logger: Logger
  readonly env: Readonly<Record<string, string | undefined>>
  readonly userName: string
  /** Where the native part of better-sqlite3 is, when it is not the one in its own package. */
  readonly sqliteBinding?: string | undefined
  /** Takes every secret that is alive in this process out of a text; without it, only those of arguments are. */
  readonly redact?: (text: string) => string
  /** Who shows reminders; without one they are shown in the window. */
  readonly notifier?: Notifier
  /** The person's time zone, by its IANA name; by default the system's. */
  readonly timeZone?: () => string
  /** The application's own log, where there is one to show. */
  readonly appLog?: AppLog
  /** Told when what is wrong in the settings file may have changed. */
  readonly onProblems?: () => void
  /** Told when preferences were saved: the window's theme follows them. */
  readonly onPreferences?: (preferences: Preferences) => void
}

/** The application without its window. */
export interface Core {
  readonly handlers: Handlers
  readonly engine: EngineDeps
  readonly checkins: Checkins
  /** Reminders and what else leases need; `leases.watcher.resumed()` when the computer was woken or unlocked. */
  readonly leases: Leases
  readonly reports: Reports
  /** What the tray shows, for whoever draws it. */
  readonly tray: TrayFeed
  /**
   * Does what was chosen in the tray or on a notification; false for what only the desktop can do (`open`, `navigate`,
   * `extendDialog`, `extendWindow`, `showHost`, `copy`, `quit`). Never throws: what goes wrong becomes a notice in the window.
   */
  perform(command: DesktopCommand): boolean
  /**
   * Takes up what an earlier run left unfinished, and begins to remind; resolves when what exists was compared with the
   * inventory. To be called once it is known who shows notifications. What goes wrong in one of this is logged and
   * keeps nothing else from being done.
   */
  recover(): Promise<void>
  /**
   * Lets everything stand as it is and closes the inventory. Unfinished tasks are taken up at the next start; nothing
   * is aborted, because an abort removes hosts that a person waits for. The process must end right after, or as
   * soon as what it answers has resolved: then the providers have let go of what they made to sign in.
   */
  stop(): Promise<void> | undefined
}

const CHANGES_TRAY: ReadonlySet<EventName> = new Set([
  'hosts.changed',
  'tasks.changed',
  'reminders.changed',
  'nicks.changed',
  'settings.changed',
])

/** Puts the Electron-free part of the application together. */
export function createCore(options: CoreOptions): Core {
  const { settings, clock, logger } = options
  const redact = options.redact ?? ((text: string) => text)
  const inventory = redactingInventory(options.inventory, redact)
  const publisher = tapped(options.publisher, (event) => {
    if (event.name === 'hosts.changed') leases.watcher.hostsChanged(event.payload.hostIds)
    if (event.name === 'settings.changed') leases.watcher.settingsChanged()
    if (event.name === 'settings.changed') writer.settingsChanged()
    if (event.name === 'hosts.changed') writer.hostsChanged(event.payload.hostIds)
    if (event.name === 'tasks.changed') automaticReports.tasksChanged(event.payload.taskIds)
    if (CHANGES_TRAY.has(event.name)) tray.changed()
  })
  const log = new TaskLog({ tasks: inventory.tasks, publisher, clock, logger })
  const runner = new TaskRunner({
    tasks: inventory.tasks,
    publisher,
    clock,
    logger,
    log,
    concurrency: () => settings.preferences().concurrency,
  })
  const registry = new ProviderRegistry({
    definitions: options.definitions,
    instances: settings,
    deps: {
      clock,
      logger,
      env: options.env,
      userName: options.userName,
      sqliteBinding: options.sqliteBinding,
    },
    dataFolderOf: (kind) => join(options.dataFolder, kind.toLowerCase()),
  })
  const engine: EngineDeps = {
    inventory,
    registry,
    runner,
    vault: options.vault,
    publisher,
    clock,
    logger,
    newId: () => randomBytes(8).toString('hex'),
    origin: `broker-desktop:${options.userName}`,
    userName: options.userName,
    undoMs: () => settings.preferences().undoSeconds * 1000,
    labelsOf: (target) => settings.labelsOf(target),
  }
  const checkins = new Checkins(engine)
  const offerings = new Offerings(engine)
  const syncs = new Syncs(engine)
  const reports = new Reports({
    ...engine,
    desktop: options.desktop,
    redact,
    preferences: () => settings.preferences(),
    saveFolder: (reportsFolder) => void settings.savePreferences({ reportsFolder }),
    defaultFolder: join(options.dataFolder, 'reports'),
    inventoryFields: () => settings.inventoryFields().columns,
    configOf: (target) => settings.configOf(target),
  })
  const automaticReports = new AutomaticReports({
    reports,
    inventory,
    preferences: () => settings.preferences(),
    notices: options.notices,
    logger,
    clock,
  })
  const nicks = new Nicks({
    ...engine,
    book: () => settings.nickBook(),
    instances: () => settings.instances(),
  })
  const broker = new BrokerImport({ engine, settings, env: options.env })
  const writer = new InventoryWriter({
    inventory,
    isWanted: () => settings.preferences().writeInventory,
    file: () => broker.inventoryFile,
    notices: options.notices,
    logger,
  })
  const settingsChanged = settingsTeller({
    settings,
    registry,
    offerings,
    publisher,
    onPreferences: options.onPreferences,
    onProblems: options.onProblems,
  })
  const stopWatching = watchSettings(settings, settingsChanged)
  const leases = new Leases({
    inventory,
    clock,
    elapsed: () => clock.elapsed?.() ?? performance.now(),
    timeZone: options.timeZone ?? (() => Intl.DateTimeFormat().resolvedOptions().timeZone),
    settings: () => settings.preferences(),
    notifier: options.notifier ?? noNotifier,
    notices: options.notices,
    publisher,
    logger,
    look: async (host) => {
      const found = await look(engine, host)
      if (found === 'gone') return { kind: 'gone' }
      return { kind: 'there', ...(found.lease === undefined ? {} : { lease: found.lease }) }
    },
    extend: (hostIds, extension) => {
      startExtend(engine, hostIds, extension)
    },
  })
  const tray = new TrayFeed({
    clock,
    state: () => ({
      nowMs: clock.now(),
      hosts: leases.watcher.hosts.values(),
      total: inventory.hosts.facets().total,
      canExtend: ({ provider }) =>
        registry.definition(provider).extension?.kinds.includes('by') ??
        registry.definition(provider).capabilities.extend,
      tasks: inventory.tasks.list({ limit: 1 }),
      nicks: nicks.mostUsed(),
      paused: leases.state().paused,
    }),
    noticeTime: () => {
      leases.watcher.noticeTime()
    },
  })
  const ending = new AbortController()
  const takeUp = (): void => {
    try {
      const resumed = resumeTasks(engine)
      if (resumed.length > 0)
        logger.info('Took up unfinished tasks.', { tasks: resumed.map((task) => task.id) })
    } catch (error) {
      // The inventory is busy or its disk is full: people wait for these hosts, and not for another start.
      logger.error('Unfinished tasks could not be taken up and are tried again.', { error })
      void wakeAfter(clock, TAKE_UP_AGAIN_MS, ending.signal, takeUp)
    }
  }
  const attempt = (failure: string, work: () => void): void => {
    try {
      work()
    } catch (error) {
      logger.error(failure, { error })
    }
  }
  return {
    engine,
    checkins,
    leases,
    reports,
    tray,
    perform: performer({ engine, checkins, leases, notices: options.notices }),
    handlers: {
      ...appHandlers(options.desktop, options.notices),
      ...hostHandlers(engine, checkins, nicks, settings),
      ...taskHandlers(engine, checkins),
      ...providerHandlers(engine, settings, offerings, nicks, options.env),
      ...nickHandlers(engine, settings, offerings, nicks),
      ...syncHandlers(syncs),
      ...leaseHandlers(leases),
      ...reportHandlers(reports),
      ...settingsHandlers(engine, settings, offerings, options.onPreferences),
      ...settingsFileHandlers({
        settings,
        desk: new FileDesk(settings),
        nicks,
        broker,
        vault: options.vault,
        desktop: options.desktop,
        changed: settingsChanged,
      }),
      ...logHandlers(options.appLog ?? noAppLog),
    },
    async recover() {
      takeUp()
      attempt('Reminders could not begin.', () => leases.watcher.start())
      attempt('inventory.yaml could not be brought up to date.', () => writer.settingsChanged())
      await settleStrays(engine).catch((error: unknown) => {
        logger.error('The inventory could not be compared with what exists.', { error })
      })
      attempt('What instances offer could not be recalled.', () => {
        for (const instance of settings.instances()) offerings.recall(instance)
      })
    },
    stop() {
      ending.abort(new Error('Not needed any more.'))
      stopWatching()
      writer.stop()
      leases.watcher.stop()
      tray.stop()
      automaticReports.stop()
      checkins.suspend()
      runner.suspend()
      syncs.stop()
      // What works would take a lost connection, or a closed inventory, for a failure and clean up: it loses what it
      // signed in with and no more, and the process ends with the inventory.
      const signedOut = runner.isIdle ? undefined : registry.signOut()
      if (signedOut !== undefined) return signedOut.finally(() => inventory.close())
      inventory.close()
      return runner.isIdle ? registry.dispose() : undefined
    },
  }
}
