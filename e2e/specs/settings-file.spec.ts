import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expectAccessible } from '../fixtures/axe'
import { expect, test, type Launcher } from '../fixtures/test'
import { SettingsScreen } from '../pages/settings'
import { Shell } from '../pages/shell'

const SETTINGS = `# the person's own words
_version: 0.4.1
AnsibleTower:
  instances:
    - prod:
        base_url: https://tower.lab.example.com
        username: maya
        token: canary-token-of-prod # never shown
        default: True
nicks:
  rhel9: {workflow: deploy-rhel}
`
const INVENTORY = `- hostname: rhel-9-4-kx3.lab.example.com
  name: rhel-9-4-kx3
  _broker_provider: AnsibleTower
  _broker_provider_instance: prod
  _broker_args: {workflow: deploy-rhel, rhel_version: '9.4'}
- name: nameless
  _broker_provider: AnsibleTower
- hostname: nobody.lab.example.com
`
/** A new person's start: the page of the first run. */
const NEW = 'desktop:\n  toldTray: true\nSandbox:\n  instances:\n    sandbox:\n      default: true\n'

function brokerFile(launcher: Launcher, name: string): string {
  return join(launcher.dataFolder, 'broker', name)
}

function furnish(launcher: Launcher): void {
  writeFileSync(brokerFile(launcher, 'broker_settings.yaml'), SETTINGS)
  writeFileSync(brokerFile(launcher, 'inventory.yaml'), INVENTORY)
}

test('a configuration of the broker command is found at the first start and used in place', async ({
  launcher,
}) => {
  furnish(launcher)
  await launcher.settings(NEW)
  const app = await launcher.launch()
  const card = app.window.getByRole('region', { name: 'Found a Broker configuration' })
  await expect(card).toContainText('prod')
  await expect(card).toContainText('rhel9')
  await expect(card).toContainText('1 secret')
  await expect(card).toContainText('Left out: nobody.lab.example.com: it does not say its provider')
  await expect(card.getByRole('checkbox', { name: 'Take over 2 hosts' })).toBeChecked()
  expect(await app.window.content()).not.toContain('canary')
  await expectAccessible(app, 'First run with a found configuration')
  await card.getByRole('button', { name: 'Use this file' }).click()
  await expect(app.window.getByText('rhel-9-4-kx3').first()).toBeVisible()
  expect(readFileSync(brokerFile(launcher, 'broker_settings.yaml'), 'utf8')).toBe(SETTINGS)
  expect(readFileSync(brokerFile(launcher, 'inventory.yaml'), 'utf8')).toBe(INVENTORY)
  const { instances } = await app.call('settings.instances', {})
  expect(instances.map(({ instance }) => instance)).toContain('prod')
})

test('the file is edited, checked, taken to its newer form, and its secrets moved away', async ({
  launcher,
}) => {
  furnish(launcher)
  const file = brokerFile(launcher, 'broker_settings.yaml')
  const folder = join(launcher.dataFolder, 'broker')
  const app = await launcher.launch()
  await app.call('brokerFolder.adopt', { folder, settings: 'use', hosts: false })
  await new Shell(app.window).go('Settings')
  const settings = new SettingsScreen(app.window)
  await settings.open('YAML file')
  const editor = app.window.getByRole('textbox', { name: 'Settings file' })
  await expect(editor).toHaveValue(/token: <hidden 1> # never shown/)
  await expectAccessible(app, 'YAML file')

  // A mistake is told at its line, and not written.
  const text = await editor.inputValue()
  await editor.fill(`${text}nicks:\n  twice: {}\n`)
  const problem = app.window.getByRole('list', { name: 'Problems' }).getByRole('button')
  await expect(problem).toHaveText(/line 12, column \d+: this key is there twice/)
  await problem.click()
  await expect(editor).toBeFocused()
  await app.window.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(app.window.getByText('Your file is not changed')).toBeVisible()
  expect(readFileSync(file, 'utf8')).toBe(SETTINGS)

  // What somebody else changes meanwhile is told, and never written over.
  await editor.fill(`${text}# mine\n`)
  writeFileSync(file, `${SETTINGS}# theirs\n`)
  await expect(app.window.getByText('changed by somebody else while you were editing')).toBeVisible()
  await app.window.getByRole('button', { name: "Take the file's" }).click()
  await expect(editor).toHaveValue(/# theirs\n$/)

  await app.window.getByRole('button', { name: 'Show the newer form' }).click()
  const dialog = app.window.getByRole('dialog', { name: 'What the file becomes' })
  await expect(dialog).toContainText('The instances of AnsibleTower become names with their values')
  await dialog.getByRole('button', { name: 'Apply' }).click()
  await expect(dialog).toBeHidden()
  await expect.poll(() => readFileSync(file, 'utf8')).toContain('  instances:\n    prod:\n      base_url:')

  await app.window.getByRole('button', { name: 'Move to the keyring' }).click()
  const asked = app.window.getByRole('alertdialog')
  await expect(asked).toContainText('The broker command reads this file, too')
  await asked.getByRole('button', { name: 'Move 1 secret' }).click()
  await expect.poll(() => readFileSync(file, 'utf8')).toContain('token: <kept in the keychain> # never shown')
  expect(readdirSync(folder).toSorted()).toEqual(['broker_settings.yaml', 'inventory.yaml'])

  await app.window.getByRole('button', { name: 'Earlier versions' }).click()
  const versions = app.window.getByRole('dialog', { name: 'Earlier versions of the settings file' })
  await expect(versions.getByRole('region', { name: 'What restoring changes' })).toBeVisible()
  await versions.getByRole('button', { name: 'Restore this version' }).click()
  await expect(versions).toBeHidden()
  expect(readFileSync(file, 'utf8')).not.toContain('canary')
})

test('a form shows what was changed outside, asks when both changed, and tells of the environment', async ({
  launcher,
}) => {
  furnish(launcher)
  const file = brokerFile(launcher, 'broker_settings.yaml')
  const folder = join(launcher.dataFolder, 'broker')
  const app = await launcher.launch({ env: { BROKER_ANSIBLETOWER__release_workflow: 'from-env' } })
  await app.call('brokerFolder.adopt', { folder, settings: 'use', hosts: false })
  await new Shell(app.window).go('Settings')
  const settings = new SettingsScreen(app.window)
  await settings.open('AnsibleTower prod')
  await expect(app.window.getByText('From BROKER_ANSIBLETOWER__release_workflow.')).toBeVisible()
  const address = app.window.getByRole('textbox', { name: /^Address/ })
  writeFileSync(file, SETTINGS.replace('tower.lab', 'other.lab'))
  await expect(address).toHaveValue('https://other.lab.example.com')
  await address.fill('https://mine.example.com')
  writeFileSync(file, SETTINGS.replace('tower.lab', 'third.lab'))
  await expect(app.window.getByText('was changed in the settings file while you were editing')).toBeVisible()
  await expectAccessible(app, 'An instance with a conflict')
  expect(readFileSync(file, 'utf8')).toContain('third.lab')
  await app.window.getByRole('button', { name: 'Keep mine' }).click()
  await settings.save.click()
  await expect.poll(() => readFileSync(file, 'utf8')).toContain('base_url: https://mine.example.com')
  expect(readFileSync(file, 'utf8')).not.toContain('from-env')
  await settings.open('YAML file')
  await expect(app.window.getByRole('list', { name: 'From the environment' })).toHaveText(
    'AnsibleTower: release_workflow from BROKER_ANSIBLETOWER__release_workflow',
  )
})

test('the log is followed and searched, and says as much as is wanted', async ({ app }) => {
  await new Shell(app.window).go('Settings')
  await new SettingsScreen(app.window).open('Log')
  const log = app.window.getByRole('log', { name: 'Application log' })
  await expect(log).toContainText('Broker Desktop started')
  await app.window.getByRole('searchbox', { name: 'Only entries with' }).fill('nothing like this')
  await expect(app.window.getByText('No entry matches.')).toBeVisible()
  await app.window.getByRole('searchbox', { name: 'Only entries with' }).fill('started')
  await expect(log).toContainText('Broker Desktop started')
  await app.window.getByRole('radio', { name: 'JSON' }).click()
  await expect.poll(() => app.call('settings.preferences', {})).toMatchObject({ logFormat: 'json' })
  await expectAccessible(app, 'Log')
})
