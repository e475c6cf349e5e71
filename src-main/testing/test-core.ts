import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Task } from '@shared/domain/task'
import { isEnded } from '@shared/domain/task'
import { createCore } from '@main/app/core'
import type { Core } from '@main/app/core'
import { openInventory } from '@main/inventory/open'
import type { Clock } from '@main/ports/clock'
import { systemClock } from '@main/ports/clock'
import type { Desktop } from '@main/ports/desktop'
import type { Inventory } from '@main/ports/inventory'
import { silentLogger } from '@main/ports/logger'
import { Notices } from '@main/ports/notices'
import type { Notifier } from '@main/ports/notifier'
import type { Publisher } from '@main/ports/publisher'
import type { SecretVault } from '@main/ports/vault'
import type { ProviderDefinition } from '@main/providers/contract'
import { SettingsStore } from '@main/settings/store'
import { createMemoryVault } from '@main/testing/memory-vault'

/** A desktop that does nothing: there is none in these tests. */
const NO_DESKTOP: Desktop = {
  info: () => ({
    version: '0.0.0',
    electronVersion: '0.0.0',
    platform: 'linux',
    dataFolder: '',
    logFile: '',
    secretsProtected: true,
    development: false,
  }),
  openLink: () => Promise.resolve(),
  copyText() {},
  saveText: () => Promise.resolve(undefined),
  chooseFile: () => Promise.resolve(undefined),
  chooseFolder: () => Promise.resolve(undefined),
  openFile: () => Promise.resolve(undefined),
  revealFile() {},
  showPath() {},
  quit() {},
  openWindow() {},
  retryStart() {},
}

/** A core on real files, with a way to wait for its tasks. */
export interface TestCore extends Core {
  readonly inventory: Inventory
  readonly settings: SettingsStore
  readonly vault: SecretVault
  /** Resolves with the task when it has ended. */
  ended(taskId: number): Promise<Task>
  /** Resolves when the condition holds; it is looked at after every change of a task or host. */
  when(condition: () => boolean): Promise<void>
}

/** Starts a core on a folder, as the application does at its start; several may be started on one folder in turn. */
export function testCore(options: {
  readonly folder: string
  readonly definitions: readonly ProviderDefinition[]
  readonly clock?: Clock
  /** How long the inventory waits for another program that is writing. */
  readonly busyTimeoutMs?: number
  readonly vault?: SecretVault
  readonly env?: Readonly<Record<string, string>>
  readonly notifier?: Notifier
  /** What the person does in the system's dialogs. */
  readonly desktop?: Partial<Desktop>
  /** Takes the secrets that are alive out of a text. */
  readonly redact?: (text: string) => string
  /** Hears of the secrets of the settings. */
  readonly onSecret?: (value: string) => void
  /** Hears of every event that a window would get. */
  readonly onEvent?: (name: string, payload: unknown) => void
}): TestCore {
  const clock = options.clock ?? systemClock
  const vault = options.vault ?? createMemoryVault()
  const watchers = new Set<() => void>()
  const publisher: Publisher = {
    publish(name, payload) {
      options.onEvent?.(name, payload)
      // After the change is complete: the publisher is called from the middle of it.
      queueMicrotask(() => {
        for (const watcher of watchers) watcher()
      })
    },
  }
  mkdirSync(options.folder, { recursive: true })
  const { inventory } = openInventory({
    file: join(options.folder, 'inventory.db'),
    clock,
    logger: silentLogger,
    ...(options.busyTimeoutMs === undefined ? {} : { busyTimeoutMs: options.busyTimeoutMs }),
  })
  const settings = new SettingsStore({
    file: join(options.folder, 'broker_settings.yaml'),
    vault,
    definitions: options.definitions,
    logger: silentLogger,
    env: options.env ?? {},
    ...(options.onSecret === undefined ? {} : { onSecret: options.onSecret }),
  })
  const core = createCore({
    dataFolder: options.folder,
    definitions: options.definitions,
    inventory,
    settings,
    vault,
    publisher,
    notices: new Notices(publisher),
    desktop: { ...NO_DESKTOP, ...options.desktop },
    clock,
    logger: silentLogger,
    env: options.env ?? {},
    userName: 'tester',
    ...(options.redact === undefined ? {} : { redact: options.redact }),
    ...(options.notifier === undefined ? {} : { notifier: options.notifier }),
  })
  const when = (condition: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!condition()) return
        watchers.delete(look)
        resolve()
      }
      watchers.add(look)
      look()
    })
  return {
    ...core,
    inventory,
    settings,
    vault,
    when,
    async ended(taskId) {
      const read = (): Task | undefined => inventory.tasks.get(taskId)
      await when(() => isEnded(read()?.state ?? 'queued'))
      const task = read()
      if (task === undefined) throw new Error(`There is no task ${taskId}.`)
      return task
    },
  }
}
