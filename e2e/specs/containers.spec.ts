import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hostTitle } from '@shared/domain/host'
import { startSocketProxy } from '@main/testing/socket-proxy'
import { engineSettings, IMAGE, test } from '../fixtures/engine'
import type { TestEngine } from '../fixtures/engine'
import { heldHosts } from '../fixtures/sandbox'
import { expect } from '../fixtures/test'
import type { RunningApp } from '../fixtures/test'
import { CheckoutScreen } from '../pages/checkout'
import { HostsScreen } from '../pages/hosts'
import { RunScreen } from '../pages/run'
import { Shell } from '../pages/shell'
import { TasksScreen } from '../pages/tasks'

function idsOf(hosts: readonly { readonly id: string }[]): readonly string[] {
  return hosts.map(({ id }) => id).toSorted()
}

/** The hosts that the engine says something runs for. */
async function running(engine: TestEngine): Promise<readonly string[]> {
  const containers = await engine.containers()
  return containers
    .filter(({ state }) => state === 'running')
    .map(({ hostId }) => hostId)
    .toSorted()
}

/** Opens the Check out page with the Podman instance and an image chosen. */
async function choose(app: RunningApp, image: string): Promise<CheckoutScreen> {
  const checkout = new CheckoutScreen(app.window)
  await new Shell(app.window).go('Check out')
  await checkout.choose('Instance', 'Container podman')
  await checkout.choose('Action', 'container_host')
  await checkout.typeOffering(image)
  return checkout
}

test('three containers are checked out, two given back and one of them kept after all', async ({
  engine,
  launcher,
}) => {
  await launcher.settings(engineSettings({ socketPath: engine.socketPath, undoSeconds: 60 }))
  const app = await launcher.launch()
  const checkout = await choose(app, IMAGE)
  await checkout.count.fill('3')
  await checkout.send.click()

  const hosts = new HostsScreen(app.window)
  await expect(hosts.rows).toHaveCount(3)
  await expect(hosts.readyRows).toHaveCount(3)
  const made = await heldHosts(app)
  expect(await running(engine)).toEqual(idsOf(made))
  expect(await running(engine)).toHaveLength(3)

  const [gone, kept] = made
  if (gone === undefined || kept === undefined) throw new Error('Three hosts were expected.')
  await hosts.checkIn(hostTitle(gone), hostTitle(kept))
  await expect(hosts.row(hostTitle(kept))).toContainText('Checking in')
  await hosts.undoInPanel(hostTitle(kept))
  await expect(hosts.row(hostTitle(kept))).not.toContainText('Checking in')
  expect(await running(engine)).toHaveLength(3)
  await hosts.sendNow()

  await expect(hosts.rows).toHaveCount(2)
  await expect(hosts.readyRows).toHaveCount(2)
  const rest = idsOf(made.filter(({ id }) => id !== gone.id))
  expect(idsOf(await heldHosts(app))).toEqual(rest)
  expect(await running(engine)).toEqual(rest)
  expect(await engine.containers()).toHaveLength(2)
})

test('an image that is not there fails with a reason, and a retry makes it once it is there', async ({
  engine,
  launcher,
}) => {
  await launcher.settings(engineSettings({ socketPath: engine.socketPath }))
  const app = await launcher.launch()
  const checkout = await choose(app, 'localhost/later')
  await checkout.send.click()

  const tasks = new TasksScreen(app.window)
  await tasks.open('Check out localhost/later')
  await expect(tasks.card).toContainText('Unable to find image: localhost/later')
  await expect(tasks.card).toContainText('Check its name and tag.')
  expect(await heldHosts(app)).toEqual([])
  expect(await engine.containers()).toEqual([])

  await engine.tag('localhost/later')
  await tasks.button('Retry as it was').click()
  const hosts = new HostsScreen(app.window)
  await new Shell(app.window).go('Hosts')
  await expect(hosts.readyRows).toHaveCount(1)
  expect(await running(engine)).toEqual(idsOf(await heldHosts(app)))
})

test('a registry that cannot be reached is told in the words of the engine', async ({ engine, launcher }) => {
  await launcher.settings(engineSettings({ socketPath: engine.socketPath }))
  const app = await launcher.launch()
  // Nothing listens on this port.
  const checkout = await choose(app, '127.0.0.1:9/nothing')
  await checkout.send.click()

  const tasks = new TasksScreen(app.window)
  await tasks.open('Check out 127.0.0.1:9/nothing')
  await expect(tasks.card).toContainText('Container podman said')
  await expect(tasks.card).toContainText('connection refused')
  await expect(tasks.card).toContainText('the engine cannot reach its registry')
  expect(await heldHosts(app)).toEqual([])
})

test('a name that is taken fails with the name, and leaves what has it alone', async ({
  engine,
  launcher,
}) => {
  await engine.occupy('taken')
  await launcher.settings(engineSettings({ socketPath: engine.socketPath }))
  const app = await launcher.launch()
  const checkout = await choose(app, IMAGE)
  await checkout.field('name').fill('taken')
  await checkout.send.click()

  const tasks = new TasksScreen(app.window)
  await tasks.open(`Check out ${IMAGE}`)
  await expect(tasks.card).toContainText('the name taken is taken')
  await expect(tasks.card).toContainText('Choose another name')
  expect(await heldHosts(app)).toEqual([])
  expect(await engine.names()).toEqual(['taken'])
})

test('a port mapping that cannot be is named, and can be corrected', async ({ engine, launcher }) => {
  await launcher.settings(engineSettings({ socketPath: engine.socketPath }))
  const app = await launcher.launch()
  const checkout = await choose(app, IMAGE)
  await checkout.field('ports').fill('8080:99999')
  await checkout.send.click()

  const tasks = new TasksScreen(app.window)
  await tasks.open(`Check out ${IMAGE}`)
  await expect(tasks.card).toContainText('8080:99999')
  await expect(tasks.card).toContainText('a port is a number from 1 to 65535')
  expect(await engine.containers()).toEqual([])

  await tasks.button('Retry with changes').click()
  await app.window.getByRole('button', { name: 'Remove 8080:99999' }).click()
  await checkout.field('ports').fill('8080')
  await checkout.send.click()
  await expect(new HostsScreen(app.window).readyRows).toHaveCount(1)
})

for (const [count, reason] of [
  ['0', 'At least 1. Say a number from 1 to 200.'],
  ['1000', 'At most 200 at once. Say a number from 1 to 200.'],
] as const) {
  test(`${count} hosts cannot be asked for, and the field says why`, async ({ engine, launcher }) => {
    await launcher.settings(engineSettings({ socketPath: engine.socketPath }))
    const app = await launcher.launch()
    const checkout = await choose(app, IMAGE)
    await checkout.count.fill(count)
    await checkout.send.click()

    await expect(checkout.count).toHaveAccessibleDescription(reason)
    await expect(checkout.count).toBeFocused()
    await expect(checkout.status).toHaveText('1 field to correct: Hosts')
    const { tasks } = await app.call('tasks.list', { limit: 1 })
    expect(tasks).toEqual([])
    expect(await engine.containers()).toEqual([])
  })
}

test('an engine that stops in the middle costs no host, and what it left can be given back', async ({
  engine,
  launcher,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'broker-engine-'))
  const socketPath = join(folder, 'engine.sock')
  const first = await startSocketProxy({ target: engine.socketPath, listen: socketPath })
  await launcher.settings(engineSettings({ socketPath, undoSeconds: 60 }))
  const app = await launcher.launch()
  const hold = first.hold({ match: { method: 'POST', path: '/start' }, when: 'before', nth: 2 })
  const checkout = await choose(app, IMAGE)
  await checkout.count.fill('2')
  await checkout.send.click()
  const hosts = new HostsScreen(app.window)
  await expect(hosts.readyRows).toHaveCount(1)
  await hold.reached
  await first.stop()

  const behind = hosts.rows.filter({ hasText: 'Left behind' })
  await expect(behind).toHaveCount(1)
  await expect(hosts.readyRows).toHaveCount(1)
  expect(idsOf(await heldHosts(app))).toEqual(
    (await engine.containers()).map(({ hostId }) => hostId).toSorted(),
  )

  const second = await startSocketProxy({ target: engine.socketPath, listen: socketPath })
  await behind.getByRole('checkbox').click()
  await hosts.checkIn()
  await hosts.sendNow()
  await expect(hosts.rows).toHaveCount(1)
  await expect.poll(async () => (await engine.containers()).length).toBe(1)
  expect(await running(engine)).toEqual(idsOf(await heldHosts(app)))
  await second.stop()
  await rm(folder, { recursive: true, force: true })
})

test('an image is run with a command, its output is seen while it runs, and nothing stays', async ({
  engine,
  launcher,
}) => {
  await launcher.settings(engineSettings({ socketPath: engine.socketPath }))
  const app = await launcher.launch()
  const run = new RunScreen(app.window)
  const tasks = new TasksScreen(app.window)
  const shell = new Shell(app.window)
  async function start(command: string): Promise<void> {
    await run.field('command').fill(command)
    await run.send.click()
  }

  await shell.goTo('/run')
  await run.offering(IMAGE).first().click()
  await start('sh -c "echo on; sleep 1000"')
  await expect(tasks.log).toContainText('on')
  await expect.poll(() => running(engine)).toHaveLength(1)
  await tasks.button('Cancel').click()
  await expect(tasks.badge).toHaveText('Cancelled')
  expect(await engine.containers()).toEqual([])

  // What was chosen is still there.
  await shell.goTo('/run')
  await start('sh -c "echo done; exit 3"')
  await expect(tasks.detail).toContainText('Exit code 3')
  const [task] = (await app.call('tasks.list', { limit: 1 })).tasks
  expect(task?.lines[0]?.result).toMatchObject({ output: 'done\n', exitCode: 3 })
  expect(await engine.containers()).toEqual([])
})
