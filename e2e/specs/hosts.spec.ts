import { checkOut, ended, heldHosts, order, pacedSandbox, SANDBOX } from '../fixtures/sandbox'
import { sharedApp } from '../fixtures/shared-app'
import { expect, FAST_SANDBOX, test, type RunningApp } from '../fixtures/test'
import { HostsScreen } from '../pages/hosts'
import { Shell } from '../pages/shell'
import { reachableAtEachWidth } from '../pages/widths'

const TWO_INSTANCES = `${FAST_SANDBOX}    lab:
      speed: instant
      seed: 8
`

/** Checks out hosts with these names, one after the other. */
async function checkOutNamed(app: RunningApp, ...names: readonly string[]): Promise<void> {
  for (const name of names) await checkOut(app, 'small-vm', { arguments: { name } })
}

async function stateOf(app: RunningApp, name: string): Promise<string | undefined> {
  return (await heldHosts(app)).find((host) => host.name === name)?.state
}

test('three hosts stand in the table while they are made, each with its step, and become ready', async ({
  launcher,
}) => {
  await launcher.settings(pacedSandbox('fast'))
  const app = await launcher.launch()
  const hosts = new HostsScreen(app.window)
  const taskId = await order(app, 'large-vm', { count: 3 })
  await expect(hosts.rows).toHaveCount(3)
  await expect(hosts.row('Being made')).toHaveCount(3)
  await expect(hosts.row(/Step \d of \d/)).toHaveCount(3)
  await expect(new Shell(app.window).nav).toContainText('large-vm, 3 hosts')
  await ended(app, taskId)
  await expect(hosts.row('Being made')).toHaveCount(0)
  await expect(hosts.row('Pretend')).toHaveCount(3)
  await expect(hosts.row('.sandbox.example.com')).toHaveCount(3)
  await expect(app.window.getByText('3 hosts', { exact: true })).toBeVisible()
})

test.describe('finding hosts', () => {
  const shared = sharedApp({
    settings: TWO_INSTANCES,
    async prepare(app) {
      await checkOut(app, 'small-vm', { arguments: { name: 'zebra' }, labels: { team: 'platform' } })
      await checkOut(app, 'small-vm', { arguments: { name: 'yak', os: 'fedora-42', lease: 'none' } })
      await checkOut(app, 'database', { arguments: { name: 'aurochs', lease: '15m' } })
      await checkOut(app, 'small-vm', {
        arguments: { name: 'mole', lease: '7d' },
        target: { ...SANDBOX, instance: 'lab' },
      })
      await new HostsScreen(app.window).row('mole').waitFor()
    },
  })

  test('by a search over names, labels, instances and what was asked for', async () => {
    const { window } = shared.app
    const hosts = new HostsScreen(window)
    const finds: Readonly<Record<string, readonly string[]>> = {
      ZEB: ['zebra'],
      database: ['aurochs'],
      platform: ['zebra'],
      'lab mole': ['mole'],
    }
    for (const [text, names] of Object.entries(finds)) {
      await hosts.search.fill(text)
      await expect.poll(() => hosts.names(), text).toEqual(names)
    }
    await hosts.search.fill('no such host')
    await expect(window.getByText('No host matches')).toBeVisible()
    await window.getByRole('button', { name: 'Clear search and filters' }).click()
    await expect(hosts.rows).toHaveCount(4)
    await expect(hosts.search).toHaveValue('')
  })

  test('by sorting each column both ways', async () => {
    const hosts = new HostsScreen(shared.app.window)
    const byLease = ['aurochs', 'zebra', 'mole', 'yak']
    await expect.poll(() => hosts.names()).toEqual(byLease)
    await hosts.sortButton('Host').click()
    await expect.poll(() => hosts.names()).toEqual(['aurochs', 'mole', 'yak', 'zebra'])
    await expect(hosts.grid.getByRole('columnheader', { name: 'Host', exact: true })).toHaveAttribute(
      'aria-sort',
      'ascending',
    )
    await hosts.sortButton('Host').click()
    await expect.poll(() => hosts.names()).toEqual(['zebra', 'yak', 'mole', 'aurochs'])
    await expect(hosts.grid.getByRole('columnheader', { name: 'Host', exact: true })).toHaveAttribute(
      'aria-sort',
      'descending',
    )
    await hosts.sortButton('Age').click()
    await expect.poll(async () => new Set(await hosts.names())).toEqual(new Set(byLease))
    await hosts.sortButton('Lease').click()
    await expect.poll(() => hosts.names()).toEqual(byLease)
  })

  test('by the filter chips, which combine, and are taken off again', async () => {
    const { window } = shared.app
    const hosts = new HostsScreen(window)
    await hosts.chip('Instance').click()
    await window.getByRole('menuitemcheckbox', { name: 'lab' }).click()
    await window.keyboard.press('Escape')
    await expect.poll(() => hosts.names()).toEqual(['mole'])
    await window.getByRole('button', { name: 'Clear filter Instance' }).click()
    await expect(hosts.rows).toHaveCount(4)
    await hosts.chip('Lease').click()
    await window.getByRole('menuitemcheckbox', { name: /No end/ }).click()
    await expect.poll(() => hosts.names()).toEqual(['yak'])
    await hosts.search.fill('zebra')
    await expect(window.getByText('No host matches')).toBeVisible()
    await window.getByRole('button', { name: 'Clear search and filters' }).click()
    await expect(hosts.rows).toHaveCount(4)
  })

  test('what was searched for is still there after looking at another page', async () => {
    const { window } = shared.app
    const hosts = new HostsScreen(window)
    const shell = new Shell(window)
    await hosts.search.fill('yak')
    await expect(hosts.rows).toHaveCount(1)
    await shell.go('Tasks')
    await shell.go('Hosts')
    await expect(hosts.search).toHaveValue('yak')
    await expect(hosts.rows).toHaveCount(1)
    await hosts.search.fill('')
    await expect(hosts.rows).toHaveCount(4)
  })

  test('rows are selected one by one, as a range, and all at once', async () => {
    const { window } = shared.app
    const hosts = new HostsScreen(window)
    await hosts.checkbox('aurochs').click()
    await expect(hosts.bar).toContainText('1 selected')
    await expect(hosts.row('aurochs')).toHaveAttribute('aria-selected', 'true')
    await hosts.checkbox('mole').click({ modifiers: ['Shift'] })
    await expect(hosts.bar).toContainText('3 selected')
    await expect(hosts.row('yak')).toHaveAttribute('aria-selected', 'false')
    await window.getByRole('checkbox', { name: 'Select all hosts' }).click()
    await expect(hosts.bar).toContainText('4 selected')
    await expect(hosts.row('yak')).toHaveAttribute('aria-selected', 'true')
    await hosts.bar.getByRole('button', { name: 'Copy hostnames' }).click()
    await expect
      .poll(() =>
        shared.app.electron.evaluate(async ({ clipboard }) => {
          const text = await Promise.resolve(clipboard.readText())
          return text.split('\n').toSorted()
        }),
      )
      .toEqual(['aurochs', 'mole', 'yak', 'zebra'].map((name) => `${name}.sandbox.example.com`))
    await hosts.bar.getByRole('button', { name: 'Clear selection' }).click()
    await expect(hosts.bar).toBeHidden()
  })

  test('the side panel tells everything of a host', async () => {
    const { window } = shared.app
    const hosts = new HostsScreen(window)
    await hosts.row('zebra').click()
    await expect(hosts.panel).toContainText('zebra.sandbox.example.com')
    await expect(hosts.panel).toContainText('IP address')
    await expect(hosts.panel).toContainText('team=platform')
    await hosts.tab('Events').click()
    await expect(hosts.panel.getByRole('listitem')).toHaveText([
      /Checked out/,
      /Begun as/,
      /Check out asked for/,
    ])
    await hosts.tab('Arguments').click()
    await expect(hosts.panel).toContainText('name')
    await hosts.tab('Raw').click()
    // By its name: the panel before it is there for a moment longer.
    await expect(hosts.panel.getByRole('tabpanel', { name: 'Raw' })).toContainText('zebra')
    await hosts.panel.getByRole('radio', { name: 'YAML' }).click()
    await expect(hosts.panel).toContainText('_broker_provider: Sandbox')
    // It follows the row, unless it is kept.
    await hosts.row('yak').click()
    await expect(hosts.panel).toContainText('yak.sandbox.example.com')
    await hosts.panel.getByRole('button', { name: 'Keep this host here' }).click()
    await hosts.row('mole').click()
    await expect(hosts.panel).toContainText('yak.sandbox.example.com')
    await hosts.panel.getByRole('button', { name: 'Close' }).click()
    await expect(hosts.panel).toBeHidden()
  })
})

test.describe('checking in', () => {
  test('can be undone for all its hosts, and nothing is sent', async ({ app }) => {
    const hosts = new HostsScreen(app.window)
    await checkOutNamed(app, 'one', 'two', 'three')
    await hosts.checkIn('one', 'two')
    await expect(hosts.toasts).toContainText('Checking in 2 hosts')
    await expect(hosts.toasts).toContainText(/sent in \d+\s?s/)
    await expect(hosts.row('Checking in')).toHaveCount(2)
    await hosts.toasts.getByRole('button', { name: 'Undo' }).click()
    await expect(hosts.row('Checking in')).toHaveCount(0)
    await expect(hosts.toasts).not.toContainText('Checking in')
    expect((await heldHosts(app)).map((host) => host.state)).toEqual(['ready', 'ready', 'ready'])
    const host = (await heldHosts(app)).find(({ name }) => name === 'one')
    const { events } = await app.call('hosts.get', { hostId: host?.id ?? '' })
    expect(events.map(({ kind }) => kind)).toContain('check_in_undone')
    expect(events.map(({ kind }) => kind)).not.toContain('release_sent')
  })

  test('is sent at once when asked, and one host taken out before stays', async ({ app }) => {
    const hosts = new HostsScreen(app.window)
    await checkOutNamed(app, 'one', 'two', 'three', 'four')
    await hosts.checkIn('one', 'two', 'three')
    await expect(hosts.toasts).toContainText('Checking in 3 hosts')
    await hosts.row('two').hover()
    await hosts.row('two').getByRole('button', { name: 'Undo check in' }).click()
    await expect(hosts.toasts).toContainText('Checking in 2 hosts')
    await expect(hosts.row('Checking in')).toHaveCount(2)
    await hosts.sendNow()
    await expect.poll(() => hosts.names()).toEqual(expect.arrayContaining(['four', 'two']))
    await expect(hosts.rows).toHaveCount(2)
    expect(await stateOf(app, 'two')).toBe('ready')
  })

  test('waits while the pointer rests on its notice, and goes on when it leaves', async ({ launcher }) => {
    await launcher.settings(pacedSandbox('instant', 6))
    const app = await launcher.launch()
    const { window } = app
    const hosts = new HostsScreen(window)
    await checkOutNamed(app, 'one', 'two')
    await hosts.row('one').hover()
    await hosts.row('one').getByRole('button', { name: 'Check in' }).click()
    const notice = hosts.toasts.getByText('Checking in 1 host')
    await notice.hover()
    const end = Date.now() + 7_000
    await expect.poll(() => Date.now() > end).toBe(true)
    expect(await stateOf(app, 'one')).toBe('checking_in')
    await expect(notice).toBeVisible()
    await hosts.search.hover()
    await expect(hosts.rows).toHaveCount(1)
    await expect(notice).toBeHidden()
    expect((await heldHosts(app)).map(({ name }) => name)).toEqual(['two'])
  })

  test('of more than five hosts is asked about first', async ({ app }) => {
    const { window } = app
    const hosts = new HostsScreen(window)
    const { dialog } = new Shell(window)
    await checkOut(app, 'small-vm', { count: 6 })
    await window.getByRole('checkbox', { name: 'Select all hosts' }).click()
    await hosts.checkIn()
    await expect(dialog).toContainText('Check in 6 hosts?')
    await expect(dialog).toContainText('are removed at Sandbox')
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await expect(dialog).toBeHidden()
    expect(await heldHosts(app)).toHaveLength(6)
    await hosts.checkIn()
    await dialog.getByRole('button', { name: 'Check in 6 hosts' }).click()
    await hosts.sendNow()
    await expect(window.getByText('You hold no hosts')).toBeVisible()
  })

  test('that fails leaves the host in the table with the reason, and can be tried again', async ({ app }) => {
    const hosts = new HostsScreen(app.window)
    await checkOut(app, 'small-vm', { arguments: { name: 'stubborn', fail_at: 'check_in' } })
    await hosts.row('stubborn').click()
    await hosts.panel.getByRole('button', { name: 'Check in' }).click()
    await hosts.sendNow()
    await expect(hosts.row('stubborn')).toContainText('Needs attention')
    await hosts.panel.getByRole('button', { name: 'Check in' }).click()
    await hosts.sendNow()
    await expect(hosts.rows).toHaveCount(0)
  })
})

test('a machine without a name is a host like any other', async ({ app }) => {
  const hosts = new HostsScreen(app.window)
  await checkOut(app, 'nameless')
  await expect(hosts.rows).toHaveCount(1)
  await hosts.rows.first().click()
  await hosts.panel.getByRole('button', { name: 'Check in' }).click()
  await hosts.sendNow()
  await expect(hosts.rows).toHaveCount(0)
})

test('what a failed check out left behind is kept or checked in, as the person says', async ({ app }) => {
  const hosts = new HostsScreen(app.window)
  await checkOut(app, 'leaves-behind', { count: 2 })
  await expect(hosts.row('Left behind')).toHaveCount(2)
  const resolve = hosts.row('Left behind').first().getByRole('button', { name: 'Resolve' })
  await reachableAtEachWidth(app, resolve)
  await resolve.click()
  await hosts.panel.getByRole('button', { name: 'Keep', exact: true }).click()
  await expect(hosts.toasts).toContainText('is kept')
  await expect(hosts.row('Left behind')).toHaveCount(1)
  expect((await heldHosts(app)).map(({ state }) => state).toSorted()).toEqual(['left_behind', 'ready'])
  await hosts.row('Left behind').click()
  await hosts.panel.getByRole('button', { name: 'Check in' }).click()
  await hosts.sendNow()
  await expect(hosts.rows).toHaveCount(1)
  expect((await heldHosts(app)).map(({ state }) => state)).toEqual(['ready'])
})
