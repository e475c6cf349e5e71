import { checkOut, heldHosts, onlyHost } from '../fixtures/sandbox'
import { sharedApp } from '../fixtures/shared-app'
import { expect, test } from '../fixtures/test'
import { CheckoutScreen } from '../pages/checkout'
import { HostsScreen } from '../pages/hosts'
import { hasFocus, Shell } from '../pages/shell'
import { TasksScreen } from '../pages/tasks'

test.describe('the form', () => {
  const shared = sharedApp()

  test.beforeEach(async () => {
    const shell = new Shell(shared.app.window)
    // A page of its own for each test: what was typed for one offering is kept.
    await shared.app.window.reload()
    await shell.go('Check out')
  })

  test('says what is missing, and goes to it', async () => {
    const checkout = new CheckoutScreen(shared.app.window)
    await checkout.offer('bare-metal')
    await checkout.send.click()
    await expect(checkout.status).toContainText('1 field to correct: purpose')
    expect(await hasFocus(checkout.field('purpose'))).toBe(true)
    await expect(checkout.field('purpose')).toHaveAttribute('aria-invalid', 'true')
    await checkout.field('purpose').fill('kernel bisect')
    await expect(checkout.status).toBeHidden()
    await expect(checkout.field('purpose')).not.toHaveAttribute('aria-invalid', 'true')
    expect(await heldHosts(shared.app)).toEqual([])
  })

  test('says what a number, a name and a text must be like, and sends nothing', async () => {
    const checkout = new CheckoutScreen(shared.app.window)
    await checkout.offer('large-vm')
    await checkout.field('cpus').fill('65')
    await checkout.field('memory_gib').fill('many')
    await checkout.field('name').fill('Not A Name')
    await checkout.field('root_password').fill('short')
    await checkout.field('extra_vars').fill('{ "open": ')
    await checkout.send.click()
    await expect(checkout.status).toContainText('5 fields to correct')
    await expect.poll(() => checkout.note('cpus')).toBe('At most 64. Say a number from 1 to 64.')
    expect(await checkout.note('memory_gib')).toMatch(/number/)
    expect(await checkout.note('name')).toMatch(/small letters/)
    expect(await checkout.note('root_password')).toMatch(/At least 8/)
    expect(await checkout.note('extra_vars')).toMatch(/JSON/)
    // The first in the order of the page.
    expect(await hasFocus(checkout.field('name'))).toBe(true)
    expect(await heldHosts(shared.app)).toEqual([])
    expect((await shared.app.call('tasks.list', { limit: 10 })).tasks).toEqual([])
  })

  test('refuses no hosts and a thousand', async () => {
    const checkout = new CheckoutScreen(shared.app.window)
    await checkout.offer('small-vm')
    for (const [count, message] of [
      ['0', 'At least 1. Say a number from 1 to 200.'],
      ['1000', 'At most 200 at once. Say a number from 1 to 200.'],
    ] as const) {
      await checkout.count.fill(count)
      await checkout.send.click()
      await expect(checkout.status).toContainText('1 field to correct: Hosts')
      await expect(shared.app.window.getByText(message)).toBeVisible()
    }
    expect((await shared.app.call('tasks.list', { limit: 10 })).tasks).toEqual([])
    await checkout.count.fill('2')
    await expect(checkout.status).toBeHidden()
  })

  test('shows a field only while it has a meaning', async () => {
    const checkout = new CheckoutScreen(shared.app.window)
    await checkout.offer('large-vm')
    await expect(checkout.field('activation_key')).toBeVisible()
    await checkout.page.getByRole('switch', { name: /register/ }).click()
    await expect(checkout.field('activation_key')).toBeHidden()
    expect(await checkout.preview()).toMatchObject({ register: ['false', 'Typed'] })
    await expect(checkout.field('failure')).toBeHidden()
    await checkout.choose('fail_at', 'Boot')
    await expect(checkout.field('failure')).toBeVisible()
  })

  test('asks for an offering when there is none', async () => {
    const checkout = new CheckoutScreen(shared.app.window)
    await shared.app.window.evaluate(() => localStorage.clear())
    await shared.app.window.reload()
    await checkout.send.click()
    await expect(checkout.page.getByText('Choose a machine.')).toBeVisible()
    expect(await hasFocus(checkout.field('Offering'))).toBe(true)
  })

  test('keeps what was typed when one looks at another page', async () => {
    const shell = new Shell(shared.app.window)
    const checkout = new CheckoutScreen(shared.app.window)
    await checkout.offer('small-vm')
    await checkout.field('name').fill('half-typed')
    await checkout.addArgument('colour', 'blue')
    await shell.go('Hosts')
    await shell.go('Check out')
    await expect(checkout.field('name')).toHaveValue('half-typed')
    expect(await checkout.preview()).toMatchObject({ colour: ['blue', 'Typed'] })
  })
})

test('what stands under "What will be sent" is what the provider receives', async ({ app }) => {
  const { window } = app
  const shell = new Shell(window)
  const checkout = new CheckoutScreen(window)
  await shell.go('Check out')
  await checkout.offer('large-vm')
  await checkout.choose('os', 'fedora-42')
  await checkout.field('name').fill('all-fields')
  await checkout.field('cpus').fill('4')
  await checkout.field('root_password').fill('correct horse')
  await checkout.field('ssh_public_key').fill('~/.ssh/id_ed25519.pub')
  await checkout.page.getByRole('switch', { name: /register/ }).click()
  await checkout.field('repositories').fill('extras')
  await checkout.field('repositories').press('Enter')
  await window.getByRole('radio', { name: 'dual-stack' }).click()
  await checkout.field('overcommit').fill('2.5')
  const metadata = window.getByRole('group', { name: 'metadata' }).last()
  await metadata.getByRole('button', { name: 'Add entry' }).click()
  await metadata.getByRole('textbox').first().fill('rack')
  await metadata.getByRole('textbox').last().fill('b7')
  await checkout.field('extra_vars').fill('{"deep": [1, true, null]}')
  await checkout.field('user_data').fill('#cloud-config\nhostname: x')
  await checkout.addArgument('--free-argument', 'yes')
  await checkout.addArgument('answer', '42')
  await checkout.addArgument('number', '7')
  await checkout.choose('Type of number', 'Number')
  await checkout.addArgument('door', 'canary-4711')
  await checkout.choose('Type of door', 'Secret')
  await checkout.labels.fill('team=platform')
  await checkout.labels.press('Enter')

  const preview = await checkout.preview()
  const typed = Object.entries(preview).filter(([, [, source]]) => source.includes('Typed'))
  await checkout.send.click()
  await expect(new HostsScreen(window).row('all-fields')).toBeVisible()
  const host = await onlyHost(app)

  expect(Object.keys(host.arguments).toSorted()).toEqual(
    typed
      .map(([name]) => name)
      .filter((name) => name !== '_labels')
      .toSorted(),
  )
  for (const [name, [text]] of typed) {
    if (name === '_labels') expect(text).toBe('team=platform')
    else if (name === 'root_password' || name === 'door') expect(text).not.toMatch(/horse|4711/)
    else expect([JSON.stringify(host.arguments[name]), host.arguments[name]], name).toContainEqual(text)
  }
  expect(host).toMatchObject({
    arguments: {
      os: 'fedora-42',
      name: 'all-fields',
      cpus: 4,
      register: false,
      repositories: ['baseos', 'appstream', 'extras'],
      network_type: 'dual-stack',
      overcommit: 2.5,
      metadata: { rack: 'b7' },
      extra_vars: { deep: [1, true, null] },
      'free-argument': 'yes',
      answer: '42',
      number: 7,
    },
    tags: ['team=platform'],
    os: expect.stringContaining('Fedora'),
  })
  expect(JSON.stringify(host)).not.toMatch(/correct horse|canary-4711/)
  // What was left at its default is the provider's to decide, and is not sent.
  expect(host.arguments).not.toHaveProperty('memory_gib')
})

test('a count makes as many hosts, numbered, with the same arguments', async ({ app }) => {
  const shell = new Shell(app.window)
  const checkout = new CheckoutScreen(app.window)
  const hosts = new HostsScreen(app.window)
  await shell.go('Check out')
  await checkout.offer('small-vm')
  await checkout.field('name').fill('fleet')
  await checkout.page.getByRole('button', { name: 'More' }).click()
  await checkout.page.getByRole('button', { name: 'More' }).click()
  await expect(checkout.sent).toContainText('3 times')
  await checkout.send.click()
  // The notice stays while the pointer rests on it.
  await shell.toasts.getByText('Checking out 3 hosts').hover()
  await expect(hosts.rows).toHaveCount(3)
  await expect.poll(async () => (await hosts.names()).toSorted()).toEqual(['fleet-1', 'fleet-2', 'fleet-3'])
  await shell.toasts.getByRole('button', { name: 'Show task' }).click()
  await expect(new TasksScreen(app.window).lines).toHaveCount(3)
})

test('a failed check out is tried again with changes, filled in as it was', async ({ app }) => {
  const shell = new Shell(app.window)
  const checkout = new CheckoutScreen(app.window)
  const tasks = new TasksScreen(app.window)
  await checkOut(app, 'small-vm', {
    arguments: { name: 'again', fail_at: 'Boot', cpus: 3, colour: 'blue', root_password: 'correct horse' },
    secretArguments: ['root_password'],
    labels: { team: 'platform' },
  })
  await shell.go('Tasks')
  await tasks.card.getByRole('button', { name: 'Retry with changes' }).click()
  await expect(checkout.field('name')).toHaveValue('again')
  await expect(checkout.field('cpus')).toHaveValue('3')
  expect(await checkout.preview()).toMatchObject({
    fail_at: ['Boot', 'Typed'],
    colour: ['blue', 'Typed'],
    root_password: [expect.stringMatching(/^\W+$/), 'Typed'],
    _labels: ['team=platform', 'Typed'],
  })
  await checkout.choose('fail_at', 'Nowhere')
  await checkout.send.click()
  await expect(new HostsScreen(app.window).row('again')).toBeVisible()
  const host = await onlyHost(app)
  expect(host).toMatchObject({ state: 'ready', arguments: { name: 'again', cpus: 3, colour: 'blue' } })
  expect(host.arguments).toHaveProperty('root_password')
})

test('without an instance the page says where to add one', async ({ launcher }) => {
  await launcher.settings('desktop:\n  firstRunDone: true\n  toldTray: true\n')
  const { window } = await launcher.launch()
  const shell = new Shell(window)
  await shell.go('Check out')
  await expect(window.getByText('No instance to check out from')).toBeVisible()
  await window.getByRole('button', { name: 'Open settings' }).click()
  await expect(shell.title).toHaveText('Settings')
})

test('an instance that cannot be reached says so, and what to do', async ({ launcher }) => {
  await launcher.settings(
    'desktop:\n  firstRunDone: true\n  toldTray: true\nSandbox:\n  instances:\n    sandbox:\n      trouble: unreachable\n',
  )
  const { window } = await launcher.launch()
  await new Shell(window).go('Check out')
  await expect(window.getByRole('main')).toContainText(/ECONNREFUSED/)
  await expect(window.getByRole('main').getByRole('button', { name: /Retry|Try again/ })).toBeVisible()
})
