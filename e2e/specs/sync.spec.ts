import { copyFileSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expectAccessible } from '../fixtures/axe'
import { checkOut, ended, heldHosts, pacedSandbox } from '../fixtures/sandbox'
import { expect, FAST_SANDBOX, test, type Launcher, type RunningApp } from '../fixtures/test'
import { HostsScreen } from '../pages/hosts'
import { Shell } from '../pages/shell'
import { SyncScreen } from '../pages/sync'
import { TasksScreen } from '../pages/tasks'

const HOUR = 3_600_000

async function named(app: RunningApp, name: string): Promise<string> {
  const host = (await heldHosts(app)).find((known) => known.name === name)
  if (host === undefined) throw new Error(`No host ${name} is held.`)
  return host.id
}

/**
 * An application whose inventory is older than the Sandbox: since it was written there, one host was extended, one
 * given back, one made, and one left as it was.
 */
async function launchWithOldInventory(launcher: Launcher): Promise<RunningApp> {
  await launcher.settings(pacedSandbox('fast', 0).replace('speed: fast', 'speed: instant'))
  const inventory = join(launcher.dataFolder, 'inventory.db')
  const first = await launcher.launch()
  for (const name of ['same', 'longer', 'gone']) {
    await checkOut(first, 'small-vm', { arguments: { name, lease: '4h' } })
  }
  await first.close()
  copyFileSync(inventory, `${inventory}.old`)
  const second = await launcher.launch()
  const extension = { kind: 'by', ms: 5 * HOUR } as const
  const { taskId } = await second.call('hosts.extend', {
    hostIds: [await named(second, 'longer')],
    extension,
  })
  const checkin = await second.call('hosts.checkin', { hostIds: [await named(second, 'gone')] })
  await Promise.all([
    ended(second, taskId),
    ended(second, checkin.taskId),
    checkOut(second, 'small-vm', { arguments: { name: 'made' } }),
  ])
  await second.close()
  for (const rest of ['-wal', '-shm']) {
    if (existsSync(`${inventory}${rest}`)) rmSync(`${inventory}${rest}`)
  }
  copyFileSync(`${inventory}.old`, inventory)
  return launcher.launch()
}

test('shows what is new, changed, gone and the same, and writes what is ticked', async ({ launcher }) => {
  const app = await launchWithOldInventory(launcher)
  const { window } = app
  const sync = new SyncScreen(window)
  await window.getByRole('button', { name: 'Sync', exact: true }).click()
  await expect(sync.pane).toContainText('Read 3 hosts')
  await expect(sync.pane).toContainText('1 new')
  await expect(sync.row('made').getByRole('checkbox')).toBeChecked()
  await expect(sync.row('longer')).toContainText('lease')
  await expect(sync.row('same').getByRole('checkbox')).toHaveCount(0)
  await expect(sync.apply).toHaveText(/^Apply 3 changes/)
  // Nothing was written so far, and nothing at the provider.
  expect((await heldHosts(app)).map(({ name }) => name)).toEqual(['gone', 'longer', 'same'])
  await window.emulateMedia({ reducedMotion: 'reduce' })
  await expectAccessible(app, 'a preview')

  // A host that is gone can be kept in the inventory all the same.
  await sync.row('gone').getByRole('radio', { name: 'Keep the record' }).click()
  await expect(sync.row('gone').getByRole('checkbox')).not.toBeChecked()
  await expect(sync.apply).toHaveText(/^Apply 2 changes/)
  await sync.box('All gone').click()
  await expect(sync.row('gone').getByRole('radio', { name: 'Forget' })).toBeChecked()
  await sync.box('All new').click()
  await expect(sync.apply).toHaveText(/^Apply 2 changes/)
  await window.keyboard.press('Control+Enter')
  await expect(new Shell(window).toasts).toContainText('Sandbox: 1 changed, 1 forgotten')
  await expect(new TasksScreen(window).badge).toHaveText('Done')
  const left = await heldHosts(app)
  expect(left.map(({ name }) => name)).toEqual(['longer', 'same'])
  const end = (name: string): number => left.find((host) => host.name === name)?.lease?.endsAtMs ?? 0
  expect(end('longer') - end('same')).toBeGreaterThan(4 * HOUR)

  // What was not ticked is still new.
  await new Shell(window).goTo('/providers/Sandbox/sandbox/sync')
  await expect(sync.pane).toContainText('1 new')
  await expect(sync.pane).toContainText('2 the same')
  await sync.apply.click()
  await expect(new TasksScreen(window).badge).toHaveText('Done')
  await new Shell(window).go('Hosts')
  await expect(new HostsScreen(window).row('made')).toBeVisible()
})

test('without a difference there is nothing to apply, and with nothing ticked it says so', async ({
  app,
}) => {
  const { window } = app
  const sync = new SyncScreen(window)
  await new Shell(window).goTo('/providers/Sandbox/sandbox/sync')
  await expect(window.getByText('No hosts, here or there')).toBeVisible()
  await expectAccessible(app, 'a sync without hosts')
  await checkOut(app, 'small-vm', { arguments: { name: 'only' } })
  await sync.button('Read again').click()
  await expect(sync.pane).toContainText('1 the same')
  await expect(sync.pane).toContainText('There is nothing to apply.')
  await expect(sync.apply).toHaveCount(0)
  await sync.button('Back').last().click()
  await expect(window.getByRole('button', { name: 'Sync inventory' })).toBeVisible()
})

test('a provider is synced as a whole, each instance with its own preview, and as broker says it', async ({
  launcher,
}) => {
  await launcher.settings(`${FAST_SANDBOX}    spare:\n      speed: instant\n`)
  const app = await launcher.launch()
  const { window } = app
  await checkOut(app, 'small-vm', { arguments: { name: 'mine' } })
  const { forgotten } = await app.call('hosts.forget', { hostIds: [await named(app, 'mine')] })
  expect(forgotten).toBe(1)
  await window.getByRole('button', { name: 'Sync', exact: true }).click()
  await window.getByRole('menuitem', { name: 'Sandbox, all 2 instances' }).click()
  const sync = new SyncScreen(window)
  const tab = (name: string) => window.getByRole('tab', { name })
  await expect(tab('sandbox')).toHaveText(/sandbox1/)
  await expect(tab('spare')).toHaveText(/spare\d/)
  await expect(sync.row('mine').getByRole('checkbox')).toBeChecked()
  await expectAccessible(app, 'a sync of a whole provider')
  await sync.apply.click()
  await expect(sync.pane).toContainText('Applied')
  await expect(tab('sandbox')).toHaveText(/sandbox0/)
  await tab('spare').click()
  await expect(window.getByRole('region', { name: 'Sync Sandbox spare' })).toBeVisible()

  await new Shell(window).go('Hosts')
  await window.getByRole('button', { name: 'Sync', exact: true }).click()
  await window.getByRole('menuitem', { name: 'As broker says it…' }).click()
  const dialog = window.getByRole('dialog', { name: 'Sync' })
  await dialog.getByRole('textbox', { name: 'Hosts to read' }).fill('Sandbox:maya::spare')
  await dialog.getByRole('button', { name: 'Read' }).click()
  await expect(dialog).toContainText('Sandbox syncs only hosts of your own.')
  await dialog.getByRole('textbox', { name: 'Hosts to read' }).fill('Sandbox::spare')
  await dialog.getByRole('button', { name: 'Read' }).click()
  await expect(window.getByRole('region', { name: 'Sync Sandbox spare' })).toBeVisible()
})
