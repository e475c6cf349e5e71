import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { silentLogger } from '@main/ports/logger'
import { SettingsStore } from '@main/settings/store'
import { createMemoryVault } from '@main/testing/memory-vault'

let folder = ''
let file = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'base-keys-'))
  file = join(folder, 'broker_settings.yaml')
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

function open(text: string, env: Readonly<Record<string, string>> = {}): SettingsStore {
  writeFileSync(file, text)
  return new SettingsStore({
    file,
    vault: createMemoryVault(),
    definitions: [
      { kind: 'AnsibleTower', title: 'AnsibleTower', configFields: [] },
      { kind: 'Sandbox', title: 'Sandbox', configFields: [], pretend: true },
    ],
    logger: silentLogger,
    env,
  })
}

it("Broker's thread_limit holds until another one is chosen, and saying it again writes nothing", () => {
  const text = 'thread_limit: 7\n'
  const store = open(text)
  expect(store.preferences().concurrency).toBe(7)
  expect(store.origins().preferences).toEqual({
    concurrency: { from: 'thread_limit in broker_settings.yaml', wins: false },
  })
  store.savePreferences({ concurrency: 7 })
  expect(readFileSync(file, 'utf8')).toBe(text)
  store.savePreferences({ concurrency: 20 })
  expect(readFileSync(file, 'utf8')).toBe(`${text}desktop:\n  concurrency: 20\n`)
  expect(store.preferences().concurrency).toBe(20)
  expect(store.origins().preferences).toEqual({})
})

it.each([
  ['thread_limit: null\n', 20],
  ['thread_limit: 0\n', 20],
  ['thread_limit: ten\n', 20],
  ['thread_limit: 3.9\n', 3],
  ['THREAD_LIMIT: 4\n', 4],
  ['thread_limit: 5000\n', 100],
])('of %j as many are worked on as can be: %d', (text, concurrency) => {
  expect(open(text).preferences().concurrency).toBe(concurrency)
})

it.each([
  ['logging: {file_level: debug}\n', 'debug', 'text'],
  ['logging: {file_level: trace}\n', 'debug', 'text'],
  ['logging: {file_level: WARNING, structured: true}\n', 'warn', 'json'],
  ['logging: {file_level: silent}\n', 'error', 'text'],
  ['logging: {file_level: loud}\n', 'info', 'text'],
  ['logging: {console_level: debug}\n', 'info', 'text'],
  ['logging:\n', 'info', 'text'],
  ['logging: {file_level: debug}\ndesktop: {logLevel: error}\n', 'error', 'text'],
])('of %j the log has the level %s, as %s', (text, logLevel, logFormat) => {
  expect(open(text).preferences()).toMatchObject({ logLevel, logFormat })
})

it('the environment wins over both, and the page is told of it', () => {
  const store = open('thread_limit: 7\ndesktop: {concurrency: 9}\n', { BROKER_THREAD_LIMIT: '3' })
  expect(store.preferences().concurrency).toBe(3)
  expect(store.origins()).toEqual({
    preferences: { concurrency: { from: 'BROKER_THREAD_LIMIT', wins: true } },
    environment: [{ variable: 'BROKER_THREAD_LIMIT', says: 'thread_limit' }],
  })
})

it('labels of all providers go under those of one, and of an instance', () => {
  const store = open(`provider_labels: {team: qe, tier: 1}
AnsibleTower:
  provider_labels: {tier: 2}
  instances:
    prod: {default: true}
    stage: {provider_labels: {tier: 3, more: x}}
`)
  const labels = (instance: string): unknown => store.labelsOf({ provider: 'AnsibleTower', instance })
  expect(labels('prod')).toEqual({ team: 'qe', tier: '2' })
  expect(labels('stage')).toEqual({ team: 'qe', tier: '3', more: 'x' })
})

it('the environment adds columns, takes them, and says the list', () => {
  const store = open('inventory_fields:\n  Host: hostname\ninventory_list_vars: hostname\n', {
    BROKER_INVENTORY_FIELDS__HOST: 'name',
    BROKER_INVENTORY_FIELDS__Owner: 'owner',
    BROKER_INVENTORY_LIST_VARS: 'name | ip',
  })
  const { columns, list } = store.inventoryFields()
  expect(columns.map(({ title }) => title)).toEqual(['Host', 'Owner'])
  const alone = open('inventory_fields:\n  Host: name\n  Owner: owner\ninventory_list_vars: name | ip\n')
  expect({ columns, list }).toEqual({
    columns: alone.inventoryFields().columns,
    list: alone.inventoryFields().list,
  })
  expect(store.inventoryFields()).toBe(store.inventoryFields())
})

it('tells of every variable that has an effect, and of no value', () => {
  const { environment } = open('', {
    BROKER_ANSIBLETOWER__token: 'canary-1',
    BROKER_ANSIBLETOWER__INSTANCES__PROD__PASSWORD: 'canary-2',
    BROKER_NICKS__RHEL9__WORKFLOW: 'canary-3',
    BROKER_DESKTOP__THEME: 'dark',
    BROKER_SSH__HOST_PASSWORD: 'canary-4',
    BROKER_DIRECTORY: '/x',
  }).origins()
  expect(environment).toEqual([
    { variable: 'BROKER_ANSIBLETOWER__token', says: 'AnsibleTower: token' },
    { variable: 'BROKER_ANSIBLETOWER__INSTANCES__PROD__PASSWORD', says: 'AnsibleTower prod: password' },
    { variable: 'BROKER_NICKS__RHEL9__WORKFLOW', says: 'nicks.RHEL9.WORKFLOW' },
    { variable: 'BROKER_DESKTOP__THEME', says: 'desktop.theme' },
  ])
})
