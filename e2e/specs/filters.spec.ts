import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expectAccessible } from '../fixtures/axe'
import { checkOut, ended, heldHosts } from '../fixtures/sandbox'
import { expect, FAST_SANDBOX, test, type Launcher, type RunningApp } from '../fixtures/test'
import { Filters } from '../pages/filters'
import { HostsScreen } from '../pages/hosts'

/** Hosts with these names; the ones that begin with "sat" are databases. */
async function withHosts(launcher: Launcher, ...names: readonly string[]): Promise<RunningApp> {
  await launcher.settings(FAST_SANDBOX)
  const app = await launcher.launch()
  for (const name of names)
    await checkOut(app, name.startsWith('sat') ? 'database' : 'small-vm', { arguments: { name } })
  await expect(new HostsScreen(app.window).rows).toHaveCount(names.length)
  return app
}

test('a filter keeps hosts, says how many, and what is done to all is done to exactly those', async ({
  launcher,
}) => {
  const app = await withHosts(launcher, 'sat-a', 'sat-b', 'rhel-a', 'rhel-b')
  const { window } = app
  const filters = new Filters(window)
  const hosts = new HostsScreen(window)
  await window.keyboard.press('Control+/')
  await expect(filters.box).toBeFocused()
  await window.keyboard.type('@inv._broker_args.machine == "database" | "sat" in @inv.name')
  await expect.poll(() => hosts.names()).toEqual(expect.arrayContaining(['sat-a', 'sat-b']))
  await expect(hosts.rows).toHaveCount(2)
  await expect(window.getByText('2 of 4 hosts shown')).toBeVisible()
  await expect(filters.box.locator('..').getByRole('status')).toHaveText('2 hosts')

  await window.keyboard.press('Enter')
  await window.keyboard.press('Control+a')
  await expect(hosts.bar).toContainText('2 selected')
  await hosts.checkIn()
  await expect(hosts.toasts.getByText(/Check(ing)? in 2 hosts|Checking in/).first()).toBeVisible()
  await hosts.sendNow()
  await expect.poll(async () => (await heldHosts(app)).map((host) => host.name)).toEqual(['rhel-a', 'rhel-b'])

  await filters.box.fill('')
  await expect.poll(() => hosts.names()).toEqual(expect.arrayContaining(['rhel-a', 'rhel-b']))
})

test('a wrong filter says where and what could stand there, and never acts on every host', async ({
  launcher,
}) => {
  const app = await withHosts(launcher, 'sat-a', 'rhel-a')
  const { window } = app
  const filters = new Filters(window)
  const hosts = new HostsScreen(window)
  await filters.box.fill('@inv.name == "rhel-a"')
  await expect.poll(() => hosts.names()).toEqual(['rhel-a'])

  await filters.box.fill('@inv.name == "rhel-a" and @inv.hostnam')
  await expect(filters.wrongPart).toHaveText('hostnam')
  await expect(filters.trouble).toContainText('No host has hostnam. Nearest: hostname.')
  await expect(filters.box).toHaveAttribute('aria-invalid', 'true')
  await expect.poll(() => hosts.names(), 'what the last right filter keeps').toEqual(['rhel-a'])
  await expectAccessible(app, 'a wrong filter')
  await filters.box.press('Enter')
  await window.keyboard.press('Control+a')
  await expect(
    hosts.toasts.getByText('The list is not filtered by what stands in the filter box'),
  ).toBeVisible()
  await expect(hosts.bar).toBeHidden()

  await filters.trouble.getByRole('button', { name: 'Write hostname' }).click()
  await expect(filters.box).toHaveValue('@inv.name == "rhel-a" and @inv.hostname')
  await expect(filters.trouble).toBeHidden()

  const wrong: Readonly<Record<string, string>> = {
    'name == "rhel-a"': 'name',
    '@inv.nope': 'nope',
    '__import__("os").system("true")': '__import__',
    '"a" == "a"': '"a" == "a"',
  }
  for (const [text, part] of Object.entries(wrong)) {
    await filters.box.fill(text)
    await expect(filters.wrongPart, text).toHaveText(part)
  }
  await filters.box.press('Escape')
  await expect(hosts.rows).toHaveCount(2)
})

test('a filter that is typed or pasted into the search goes on in the filter box', async ({ launcher }) => {
  const { window } = await withHosts(launcher, 'sat-a', 'x-b')
  const filters = new Filters(window)
  const hosts = new HostsScreen(window)
  await hosts.search.focus()
  await window.keyboard.type('@inv.name.startswith("x") or "x|y" in @inv.name')
  await expect(filters.box).toHaveValue('@inv.name.startswith("x") or "x|y" in @inv.name')
  await expect(hosts.search).toHaveValue('')
  await expect.poll(() => hosts.names()).toEqual(['x-b'])
})

test('a filter is saved, counted in the sidebar, used from any page, renamed, deleted and brought back', async ({
  launcher,
}) => {
  const app = await withHosts(launcher, 'sat-a', 'sat-b', 'rhel-a')
  const { window } = app
  const filters = new Filters(window)
  const hosts = new HostsScreen(window)
  await window.getByRole('button', { name: 'Save this filter' }).click()
  await expect(hosts.toasts.getByText('There is no filter to save')).toBeVisible()

  await filters.box.fill('@inv.name.startswith("sat")')
  await hosts.search.fill('sat')
  await filters.save('Satellites / all')
  await expect(filters.link('Satellites / all , 2 hosts')).toBeVisible()
  const settings = await readFile(join(launcher.dataFolder, 'broker_settings.yaml'), 'utf8')
  expect(settings).toContain('savedFilters:')
  expect(settings).toContain('@inv.name.startswith("sat")')

  await filters.box.fill('')
  await hosts.search.fill('rhel')
  await expect.poll(() => hosts.names()).toEqual(['rhel-a'])
  await window.getByRole('link', { name: /^Tasks/ }).click()
  await filters.link('Satellites / all').click()
  await expect(filters.box).toHaveValue('@inv.name.startswith("sat")')
  await expect(hosts.search).toHaveValue('sat')
  await expect(hosts.rows).toHaveCount(2)

  await checkOut(app, 'database', { arguments: { name: 'sat-c' } })
  await expect(filters.link('Satellites / all , 3 hosts')).toBeVisible()
  await expectAccessible(app, 'saved filters')

  await filters.change('Satellites / all', 'Rename')
  const dialog = window.getByRole('dialog', { name: 'Rename saved filter' })
  await dialog.getByRole('textbox', { name: /^Name/ }).fill('Sats')
  await dialog.getByRole('button', { name: 'Rename filter' }).click()
  await expect(filters.link('Sats')).toBeVisible()
  await filters.change('Sats', 'Delete')
  await expect(filters.saved).toBeHidden()
  await hosts.toasts.getByRole('button', { name: 'Undo' }).click()
  await expect(filters.link('Sats')).toBeVisible()
})

test.describe('checking out again', () => {
  test('one host fills in the Check out page with what it was made with, and count is asked anew', async ({
    launcher,
  }) => {
    await launcher.settings(FAST_SANDBOX)
    const app = await launcher.launch()
    const { window } = app
    const hosts = new HostsScreen(window)
    await checkOut(app, 'small-vm', { arguments: { cpus: 4 }, labels: { team: 'platform' }, count: 2 })
    await expect(hosts.rows).toHaveCount(2)
    await hosts.rows.first().click()
    await window.keyboard.press('d')
    await expect(window.getByRole('heading', { name: 'Check out', exact: true })).toBeVisible()
    await expect(window.getByText('team=platform').first()).toBeVisible()
    await window.getByRole('button', { name: 'Check out 1 host' }).click()
    await expect.poll(async () => (await heldHosts(app)).length).toBe(3)
    const { tasks } = await app.call('tasks.list', { limit: 1 })
    expect(tasks[0]?.request).toMatchObject({
      kind: 'checkout',
      request: { offering: 'small-vm', arguments: { cpus: 4 }, labels: { team: 'platform' }, count: 1 },
    })
  })

  test('several are listed per order with how many, and each order becomes a task', async ({ launcher }) => {
    await launcher.settings(FAST_SANDBOX)
    const app = await launcher.launch()
    const { window } = app
    const hosts = new HostsScreen(window)
    await checkOut(app, 'small-vm', { arguments: { cpus: 4 }, count: 2 })
    await checkOut(app, 'small-vm', { arguments: { cpus: 2 } })
    await checkOut(app, 'database')
    await expect(hosts.rows).toHaveCount(4)
    await new Filters(window).box.fill('@inv.offering == "small-vm"')
    await expect(hosts.rows).toHaveCount(3)
    await new Filters(window).box.press('Enter')
    await window.keyboard.press('Control+a')
    await hosts.bar.getByRole('button', { name: 'Duplicate' }).click()
    const dialog = window.getByRole('dialog', { name: 'Check out 3 hosts again' })
    await expect(dialog.getByRole('listitem')).toHaveCount(2)
    await expect(dialog.getByRole('listitem').filter({ hasText: 'cpus 4' })).toBeVisible()
    await expectAccessible(app, 'the duplicate dialog')
    const two = dialog.getByRole('listitem').filter({ hasText: 'cpus 2' })
    await two.getByRole('button', { name: 'More' }).click()
    await window.getByRole('button', { name: 'Check out 4 hosts' }).click()
    await expect.poll(async () => (await heldHosts(app)).length).toBe(8)
    const { tasks } = await app.call('tasks.list', { limit: 2 })
    expect(tasks.map((task) => task.lines.length)).toEqual([2, 2])
    for (const task of tasks) await ended(app, task.id)
  })
})
