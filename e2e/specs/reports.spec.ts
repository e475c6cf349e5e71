import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { reportSchema } from '@shared/domain/report'
import { expectAccessible } from '../fixtures/axe'
import { checkOut, ended, heldHosts, order } from '../fixtures/sandbox'
import { expect, test } from '../fixtures/test'
import { HostsScreen } from '../pages/hosts'
import { answerDialogs, ReportsScreen, shownBySystem } from '../pages/reports'
import { Shell } from '../pages/shell'

const SECRET = 'canary-7f3a-canary'

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'))
}

test('exports chosen hosts, keeps a file that is there until the person agrees, and lists what was written', async ({
  app,
  launcher,
}) => {
  const { window } = app
  await window.emulateMedia({ reducedMotion: 'reduce' })
  const shell = new Shell(window)
  const reports = new ReportsScreen(window)
  const hosts = new HostsScreen(window)
  const file = join(launcher.dataFolder, 'chosen.json')
  await answerDialogs(app, { file })
  for (const name of ['one', 'two', 'three']) await checkOut(app, 'small-vm', { arguments: { name } })

  await window.keyboard.press('Control+5')
  await expect(shell.title).toHaveText('Reports')
  await expect(window.getByText('No reports yet')).toBeVisible()
  await expectAccessible(app, 'no reports')

  await shell.go('Hosts')
  await hosts.checkbox('one').click()
  await hosts.checkbox('two').click()
  await window.keyboard.press('x')
  await expect(reports.dialog).toHaveAccessibleName('Export 2 hosts')
  await expectAccessible(app, 'the export dialog')
  await reports.export('Full report')
  await expect(shell.toasts).toContainText('Report written')
  const full = reportSchema.parse(readJson(file))
  expect(new Set(full.hosts.map(({ name }) => name))).toEqual(new Set(['one', 'two']))

  // The same place once more, in another format: nothing is lost before the person agrees.
  await hosts.bar.getByRole('button', { name: 'Export' }).click()
  await reports.export('Broker output')
  await expect(reports.question).toHaveAccessibleName('Replace chosen.json?')
  await expectAccessible(app, 'the question before a file is replaced')
  expect(reportSchema.safeParse(readJson(file)).success).toBe(true)
  await reports.question.getByRole('button', { name: 'Cancel' }).click()
  expect(reportSchema.safeParse(readJson(file)).success).toBe(true)
  await hosts.bar.getByRole('button', { name: 'Export' }).click()
  await expect(reports.dialog.getByRole('radio', { name: 'Broker output' })).toBeFocused()
  await window.keyboard.press('Enter')
  await reports.question.getByRole('button', { name: 'Replace the file' }).click()
  await expect.poll(() => readJson(file)).toMatchObject({ inventory: [{ type: 'host' }, {}], return_code: 0 })

  // What was chosen last is chosen again; a cancelled file leaves the dialog open.
  await answerDialogs(app, {})
  await shell.go('Reports')
  await window.getByRole('button', { name: 'Export the inventory' }).click()
  await expect(reports.dialog.getByRole('radio', { name: 'Broker output' })).toBeChecked()
  await reports.export('Table')
  await expect(reports.dialog).toBeVisible()
  const table = join(launcher.dataFolder, 'hosts.csv')
  await answerDialogs(app, { file: table })
  await window.keyboard.press('Enter')
  await expect(reports.rows).toHaveCount(2)
  expect(readFileSync(table, 'utf8').split('\r\n')).toHaveLength(5)
  await expect(reports.row('Inventory, 3 hosts')).toContainText('hosts.csv')

  await reports.press('Inventory', 'Open')
  await reports.press('Inventory', 'Show in folder')
  await expect.poll(() => shownBySystem(app)).toEqual([`open ${table}`, `reveal ${table}`])

  // A file that somebody took away is said to be missing, and made again without a question.
  rmSync(table)
  await shell.go('Hosts')
  await shell.go('Reports')
  await expect(reports.row('Inventory')).toContainText('Missing')
  await expectAccessible(app, 'reports, one of them missing')
  await expect(reports.row('Inventory').getByRole('button', { name: 'Open' })).toHaveCount(0)
  await reports.press('Inventory', 'Make again')
  await expect(reports.row('Inventory')).not.toContainText('Missing')
  expect(existsSync(table)).toBe(true)
  await reports.press('Inventory', 'Make again')
  await expect(reports.question).toHaveAccessibleName('Replace hosts.csv?')
})

test('exports a task that failed, without its secrets, and says when a folder cannot be written', async ({
  app,
  launcher,
}) => {
  const { window } = app
  const reports = new ReportsScreen(window)
  const task = await checkOut(app, 'small-vm', {
    arguments: { name: 'failing', fail_at: 'Boot', root_password: SECRET },
    secretArguments: ['root_password'],
  })
  const locked = join(launcher.dataFolder, 'locked')
  mkdirSync(locked)
  // A file in the place of the folder: that holds for every user.
  writeFileSync(join(locked, 'file'), 'mine')
  await answerDialogs(app, { file: join(locked, 'file', 'task.json') })
  await new Shell(window).goTo(`/tasks/${task.id}`)
  await window.getByRole('button', { name: 'Report', exact: true }).click()
  await expect(reports.dialog).toHaveAccessibleName(`Export task ${task.id}`)
  await expect(reports.dialog.getByRole('radio')).toHaveCount(2)
  await reports.export('Full report')
  await expect(reports.dialog.getByRole('alert')).toContainText('a file stands where its folder should be')
  expect(readFileSync(join(locked, 'file'), 'utf8')).toBe('mine')

  const file = join(launcher.dataFolder, 'task.json')
  await answerDialogs(app, { file })
  await reports.export('Full report')
  await expect(reports.dialog).toBeHidden()
  const report = reportSchema.parse(readJson(file))
  expect(report.task).toMatchObject({
    outcome: 'failed',
    offering: 'small-vm',
    lines: [{ error: { code: expect.any(String) }, steps: expect.arrayContaining([expect.anything()]) }],
  })
  expect(report.task?.lines[0]?.steps.map(({ outcome }) => outcome)).toContain('failed')
  expect(readFileSync(file, 'utf8')).not.toContain(SECRET)
})

test('writes a report for each task that ends, where the person wants it, and tells when it cannot', async ({
  app,
  launcher,
}) => {
  const { window } = app
  await window.emulateMedia({ reducedMotion: 'reduce' })
  const shell = new Shell(window)
  const reports = new ReportsScreen(window)
  const folder = join(launcher.dataFolder, 'mine')
  await answerDialogs(app, { folder })
  await shell.go('Reports')
  await reports.automatic.getByRole('radio', { name: 'Full report' }).click()
  await expect(reports.automatic).toContainText(join(launcher.dataFolder, 'reports'))
  await expectAccessible(app, 'automatic reports')
  await reports.automatic.getByRole('button', { name: 'Change folder' }).click()
  await expect(reports.automatic).toContainText(folder)

  const done = await checkOut(app, 'small-vm', { arguments: { name: 'kept' } })
  await expect(reports.row('Check out small-vm')).toContainText('Automatic')
  const [name = ''] = readdirSync(folder)
  expect(name).toMatch(new RegExp(String.raw`^\d{8}T\d{6}Z-task-${done.id}-checkout\.json$`))
  expect(reportSchema.parse(readJson(join(folder, name))).task?.id).toBe(done.id)

  // The folder becomes a file: the task ends as it would, and the window says what is missing.
  rmSync(folder, { recursive: true })
  writeFileSync(folder, 'in the way')
  const next = await ended(app, await order(app, 'small-vm', { arguments: { name: 'other' } }))
  expect(next.state).toBe('succeeded')
  await expect(window.getByText(`Task ${next.id} has no automatic report`)).toBeVisible()
  expect((await heldHosts(app)).map((host) => host.name)).toContain('other')
})
