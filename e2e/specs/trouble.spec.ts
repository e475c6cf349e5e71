// oxlint-disable typescript/no-unsafe-type-assertion -- what a script in a page or in Electron answers has no type
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { checkOut, heldHosts, order, pacedSandbox, SANDBOX } from '../fixtures/sandbox'
import { appArguments, electronPath, expect, test, type Launcher, type RunningApp } from '../fixtures/test'
import { HostsScreen } from '../pages/hosts'
import { Shell } from '../pages/shell'
import { StartProblemScreen } from '../pages/start-problem'

/** Where SQLite keeps a file's `user_version`: four bytes, the most significant first. */
const USER_VERSION_AT = 60

/** Holds the application back until Playwright is connected to it, as it does by itself with Electron's own path. */
const LOADER = join(
  dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')),
  'lib/server/electron/loader.js',
)

function inventoryOf(launcher: Launcher): string {
  return join(launcher.dataFolder, 'inventory.db')
}

/** Ends the page as a crash does, and waits until there is one again. */
async function crash(app: RunningApp): Promise<void> {
  await app.electron.evaluate(
    ({ BrowserWindow }) =>
      new Promise<void>((done) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents
        contents?.once('did-finish-load', () => done())
        contents?.forcefullyCrashRenderer()
      }),
  )
}

/** Leaves a data folder with one host in its inventory, and no application that has it open. */
async function withOneHost(launcher: Launcher): Promise<void> {
  const app = await launcher.launch()
  await checkOut(app, 'small-vm', { arguments: { name: 'survivor' } })
  await app.close()
}

test.describe('an inventory', () => {
  test('from a newer version is left as it is, and the window says what to do', async ({ launcher }) => {
    await withOneHost(launcher)
    const file = inventoryOf(launcher)
    const bytes = readFileSync(file)
    bytes.writeUInt32BE(900, USER_VERSION_AT)
    writeFileSync(file, bytes)
    const { window: page } = await launcher.launch()
    const problem = new StartProblemScreen(page)
    await expect(problem.title).toContainText(/newer version/)
    await expect(page.getByRole('main')).toContainText('900')
    await expect(page.getByRole('main')).toContainText(file)
    await expect(problem.quit).toBeVisible()
    // A call of a screen that is not there says the same, and does nothing.
    const answer = await page.evaluate(() => window.broker.invoke('hosts.facets', {}))
    expect(answer).toMatchObject({ ok: false, error: { code: 'CONFIG' } })
    expect(readFileSync(file).equals(bytes)).toBe(true)
  })

  test('that another program holds can be opened when it lets go', async ({ launcher }) => {
    await withOneHost(launcher)
    const other = new DatabaseSync(inventoryOf(launcher))
    other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
    const { window: page } = await launcher.launch()
    const problem = new StartProblemScreen(page)
    await expect(problem.title).toHaveText('Your inventory is in use by another program')
    await expect(page.getByText(/Close other copies of Broker Desktop/)).toBeVisible()
    other.exec('ROLLBACK')
    other.close()
    await problem.retry.click()
    await expect(new HostsScreen(page).row('survivor')).toBeVisible()
  })

  test('that is read-only is not touched, and can be opened when it is writable again', async ({
    launcher,
  }) => {
    await withOneHost(launcher)
    const file = inventoryOf(launcher)
    chmodSync(file, 0o444)
    let executable: string | undefined
    if (process.getuid?.() === 0) {
      // The superuser may write to everything, unless that right is taken away first.
      executable = join(launcher.dataFolder, 'without-override.sh')
      writeFileSync(
        executable,
        `#!/bin/sh
exec setpriv --bounding-set=-dac_override,-dac_read_search,-fowner "${electronPath()}" -r "${LOADER}" "$@"
`,
      )
      chmodSync(executable, 0o755)
    }
    const { window: page } = await launcher.launch(executable === undefined ? {} : { executable })
    const problem = new StartProblemScreen(page)
    await expect(problem.title).toHaveText('Your inventory cannot be written')
    await expect(page.getByText(/Make both writable, then try again/)).toBeVisible()
    await problem.retry.click()
    await expect(problem.title).toHaveText('Your inventory cannot be written')
    chmodSync(file, 0o644)
    await problem.retry.click()
    await expect(new HostsScreen(page).row('survivor')).toBeVisible()
  })

  test('that is damaged is kept aside, a new one is begun, and the window tells', async ({ launcher }) => {
    await withOneHost(launcher)
    const damaged = Buffer.from('this was an inventory once\n'.repeat(400))
    writeFileSync(inventoryOf(launcher), damaged)
    const app = await launcher.launch()
    const { window: page } = app
    await expect(page.getByText('Your inventory was damaged, and a new one was begun')).toBeVisible()
    await expect(page.getByText(/The damaged file is kept as/)).toBeVisible()
    const kept = readdirSync(launcher.dataFolder)
      .map((name) => join(launcher.dataFolder, name))
      .filter((path) => path !== inventoryOf(launcher) && path.includes('inventory') && existsSync(path))
      .filter((path) => readFileSync(path).equals(damaged))
    expect(kept).toHaveLength(1)
    await expect(page.getByRole('main')).toContainText(kept[0] ?? '')
    // The new one works, and the notice goes when it is dismissed.
    await checkOut(app, 'small-vm', { arguments: { name: 'newcomer' } })
    await expect(new HostsScreen(page).row('newcomer')).toBeVisible()
    await page.getByRole('button', { name: /^Dismiss: Your inventory was damaged/ }).click()
    await expect(page.getByText('Your inventory was damaged, and a new one was begun')).toBeHidden()
  })
})

test('a settings file with a mistake is told of, and is not changed', async ({ launcher }) => {
  const broken = 'desktop:\n  theme: dark\n  concurrency: [3\nSandbox:\n  instances: {}\n'
  await launcher.settings(broken)
  const { window: page } = await launcher.launch()
  await new Shell(page).goTo('/settings/general')
  await expect(page.getByText('The settings file has a mistake')).toBeVisible()
  await expect(page.getByText(/line \d/i)).toBeVisible()
  await expect(page.getByText(/Your file is not changed/)).toBeVisible()
  await page.getByRole('switch', { name: /Letter shortcuts/ }).click()
  await expect(new Shell(page).toasts).not.toBeEmpty()
  expect(readFileSync(join(launcher.dataFolder, 'broker_settings.yaml'), 'utf8')).toBe(broken)
})

test('a second copy on the same data ends, and brings the first to the front', async ({ launcher }) => {
  const { electron } = await launcher.launch()
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide())
  const second = spawn(electronPath(), appArguments(launcher.dataFolder), {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  second.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const code = await new Promise((done) => second.once('close', done))
  expect(code).toBe(0)
  expect(said).toContain('Broker Desktop runs already on this data folder.')
  await expect
    .poll(() =>
      electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.isVisible())),
    )
    .toEqual([true])
})

test('a page that crashes comes back with a notice, and nothing is lost', async ({ launcher }) => {
  await launcher.settings(`${pacedSandbox('fast')}    lab:\n      speed: instant\n`)
  const app = await launcher.launch()
  const { electron } = app
  await checkOut(app, 'small-vm', { target: { ...SANDBOX, instance: 'lab' }, arguments: { name: 'steady' } })
  const taskId = await order(app, 'database', { arguments: { name: 'in-the-making' } })
  // Looked at from the main process: the test's own view of the page ends with the page.
  const look = (script: string): Promise<unknown> =>
    electron.evaluate(
      async ({ BrowserWindow }, text) =>
        (await BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(text)) as unknown,
      script,
    )
  await crash(app)
  await expect.poll(() => look('document.body.innerText')).toContain('The window was loaded again')
  await expect.poll(() => look('document.body.innerText')).toContain('steady')
  await expect
    .poll(() =>
      look(`broker.invoke('tasks.get', { taskId: ${taskId} }).then((answer) => answer.value.state)`),
    )
    .toBe('succeeded')
  await expect.poll(() => look('document.body.innerText')).toContain('in-the-making')
})

test('a page that crashes again and again is asked about', async ({ app }) => {
  const { electron } = app
  await electron.evaluate(({ dialog }) => {
    const asked: string[] = []
    Object.assign(globalThis, { asked })
    dialog.showMessageBox = (...args: unknown[]) => {
      asked.push((args.at(-1) as { message: string }).message)
      return Promise.resolve({ response: 0, checkboxChecked: false })
    }
  })
  for (let times = 1; times <= 3; times += 1) await crash(app)
  expect(await electron.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)).toEqual([
    'The window ended 3 times within a minute.',
  ])
})

test.describe('the window', () => {
  test('comes back where it was', async ({ launcher }) => {
    const wanted = { x: 60, y: 40, width: 1100, height: 700 }
    const first = await launcher.launch()
    await first.electron.evaluate(({ BrowserWindow }, bounds) => {
      BrowserWindow.getAllWindows()[0]?.setBounds(bounds)
    }, wanted)
    await first.close()
    const second = await launcher.launch()
    expect(
      await second.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds()),
    ).toEqual(wanted)
  })

  test('comes to a display when the one it was on is gone', async ({ launcher }) => {
    writeFileSync(
      join(launcher.dataFolder, 'window.json'),
      JSON.stringify({ x: -9_000, y: -9_000, width: 9_000, height: 700, maximized: false }),
    )
    const { electron } = await launcher.launch()
    const { bounds, area } = await electron.evaluate(({ BrowserWindow, screen }) => ({
      bounds: BrowserWindow.getAllWindows()[0]?.getBounds() ?? { x: 0, y: 0, width: 0, height: 0 },
      area: screen.getPrimaryDisplay().workArea,
    }))
    expect(bounds.x).toBeGreaterThanOrEqual(area.x)
    expect(bounds.y).toBeGreaterThanOrEqual(area.y)
    expect(bounds.x + bounds.width).toBeLessThanOrEqual(area.x + area.width)
    expect(bounds.width).toBeGreaterThanOrEqual(1_024)
  })

  test('has a menu of its own, and none of Electron’s', async ({ app }) => {
    const menu = await app.electron.evaluate(({ Menu }) =>
      (Menu.getApplicationMenu()?.items ?? []).map((item) => ({
        label: item.label,
        items: (item.submenu?.items ?? [])
          .filter(({ type }) => type !== 'separator')
          .map(({ label }) => label),
      })),
    )
    const labels = menu.map(({ label }) => label)
    expect(labels.filter((label) => label !== 'Broker Desktop')).toEqual([
      'File',
      'Edit',
      'View',
      'Window',
      'Help',
    ])
    const all = menu.flatMap(({ items }) => items)
    expect(all).toEqual(expect.arrayContaining(['Check out', 'Settings', 'Hosts', 'Tasks', 'Show log file']))
    for (const foreign of ['Learn More', 'Community Discussions', 'Search Issues', 'Reload', 'Force Reload'])
      expect(all).not.toContain(foreign)
    expect(JSON.stringify(menu)).not.toMatch(/electron/i)
    // The menu goes where it says.
    await app.electron.evaluate(({ Menu }) => {
      const view = Menu.getApplicationMenu()?.items.find(({ label }) => label === 'View')
      setImmediate(() => view?.submenu?.items.find(({ label }) => label === 'Tasks')?.click())
    })
    await expect(new Shell(app.window).title).toHaveText('Tasks')
  })
})

test('everything is there again after the power was cut', async ({ launcher }) => {
  const first = await launcher.launch()
  await checkOut(first, 'small-vm', { count: 2 })
  await first.kill()
  const second = await launcher.launch()
  expect((await heldHosts(second)).map(({ state }) => state)).toEqual(['ready', 'ready'])
  await expect(new HostsScreen(second.window).rows).toHaveCount(2)
})
