import { checkOut, ended, heldHosts, order, pacedSandbox, SANDBOX } from '../fixtures/sandbox'
import { expect, test, type RunningApp } from '../fixtures/test'
import { ExtendDialog } from '../pages/extend'
import { HostsScreen } from '../pages/hosts'
import { Shell } from '../pages/shell'
import { TasksScreen } from '../pages/tasks'

const HOUR = 3_600_000
const DAY = 24 * HOUR

async function endOf(app: RunningApp, name: string): Promise<number> {
  const host = (await heldHosts(app)).find((one) => one.name === name)
  return host?.lease?.endsAtMs ?? 0
}

test('one host is extended by the keyboard alone, and its new end is told as a fact', async ({ app }) => {
  const { window } = app
  const hosts = new HostsScreen(window)
  const dialog = new ExtendDialog(window)
  await checkOut(app, 'database', { arguments: { name: 'pg', lease: '4h' } })
  const before = await endOf(app, 'pg')
  await hosts.row('pg').click()
  await window.keyboard.press('e')
  await expect(dialog.root).toContainText('Extend 1 host')
  await expect(dialog.amount(/^1.day/)).toBeChecked()
  await expect(dialog.amount(/^1.day/)).toBeFocused()
  await window.keyboard.press('ArrowRight')
  await expect(dialog.amount(/^2.days/)).toBeChecked()
  await expect(dialog.row('pg')).toContainText(/4.h|3.h/)
  await window.keyboard.press('Enter')
  await expect(dialog.root).toBeHidden()
  await expect(hosts.toasts).toContainText(/^pg now ends \w{3} \d+ \w{3} \d{2}:\d{2}/)
  expect(await endOf(app, 'pg')).toBe(before + 2 * DAY)
  await expect(hosts.panel).toContainText('Extended to')
})

test('each host gets its own new end, and what cannot be extended stays out and says why', async ({
  launcher,
}) => {
  await launcher.settings(pacedSandbox('fast'))
  const app = await launcher.launch()
  const { window } = app
  const hosts = new HostsScreen(window)
  const dialog = new ExtendDialog(window)
  await Promise.all([
    checkOut(app, 'database', { arguments: { name: 'soon', lease: '1h' } }),
    checkOut(app, 'database', { arguments: { name: 'later', lease: '8h' } }),
    checkOut(app, 'database', { arguments: { name: 'left-out', lease: '8h' } }),
    checkOut(app, 'leaves-behind'),
  ])
  await order(app, 'slow-vm')
  await expect(hosts.row('Being made')).toHaveCount(1)
  const [soon, later, leftOut] = await Promise.all(
    ['soon', 'later', 'left-out'].map((name) => endOf(app, name)),
  )
  await window.getByRole('checkbox', { name: 'Select all hosts' }).click()
  await hosts.bar.getByRole('button', { name: 'Extend' }).click()
  await expect(dialog.root).toContainText('Extend 5 hosts')
  await expect(dialog.row('slow-vm')).toContainText('Being made')
  await expect(dialog.row('leaves-behind')).toContainText('Left behind, keep it first')
  await expect(dialog.row('slow-vm').getByRole('checkbox')).toHaveCount(0)
  await dialog.row('left-out').getByRole('checkbox').click()
  await dialog.amount(/^Custom/).click()
  await dialog.root.getByRole('spinbutton', { name: 'Amount' }).fill('90')
  await dialog.root.getByRole('radio', { name: 'min' }).click()
  await expect(dialog.root).toContainText('Adds 90\u00a0min to the end each host has.')
  await dialog.send('Extend 2 hosts').click()
  await expect(hosts.toasts).toContainText('2 hosts extended: ')
  expect(await endOf(app, 'soon')).toBe((soon ?? 0) + 1.5 * HOUR)
  expect(await endOf(app, 'later')).toBe((later ?? 0) + 1.5 * HOUR)
  expect(await endOf(app, 'left-out')).toBe(leftOut)
  // One task, a line for each host.
  const { tasks } = await app.call('tasks.list', { limit: 20 })
  expect(tasks.filter(({ kind }) => kind === 'extend').map(({ lines }) => lines.length)).toEqual([2])
})

test('the limit of the provider is shown before anything is sent, and what reached it can be duplicated', async ({
  launcher,
}) => {
  await launcher.settings(`${pacedSandbox('fast')}      max_lease: 2d\n`)
  const app = await launcher.launch()
  const { window } = app
  const hosts = new HostsScreen(window)
  const dialog = new ExtendDialog(window)
  await checkOut(app, 'small-vm', { arguments: { name: 'kept', lease: '1d' } })
  const before = await endOf(app, 'kept')
  await hosts.row('kept').click()
  await window.keyboard.press('e')
  await dialog.amount(/^2.days/).click()
  await expect(dialog.row('kept')).toContainText('Limit of sandbox')
  await dialog.amount(/^1.h/).click()
  await dialog.send('Extend 1 host').dblclick()
  await expect.poll(() => endOf(app, 'kept')).toBe(before + HOUR)
  await expect(dialog.root).toBeHidden()
  await window.keyboard.press('e')
  await dialog.amount(/^2.days/).click()
  await dialog.send('Extend 1 host').click()
  await expect.poll(() => endOf(app, 'kept')).toBe(before + DAY)
  const { tasks } = await app.call('tasks.list', { limit: 10 })
  expect(
    tasks.filter(({ kind }) => kind === 'extend'),
    'a double click is one',
  ).toHaveLength(2)
  await expect(dialog.root).toBeHidden()
  await window.keyboard.press('e')
  await expect(dialog.row('kept')).toContainText('At the limit of sandbox')
  await expect(dialog.root).toContainText('kept reached the limit of Sandbox.')
  await dialog.root.getByRole('button', { name: 'Duplicate it' }).click()
  await expect(new Shell(window).title).toContainText('Check out')
})

test('what is missing is asked for, and Esc leaves everything as it was', async ({ app }) => {
  const { window } = app
  const hosts = new HostsScreen(window)
  const dialog = new ExtendDialog(window)
  await checkOut(app, 'database', { arguments: { name: 'pg', lease: '4h' } })
  const before = await endOf(app, 'pg')
  await hosts.row('pg').click()
  await hosts.panel.getByRole('button', { name: 'Extend' }).click()
  await dialog.amount(/^Until/).click()
  const moment = dialog.root.getByLabel('New end', { exact: true })
  await moment.fill('2001-01-01T10:00')
  await dialog.send('Extend 1 host').click()
  await expect(dialog.root).toContainText('Say a time that is still to come.')
  await expect(moment).toBeFocused()
  await dialog.amount(/^1.day/).click()
  await dialog.row('pg').getByRole('checkbox').click()
  await dialog.send('Extend 0 hosts').click()
  await expect(dialog.root).toContainText('Choose at least one host.')
  await window.keyboard.press('Escape')
  await expect(dialog.root).toBeHidden()
  expect(await endOf(app, 'pg')).toBe(before)
  expect((await app.call('tasks.list', { limit: 20 })).tasks.filter(({ kind }) => kind === 'extend')).toEqual(
    [],
  )
})

test('the provider’s default is offered, and a task of it can be looked at', async ({ app }) => {
  const { window } = app
  const hosts = new HostsScreen(window)
  const dialog = new ExtendDialog(window)
  const tasks = new TasksScreen(window)
  await checkOut(app, 'database', { arguments: { name: 'pg', lease: '4h' } })
  const before = await endOf(app, 'pg')
  // Its buttons come with the pointer, and the row is drawn anew when the host is ready.
  await expect(hosts.row('pg')).toContainText(/3.h|4.h/)
  await hosts.row('pg').hover()
  await hosts.row('pg').getByRole('button', { name: 'Extend' }).click()
  await dialog.amount(/^Default/).click()
  await dialog.send('Extend 1 host').click()
  await expect(hosts.toasts).toContainText(/pg now ends/)
  expect(await endOf(app, 'pg')).toBeGreaterThan(before)
  await new Shell(window).go('Tasks')
  await tasks.entry(/^Done .*Extend/).click()
  await expect(tasks.lines).toContainText(['Extended to'])
})

test('what an execution printed, verbatim and as YAML, stands beside its log', async ({ app }) => {
  const { window } = app
  const tasks = new TasksScreen(window)
  const { taskId } = await app.call('providers.execute', {
    target: SANDBOX,
    action: 'command',
    offering: 'failing-command',
    arguments: {},
    secretArguments: [],
    labels: {},
  })
  const task = await ended(app, taskId)
  const output = task.lines[0]?.result?.output ?? ''
  expect(output).not.toBe('')
  await new Shell(window).goTo(`/tasks/${taskId}`)
  await expect(tasks.detail).toContainText('Exit code 1')
  await expect(tasks.log).toContainText(output.split('\n')[0] ?? '')
  await window.getByRole('tab', { name: 'YAML' }).click()
  await expect(tasks.log).toContainText('exit_code: 1')
  await window.getByRole('tab', { name: 'Raw' }).click()
  await expect(tasks.log).toContainText('"exit_code": 1')
  await window.getByRole('tab', { name: 'Log' }).click()
  await expect(tasks.log).toContainText(/Run command/i)
})
