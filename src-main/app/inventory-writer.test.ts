import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { InventoryWriter } from '@main/app/inventory-writer'
import { put } from '@main/inventory/testing/samples'
import { silentLogger } from '@main/ports/logger'
import { Notices } from '@main/ports/notices'
import { brokerFolder, INVENTORY_NAME } from '@main/settings/broker-folder'
import { readInventory } from '@main/settings/inventory-yaml'
import { tempInventory, type TempInventory } from '@main/testing/temp-inventory'

let temp: TempInventory
let folder: string
let notices: Notices
let writer: InventoryWriter

beforeEach(() => {
  temp = tempInventory()
  folder = join(temp.folder, 'broker')
  mkdirSync(folder)
  notices = new Notices({ publish: () => undefined })
  writer = new InventoryWriter({
    inventory: temp.inventory,
    isWanted: () => true,
    file: () => join(brokerFolder({ BROKER_DIRECTORY: folder }, temp.folder), INVENTORY_NAME),
    notices,
    logger: silentLogger,
  })
  for (const id of ['a', 'b']) put(temp.inventory, id, {}, { state: 'ready', name: id })
})
afterEach(() => {
  writer.stop()
  temp.dispose()
})

/** A host has changed, and what is known then is written, or could not be. */
async function changed(id: string): Promise<void> {
  writer.hostsChanged([id])
  await writer.settled()
}

function written(): readonly unknown[] {
  return readInventory(readFileSync(join(folder, INVENTORY_NAME), 'utf8'), '').entries.map(({ name }) => name)
}

function behindItsBack(sql: string): void {
  const db = new Database(temp.file)
  db.exec(sql)
  db.close()
}

test('a host that could not be read is written with the next change', async () => {
  behindItsBack('ALTER TABLE host_details RENAME TO away')
  await changed('a')
  expect(notices.all()).toMatchObject([{ title: 'inventory.yaml could not be written' }])
  behindItsBack('ALTER TABLE away RENAME TO host_details')
  await changed('b')
  expect(written()).toEqual(['a', 'b'])
  expect(notices.all()).toEqual([])
})

test('a host whose file was nowhere to be found is written with the next change', async () => {
  rmSync(folder, { recursive: true })
  symlinkSync('broker', folder)
  await changed('a')
  expect(notices.all()).toMatchObject([{ title: 'inventory.yaml could not be written' }])
  rmSync(folder)
  mkdirSync(folder)
  await changed('b')
  expect(written()).toEqual(['a', 'b'])
})
