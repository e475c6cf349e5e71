import { rmSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expectAccessible, expectAccessibleWithPopup } from '../fixtures/axe'
import { checkOut, ended, heldHosts, order, pacedSandbox, SANDBOX } from '../fixtures/sandbox'
import { expect, test, type RunningApp } from '../fixtures/test'
import { CheckoutScreen } from '../pages/checkout'
import { FirstRunScreen } from '../pages/first-run'
import { HostsScreen } from '../pages/hosts'
import { SettingsScreen } from '../pages/settings'
import { Shell } from '../pages/shell'
import { TasksScreen } from '../pages/tasks'

// axe over every screen and every state of it that looks different, in both themes. Motion is off, so that no colour
// is caught on its way to another.

async function still(app: RunningApp): Promise<void> {
  await app.window.emulateMedia({ reducedMotion: 'reduce' })
}

test('the first run', async ({ launcher }) => {
  rmSync(join(launcher.dataFolder, 'broker_settings.yaml'))
  const app = await launcher.launch()
  await still(app)
  await expect(new FirstRunScreen(app.window).trySandbox).toBeVisible()
  await expectAccessible(app, 'the first run')
})

test('a start problem, and a notice', async ({ launcher }) => {
  const first = await launcher.launch()
  await first.close()
  const file = join(launcher.dataFolder, 'inventory.db')
  const bytes = readFileSync(file)
  bytes.writeUInt32BE(900, 60)
  writeFileSync(file, bytes)
  const second = await launcher.launch()
  await still(second)
  await expectAccessible(second, 'the start problem')
  await second.kill()
  writeFileSync(file, 'no inventory')
  const third = await launcher.launch()
  await still(third)
  await expect(third.window.getByText('Your inventory was damaged, and a new one was begun')).toBeVisible()
  await expectAccessible(third, 'a notice')
})

test('hosts', async ({ launcher }) => {
  await launcher.settings(pacedSandbox('fast', 60))
  const app = await launcher.launch()
  await still(app)
  const { window } = app
  const hosts = new HostsScreen(window)
  const shell = new Shell(window)
  await expect(window.getByText('You hold no hosts')).toBeVisible()
  await expectAccessible(app, 'no hosts')

  // One of every state there is.
  await Promise.all([
    checkOut(app, 'database', { arguments: { name: 'ready', lease: '15m' }, labels: { team: 'platform' } }),
    checkOut(app, 'database', { arguments: { name: 'endless', lease: 'none' } }),
    checkOut(app, 'leaves-behind'),
    checkOut(app, 'nameless', { count: 4 }),
  ])
  await order(app, 'slow-vm', { arguments: { name: 'coming' } })
  await expect(hosts.row('Being made')).toHaveCount(1)
  const endless = (await heldHosts(app)).find(({ name }) => name === 'endless')
  await app.call('hosts.checkin', { hostIds: [endless?.id ?? ''] })
  await expect(hosts.toasts).toContainText('Checking in 1 host')
  await hosts.checkbox('ready').click()
  await hosts.row('ready').click()
  await expect(hosts.bar).toBeVisible()
  for (const tab of ['Overview', 'Events', 'Arguments', 'Raw']) {
    await hosts.tab(tab).click()
    await expectAccessible(app, `hosts with a selection, a notice and the panel at ${tab}`)
  }
  await hosts.row('Left behind').click()
  await expectAccessible(app, 'the panel of a host that was left behind')
  await hosts.row('Being made').click()
  await expectAccessible(app, 'the panel of a host that is being made')
  await window.keyboard.press('Escape')
  await hosts.chip('Provider').click()
  await expect(window.getByRole('menuitemcheckbox')).toBeVisible()
  await expectAccessibleWithPopup(app, 'an open filter')
  await window.keyboard.press('Escape')
  await expect(window.getByRole('menuitemcheckbox')).toBeHidden()
  await window.getByRole('checkbox', { name: 'Select all hosts' }).click()
  await hosts.bar.getByRole('button', { name: 'Extend' }).click()
  for (const amount of [/^1.day/, /^Custom/, /^Until/]) {
    await shell.dialog.getByRole('radio', { name: amount }).click()
    await expectAccessible(app, `the Extend dialog at ${amount.source}`)
  }
  await window.keyboard.press('Escape')
  await expect(shell.dialog).toBeHidden()
  await hosts.checkIn()
  await expect(shell.dialog).toBeVisible()
  await expectAccessible(app, 'the question before a check in')
  await window.keyboard.press('Escape')
  await expect(shell.dialog).toBeHidden()
  await hosts.search.fill('nothing has this name')
  await expect(window.getByText('No host matches')).toBeVisible()
  await expectAccessible(app, 'a search without a hit')
  await hosts.search.fill('')
  await hosts.search.blur()
  await window.keyboard.press('?')
  await expect(shell.dialog).toBeVisible()
  await expectAccessible(app, 'the map of keys')
})

test('check out', async ({ app }) => {
  await still(app)
  const { window } = app
  const checkout = new CheckoutScreen(window)
  await new Shell(window).go('Check out')
  await expect(window.getByRole('button', { name: /^large-vm/ })).toBeVisible()
  await expectAccessible(app, 'the offerings')
  await checkout.field('Offering').click()
  await expect(window.getByRole('option').first()).toBeVisible()
  await expectAccessibleWithPopup(app, 'an open list with a search')
  await window.keyboard.press('Escape')
  await expect(window.getByRole('option')).toHaveCount(0)
  await checkout.offer('large-vm')
  await checkout.choose('fail_at', 'Boot')
  await expectAccessible(app, 'every type of field')
  await checkout.field('failure').click()
  await expect(window.getByRole('option')).toHaveCount(3)
  await expectAccessibleWithPopup(app, 'an open list')
  await window.keyboard.press('Escape')
  await expect(window.getByRole('option')).toHaveCount(0)
  await checkout.field('cpus').fill('900')
  await checkout.field('name').fill('Not A Name')
  await checkout.field('root_password').fill('short')
  await checkout.field('extra_vars').fill('{')
  await checkout.labels.fill('no label')
  await checkout.addArgument('', 'value without a name')
  await checkout.addArgument('one', '1')
  await checkout.count.fill('1000')
  await checkout.send.click()
  await expect(checkout.status).toBeVisible()
  await expectAccessible(app, 'a form with mistakes')
})

test('tasks', async ({ launcher }) => {
  await launcher.settings(pacedSandbox('fast', 60))
  const app = await launcher.launch()
  await still(app)
  const { window } = app
  const shell = new Shell(window)
  const tasks = new TasksScreen(window)
  await shell.go('Tasks')
  await expect(window.getByText('No tasks yet')).toBeVisible()
  await expectAccessible(app, 'no tasks')
  await order(app, 'slow-vm', { count: 2 })
  await expect(tasks.badge).toHaveText('Running')
  await expectAccessible(app, 'a running task')
  await tasks.lines.first().getByRole('button', { name: 'Actions for host 1' }).click()
  await expect(window.getByRole('menuitem').first()).toBeVisible()
  await expectAccessibleWithPopup(app, 'the menu of a host')
  await window.keyboard.press('Escape')
  await expect(window.getByRole('menuitem')).toHaveCount(0)
  await tasks.button('Cancel').click()
  await expect(shell.dialog).toBeVisible()
  await expectAccessible(app, 'the question before a cancel')
  await shell.dialog.getByRole('button', { name: 'Stop making 2 hosts' }).click()
  await expect(tasks.badge).toHaveText('Cancelled')
  await expectAccessible(app, 'a cancelled task')
  const [failed, ready] = await Promise.all([checkOut(app, 'leaves-behind'), checkOut(app, 'database')])
  await shell.goTo(`/tasks/${failed.id}`)
  await expect(tasks.card).toBeVisible()
  await window.getByRole('searchbox', { name: 'Find in log' }).fill('TASK')
  await expectAccessible(app, 'a failed task')
  await shell.goTo(`/tasks/${ready.id}`)
  await expect(tasks.badge).toHaveText('Done')
  await expectAccessible(app, 'a task that is done')
  const ran = await app.call('providers.execute', {
    target: SANDBOX,
    action: 'command',
    offering: 'failing-command',
    arguments: {},
    secretArguments: [],
    labels: {},
  })
  await ended(app, ran.taskId)
  await shell.goTo(`/tasks/${ran.taskId}`)
  for (const tab of ['Output', 'YAML', 'Log']) {
    await window.getByRole('tab', { name: tab }).click()
    await expectAccessible(app, `what an execution returned, at ${tab}`)
  }
  const host = (await heldHosts(app)).find(({ state }) => state === 'ready')
  const { taskId } = await app.call('hosts.checkin', { hostIds: [host?.id ?? ''] })
  await shell.goTo(`/tasks/${taskId}`)
  await expect(tasks.badge).toHaveText('Can be undone')
  await expectAccessible(app, 'a task that waits')
})

test('settings', async ({ app }) => {
  await still(app)
  const { window } = app
  const shell = new Shell(window)
  const settings = new SettingsScreen(window)
  await shell.go('Settings')
  await settings.field('Hosts worked on at once').fill('0')
  await expectAccessible(app, 'the general settings, with a mistake')
  await settings.field('Hosts worked on at once').fill('20')
  await settings.open('Appearance')
  await expectAccessible(app, 'the appearance')
  await settings.open('Providers and instances')
  await expectAccessible(app, 'the instances')
  await settings.open('Add instance')
  await expect(window.getByRole('button', { name: 'Add Sandbox', exact: true })).toBeVisible()
  await expectAccessible(app, 'the kinds of instances')
  for (const kind of ['Container', 'Sandbox']) {
    await shell.goTo(`/settings/add/${kind}`)
    await settings.field('Name (required)').fill('')
    await window.getByRole('button', { name: 'Add instance' }).click()
    await expectAccessible(app, `a new ${kind} instance, with a mistake`)
    await settings.field('Name (required)').fill('new')
    await settings.test.click()
    await expect(settings.result).toContainText(/Tested|Passed|Failed/)
    await expectAccessible(app, `a new ${kind} instance, tested`)
    await shell.link('Hosts').click()
    await expect(shell.dialog).toBeVisible()
    if (kind === 'Sandbox') await expectAccessible(app, 'the question before changes are lost')
    await shell.dialog.getByRole('button', { name: /^Discard/ }).click()
    await shell.go('Settings')
  }
  await settings.open('Sandbox')
  await expectAccessible(app, 'an instance')
  await window.getByRole('button', { name: 'More' }).click()
  await window.getByRole('menuitem', { name: /^Remove/ }).click()
  await expect(shell.dialog).toBeVisible()
  await expectAccessible(app, 'the question before an instance is removed')
})
