import { expectAccessible, expectAccessibleWithPopup } from '../fixtures/axe'
import { checkOut } from '../fixtures/sandbox'
import { expect, FAST_SANDBOX, test } from '../fixtures/test'
import { CheckoutScreen } from '../pages/checkout'
import { ProvidersScreen } from '../pages/providers'
import { RunScreen } from '../pages/run'
import { hasFocus, Shell } from '../pages/shell'
import { TasksScreen } from '../pages/tasks'

/** The Sandbox, and an engine that nobody answers for. */
const WITH_DEAD_ENGINE = `${FAST_SANDBOX}Container:
  instances:
    nobody:
      endpoint: unix:///nowhere/podman.sock
`

test('every instance tells how it stands, and one that cannot be used says why', async ({ launcher }) => {
  await launcher.settings(WITH_DEAD_ENGINE)
  const app = await launcher.launch()
  await checkOut(app, 'small-vm', { count: 2 })
  const { window } = app
  const providers = new ProvidersScreen(window)
  await window.keyboard.press('Control+4')
  await expect(new Shell(window).title).toHaveText('Providers')
  await expect(providers.row('Sandbox')).toContainText('Inside the application')
  await expect(providers.row('Container nobody')).toContainText(/Unreachable since|cannot/)
  await expect(providers.instances.getByText(/^Checked/)).toBeVisible()

  await providers.row('Sandbox').click()
  await expect(providers.instance).toContainText('Reachable')
  await expect(providers.instance).toContainText('I hold2 hosts')

  await providers.row('Container nobody').click()
  const card = providers.instance.getByRole('group', { name: 'Why it cannot be used' })
  await expect(card).toContainText('/nowhere/podman.sock')
  await expect(card).toContainText('Tried once')
  await card.getByRole('button', { name: 'Try now' }).click()
  await expect(card).toContainText('Tried 2 times')
  await window.emulateMedia({ reducedMotion: 'reduce' })
  await expectAccessible(app, 'an instance that cannot be used')
  await card.getByRole('button', { name: 'Change connection' }).click()
  await expect(window.getByRole('heading', { level: 2, name: 'Container nobody' })).toBeVisible()
})

test('an offering is found by its words, marked, described, and checked out', async ({ app }) => {
  const { window } = app
  const providers = new ProvidersScreen(window)
  await new Shell(window).go('Providers')
  await expect(providers.tab('Machines')).toContainText('9')
  await expect(providers.tab('Commands')).toContainText('4')
  const all = await providers.entries('Machines').count()
  // Every word must occur, in the name or in the description.
  await window.keyboard.press('/')
  expect(await hasFocus(providers.search('Machines'))).toBe(true)
  await window.keyboard.type('server DATABASE')
  await expect(providers.entries('Machines')).toHaveCount(1)
  await expect(providers.fields('database').first()).toBeVisible()
  await window.keyboard.press('ArrowDown')
  expect(await hasFocus(providers.entry('Machines', 'database'))).toBe(true)
  await window.keyboard.press('Space')
  await providers.search('Machines').fill('')
  await expect(providers.entries('Machines')).toHaveCount(all)
  // A favourite stands first, and is still one after a reload.
  await expect(providers.entries('Machines').first()).toContainText('database')
  await window.reload()
  await expect(providers.entries('Machines').first()).toContainText('database')
  await providers.instance.getByRole('button', { name: 'All', exact: true }).click()
  await window.getByRole('menuitemcheckbox', { name: 'Favourites' }).click()
  await expect(providers.entries('Machines')).toHaveCount(1)
  await window.getByRole('button', { name: 'Clear filter Only' }).click()

  await providers.entry('Machines', 'large-vm').click()
  const cpus = providers.fields('large-vm').filter({ hasText: /^cpus/ })
  await expect(cpus).toContainText('integer')
  await expect(cpus).toContainText('optional')
  await expect(cpus).toContainText('1 to 64')
  await expect(cpus).toContainText('default 8')
  await providers.entry('Machines', 'large-vm').press('c')
  await expect(new Shell(window).title).toHaveText('Check out')
  await expect(new CheckoutScreen(window).field('Offering')).toHaveText(/large-vm/)
  // Coming back finds what was chosen.
  await new Shell(window).go('Providers')
  await expect(providers.fields('large-vm').first()).toBeVisible()
})

test('a command is run from where it is described, and its output is on the task', async ({ app }) => {
  const { window } = app
  const providers = new ProvidersScreen(window)
  await new Shell(window).go('Providers')
  await providers.tab('Commands').click()
  await providers.entry('Commands', 'many-lines').click()
  await expect(providers.checkOut).toBeHidden()
  await providers.run.click()
  const run = new RunScreen(window)
  await expect(run.field('lines')).toBeVisible()
  await run.field('lines').fill('12')
  await expect(run.sent).toContainText('many-lines')
  await run.artifacts('Last job').click()
  await window.keyboard.press('Control+Enter')
  const tasks = new TasksScreen(window)
  await expect(tasks.badge).toHaveText('Done')
  const [task] = (await app.call('tasks.list', { limit: 1 })).tasks
  expect(task?.request).toMatchObject({
    kind: 'execute',
    request: { offering: 'many-lines', arguments: { lines: 12 }, artifacts: 'last' },
  })
  expect(task?.lines[0]?.result?.output.trim().split('\n')).toHaveLength(12)
})

test('axe finds nothing wrong with Providers and Run', async ({ app }) => {
  const { window } = app
  await window.emulateMedia({ reducedMotion: 'reduce' })
  const providers = new ProvidersScreen(window)
  const shell = new Shell(window)
  await shell.go('Providers')
  await expect(providers.fields('small-vm').first()).toBeVisible()
  await expectAccessible(app, 'an instance')
  await providers.search('Machines').fill('nothing has this name')
  await expect(window.getByText('Nothing matches.')).toBeVisible()
  await expectAccessible(app, 'a search without a hit')
  await providers.search('Machines').fill('')
  await providers.instance.getByRole('button', { name: 'All', exact: true }).click()
  await expect(window.getByRole('menuitemcheckbox')).toBeVisible()
  await expectAccessibleWithPopup(app, 'the choice of favourites')
  await window.keyboard.press('Escape')
  await providers.button('Run an action').click()
  await expect(new RunScreen(window).offering('uptime')).toBeVisible()
  await expectAccessible(app, 'Run, with nothing chosen')
  await new RunScreen(window).offering('many-lines').click()
  await expect(new RunScreen(window).field('lines')).toBeVisible()
  await expectAccessible(app, 'Run')
})
