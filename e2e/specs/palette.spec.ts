import { expectAccessible } from '../fixtures/axe'
import { checkOut, heldHosts, pacedSandbox } from '../fixtures/sandbox'
import { sharedApp } from '../fixtures/shared-app'
import { expect, test } from '../fixtures/test'
import { ExtendDialog } from '../pages/extend'
import { Palette } from '../pages/palette'
import { hasFocus, Shell } from '../pages/shell'

// Whoever knows what it is called finds it from anywhere, without the mouse.

const SETTINGS = `${pacedSandbox('instant', 8)}nicks:
  testbed:
    machine: small-vm
    cpus: 4
`

const shared = sharedApp({
  settings: SETTINGS,
  async prepare(app) {
    for (const name of ['ant-kx3', 'bee-kx3', 'cat-m7p']) {
      await checkOut(app, 'small-vm', { arguments: { name, lease_hours: 5 } })
    }
  },
})

test.beforeEach(async () => {
  const { window } = shared.app
  await window.reload()
  await new Shell(window).go('Reports')
})

test('a host is found by its name, and shown', async () => {
  const { window } = shared.app
  const palette = new Palette(window)
  await palette.open()
  await expect(palette.group('Hosts')).toHaveCount(3)
  await palette.field.fill('m7p')
  await expect(palette.rows).toHaveText([/cat-m7p/, /Check out small-vm/])
  await palette.field.fill('kx3')
  await expect(palette.group('Hosts').or(palette.group('Best match'))).toHaveText([/ant-kx3/, /bee-kx3/])
  await window.keyboard.press('ArrowDown')
  await expect(palette.current).toContainText('bee-kx3')
  await window.keyboard.press('ArrowUp')
  await window.keyboard.press('ArrowUp')
  // Round the end: the last of all.
  await expect(palette.rows.last()).toHaveAttribute('aria-selected', 'true')
  await palette.field.fill('bee')
  await expect(palette.current).toContainText('bee-kx3')
  await window.keyboard.press('Enter')
  await expect(palette.root).toBeHidden()
  await expect(new Shell(window).title).toHaveText('Hosts')
  await expect(window.getByRole('heading', { name: 'bee-kx3' })).toBeVisible()
})

test('what is to be done is said with the name: extend, check in, copy', async () => {
  const { app } = shared
  const { window } = app
  const palette = new Palette(window)
  await palette.run('ext m7p', /^Extend cat-m7p/)
  const dialog = new ExtendDialog(window)
  await expect(dialog.root).toContainText('cat-m7p')
  await window.keyboard.press('Escape')
  await expect(dialog.root).toBeHidden()

  await palette.run('hostname ant', /^Copy hostname of ant-kx3/)
  const clipboard = () => app.electron.evaluate(({ clipboard: board }) => board.readText())
  await expect.poll(clipboard).toContain('ant-kx3')

  await palette.run('check in m7p', /^Check in cat-m7p/)
  await expect(new Shell(window).toasts).toContainText('cat-m7p')
  await expect.poll(async () => (await heldHosts(app)).map((host) => host.name)).not.toContain('cat-m7p')
})

test('nicks, offerings, settings and actions are found, too', async () => {
  const { window } = shared.app
  const palette = new Palette(window)
  const { title } = new Shell(window)
  await palette.run('#test', /testbed/)
  await expect(title).toHaveText('Check out')
  await expect(window.getByRole('spinbutton', { name: 'cpus' }).or(window.getByLabel('cpus'))).toHaveValue(
    '4',
  )

  // The page is open already, with something else in it.
  await palette.run('large-vm', /large-vm/)
  await expect(window.getByRole('combobox', { name: 'Offering' })).toContainText('large-vm')

  await palette.run('quiet hours', /Reminders/)
  await expect(window.getByRole('heading', { name: 'Quiet hours' })).toBeVisible()

  await palette.run('>sync', /Sync Sandbox/)
  await expect(title).toHaveText('Providers')

  await palette.run('dark', /Dark theme/)
  await expect(window.locator('html')).toHaveAttribute('data-theme', 'dark')
  await palette.run('theme system', /Theme of the system/)
})

test('a task is found by what it was about', async () => {
  const { window } = shared.app
  const palette = new Palette(window)
  await palette.open()
  await palette.field.fill('check out small-vm')
  await expect(palette.group('Tasks').first()).toContainText('Task')
  await palette.group('Tasks').first().click()
  await expect(new Shell(window).title).toHaveText('Tasks')
})

test('the button of the sidebar opens it, Ctrl Enter keeps it, Esc gives the focus back', async () => {
  const { app } = shared
  const { window } = app
  const palette = new Palette(window)
  const button = window.getByRole('button', { name: 'Search or run' })
  await button.click()
  await expect(palette.field).toBeFocused()
  await palette.field.fill('pause reminders')
  await expect(palette.current).toContainText('Pause reminders for an hour')
  await window.keyboard.press('Control+Enter')
  await expect.poll(async () => (await app.call('reminders.state', {})).paused).toBeDefined()
  await expect(palette.root).toBeVisible()
  await palette.field.fill('resume')
  await expect(palette.current).toContainText('Resume reminders')
  await window.keyboard.press('Control+Enter')
  await expect.poll(async () => (await app.call('reminders.state', {})).paused).toBeUndefined()
  await palette.field.fill('no such thing at all')
  await expect(palette.root.getByRole('status')).toContainText('Nothing is called no such thing at all')
  await window.keyboard.press('Enter')
  await window.keyboard.press('Escape')
  await expect(palette.root).toBeHidden()
  await expect.poll(() => hasFocus(button)).toBe(true)
  await palette.open()
  await expect(palette.field).toHaveValue('')
  await window.keyboard.press('Control+k')
  await expect(palette.root).toBeHidden()
  await expect.poll(() => hasFocus(button)).toBe(true)
})

test('axe finds nothing wrong with it', async () => {
  const { app } = shared
  const palette = new Palette(app.window)
  await palette.open()
  await expect(palette.rows.first()).toBeVisible()
  await expectAccessible(app, 'the palette')
  await palette.field.fill('small')
  await expect(palette.group('Offerings').or(palette.group('Best match')).first()).toBeVisible()
  await expectAccessible(app, 'the palette with what it found')
})
