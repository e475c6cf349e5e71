import { checkOut, heldHosts } from '../fixtures/sandbox'
import { sharedApp } from '../fixtures/shared-app'
import { expect, test } from '../fixtures/test'
import { CheckoutScreen } from '../pages/checkout'
import { HostsScreen } from '../pages/hosts'
import { hasFocus, Shell } from '../pages/shell'
import { TasksScreen } from '../pages/tasks'

// The map that the dialog on "?" shows, key by key, without the mouse.

const NAMES = ['ant', 'bee', 'cat', 'dog']

const shared = sharedApp({
  async prepare(app) {
    for (const name of NAMES) await checkOut(app, 'small-vm', { arguments: { name } })
  },
})

/** Begins a test on the Hosts screen, sorted by name, with nothing selected and the focus nowhere. */
async function hostsScreen(): Promise<HostsScreen> {
  const { window } = shared.app
  await new Shell(window).goTo('/hosts')
  await window.reload()
  const hosts = new HostsScreen(window)
  await hosts.sortButton('Host').click()
  await expect.poll(() => hosts.names()).toEqual(NAMES)
  await window.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  })
  return hosts
}

test('Ctrl 1, 2, 3 and Ctrl , go to the pages, from inside a field, too', async () => {
  const { window } = shared.app
  const hosts = await hostsScreen()
  const { title } = new Shell(window)
  await hosts.search.focus()
  await window.keyboard.press('Control+2')
  await expect(title).toHaveText('Check out')
  await window.keyboard.press('Control+3')
  await expect(title).toHaveText('Tasks')
  await window.keyboard.press('Control+,')
  await expect(title).toHaveText('Settings')
  await window.keyboard.press('Control+1')
  await expect(title).toHaveText('Hosts')
})

test('C checks out, but is a letter in a field, and nothing when letters are switched off', async () => {
  const { app } = shared
  const { window } = app
  const hosts = await hostsScreen()
  const { title } = new Shell(window)
  await hosts.search.focus()
  await window.keyboard.press('c')
  await expect(hosts.search).toHaveValue('c')
  await hosts.search.fill('')
  await hosts.search.blur()
  await window.keyboard.press('c')
  await expect(title).toHaveText('Check out')
  await app.call('settings.savePreferences', { letterShortcuts: false })
  await hostsScreen()
  await window.keyboard.press('c')
  await window.keyboard.press('Control+3')
  await expect(title).toHaveText('Tasks')
  await app.call('settings.savePreferences', { letterShortcuts: true })
})

test('/ goes to the search, and Down from there into the table', async () => {
  const { window } = shared.app
  const hosts = await hostsScreen()
  await window.keyboard.press('/')
  expect(await hasFocus(hosts.search)).toBe(true)
  await expect(hosts.search).toHaveValue('')
  await window.keyboard.type('bee')
  await expect.poll(() => hosts.names()).toEqual(['bee'])
  await window.keyboard.press('ArrowDown')
  await expect.poll(() => hasFocus(hosts.row('bee'))).toBe(true)
  await window.keyboard.press('/')
  await window.keyboard.press('Backspace')
  await expect(hosts.rows).toHaveCount(4)
})

test('arrows, J and K move; Space selects; Shift extends; Ctrl A takes all; Esc clears', async () => {
  const { window } = shared.app
  const hosts = await hostsScreen()
  await window.keyboard.press('ArrowDown')
  await expect.poll(() => hasFocus(hosts.row('ant'))).toBe(true)
  await window.keyboard.press('ArrowDown')
  await window.keyboard.press('j')
  await expect.poll(() => hasFocus(hosts.row('cat'))).toBe(true)
  await window.keyboard.press('k')
  await expect.poll(() => hasFocus(hosts.row('bee'))).toBe(true)
  await window.keyboard.press('End')
  await expect.poll(() => hasFocus(hosts.row('dog'))).toBe(true)
  await window.keyboard.press('Home')
  await expect(hosts.bar).toBeHidden()
  await window.keyboard.press('Space')
  await expect(hosts.bar).toContainText('1 selected')
  await window.keyboard.press('Shift+ArrowDown')
  await window.keyboard.press('Shift+ArrowDown')
  await expect(hosts.bar).toContainText('3 selected')
  await expect(hosts.row('dog')).toHaveAttribute('aria-selected', 'false')
  await window.keyboard.press('Control+a')
  await expect(hosts.bar).toContainText('4 selected')
  await window.keyboard.press('Escape')
  await expect(hosts.bar).toBeHidden()
})

test('Enter opens the panel; Esc closes it first, and then clears the selection', async () => {
  const { window } = shared.app
  const hosts = await hostsScreen()
  await window.keyboard.press('ArrowDown')
  await window.keyboard.press('Space')
  await window.keyboard.press('Enter')
  await expect(hosts.panel).toContainText('ant.sandbox.example.com')
  await window.keyboard.press('ArrowDown')
  await expect(hosts.panel).toContainText('bee.sandbox.example.com')
  await window.keyboard.press('Escape')
  await expect(hosts.panel).toBeHidden()
  await expect(hosts.bar).toContainText('1 selected')
  await expect.poll(() => hasFocus(hosts.row('bee'))).toBe(true)
  await window.keyboard.press('Escape')
  await expect(hosts.bar).toBeHidden()
})

test('Y copies the hostname of the row, or of the selection', async () => {
  const { electron, window } = shared.app
  const hosts = await hostsScreen()
  const copied = (): Promise<string> => electron.evaluate(({ clipboard }) => clipboard.readText())
  await window.keyboard.press('ArrowDown')
  await window.keyboard.press('y')
  await expect.poll(copied).toBe('ant.sandbox.example.com')
  await window.keyboard.press('Space')
  await window.keyboard.press('Shift+ArrowDown')
  await expect(hosts.bar).toContainText('2 selected')
  await window.keyboard.press('y')
  await expect
    .poll(async () => (await copied()).split('\n'))
    .toEqual(['ant.sandbox.example.com', 'bee.sandbox.example.com'])
})

test('Del checks in, and Ctrl Z undoes it', async () => {
  const { app } = shared
  const { window } = app
  const hosts = await hostsScreen()
  await window.keyboard.press('ArrowDown')
  await window.keyboard.press('Delete')
  await expect(hosts.row('ant')).toContainText('Checking in')
  await window.keyboard.press('Control+z')
  await expect(hosts.row('ant')).not.toContainText('Checking in')
  expect((await heldHosts(app)).map(({ state }) => state)).toEqual(['ready', 'ready', 'ready', 'ready'])
})

test('a question is answered with Enter or Esc, and the focus comes back', async () => {
  const { window } = shared.app
  const hosts = await hostsScreen()
  const { dialog } = new Shell(window)
  await window.keyboard.press('ArrowDown')
  await window.keyboard.press('Control+a')
  // All that is held: that is asked about.
  await window.keyboard.press('Delete')
  await expect(dialog).toContainText('Check in 4 hosts?')
  await expect.poll(() => hasFocus(dialog.getByRole('button', { name: 'Check in 4 hosts' }))).toBe(true)
  await window.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect.poll(() => hasFocus(hosts.row('ant'))).toBe(true)
  await window.keyboard.press('Escape')
})

test('a key right after Ctrl A waits until all of them are known', async ({ app }) => {
  const { electron, window } = app
  for (const name of NAMES.slice(0, 2)) await checkOut(app, 'small-vm', { arguments: { name } })
  const hosts = new HostsScreen(window)
  const { dialog } = new Shell(window)
  await expect(hosts.readyRows).toHaveCount(2)
  // The inventory answers only when this test lets it.
  await electron.evaluate(({ ipcMain }) => {
    type Handler = (event: unknown, ...args: readonly unknown[]) => unknown
    // Electron does not type it: where `handle` keeps what answers.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const { _invokeHandlers: handlers } = ipcMain as unknown as { _invokeHandlers: Map<string, Handler> }
    const held = new Promise<void>((letGo) => Object.assign(globalThis, { letGo }))
    for (const [channel, handler] of handlers) {
      handlers.set(channel, async (event, ...args) => {
        if (JSON.stringify(args).includes('"hosts.ids"')) await held
        return handler(event, ...args)
      })
    }
  })
  await window.keyboard.press('ArrowDown')
  await window.keyboard.press('Control+a')
  await window.keyboard.press('Delete')
  // What comes after it is answered: the check in of the one row would have been, too.
  await window.keyboard.press('Enter')
  await expect(hosts.panel).toContainText('sandbox.example.com')
  expect((await heldHosts(app)).map(({ state }) => state)).toEqual(['ready', 'ready'])
  await electron.evaluate(() => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as it was put there above
    const { letGo } = globalThis as unknown as { letGo: () => void }
    letGo()
  })
  await expect(dialog).toContainText('Check in 2 hosts?')
})

test('? shows the map, without the letters when they are switched off', async () => {
  const { app } = shared
  const { window } = app
  await hostsScreen()
  const { dialog } = new Shell(window)
  const row = dialog.getByText('Copy hostnames', { exact: true })
  await window.keyboard.press('?')
  await expect(dialog.getByRole('heading', { name: 'Keys' })).toBeVisible()
  for (const words of ['Check out', 'Search', 'Undo check in', 'Next pane', 'Send the form'])
    await expect(dialog.getByText(words, { exact: true }).first()).toBeVisible()
  await expect(row).toBeVisible()
  await window.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await app.call('settings.savePreferences', { letterShortcuts: false })
  try {
    await hostsScreen()
    // A single character itself, so it does not come any more; the menu's own keys do.
    await window.keyboard.press('?')
    await window.keyboard.press('Control+3')
    await expect(new Shell(window).title).toHaveText('Tasks')
    await expect(dialog).toBeHidden()
  } finally {
    await app.call('settings.savePreferences', { letterShortcuts: true })
  }
})

test('F6 goes round the panes, and Shift F6 back', async () => {
  const { window } = shared.app
  const hosts = await hostsScreen()
  const where = (): Promise<string> =>
    window.evaluate(() => {
      const { activeElement } = document
      if (activeElement?.closest('[aria-label="Sidebar"]')) return 'sidebar'
      if (activeElement?.closest('[role=grid]')) return 'table'
      return activeElement?.closest('aside') ? 'panel' : 'elsewhere'
    })
  await window.keyboard.press('ArrowDown')
  await window.keyboard.press('Enter')
  await expect(hosts.panel).toBeVisible()
  const seen: string[] = []
  for (let turn = 0; turn < 3; turn += 1) {
    await window.keyboard.press('F6')
    seen.push(await where())
  }
  expect(seen).toEqual(['panel', 'sidebar', 'table'])
  await window.keyboard.press('Shift+F6')
  expect(await where()).toBe('sidebar')
  await window.keyboard.press('Control+1')
})

test('Ctrl Enter sends the form, with what is being typed', async () => {
  const { app } = shared
  const { window } = app
  await hostsScreen()
  const checkout = new CheckoutScreen(window)
  await window.keyboard.press('Control+2')
  await checkout.offer('small-vm')
  await checkout.field('name').fill('elk')
  await checkout.labels.fill('team=platform')
  await window.keyboard.press('Control+Enter')
  await expect(new HostsScreen(window).row('elk')).toBeVisible()
  const host = (await heldHosts(app)).find(({ name }) => name === 'elk')
  expect(host?.tags).toEqual(['team=platform'])
  await app
    .call('hosts.checkin', { hostIds: [host?.id ?? ''] })
    .then(({ taskId }) => app.call('hosts.sendCheckin', { taskId }))
  await expect.poll(async () => (await heldHosts(app)).length).toBe(4)
})

test('in the log Ctrl F finds, Enter and Ctrl G go on', async () => {
  const { window } = shared.app
  await hostsScreen()
  const tasks = new TasksScreen(window)
  await window.keyboard.press('Control+3')
  await tasks
    .entry(/small-vm/)
    .first()
    .click()
  await tasks.log.focus()
  await window.keyboard.press('Control+f')
  const search = window.getByRole('searchbox', { name: 'Find in log' })
  expect(await hasFocus(search)).toBe(true)
  await window.keyboard.type('TASK')
  await expect(tasks.detail).toContainText(/1 of \d+/)
  await window.keyboard.press('Enter')
  await expect(tasks.detail).toContainText(/2 of \d+/)
  await window.keyboard.press('Control+g')
  await expect(tasks.detail).toContainText(/3 of \d+/)
})
