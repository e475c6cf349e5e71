import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expectAccessible } from '../fixtures/axe'
import { ended, heldHosts } from '../fixtures/sandbox'
import { sharedApp } from '../fixtures/shared-app'
import { expect, test } from '../fixtures/test'
import { CheckoutScreen } from '../pages/checkout'
import { SettingsScreen } from '../pages/settings'
import { Shell } from '../pages/shell'

const SETTINGS = `desktop:
  firstRunDone: true
  toldTray: true
Sandbox:
  instances:
    sandbox:
      default: true
      speed: instant
      seed: 7
    other:
      speed: instant
nicks:
  # the small one
  small:
    machine: small-vm
    cpus: 4
    provider_labels: team=platform
  large:
    machine: large-vm
    metadata: {A: nick, B: nick}
    repositories: [one]
    free: 7
  there:
    machine: small-vm
    Sandbox: other
  wrong:
    machine: smal-vm
  nowhere:
    workflw: x
`

/** Lets go of a file or a folder over the form, as the file manager does. */
async function dropOnForm(window: Page, path: string): Promise<void> {
  const box = await window.getByRole('main').boundingBox()
  if (box === null) throw new Error('The page shows nothing.')
  const session = await window.context().newCDPSession(window)
  const data = { items: [], files: [path], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    const at = { x: box.x + box.width / 3, y: box.y + box.height / 2 }
    await session.send('Input.dispatchDragEvent', { type, ...at, data })
  }
  await session.detach()
}

test.describe('nicks and arguments', () => {
  const shared = sharedApp({ settings: SETTINGS })
  test.beforeEach(async () => {
    await shared.app.window.reload()
    await new Shell(shared.app.window).go('Check out')
  })

  const file = (): Promise<string> =>
    readFile(join(shared.launcher.dataFolder, 'broker_settings.yaml'), 'utf8')

  test('a key fills the form in, what is typed goes over it, and the host remembers its nick', async () => {
    const { window } = shared.app
    const checkout = new CheckoutScreen(window)
    const cards = window.getByRole('region', { name: 'Nicks' })
    await expect(cards.getByRole('button').first()).toBeVisible()
    await window.getByRole('heading', { level: 1 }).click()
    await window.keyboard.press('1')
    await expect(cards.getByRole('button', { name: /^small/ })).toHaveAttribute('aria-pressed', 'true')
    await expect(checkout.field('cpus')).toHaveValue('4')
    expect((await checkout.preview())['cpus']).toEqual(['4', 'Nick small'])
    await expect(checkout.sent.getByText('broker command does not know')).toBeVisible()
    await checkout.field('memory_gib').fill('8')
    expect((await checkout.preview())['memory_gib']).toEqual(['8', 'Typed'])
    await expectAccessible(shared.app, 'nicks')
    await checkout.send.click()
    await expect.poll(async () => (await heldHosts(shared.app))[0]?.nick).toBe('small')
    const [host] = await heldHosts(shared.app)
    const detail = await shared.app.call('hosts.get', { hostId: host?.id ?? '' })
    expect(detail.arguments).toEqual({ cpus: 4, memory_gib: 8 })
    expect(detail.tags).toEqual(['team=platform'])
    await new Shell(window).go('Check out')
    await expect(cards.getByRole('button', { name: /^small/ })).toContainText('Once')
  })

  test('an args file goes over the nick, and what is typed over both', async () => {
    const { window } = shared.app
    const checkout = new CheckoutScreen(window)
    await window
      .getByRole('region', { name: 'Nicks' })
      .getByRole('button', { name: /^large/ })
      .click()
    await checkout.field('cpus').fill('16')
    const args = join(shared.launcher.dataFolder, 'args.yaml')
    await writeFile(args, '- cpus: 2\n  count: 3\n- metadata: {A: file}\n  memory_gib: 64\n')
    await window.locator('input[type=file][aria-label="Args file"]').setInputFiles(args)
    await expect(window.getByText('args.yaml asks for 3 hosts')).toBeVisible()
    await expect(checkout.count).toHaveValue('3')
    const preview = await checkout.preview()
    expect(preview).toMatchObject({
      cpus: ['16', 'Typed'],
      memory_gib: ['64', 'args.yaml'],
      metadata: ['{"A":"file","B":"nick"}', 'args.yaml'],
      repositories: ['["one"]', 'Nick large'],
      free: ['7', 'Nick large'],
      overcommit: ['1.5', 'Default'],
    })
    await expectAccessible(shared.app, 'nicks')
    const value = join(shared.launcher.dataFolder, 'repos.json')
    await writeFile(value, '["a", "b"]')
    await window.locator('input[type=file][aria-label="repositories from a file"]').setInputFiles(value)
    await expect
      .poll(async () => (await checkout.preview())['repositories'])
      .toEqual(['["a","b"]', 'repos.json'])
  })

  test('a file that is no args file says why, and changes nothing', async () => {
    const { window } = shared.app
    const checkout = new CheckoutScreen(window)
    await checkout.offer('small-vm')
    const before = await checkout.preview()
    const input = window.locator('input[type=file][aria-label="Args file"]')
    for (const [content, message] of [
      ['- [a]\n', 'entry 1 of args.yaml is a list.'],
      ['', 'args.yaml is empty.'],
      ['a: 1\na: 2\n', 'args.yaml, line 2: Map keys must be unique.'],
      ['\0\0', 'args.yaml is not a text file.'],
    ] as const) {
      await input.setInputFiles({ name: 'args.yaml', mimeType: '', buffer: Buffer.from(content) })
      await expect(window.getByRole('alert').filter({ hasText: message })).toBeVisible()
    }
    await dropOnForm(window, join(shared.launcher.dataFolder, 'broker'))
    await expect(window.getByRole('alert').filter({ hasText: 'broker is a folder' })).toBeVisible()
    expect(await checkout.preview()).toEqual(before)
  })

  test('an args file that is dropped on the form fills it in', async () => {
    const { window } = shared.app
    const checkout = new CheckoutScreen(window)
    await checkout.offer('small-vm')
    const dropped = join(shared.launcher.dataFolder, 'dropped.json')
    await writeFile(dropped, '{"cpus": 12, "count": 4}')
    await dropOnForm(window, dropped)
    await expect.poll(async () => (await checkout.preview())['cpus']).toEqual(['12', 'dropped.json'])
    await expect(checkout.count).toHaveValue('4')
  })

  test('a command that is pasted fills the form in, also by nick', async () => {
    const { window } = shared.app
    const checkout = new CheckoutScreen(window)
    const paste = async (text: string): Promise<void> => {
      await window.getByRole('button', { name: 'Paste command' }).click()
      await window.getByRole('textbox', { name: 'Command' }).fill(text)
      await window.getByRole('button', { name: 'Fill in' }).click()
    }
    await paste('broker checkin --all')
    await expect(window.getByText('This is not a broker checkout or broker execute command.')).toBeVisible()
    await window.getByRole('button', { name: 'Cancel' }).click()
    await paste('broker checkout --nick smal')
    await expect(window.getByText('There is no nick smal. Did you mean small?')).toBeVisible()
    await window.getByRole('button', { name: 'Cancel' }).click()
    await paste("broker checkout --nick small --count 2 \\\n  --cpus=8 --notes 'a b' -l team=a,b=c")
    await expect(checkout.field('cpus')).toHaveValue('8')
    await expect(checkout.count).toHaveValue('2')
    expect(await checkout.preview()).toMatchObject({
      cpus: ['8', 'Typed'],
      notes: ['"a b"', 'Typed'],
      _labels: ['team=a, b=c', 'Typed'],
    })
  })

  test('the form is saved as a nick, which is edited, duplicated, moved and removed', async () => {
    const { window } = shared.app
    const checkout = new CheckoutScreen(window)
    await checkout.offer('small-vm')
    await checkout.field('cpus').fill('5')
    await checkout.field('root_password').fill('canary-12345')
    await window.getByRole('button', { name: 'Save as nick' }).click()
    await window.getByRole('textbox', { name: 'Name' }).fill('mine')
    await window.getByRole('button', { name: 'Save nick' }).click()
    await new SettingsScreen(window).keepSecret('In memory')
    await expect(window.getByText('Saved as nick mine')).toBeVisible()
    expect(await file()).toContain('  mine:\n    machine: small-vm\n    cpus: 5\n')
    expect(await file()).not.toContain('canary-12345')
    expect(await file()).toContain('  # the small one\n  small:')

    await new Shell(window).go('Settings')
    await new SettingsScreen(window).open('Nicks')
    const list = window.getByRole('list', { name: 'Nicks' })
    const row = (name: string): ReturnType<typeof list.getByRole> =>
      list.getByRole('listitem', { name, exact: true })
    await expect(row('wrong')).toContainText('There is no machine smal-vm on sandbox. Did you mean small-vm?')
    await expect(row('nowhere')).toContainText('It says no action')
    await expectAccessible(shared.app, 'nicks')

    await row('mine').getByRole('button', { name: 'Edit mine' }).click()
    await expect(window.getByRole('textbox', { name: 'Value of root_password' })).toHaveValue('••••••••')
    await window.getByRole('textbox', { name: 'Name', exact: true }).fill('yours')
    await window.getByRole('textbox', { name: 'Value of cpus' }).fill('6')
    await expectAccessible(shared.app, 'nicks')
    await window.getByRole('button', { name: /^Save nick/ }).click()
    await expect(row('yours')).toBeVisible()
    expect(await file()).toMatch(/  yours:\n    machine: small-vm\n    cpus: "?6"?\n/)

    await row('yours').getByRole('button', { name: 'More for yours' }).click()
    await window.getByRole('menuitem', { name: 'Duplicate' }).click()
    await expect(row('yours-2')).toBeVisible()
    await row('yours-2').getByRole('button', { name: 'More for yours-2' }).click()
    await window.getByRole('menuitem', { name: 'Move up' }).click()
    await expect
      .poll(async () => (await shared.app.call('nicks.list', {})).nicks.map(({ name }) => name).slice(-2))
      .toEqual(['yours-2', 'yours'])
    await row('yours-2').getByRole('button', { name: 'More for yours-2' }).click()
    await window.getByRole('menuitem', { name: 'Remove' }).click()
    await window.getByRole('button', { name: 'Remove nick' }).click()
    await expect(row('yours-2')).toBeHidden()

    // The stored secret goes along, and never comes here.
    await row('yours').getByRole('button', { name: 'Check out yours' }).click()
    await expect(checkout.field('cpus')).toHaveValue('6')
    expect((await checkout.preview())['root_password']).toEqual(['••••••••', 'Nick yours'])
    const before = new Set((await heldHosts(shared.app)).map(({ id }) => id))
    await checkout.send.click()
    await expect.poll(async () => (await heldHosts(shared.app)).length).toBeGreaterThan(before.size)
    const made = (await heldHosts(shared.app)).find(({ id }) => !before.has(id))
    expect((await ended(shared.app, made?.taskId ?? 0)).state).toBe('succeeded')
  })

  test('a host is saved as a nick', async () => {
    const { window } = shared.app
    const { taskId } = await shared.app.call('hosts.checkout', {
      target: { provider: 'Sandbox', instance: 'other' },
      action: 'machine',
      offering: 'small-vm',
      arguments: { cpus: 3, name: 'from-host' },
      secretArguments: [],
      count: 1,
      labels: {},
    })
    await ended(shared.app, taskId)
    await new Shell(window).go('Hosts')
    await window.getByRole('row', { name: /from-host/ }).dblclick()
    await window.getByRole('tab', { name: 'Arguments' }).click()
    await window.getByRole('button', { name: 'Save as nick' }).click()
    await window.getByRole('textbox', { name: 'Name' }).fill('again')
    await window.getByRole('button', { name: 'Save nick' }).click()
    await expect(window.getByText('Saved as nick again')).toBeVisible()
    expect(await file()).toContain('  again:\n    machine: small-vm\n    Sandbox: other\n')
  })
})
