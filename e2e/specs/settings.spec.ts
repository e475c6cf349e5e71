import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkOut, heldHosts } from '../fixtures/sandbox'
import { expect, FAST_SANDBOX, test } from '../fixtures/test'
import { CheckoutScreen } from '../pages/checkout'
import { SettingsScreen } from '../pages/settings'
import { Shell } from '../pages/shell'

function fileOf(dataFolder: string): string {
  return readFileSync(join(dataFolder, 'broker_settings.yaml'), 'utf8')
}

test('preferences hold at once, and after a restart', async ({ launcher }) => {
  await launcher.settings(`# my own notes stay\n${FAST_SANDBOX}`)
  const first = await launcher.launch()
  const settings = new SettingsScreen(first.window)
  await new Shell(first.window).go('Settings')
  await expect(first.window.getByText(/^Broker Desktop \d+\.\d+\.\d+, Electron \d+/)).toBeVisible()
  await settings.field('Hosts worked on at once').fill('7')
  await settings.field('Hosts worked on at once').press('Enter')
  await settings.field('Time to undo a check in').fill('30')
  await settings.field('Time to undo a check in').blur()
  await first.window.getByRole('switch', { name: /Letter shortcuts/ }).click()
  await settings.open('Appearance')
  await first.window.getByRole('radio', { name: 'Dark' }).click()
  const wanted = {
    concurrency: 7,
    undoSeconds: 30,
    letterShortcuts: false,
    theme: 'dark',
    firstRunDone: true,
  }
  await expect.poll(() => first.call('settings.preferences', {})).toMatchObject(wanted)
  await expect(first.window.locator('html')).toHaveAttribute('data-theme', 'dark')
  await first.close()
  expect(fileOf(launcher.dataFolder)).toContain('# my own notes stay')
  const second = await launcher.launch()
  expect(await second.call('settings.preferences', {})).toMatchObject(wanted)
  await expect(second.window.locator('html')).toHaveAttribute('data-theme', 'dark')
  await new Shell(second.window).go('Settings')
  await expect(new SettingsScreen(second.window).field('Hosts worked on at once')).toHaveValue('7')
})

test('a preference that is not right is said, and not saved', async ({ app, launcher }) => {
  const settings = new SettingsScreen(app.window)
  await new Shell(app.window).go('Settings')
  const before = fileOf(launcher.dataFolder)
  await settings.field('Hosts worked on at once').fill('0')
  await settings.field('Hosts worked on at once').press('Enter')
  await expect(app.window.getByText('At least 1. Say a whole number from 1 to 100.')).toBeVisible()
  await settings.open('Appearance')
  await settings.open('General')
  await expect(settings.field('Hosts worked on at once')).toHaveValue('20')
  expect(fileOf(launcher.dataFolder)).toBe(before)
})

test('the theme is that of the person, or of the system', async ({ app }) => {
  const { electron, window } = app
  const settings = new SettingsScreen(window)
  const html = window.locator('html')
  const source = (): Promise<string> => electron.evaluate(({ nativeTheme }) => nativeTheme.themeSource)
  await new Shell(window).go('Settings')
  await settings.open('Appearance')
  const grounds = new Set<string>()
  for (const theme of ['Dark', 'Light'] as const) {
    await window.getByRole('radio', { name: theme }).click()
    await expect(html).toHaveAttribute('data-theme', theme.toLowerCase())
    await expect.poll(source).toBe(theme.toLowerCase())
    grounds.add(await window.getByRole('main').evaluate((main) => getComputedStyle(main).backgroundColor))
  }
  expect(grounds.size).toBe(2)
  await window.getByRole('radio', { name: 'System' }).click()
  await expect.poll(source).toBe('system')
  await window.emulateMedia({ colorScheme: 'dark' })
  await expect(html).toHaveAttribute('data-theme', 'dark')
  await window.emulateMedia({ colorScheme: 'light' })
  await expect(html).toHaveAttribute('data-theme', 'light')
})

test('an instance is added, tested, used, renamed, made the default, and removed', async ({
  app,
  launcher,
}) => {
  const { window } = app
  const shell = new Shell(window)
  const settings = new SettingsScreen(window)
  await shell.go('Settings')
  await settings.open('Add instance')
  await window.getByRole('button', { name: 'Add Sandbox', exact: true }).click()
  await settings.field('Name (required)').fill('lab')
  await settings.choose('Speed', 'Instant')
  // Tested before it is saved.
  await settings.test.click()
  await expect(settings.result).toContainText('The Sandbox answers')
  await expect(settings.result).toContainText(/before saving/)
  await settings.choose('Trouble', 'Cannot be reached')
  await expect(settings.result).toContainText(/before the values were changed/)
  await settings.test.click()
  await expect(settings.result).toContainText(/ECONNREFUSED|reach/)
  await settings.choose('Trouble', 'None')
  await window.getByRole('button', { name: 'Add instance' }).click()
  await expect(window.getByText(/^Saved at/)).toBeVisible()
  expect(fileOf(launcher.dataFolder)).toMatch(/lab:\n\s+speed: instant/)

  await checkOut(app, 'small-vm', { target: { provider: 'Sandbox', instance: 'lab' } })
  expect((await heldHosts(app)).map(({ instance }) => instance)).toEqual(['lab'])

  await settings.field('Name (required)').fill('sandbox')
  await settings.save.click()
  await expect(settings.field('Name (required)')).toHaveAttribute('aria-invalid', 'true')
  await settings.field('Name (required)').fill('laboratory')
  await settings.save.click()
  await expect(settings.rail.getByRole('link', { name: /laboratory/ })).toBeVisible()
  await window.getByRole('button', { name: 'Make default' }).click()
  await expect(window.getByText('Default instance')).toBeVisible()
  expect(fileOf(launcher.dataFolder)).toContain('laboratory:')
  expect(fileOf(launcher.dataFolder)).not.toContain('lab:\n')
  await shell.go('Check out')
  await expect(new CheckoutScreen(window).field('Instance')).toContainText('Sandbox')

  await shell.go('Settings')
  await settings.rail.getByRole('link', { name: /laboratory/ }).click()
  await window.getByRole('button', { name: 'More' }).click()
  await window.getByRole('menuitem', { name: /^Remove/ }).click()
  await expect(shell.dialog).toContainText(/Remove .*laboratory\?/)
  await shell.dialog.getByRole('button', { name: 'Remove instance' }).click()
  await expect(settings.rail.getByRole('link', { name: /laboratory/ })).toBeHidden()
  expect(fileOf(launcher.dataFolder)).not.toContain('laboratory')
})

test('what was typed for an instance is not lost without a question', async ({ app }) => {
  const { window } = app
  const shell = new Shell(window)
  const settings = new SettingsScreen(window)
  await shell.go('Settings')
  await settings.open('Sandbox')
  await settings.field('Longest lease').fill('3d')
  await expect(window.getByText('1 change not saved')).toBeVisible()
  await shell.link('Hosts').click()
  await expect(shell.dialog).toContainText('Discard 1 change?')
  await shell.dialog.getByRole('button', { name: 'Keep editing' }).click()
  await expect(shell.dialog).toBeHidden()
  await expect(settings.field('Longest lease')).toHaveValue('3d')
  await window.keyboard.press('Control+s')
  await expect(window.getByText(/^Saved at/)).toBeVisible()
  await shell.go('Hosts')
  const { instances } = await app.call('settings.instances', {})
  expect(instances[0]?.config['max_lease']).toBe('3d')
})

test('a stored secret can be taken away, and that can be undone until it is saved', async ({ launcher }) => {
  await launcher.settings(
    `${FAST_SANDBOX}Container:\n  instances:\n    lab:\n      host: lab.example.com\n      host_password: sesame\n`,
  )
  const app = await launcher.launch()
  const { window } = app
  const settings = new SettingsScreen(window)
  const stored = async (): Promise<readonly string[]> => {
    const { instances } = await app.call('settings.instances', {})
    return instances.find(({ instance }) => instance === 'lab')?.storedSecrets ?? []
  }
  expect(await stored()).toEqual(['host_password'])
  await new Shell(window).go('Settings')
  await settings.open('Container lab')
  const remove = window.getByRole('button', { name: 'Remove', exact: true })
  await remove.click()
  await expect(window.getByText('1 change not saved')).toBeVisible()
  await window.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(window.getByText('No changes')).toBeVisible()
  await remove.click()
  await expect(window.getByPlaceholder('Removed when saved')).toBeVisible()
  await settings.save.click()
  await expect(window.getByText(/^Saved at/)).toBeVisible()
  expect(await stored()).toEqual([])
  expect(fileOf(launcher.dataFolder)).not.toContain('sesame')
  await expect(settings.field('Password')).toHaveValue('')
  await expect(remove).toHaveCount(0)
})
