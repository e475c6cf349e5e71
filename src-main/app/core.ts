import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Preferences } from '@shared/domain/settings'
import type { ProviderDefinition } from '@main/providers/contract'
import { Checkins } from '@main/engine/checkin'
import type { EngineDeps } from '@main/engine/deps'
import { Offerings } from '@main/engine/offerings'
import { resumeTasks } from '@main/engine/recovery'
import { settleStrays } from '@main/engine/strays'
import { Syncs } from '@main/engine/sync/syncs'
import { appHandlers } from '@main/ipc/handlers/app'
import { hostHandlers } from '@main/ipc/handlers/hosts'
import { providerHandlers } from '@main/ipc/handlers/providers'
import { settingsHandlers } from '@main/ipc/handlers/settings'
import { syncHandlers } from '@main/ipc/handlers/sync'
import { taskHandlers } from '@main/ipc/handlers/tasks'
import type { Handlers } from '@main/ipc/register'
import type { Clock } from '@main/ports/clock'
import type { Desktop } from '@main/ports/desktop'
import type { Inventory } from '@main/ports/inventory'
import type { Logger } from '@main/ports/logger'
import type { Notices } from '@main/ports/notices'
import type { Publisher } from '@main/ports/publisher'
import type { SecretVault } from '@main/ports/vault'
import { ProviderRegistry } from '@main/providers/registry'
import type { SettingsStore } from '@main/settings/store'
import { TaskRunner } from '@main/tasks/runner'
import { TaskLog } from '@main/tasks/task-log'

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
  /** Told when preferences were saved: the window's theme follows them. */
  readonly onPreferences?: (preferences: Preferences) => void
}

/** The application without its window. */
export interface Core {
  readonly handlers: Handlers
  readonly engine: EngineDeps
  readonly checkins: Checkins
  /** Takes up what an earlier run left unfinished; resolves when what exists was compared with the inventory. */
  recover(): Promise<void>
  /**
   * Lets everything stand as it is and closes the inventory. Unfinished tasks are taken up at the next start; nothing
   * is aborted, because an abort removes hosts that a person waits for. The process must end right after.
   */
  stop(): void
}

/** Puts the Electron-free part of the application together. */
export function createCore(options: CoreOptions): Core {
  const { inventory, settings, publisher, clock, logger } = options
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
  }
  const checkins = new Checkins(engine)
  const offerings = new Offerings(engine)
  const syncs = new Syncs(engine)
  return {
    engine,
    checkins,
    handlers: {
      ...appHandlers(options.desktop, options.notices),
      ...hostHandlers(engine, checkins),
      ...taskHandlers(engine, checkins),
      ...providerHandlers(engine, settings, offerings, options.env),
      ...syncHandlers(syncs),
      ...settingsHandlers(engine, settings, offerings, options.onPreferences),
    },
    async recover() {
      const resumed = resumeTasks(engine)
      if (resumed.length > 0)
        logger.info('Took up unfinished tasks.', { tasks: resumed.map((task) => task.id) })
      await settleStrays(engine)
    },
    stop() {
      checkins.suspend()
      runner.suspend()
      syncs.stop()
      inventory.close()
      // What works would take a lost connection for a failure and clean up; the process ends anyway.
      if (runner.isIdle) registry.dispose()
    },
  }
}
