import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { reportSchema } from '@shared/domain/report'
import type { JsonObject } from '@shared/lib/json'
import { expectAccessible } from '../fixtures/axe'
import { furnishBrokerHome, HOME_INVENTORY, NEW_PERSON } from '../fixtures/broker-home'
import { heldHosts } from '../fixtures/sandbox'
import { expect as within15Seconds, type RunningApp } from '../fixtures/test'
import { test, varsOf } from '../fixtures/tower'
import { CheckoutScreen } from '../pages/checkout'
import { Filters } from '../pages/filters'
import { HostsScreen } from '../pages/hosts'
import { answerDialogs, ReportsScreen } from '../pages/reports'
import { RunScreen } from '../pages/run'
import { Shell } from '../pages/shell'
import { SyncScreen } from '../pages/sync'
import { TasksScreen } from '../pages/tasks'

// Jobs are asked for once a second, as a person has it, and the computer may be busy.
const expect = within15Seconds.configure({ timeout: 60_000 })

const ARGS_FILE = `# what the team always says
- target_memory: 8
  count: 2
  site: brno
- packages: [vim, tmux]
`

/** The cells of a CSV without line breaks in them. */
function csvRows(text: string): readonly (readonly string[])[] {
  return text
    .trimEnd()
    .split('\r\n')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
      ),
    )
}

/** The tasks of a kind, the newest first. */
async function taskIds(app: RunningApp, kind: string): Promise<readonly number[]> {
  const { tasks } = await app.call('tasks.list', { limit: 50 })
  return tasks.filter((task) => task.kind === kind).map(({ id }) => id)
}

test('the whole of it: from a folder of the broker command to the reports of a day', async ({
  launcher,
  tower,
}) => {
  test.setTimeout(300_000)
  const folder = furnishBrokerHome(launcher, tower)
  const settings = readFileSync(join(folder, 'broker_settings.yaml'), 'utf8')
  const [, token = ''] = /token: (\S+)/.exec(settings) ?? []
  await launcher.settings(NEW_PERSON)
  const app = await launcher.launch()
  const { window } = app
  await window.emulateMedia({ reducedMotion: 'reduce' })
  const shell = new Shell(window)
  const checkout = new CheckoutScreen(window)
  const hosts = new HostsScreen(window)
  const tasks = new TasksScreen(window)
  const reports = new ReportsScreen(window)
  const filters = new Filters(window)
  const nick = (name: string): ReturnType<typeof window.getByRole> =>
    window
      .getByRole('region', { name: 'Nicks' })
      .getByRole('button')
      .filter({ has: window.getByText(name, { exact: true }) })

  await test.step('the folder of the broker command is used as it is', async () => {
    const card = window.getByRole('region', { name: 'Found a Broker configuration' })
    await card.getByRole('button', { name: 'Use this file' }).click()
    await expect(hosts.rows).toHaveCount(4)
  })

  await test.step('a nick, an args file over it and two values over both make two hosts', async () => {
    await shell.go('Check out')
    await nick('rhel9').click()
    await expect(nick('rhel9')).toHaveAttribute('aria-pressed', 'true')
    const file = join(launcher.dataFolder, 'args.yaml')
    writeFileSync(file, ARGS_FILE)
    await window.locator('input[type=file][aria-label="Args file"]').setInputFiles(file)
    await expect(checkout.count).toHaveValue('2')
    await checkout.field('target_memory').fill('16')
    await checkout.field('deploy_flavor').getByText('m1.large', { exact: true }).click()
    await expect
      .poll(() => checkout.preview())
      .toMatchObject({
        deploy_rhel_version: ['"9.4"', 'Nick rhel9'],
        target_memory: ['16', 'Typed'],
        deploy_flavor: ['m1.large', 'Typed'],
        site: ['brno', 'args.yaml'],
        packages: ['["vim","tmux"]', 'args.yaml'],
        host_type: ['host', 'Default'],
      })
    await checkout.send.click()
    await expect(hosts.rows).toHaveCount(6)
    const [taskId = 0] = await taskIds(app, 'checkout')
    await shell.goTo(`/tasks/${taskId}`)
    await expect(tasks.badge).toHaveText('Done')
    const vars = varsOf(tower, 'deploy-rhel')
    expect(vars).toHaveLength(2)
    for (const one of vars) {
      expect(one).toMatchObject({
        deploy_rhel_version: '9.4',
        target_memory: 16,
        deploy_flavor: 'm1.large',
        site: 'brno',
        packages: ['vim', 'tmux'],
      })
      // Neither what Broker keeps to itself nor what nobody said.
      expect(Object.keys(one)).not.toEqual(expect.arrayContaining(['count']))
    }
    expect(new Set(tower.launches().map(({ username }) => username))).toEqual(new Set(['jdoe']))
  })

  await test.step('its task says where each of them came from', async () => {
    await tasks.detail.getByRole('button', { name: /^\d+ arguments$/ }).click()
    const table = window.getByRole('table', { name: 'What was asked for' })
    for (const [name, value, source] of [
      ['deploy_rhel_version', '"9.4"', 'Nick rhel9'],
      ['target_memory', '16', 'Typed'],
      ['site', 'brno', 'args.yaml'],
      ['host_type', 'host', 'Default'],
    ] as const) {
      const row = table.getByRole('row').filter({ has: window.getByRole('rowheader', { name, exact: true }) })
      await expect(row).toContainText(value)
      await expect(row).toContainText(source)
    }
    await expectAccessible(app, 'what a task asked for')
    await window.keyboard.press('Escape')
    await expect(table).toBeHidden()
  })

  await test.step('a filter keeps the two, and one of them is checked out again', async () => {
    await shell.go('Hosts')
    await filters.box.fill('@inv._broker_args.site == "brno" | @inv[:2]')
    await expect(hosts.rows).toHaveCount(2)
    await filters.box.press('Enter')
    await window.keyboard.press('Control+a')
    await hosts.bar.getByRole('button', { name: 'Duplicate' }).click()
    const dialog = window.getByRole('dialog', { name: 'Check out 2 hosts again' })
    await expect(dialog.getByRole('listitem')).toHaveCount(1)
    await dialog.getByRole('button', { name: 'Fewer' }).click()
    await window.getByRole('button', { name: 'Check out 1 host' }).click()
    await expect.poll(() => varsOf(tower, 'deploy-rhel').length).toBe(3)
    const [first, , copy] = varsOf(tower, 'deploy-rhel')
    const said = (vars: JsonObject = {}): JsonObject =>
      Object.fromEntries(Object.entries(vars).filter(([name]) => !name.startsWith('_broker_')))
    expect(said(copy)).toEqual(said(first))
    expect(said(copy)).toMatchObject({ site: 'brno', target_memory: 16 })
    const [taskId = 0] = await taskIds(app, 'checkout')
    await shell.goTo(`/tasks/${taskId}`)
    await expect(tasks.badge).toHaveText('Done')
  })

  await test.step('a workflow is run by its nick', async () => {
    await shell.goTo('/run')
    await nick('templates').click()
    const run = new RunScreen(window)
    await run.artifacts('Last job').click()
    await run.send.click()
    await expect(tasks.badge).toHaveText('Done')
    await window.getByRole('tab', { name: 'Artifacts' }).click()
    await expect(window.getByRole('list', { name: 'artifacts' })).toContainText('tpl-rhel-9.4-20260310')
    expect(varsOf(tower, 'list-templates')).toHaveLength(1)
  })

  await test.step('a sync shows what has changed there, and what is ticked is written', async () => {
    const sync = new SyncScreen(window)
    await shell.goTo('/providers/AnsibleTower/prod/sync')
    await expect(sync.row('jdoe-rhel-9-6-gone.lab.example.com')).toBeVisible()
    expect(await heldHosts(app)).toHaveLength(7)
    await sync.row('jdoe-rhel-9-6-gone.lab.example.com').getByRole('radio', { name: 'Forget' }).click()
    await sync.apply.click()
    await expect(tasks.badge).toHaveText('Done')
    expect((await heldHosts(app)).map(({ name }) => name)).not.toContain('jdoe-rhel-9.6-gone')
    expect(await heldHosts(app)).toHaveLength(6)
  })

  const [, madeBy = 0] = await taskIds(app, 'checkout')
  const file = (name: string): string => join(launcher.dataFolder, name)

  await test.step('both reports of the check out, and the table of the hosts, are written', async () => {
    await shell.goTo(`/tasks/${madeBy}`)
    for (const [name, format] of [
      ['full.json', 'Full report'],
      ['broker.json', 'Broker output'],
    ] as const) {
      await answerDialogs(app, { file: file(name) })
      await tasks.button('Report').click()
      await reports.export(format)
      await expect(reports.dialog).toBeHidden()
    }
    await shell.go('Reports')
    await answerDialogs(app, { file: file('hosts.csv') })
    await window.getByRole('button', { name: 'Export the inventory' }).click()
    await reports.export('Table')
    await expect(reports.rows).toHaveCount(3)
  })

  const held = await heldHosts(app)
  await test.step('the full report says all that was done', () => {
    const text = readFileSync(file('full.json'), 'utf8')
    const { task, hosts: made, ...head } = reportSchema.strict().parse(JSON.parse(text))
    expect(head).toMatchObject({ version: 2, application: { name: 'Broker Desktop' }, about: 'task' })
    expect(task).toMatchObject({
      id: madeBy,
      kind: 'checkout',
      outcome: 'succeeded',
      provider: 'AnsibleTower',
      instance: 'prod',
      action: 'workflow',
      offering: 'deploy-rhel',
      nick: 'rhel9',
      count: 2,
    })
    expect(task?.arguments.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { name: 'deploy_flavor', value: 'm1.large', source: 'typed' },
      { name: 'deploy_rhel_version', value: '9.4', source: 'nick', sourceName: 'rhel9' },
      { name: 'host_type', value: 'host', source: 'default' },
      { name: 'packages', value: ['vim', 'tmux'], source: 'file', sourceName: 'args.yaml' },
      { name: 'site', value: 'brno', source: 'file', sourceName: 'args.yaml' },
      { name: 'target_memory', value: 16, source: 'typed' },
      { name: 'tower_inventory', value: 'shared-lab', source: 'default' },
    ])
    expect(task?.lines).toHaveLength(2)
    for (const line of task?.lines ?? []) {
      expect(line).toMatchObject({ outcome: 'succeeded', links: expect.arrayContaining([expect.anything()]) })
      expect(line.steps.map(({ name, outcome }) => [name, outcome])).toEqual([
        ['Launch deploy-rhel', 'done'],
        ['allocate-capacity', 'done'],
        ['deploy-vm', 'done'],
        ['configure-host', 'done'],
      ])
      for (const step of line.steps) expect(step.durationMs).toBeGreaterThanOrEqual(0)
    }
    expect(made).toHaveLength(2)
    for (const host of made) {
      const machine = tower.machines().find(({ name }) => name === host.name)
      expect(host).toMatchObject({ state: 'ready', hostname: machine?.fqdn, nick: 'rhel9' })
      expect(host.lease?.endsAt).toBe(
        new Date(Math.floor((machine?.expiresAtMs ?? 0) / 1000) * 1000).toISOString(),
      )
      expect(host.arguments).toContainEqual({
        name: 'deploy_rhel_version',
        value: '9.4',
        source: 'nick',
        sourceName: 'rhel9',
      })
    }
  })

  await test.step('the other one has what broker --output-file writes, key by key', () => {
    const text = readFileSync(file('broker.json'), 'utf8')
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one object, as its layout has it
    const output = JSON.parse(text) as JsonObject & { readonly hosts: readonly JsonObject[] }
    expect(Object.keys(output)).toEqual([
      'action',
      'api_url',
      'arguments',
      'auth_type',
      'hosts',
      'provider',
      'return_code',
      'ui_url',
    ])
    const said = {
      workflow: 'deploy-rhel',
      deploy_flavor: 'm1.large',
      deploy_rhel_version: '9.4',
      packages: ['vim', 'tmux'],
      site: 'brno',
      target_memory: 16,
    }
    const { hosts: records, api_url: apiUrl, ui_url: uiUrl, ...rest } = output
    expect(rest).toEqual({
      action: 'execute',
      arguments: said,
      auth_type: 'token',
      provider: 'AnsibleTower',
      return_code: 0,
    })
    expect(apiUrl).toMatch(/\/api\/v2\/workflow_jobs\/\d+\/$/)
    expect(uiUrl).toMatch(/workflow/)
    expect(records).toHaveLength(2)
    for (const record of records) {
      const machine = tower.machines().find(({ name }) => name === record['name'])
      expect(record).toMatchObject({
        _broker_args: said,
        _broker_provider: 'AnsibleTower',
        _broker_provider_instance: 'prod',
        hostname: machine?.fqdn,
        name: machine?.name,
        type: 'host',
        tower_inventory: 'shared-lab',
      })
    }
    expect(text.startsWith('{\n    "action"')).toBe(true)
  })

  await test.step('the table has every host that is held', () => {
    const [header, ...rows] = csvRows(readFileSync(file('hosts.csv'), 'utf8'))
    expect(header).toEqual([
      'Hostname',
      'Name',
      'Provider',
      'Instance',
      'Action',
      'Offering',
      'OS',
      'State',
      'Lease ends',
      'Lease from',
      'Checked out',
      'Tags',
      'Problem',
      'Task',
      'Id',
      // Those that the person's settings file adds.
      'Host',
      'Action (inventory_fields)',
    ])
    expect(rows.map((row) => [...row.slice(0, 2), row[3], row.at(-2)])).toEqual(
      held.map(({ hostname, name, instance }) => [hostname, name, instance, hostname]),
    )
  })

  await test.step('no secret is in any of them, and no byte of the person’s files has changed', () => {
    for (const name of ['full.json', 'broker.json', 'hosts.csv']) {
      const text = readFileSync(file(name), 'utf8')
      expect(text).not.toContain(token)
      expect(text).not.toContain('canary-ssh')
    }
    expect(readFileSync(join(folder, 'broker_settings.yaml'), 'utf8')).toBe(settings)
    expect(readFileSync(join(folder, 'inventory.yaml'), 'utf8')).toBe(HOME_INVENTORY)
  })
})
