import { demoCatalog, startAwx, type AwxServer } from '@main/testing/awx'
import { ended, heldHosts } from '../fixtures/sandbox'
import { expect, test, type RunningApp } from '../fixtures/test'
import { orderWorkflow, SPEED, TOWER } from '../fixtures/tower'
import { filesWith, listenToMessages } from '../fixtures/traces'
import { CheckoutScreen } from '../pages/checkout'
import { SettingsScreen } from '../pages/settings'
import { Shell } from '../pages/shell'
import { TasksScreen } from '../pages/tasks'

const ANSWER = 'canary-answer-4Lq8'
const PASSWORD = 'canary-password-9Zt2'

const WITHOUT_INSTANCE = 'desktop:\n  firstRunDone: true\n  toldTray: true\n  undoSeconds: 0\n'

/** The demo, with another password for jdoe, and a job that prints what it was given. */
function server(flavour: AwxServer['flavour']): Promise<AwxServer> {
  const catalog = demoCatalog()
  return startAwx({
    flavour,
    speed: SPEED,
    catalog: {
      ...catalog,
      users: catalog.users.map((user) => (user.username === 'jdoe' ? { ...user, password: PASSWORD } : user)),
      jobTemplates: catalog.jobTemplates.map((template) =>
        template.name === 'succeed'
          ? {
              ...template,
              script: {
                ...template.script,
                extraOutput: `The administrator is ${ANSWER}\n`,
                outcome: { kind: 'failed', message: `Cannot sign in with ${ANSWER}` },
              },
            }
          : template,
      ),
    },
  })
}

/** Every token that the application sent, and what it signed in with. */
function credentialsOf(tower: AwxServer): readonly string[] {
  const headers = tower.requests().map(({ headers: { authorization = '' } }) => authorization)
  return [...new Set(headers)].flatMap((header) => header.split(' ')[1] ?? [])
}

/** The encrypted answers that the server was given. */
function surveysOf(tower: AwxServer): readonly unknown[] {
  return tower
    .launches()
    .filter(({ templateName }) => templateName === 'survey-of-all-types')
    .map(({ extraVars }) => extraVars['needed_password'])
}

/** Goes through everything that tells of the work, and does each kind of it. */
async function useAll(app: RunningApp, tower: AwxServer): Promise<void> {
  const { window } = app
  const shell = new Shell(window)
  const checkout = new CheckoutScreen(window)
  const tasks = new TasksScreen(window)
  const hosts = await ended(app, await orderWorkflow(app, 'deploy-base-os'))
  expect(hosts.state).toBe('succeeded')
  const hostIds = (await heldHosts(app)).map(({ id }) => id)
  const extension = { kind: 'by', ms: 86_400_000 } as const
  const extended = await app.call('hosts.extend', { hostIds, extension })
  expect((await ended(app, extended.taskId)).state).toBe('succeeded')
  await app.call('providers.list', { target: TOWER, listing: 'inventories' })

  // The encrypted answer of a survey, typed, refused, tried again.
  await shell.go('Check out')
  await checkout.choose('Offering', 'survey-of-all-types')
  await checkout.field('needed_password').fill(ANSWER)
  await checkout.send.click()
  await shell.go('Tasks')
  await tasks
    .entry(/survey-of-all-types/)
    .first()
    .click()
  await expect(tasks.badge).toHaveText('Failed')
  await expect(tasks.card).toContainText('Cannot sign in with')
  await tasks.button('Retry as it was').click()
  await tower.waitFor(() => surveysOf(tower).length === 2)
  const [again] = (await app.call('tasks.list', { limit: 1 })).tasks
  expect((await ended(app, again?.id ?? 0)).state).toBe('failed')
  const { tasks: all } = await app.call('tasks.list', { limit: 100 })
  for (const { id } of all) await app.call('tasks.log', { taskId: id, afterSeq: 0, limit: 5_000 })
  for (const { id } of await heldHosts(app)) await app.call('hosts.get', { hostId: id })
  const checkin = await app.call('hosts.checkin', { hostIds })
  expect((await ended(app, checkin.taskId)).state).toBe('succeeded')
}

const WAYS = [
  { flavour: 'awx', way: 'token' },
  { flavour: 'awx', way: 'password' },
  { flavour: 'aap25', way: 'password' },
] as const

for (const { flavour, way } of WAYS) {
  test(`a ${way} of ${flavour} and an encrypted answer are told to nobody else`, async ({ launcher }) => {
    const tower = await server(flavour)
    const own = tower.tokenFor('jdoe')
    await launcher.settings(WITHOUT_INSTANCE)
    const app = await launcher.launch()
    const messages = await listenToMessages(app)
    const { window } = app
    const settings = new SettingsScreen(window)
    await new Shell(window).go('Settings')
    await settings.open('Add instance')
    await window.getByRole('button', { name: 'Add AnsibleTower', exact: true }).click()
    await settings.field('Name (required)').fill('prod')
    await settings.field('Address (required)').fill(tower.baseUrl)
    if (way === 'token') await settings.field('Token').fill(own)
    else {
      await settings.field('Sign in with').getByText('Password').click()
      await settings.field('User name').fill('jdoe')
      await settings.field('Password').fill(PASSWORD)
    }
    await settings.field('Ask every').fill('1')
    await settings.test.click()
    await expect(settings.result).toContainText('Signed in as jdoe')
    await window.getByRole('button', { name: 'Add instance' }).click()
    await settings.keepSecret()
    await expect(window.getByText(/^Saved at/)).toBeVisible()

    await useAll(app, tower)
    // The server was told what it had to be told.
    expect(surveysOf(tower)).toEqual([ANSWER, ANSWER])
    const secrets = [ANSWER, PASSWORD, own, ...credentialsOf(tower)]
    expect(secrets.length).toBeGreaterThan(3)

    const told = await messages.all()
    expect(told.join('\n')).toContain('deploy-base-os')
    expect(told.filter((text) => text.startsWith('broker:event'))).not.toEqual([])
    expect(told.filter((text) => secrets.some((secret) => text.includes(secret)))).toEqual([])
    const shown = await window.evaluate(() => document.documentElement.outerHTML)
    expect(secrets.filter((secret) => shown.includes(secret))).toEqual([])
    const written = (): readonly string[] =>
      secrets.flatMap((secret) => filesWith(launcher.dataFolder, secret))
    // As they are while it runs, with the journals beside them, and as a quiet end leaves them.
    expect(filesWith(launcher.dataFolder, 'deploy-base-os')).not.toEqual([])
    expect(written()).toEqual([])
    const made = tower.tokens().filter(({ description }) => description.startsWith('Broker Desktop'))
    expect(made).toHaveLength(way === 'password' ? 1 : 0)
    await app.close()
    expect(written()).toEqual([])
    expect(tower.tokens().map(({ token }) => token)).toEqual([own])
    await tower.close()
  })
}
