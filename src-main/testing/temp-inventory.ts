import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openInventory, type OpenOptions } from '@main/inventory/open'
import type { Clock } from '@main/ports/clock'
import { systemClock } from '@main/ports/clock'
import type { Inventory } from '@main/ports/inventory'
import { silentLogger } from '@main/ports/logger'

/** A real inventory in a folder of its own. */
export interface TempInventory {
  /** The one that is open now. */
  readonly inventory: Inventory
  readonly folder: string
  readonly file: string
  /**
   * Closes it and opens it again, as after a restart: what still uses the old one fails, and its unfinished tasks can
   * be adopted.
   */
  reopen(): Inventory
  /** Closes it and removes the folder. */
  dispose(): void
}

/** Opens a new inventory on a temporary file. */
export function tempInventory(
  options: { readonly clock?: Clock } & Partial<Pick<OpenOptions, 'logger' | 'processInfo'>> = {},
): TempInventory {
  const folder = mkdtempSync(join(tmpdir(), 'broker-inventory-'))
  const file = join(folder, 'inventory.db')
  const open = (): Inventory =>
    openInventory({ clock: systemClock, logger: silentLogger, ...options, file }).inventory
  let inventory = open()
  return {
    get inventory() {
      return inventory
    },
    folder,
    file,
    reopen() {
      inventory.close()
      inventory = open()
      return inventory
    },
    dispose() {
      inventory.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
