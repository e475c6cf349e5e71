import { createServer } from 'node:http'
import { startAwx, type AwxServer } from '@main/testing/awx'
import { portOf } from '@main/testing/port-of'
import { expectAccessible } from '../fixtures/axe'
import { ended, heldHosts } from '../fixtures/sandbox'
import { expect } from '../fixtures/test'
import { demoWith, orderWorkflow, SPEED, test, TOWER, towerSettings, varsOf } from '../fixtures/tower'
import { CheckoutScreen } from '../pages/checkout'
import { ExtendDialog } from '../pages/extend'
import { HostsScreen } from '../pages/hosts'
import { ProvidersScreen } from '../pages/providers'
import { RunScreen } from '../pages/run'
import { SettingsScreen } from '../pages/settings'
import { Shell } from '../pages/shell'
import { SyncScreen } from '../pages/sync'
import { TasksScreen } from '../pages/tasks'

const DAY = 86_400_000
const REASON = 'No capacity left in the subscription pool'

/** A moment as the server's facts tell it. */
function inSeconds(ms: number): number {
  return Math.floor(ms / 1000) * 1000
}

/** Launches a workflow in jdoe's inventory, as another client of the server would. */
async function launchOutside(server: AwxServer, name: string): Promise<void> {
  const headers = {
    authorization: `Bearer ${server.tokenFor('jdoe')}`,
    'content-type': 'application/json',
  }
  const api = `${new URL(server.baseUrl).origin}${server.prefix}`
  const found = await fetch(`${api}/inventories/?name=jdoe-inventory`, { headers })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a page of the API, as its reference has it
  const { results } = (await found.json()) as { results: readonly { readonly id: number }[] }
  const { status } = await fetch(`${api}/workflow_job_templates/${name}++Default/launch/`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ inventory: results[0]?.id }),
  })
  expect(status).toBe(201)
}

test('hosts of a workflow: one fails and is given back, the others are extended and checked in', async ({
  launcher,
}) => {
  // The registration of the first machine that comes to it fails, and no other.
  let failed: number | undefined
  const catalog = demoWith({
    'configure-host': (script) => ({
      ...script,
      outcome: ({ rootId }) => {
        failed ??= rootId
        return rootId === failed
          ? { kind: 'failed', message: REASON, host: 'localhost' }
          : { kind: 'successful' }
      },
    }),
  })
  const server = await startAwx({ speed: SPEED, catalog })
  await launcher.settings('desktop:\n  firstRunDone: true\n  toldTray: true\n  undoSeconds: 30\n')
  const app = await launcher.launch()
  const { window } = app
  await window.emulateMedia({ reducedMotion: 'reduce' })
  const shell = new Shell(window)
  const settings = new SettingsScreen(window)
  const checkout = new CheckoutScreen(window)
  const tasks = new TasksScreen(window)
  const hosts = new HostsScreen(window)

  await test.step('the instance is added, and its test says who one is', async () => {
    await shell.go('Settings')
    await settings.open('Add instance')
    await window.getByRole('button', { name: 'Add AnsibleTower', exact: true }).click()
    await settings.field('Name (required)').fill('prod')
    await settings.field('Address (required)').fill(server.baseUrl)
    await settings.field('Token').fill(server.tokenFor('jdoe'))
    await settings.field('Ask every').fill('1')
    await settings.test.click()
    await expect(settings.result).toContainText('Works')
    await expect(settings.result).toContainText('Signed in as jdoe')
    await expect(settings.result).toContainText('AWX 24.6.1')
    await window.getByRole('button', { name: 'Add instance' }).click()
    await settings.keepSecret()
    await expect(window.getByText(/^Saved at/)).toBeVisible()
  })

  await test.step('three hosts are ordered with the answers of the survey', async () => {
    await shell.go('Check out')
    await checkout.choose('Offering', 'deploy-rhel')
    await checkout.field('deploy_rhel_version').getByText('9.4', { exact: true }).click()
    await checkout.field('target_memory').fill('65')
    await checkout.send.click()
    await expect(checkout.status).toContainText('target_memory')
    await checkout.field('target_memory').fill('8')
    await checkout.labels.fill('team=tower-e2e')
    await checkout.labels.press('Enter')
    await checkout.count.fill('3')
    await checkout.send.click()
    await expect(hosts.rows).toHaveCount(3)
    await server.waitFor(() => server.launches().length === 3)
  })

  await test.step('each host was a launch of its own, with what was typed', () => {
    for (const { payload, extraVars, inventory, labels, username } of server.launches()) {
      expect(typeof payload['extra_vars']).toBe('string')
      expect(extraVars).toMatchObject({ deploy_rhel_version: '9.4', target_memory: 8 })
      expect(extraVars['_broker_extra_vars']).toMatchObject({ target_memory: 8 })
      expect(extraVars['_broker_origin']).toMatch(/^broker-desktop:/)
      expect(extraVars['provider_labels']).toEqual({ team: 'tower-e2e' })
      expect(labels).toContain('team=tower-e2e')
      expect({ inventory, username }).toEqual({ inventory: 'shared-lab', username: 'jdoe' })
    }
    const ids = server.launches().map(({ extraVars }) => extraVars['_broker_desktop_id'])
    expect(new Set(ids).size).toBe(3)
  })

  await test.step('the card says why one failed, and where', async () => {
    await shell.go('Tasks')
    await tasks.entry(/deploy-rhel/).click()
    await expect(tasks.badge).toHaveText(/Failed/)
    await expect(tasks.card).toContainText('AnsibleTower prod said')
    await expect(tasks.card).toContainText(REASON)
    await expect(tasks.card).toContainText('Playconfigure-host')
    await expect(tasks.card).toContainText('TaskSet the facts')
    await expect(tasks.card).toContainText('Nodeconfigure-host, 3 of 3')
    await expect(tasks.card.getByRole('button', { name: /^\d+ configure-host/ })).toBeVisible()
    await expectAccessible(app, 'a failed check out that left a host behind')
  })

  const left = server.machines().find(({ jobId }) => rootOf(server, jobId) === failed)?.name ?? ''
  await test.step('what it left behind is checked in there', async () => {
    await expect(tasks.card).toContainText('It left 1 host behind')
    await expect(tasks.card).toContainText(left)
    await tasks.card.getByRole('button', { name: 'Check in 1 host' }).click()
    await hosts.sendNow()
    await server.waitFor(() => server.machines().length === 2)
    expect(varsOf(server, 'remove-vm')).toEqual([expect.objectContaining({ source_vm: left })])
    await expect(tasks.card.getByText('left 1 host behind')).toHaveCount(0)
  })

  const before = server.machines()
  await test.step('the other two get a day more, each by a job of its own', async () => {
    await shell.go('Hosts')
    await expect(hosts.rows).toHaveCount(2)
    await window.getByRole('checkbox', { name: 'Select all hosts' }).click()
    await hosts.bar.getByRole('button', { name: 'Extend' }).click()
    const dialog = new ExtendDialog(window)
    await dialog.amount(/^1.day/).click()
    await dialog.send('Extend 2 hosts').click()
    await expect(hosts.toasts).toContainText(/jdoe-rhel-\S+ and jdoe-rhel-\S+ now end /)
    const launched = varsOf(server, 'extend-vm')
    expect(launched).toHaveLength(2)
    expect(new Set(launched.map(({ target_vm: vm }) => vm))).toEqual(new Set(before.map(({ name }) => name)))
    const ends = (await heldHosts(app)).map(({ lease }) => lease)
    for (const { name, expiresAtMs = 0 } of before) {
      const now = server.machines().find((machine) => machine.name === name)
      expect(now?.expiresAtMs).toBe(expiresAtMs + DAY)
      expect(ends).toContainEqual(expect.objectContaining({ endsAtMs: inSeconds(expiresAtMs + DAY) }))
    }
  })

  await test.step('and are checked in, each by a job of its own', async () => {
    await window.getByRole('checkbox', { name: 'Select all hosts' }).click()
    await hosts.checkIn()
    // All that is held: it asks.
    await shell.dialog.getByRole('button', { name: 'Check in 2 hosts' }).click()
    await hosts.sendNow()
    await expect(hosts.rows).toHaveCount(0)
    expect(server.machines()).toEqual([])
    const [firstRemoved, ...others] = varsOf(server, 'remove-vm').map(({ source_vm: vm }) => vm)
    expect(firstRemoved).toBe(left)
    // Both at the same time, so one or the other comes first.
    expect(others).toHaveLength(2)
    expect(new Set(others)).toEqual(new Set(before.map(({ name }) => name)))
    expect(server.launches()).toHaveLength(3 + 1 + 2 + 2)
  })
  await server.close()
})

/** The launched job above one. */
function rootOf(server: AwxServer, jobId: number): number {
  const parent = server.jobs().find(({ id }) => id === jobId)?.parentId
  return parent === undefined ? jobId : rootOf(server, parent)
}

test('the test of an instance says what is wrong with it, and how to mend it', async ({
  launcher,
  tower,
}) => {
  const website = createServer((_, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>Welcome to nginx!</title>')
  })
  await new Promise<void>((done) => {
    website.listen(0, '127.0.0.1', done)
  })
  const signedByItself = await startAwx({ speed: SPEED, tls: true })
  await launcher.settings('desktop:\n  firstRunDone: true\n  toldTray: true\n')
  const { window, ...app } = await launcher.launch()
  await window.emulateMedia({ reducedMotion: 'reduce' })
  const settings = new SettingsScreen(window)
  await new Shell(window).go('Settings')
  await settings.open('Add instance')
  await window.getByRole('button', { name: 'Add AnsibleTower', exact: true }).click()
  await settings.field('Name (required)').fill('prod')

  await test.step('an address that is not a Tower', async () => {
    await settings.field('Address (required)').fill(`http://127.0.0.1:${portOf(website)}`)
    await settings.field('Token').fill('anything')
    await settings.test.click()
    await expect(settings.result).toContainText('A page "Welcome to nginx!" answers there')
  })

  await test.step('a token that may only read', async () => {
    await settings.field('Address (required)').fill(tower.baseUrl)
    await settings.field('Token').fill(tower.tokenFor('jdoe', { scope: 'read' }))
    await settings.test.click()
    await expect(settings.result).toContainText('Works, but')
    await expect(settings.result).toContainText(/may only read/)
  })

  await test.step('a token that is none', async () => {
    await settings.field('Token').fill('not-a-token')
    await settings.test.click()
    await expect(settings.result).toContainText('Sign in again')
  })

  await test.step('a certificate that nobody has signed can be trusted, and that one only', async () => {
    await settings.field('Address (required)').fill(signedByItself.baseUrl)
    await settings.field('Token').fill(signedByItself.tokenFor('jdoe'))
    await settings.test.click()
    await expect(settings.result).toContainText('Certificate not trusted')
    await expect(settings.result).toContainText('localhost, self-signed')
    await expect(settings.result).toContainText(/SHA-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}/)
    expect(signedByItself.requests().filter(({ headers }) => 'authorization' in headers)).toEqual([])
    await expectAccessible({ window, ...app }, 'a certificate that is not trusted')
    await settings.result.getByRole('button', { name: 'Trust this certificate' }).click()
    await expect(settings.result).toContainText('Certificate is the trusted one')
    await expect(settings.result).toContainText('Works')
    await window.getByRole('button', { name: 'Add instance' }).click()
    await settings.keepSecret('In the settings file')
    await expect(window.getByText(/^Saved at/)).toBeVisible()
    const { taskId } = await app.call('providers.execute', {
      target: TOWER,
      action: 'workflow',
      offering: 'list-flavors',
      arguments: {},
      secretArguments: [],
      labels: {},
    })
    expect((await ended({ window, ...app }, taskId)).state).toBe('succeeded')
  })
  await signedByItself.close()
  website.close()
})

test('what a Tower offers is looked through, run, and its artifacts are shown', async ({
  launcher,
  tower,
}) => {
  await launcher.settings(towerSettings(tower))
  const app = await launcher.launch()
  const { window } = app
  await window.emulateMedia({ reducedMotion: 'reduce' })
  const providers = new ProvidersScreen(window)
  const tasks = new TasksScreen(window)
  await new Shell(window).go('Providers')
  await expect(providers.instance).toContainText('jdoe')
  await providers.entry('Workflows', 'deploy-rhel').click()
  await expect(providers.fields('deploy-rhel').filter({ hasText: 'deploy_rhel_version' })).toContainText(
    '9.6',
  )
  await expectAccessible(app, 'an instance of AnsibleTower')
  await window.getByRole('tab', { name: /^Inventories/ }).click()
  await expect(window.getByRole('heading', { name: 'all-labs' })).toBeVisible()
  // The entry that stood beside the list before is none of this list, and is not looked up there.
  const asked = tower.requests().filter(({ path }) => path.includes('/inventories/'))
  expect(asked.filter(({ query }) => query.toString().includes('deploy-rhel'))).toEqual([])
  await window.getByRole('tab', { name: /^Workflows/ }).click()
  await providers.search('Workflows').fill('list templ')
  await providers.entry('Workflows', 'list-templates').click()
  await providers.run.click()
  const run = new RunScreen(window)
  await run.artifacts('Last job').click()
  await run.send.click()
  await expect(tasks.badge).toHaveText('Done')
  await window.getByRole('tab', { name: 'Artifacts' }).click()
  const artifacts = window.getByRole('list', { name: 'artifacts' })
  await expect(artifacts).toContainText('list_templates')
  await expect(artifacts).toContainText('tpl-rhel-10.0-20260901')
  await expectAccessible(app, 'the artifacts of a run')
  await window.getByRole('tab', { name: 'YAML' }).click()
  await expect(tasks.log).toContainText('list_templates:')
  await window.getByRole('tab', { name: 'Output' }).click()
  await expect(tasks.log).toContainText('TASK [Read list_templates]')
  expect(varsOf(tower, 'list-templates')).toHaveLength(1)
})

test('hosts that were made elsewhere are found by a sync', async ({ launcher, tower }) => {
  await launchOutside(tower, 'deploy-base-os')
  const machine = await tower.waitFor(() => tower.machines()[0])
  await launcher.settings(towerSettings(tower))
  const app = await launcher.launch()
  const { window } = app
  const sync = new SyncScreen(window)
  // One that the application made, in an inventory that is nobody's: not there is not gone.
  const own = await ended(app, await orderWorkflow(app, 'deploy-rhel', { deploy_rhel_version: '9.4' }))
  expect(own.state).toBe('succeeded')
  await new Shell(window).goTo('/providers/AnsibleTower/prod/sync')
  await expect(sync.row(machine.fqdn)).toBeVisible()
  await expect(sync.row('jdoe-rhel-9-4-a1.lab.example.com')).toBeVisible()
  await expect(sync.pane).toContainText('3 new')
  await expect(sync.pane).toContainText('1 the same')
  await expect(sync.pane).not.toContainText('gone')
  await sync.apply.click()
  await expect(new TasksScreen(window).badge).toHaveText('Done')
  const held = await heldHosts(app)
  expect(held).toHaveLength(4)
  const found = held.find(({ hostname }) => hostname === machine.fqdn)
  expect(found?.lease?.endsAtMs).toBe(inSeconds(machine.expiresAtMs ?? 0))
  // It can be given back like any other.
  const { taskId } = await app.call('hosts.checkin', { hostIds: [found?.id ?? ''] })
  expect((await ended(app, taskId)).state).toBe('succeeded')
  expect(tower.machines().map(({ name }) => name)).not.toContain(machine.name)
  expect(varsOf(tower, 'remove-vm')).toEqual([expect.objectContaining({ source_vm: machine.name })])
})

test('what a launch is refused for stands at the fields of the next try', async ({ launcher, tower }) => {
  await launcher.settings(towerSettings(tower))
  const app = await launcher.launch()
  const { window } = app
  const shell = new Shell(window)
  const tasks = new TasksScreen(window)
  const checkout = new CheckoutScreen(window)

  await test.step('a survey that has changed meanwhile', async () => {
    tower.trouble.add({
      kind: 'status',
      status: 400,
      match: { method: 'POST', path: '/launch/' },
      times: 1,
      body: { variables_needed_to_start: ["'target_memory' value 8 is too small (must be at least 16)."] },
    })
    const taskId = await orderWorkflow(app, 'deploy-rhel', { deploy_rhel_version: '9.4', target_memory: 8 })
    expect((await ended(app, taskId)).state).toBe('failed')
    expect(tower.launches()).toEqual([])
    await shell.goTo(`/tasks/${taskId}`)
    await expect(tasks.card).toContainText('too small (must be at least 16)')
    await tasks.button('Retry with changes').click()
    await expect(checkout.field('target_memory')).toHaveValue('8')
    expect(await checkout.note('target_memory')).toContain('too small')
    await checkout.field('target_memory').fill('16')
    await checkout.send.click()
    await tower.waitFor(() => tower.machines().length === 1)
    expect(varsOf(tower, 'deploy-rhel')).toEqual([expect.objectContaining({ target_memory: 16 })])
  })

  await test.step('what a launch ignored is told, and stands at the arguments when it is run again', async () => {
    const { taskId } = await app.call('providers.execute', {
      target: TOWER,
      action: 'job_template',
      offering: 'health-check',
      arguments: { colour: 'red' },
      secretArguments: [],
      labels: { team: 'tower-e2e' },
    })
    expect((await ended(app, taskId)).state).toBe('succeeded')
    await shell.goTo(`/tasks/${taskId}`)
    await expect(tasks.detail).toContainText('Ignored at the launch: ')
    await expect(tasks.detail).toContainText('colour')
    await expectAccessible(app, 'a task whose launch ignored arguments')
    await tasks.detail.getByRole('button', { name: 'Run again with changes' }).click()
    const main = window.getByRole('main')
    await expect(main.getByText('The last launch ignored this.')).toHaveCount(2)
    await main.getByRole('textbox', { name: 'Value of colour' }).fill('blue')
    await expect(main.getByText('The last launch ignored this.')).toHaveCount(1)
  })

  await test.step('what a launch asks for is chosen by name, and sent by id', async () => {
    await checkout.choose('Offering', 'asks-for-everything')
    const run = new RunScreen(window)
    await checkout.choose('Add to tower_instance_groups', 'brno')
    await expect(run.sent).toContainText('brno')
    await expectAccessible(app, 'a form that asks for everything')
    await run.send.click()
    await expect(tasks.badge).toHaveText('Done')
    expect(tower.launches().at(-1)?.payload['instance_groups']).toEqual([expect.any(Number)])
    await expect(tasks.detail).not.toContainText('Ignored at the launch')
  })

  await test.step('a workflow that is not there, with the nearest names', async () => {
    const taskId = await orderWorkflow(app, 'deploy-rehl')
    expect((await ended(app, taskId)).state).toBe('failed')
    await shell.goTo(`/tasks/${taskId}`)
    await expect(tasks.card).toContainText('deploy-rehl')
    await expect(tasks.card).toContainText('deploy-rhel')
  })
})

test('an outage in the middle is ridden out, and the window says so', async ({ launcher, tower }) => {
  await launcher.settings(towerSettings(tower))
  const app = await launcher.launch()
  const { window } = app
  const tasks = new TasksScreen(window)
  const hosts = new HostsScreen(window)
  tower.trouble.set({ slowNodes: 5 })
  const taskId = await orderWorkflow(app, 'deploy-rhel', { deploy_rhel_version: '9.4' })
  await tower.waitFor(() => tower.launches().length > 0)
  const outage = tower.trouble.add({ kind: 'html' })
  await new Shell(window).goTo(`/tasks/${taskId}`)
  await expect(tasks.detail).toContainText('Reconnecting')
  outage.remove()
  const cut = tower.trouble.add({ kind: 'reset' })
  await tower.waitFor(() => cut.hits > 1)
  cut.remove()
  await expect(tasks.badge).toHaveText('Done')
  await expect(tasks.detail).not.toContainText('Reconnecting')
  await new Shell(window).go('Hosts')
  await expect(hosts.rows).toHaveCount(1)
  expect(tower.launches()).toHaveLength(1)
})
