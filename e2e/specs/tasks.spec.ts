import { checkOut, ended, heldHosts, order, pacedSandbox } from '../fixtures/sandbox'
import { expect, test } from '../fixtures/test'
import { CheckoutScreen } from '../pages/checkout'
import { HostsScreen } from '../pages/hosts'
import { Shell } from '../pages/shell'
import { TasksScreen } from '../pages/tasks'

test('the log of a running task follows its end, lets go when one scrolls, and follows again', async ({
  launcher,
}) => {
  await launcher.settings(pacedSandbox('fast'))
  const app = await launcher.launch()
  const { window } = app
  const tasks = new TasksScreen(window)
  await order(app, 'slow-vm', { count: 6 })
  await new Shell(window).go('Tasks')
  await expect(tasks.badge).toHaveText('Running')
  await expect(tasks.follow).toHaveText(/Following, \d+ lines/)
  const atEnd = (): Promise<boolean> =>
    tasks.log.evaluate(
      (element) =>
        element.scrollHeight > element.clientHeight &&
        element.scrollHeight - element.scrollTop - element.clientHeight < 24,
    )
  await expect.poll(atEnd).toBe(true)
  await expect(tasks.log).toContainText('TASK [vm : ')
  await tasks.log.hover()
  // However little, and however near the end it stays: a touchpad goes by a few pixels.
  for (let turn = 0; turn < 5; turn += 1) await window.mouse.wheel(0, -2)
  await expect(tasks.follow).toHaveText(/\d+ new lines?/)
  await window.mouse.wheel(0, -5_000)
  await expect.poll(() => tasks.log.evaluate((element) => element.scrollTop)).toBe(0)
  await expect(tasks.follow).toHaveText(/\d+ new lines?/)
  expect(await atEnd()).toBe(false)
  await tasks.follow.click()
  await expect(tasks.follow).toHaveText(/Following/)
  await expect.poll(atEnd).toBe(true)
})

test('a task that is cancelled stops, and nothing of it stays', async ({ launcher }) => {
  await launcher.settings(pacedSandbox('fast'))
  const app = await launcher.launch()
  const { window } = app
  const shell = new Shell(window)
  const tasks = new TasksScreen(window)
  const taskId = await order(app, 'slow-vm', { count: 2 })
  await shell.go('Tasks')
  await expect(tasks.badge).toHaveText('Running')
  // One of two by its own menu, then the rest with the task's button.
  await tasks.lines.nth(1).getByRole('button', { name: 'Actions for host 2' }).click()
  await window.getByRole('menuitem', { name: 'Cancel this host' }).click()
  await expect(tasks.lines.nth(1).getByRole('img', { name: 'Cancelled' })).toBeVisible()
  await expect(tasks.badge).toHaveText('Running')
  await tasks.button('Cancel').click()
  await expect(tasks.badge).toHaveText('Cancelled')
  expect((await ended(app, taskId)).state).toBe('cancelled')
  expect(await heldHosts(app)).toEqual([])
  await shell.go('Hosts')
  await expect(window.getByText('You hold no hosts')).toBeVisible()
})

test('several hosts are not stopped without a question', async ({ launcher }) => {
  await launcher.settings(pacedSandbox('fast'))
  const app = await launcher.launch()
  const shell = new Shell(app.window)
  const tasks = new TasksScreen(app.window)
  const taskId = await order(app, 'slow-vm', { count: 3 })
  await shell.go('Tasks')
  await tasks.button('Cancel').click()
  await expect(shell.dialog).toContainText('Stop making 3 hosts?')
  await shell.dialog.getByRole('button', { name: 'Go on' }).click()
  await expect(tasks.badge).toHaveText('Running')
  await tasks.button('Cancel').click()
  await shell.dialog.getByRole('button', { name: 'Stop making 3 hosts' }).click()
  await expect(tasks.badge).toHaveText('Cancelled')
  expect((await ended(app, taskId)).lines.map((line) => line.status.state)).toEqual([
    'cancelled',
    'cancelled',
    'cancelled',
  ])
})

test('a failure says who said what and where, and its log opens at the failing line', async ({ app }) => {
  const tasks = new TasksScreen(app.window)
  const shell = new Shell(app.window)
  const failed = await checkOut(app, 'always-fails')
  await shell.go('Tasks')
  await expect(tasks.badge).toHaveText('Failed')
  const [line] = failed.lines
  const said = line?.status.state === 'failed' ? line.status.error.said : undefined
  await expect(tasks.card).toContainText('Sandbox said')
  expect(said).toBeTruthy()
  await expect(tasks.card).toContainText(said ?? '')
  await expect(tasks.card).toContainText(/Step \d of 5, boot/i)
  await expect(tasks.detail).toContainText('Failed at step 3 of 5')
  await expect(tasks.log).toBeInViewport()
  await expect(tasks.log).toContainText(/boot/i)
  await tasks.card.getByRole('button', { name: 'Retry as it was' }).click()
  await expect(tasks.list.getByRole('link')).toHaveCount(2)
  await expect(app.window).toHaveURL(/#\/tasks\/2$/)
  const again = await ended(app, 2)
  expect(again).toMatchObject({ retryOf: failed.id, state: 'failed' })
})

test('of six hosts some fail: the others stay, and only those that failed are tried again', async ({
  app,
}) => {
  const tasks = new TasksScreen(app.window)
  // The seed of the settings decides which of them fail.
  const task = await checkOut(app, 'flaky-vm', { count: 6 })
  const states = task.lines.map((line) => line.status.state)
  const failed = states.filter((state) => state === 'failed').length
  expect(failed).toBeGreaterThan(0)
  expect(failed).toBeLessThan(6)
  expect((await heldHosts(app)).filter((host) => host.state === 'ready')).toHaveLength(6 - failed)
  await new Shell(app.window).go('Tasks')
  await expect(tasks.lines).toHaveCount(6)
  await expect(tasks.lines.getByRole('img', { name: 'Failed' })).toHaveCount(failed)
  // The key of the button, pressed while nothing has the focus.
  await expect(tasks.card.getByRole('button', { name: 'Retry with changes' })).toBeVisible()
  await app.window.keyboard.press('r')
  const checkout = new CheckoutScreen(app.window)
  await expect(checkout.count).toHaveValue(String(failed))
  await expect(checkout.send).toHaveText(new RegExp(`Check out ${failed} host`))
})

test('what was left behind is decided in the failure’s card, host by host', async ({ app }) => {
  const tasks = new TasksScreen(app.window)
  const hosts = new HostsScreen(app.window)
  const shell = new Shell(app.window)
  await checkOut(app, 'leaves-behind', { count: 2, arguments: { name: 'left' } })
  await shell.go('Tasks')
  await expect(tasks.card).toContainText('It left 2 hosts behind')
  const choices = tasks.card.getByRole('radiogroup')
  await expect(choices).toHaveCount(2)
  await choices.first().getByRole('radio', { name: 'Keep' }).click()
  await tasks.card.getByRole('button', { name: 'Check in 1, keep 1' }).click()
  await hosts.sendNow()
  await expect.poll(async () => (await heldHosts(app)).map(({ state }) => state)).toEqual(['ready'])
  await shell.go('Hosts')
  await expect(hosts.rows).toHaveCount(1)
})

test('tasks are found by their title and their state', async ({ app }) => {
  const { window } = app
  const tasks = new TasksScreen(window)
  await new Shell(window).go('Tasks')
  await expect(window.getByText('No tasks yet')).toBeVisible()
  await checkOut(app, 'small-vm')
  await checkOut(app, 'always-fails')
  await checkOut(app, 'database')
  await expect(tasks.list.getByRole('link')).toHaveCount(3)
  await window.getByRole('searchbox', { name: 'Search tasks' }).fill('database')
  await expect(tasks.list.getByRole('link')).toHaveText([/Check out database/])
  await window.getByRole('searchbox', { name: 'Search tasks' }).fill('')
  await tasks.list.getByRole('button', { name: 'All' }).click()
  await window.getByRole('menuitemcheckbox', { name: 'Failed' }).click()
  await expect(tasks.list.getByRole('link')).toHaveText([/Check out always-fails/])
})

test('a check in that waits can be undone from its task, too', async ({ app }) => {
  const tasks = new TasksScreen(app.window)
  await checkOut(app, 'small-vm')
  const [host] = await heldHosts(app)
  await app.call('hosts.checkin', { hostIds: [host?.id ?? ''] })
  await new Shell(app.window).go('Tasks')
  await expect(tasks.badge).toHaveText('Can be undone')
  await tasks.button('Undo').click()
  await expect(tasks.badge).toHaveText('Cancelled')
  expect((await heldHosts(app))[0]?.state).toBe('ready')
})
