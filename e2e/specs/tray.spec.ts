import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { z } from 'zod'
import { expectAccessible } from '../fixtures/axe'
import { test, type TestDesktop } from '../fixtures/desktop'
import { checkOut, heldHosts, order, pacedSandbox } from '../fixtures/sandbox'
import { appArguments, electronPath, expect, type Launcher, type RunningApp } from '../fixtures/test'
import { offerNotifications } from '@main/testing/desktop-bus'
import { offerLogin } from '../desktop/login'
import { closeWindow, expectVisible } from '../pages/desktop'
import { HostsScreen } from '../pages/hosts'
import { Shell } from '../pages/shell'
import { StartProblemScreen } from '../pages/start-problem'

/** A Wednesday in working hours: no weekend and no night is near. */
const WEDNESDAY = Date.UTC(2026, 10, 11, 10)

/** The clock of a run that begins at a moment; with 60, a minute passes in a second. */
function clock(atMs: number, rate: number): string[] {
  return [`--clock-start=${new Date(atMs).toISOString()}`, `--clock-rate=${rate}`]
}

const HOUR = 3_600_000

/** By how much the Sandbox itself has extended its machines, by name. */
function extendedAtProvider(launcher: Launcher): Readonly<Record<string, number>> {
  const store = new Database(join(launcher.dataFolder, 'sandbox', 'sandbox.db'), { readonly: true })
  try {
    const rows = z
      .array(z.object({ name: z.string(), extended_ms: z.number() }))
      .parse(store.prepare('SELECT name, extended_ms FROM machines').all())
    return Object.fromEntries(rows.map((row) => [row.name, row.extended_ms]))
  } finally {
    store.close()
  }
}

async function checkOutFor(app: RunningApp, name: string, lease: string): Promise<void> {
  await checkOut(app, 'small-vm', { arguments: { name, lease } })
}

/** The titles of the notifications about leases. */
function reminders(desktop: TestDesktop): readonly string[] {
  return desktop.notifications.seen.map(({ title }) => title)
}

/** Starts the application a second time, as a person does who does not see it. */
async function startAgain(
  launcher: Launcher,
  desktop: TestDesktop,
  ...args: readonly string[]
): Promise<void> {
  const child = spawn(electronPath(), [...appArguments(launcher.dataFolder), ...args], {
    env: { ...process.env, ...desktop.env },
    stdio: 'ignore',
  })
  await new Promise((done) => child.once('exit', done))
}

/** How many windows of the application are seen. */
async function windowCount(desktop: TestDesktop): Promise<number> {
  return (await desktop.windows()).filter((title) => title === 'Broker Desktop').length
}

/** Waits for a question of the application in a window of its own. */
async function questionIsThere(desktop: TestDesktop, windows: number): Promise<void> {
  await expect.poll(() => windowCount(desktop)).toBe(windows)
}

/** Answers that question with a key; again until it is heard: a question is seen before it has the keyboard. */
async function answer(
  desktop: TestDesktop,
  key: 'Escape' | 'Return',
  heard: () => boolean | Promise<boolean>,
): Promise<void> {
  await expect(async () => {
    await desktop.press(key)
    await expect.poll(heard, { timeout: 2000 }).toBe(true)
  }).toPass({ timeout: 30_000 })
}

test('the tray lists the soonest leases, and extends one of them at its provider', async ({
  launcher,
  desktop,
}) => {
  const app = await launcher.launch({ env: desktop.env })
  const tray = await desktop.tray()
  await expect.poll(() => tray.tooltip()).toBe('No hosts')
  const calm = await tray.picture()
  await checkOutFor(app, 'later', '7d')
  await checkOutFor(app, 'soon', '2h')
  await expect.poll(() => tray.tooltip()).toMatch(/^2 hosts, next ends in 1\s?h 59\s?min$/)
  expect(await tray.picture()).not.toBe(calm)
  const labels = (await tray.menu()).map(({ label }) => label)
  expect(labels.slice(2, 5)).toEqual([
    expect.stringMatching(/^soon \(pretend\)\s+1\s?h 59\s?min$/),
    expect.stringMatching(/^later \(pretend\)\s+6\s?d 23\s?h$/),
    'All hosts',
  ])

  const endedBefore = (await heldHosts(app)).find(({ name }) => name === 'soon')?.lease?.endsAtMs ?? 0
  await tray.choose(/^soon/, 'Extend by 1 day')
  await expect
    .poll(async () => (await heldHosts(app)).find(({ name }) => name === 'soon')?.lease?.endsAtMs)
    .toBe(endedBefore + 24 * HOUR)
  expect(extendedAtProvider(launcher)).toEqual({ soon: 24 * HOUR, later: 0 })
  await expect.poll(() => tray.tooltip()).toMatch(/^2 hosts, next ends in 25\s?h$/)
  expect(await tray.picture()).toBe(calm)
})

test('what is chosen in the tray leads into the window', async ({ launcher, desktop }) => {
  const app = await launcher.launch({ env: desktop.env })
  await checkOutFor(app, 'soon', '2h')
  const tray = await desktop.tray()
  await expect.poll(() => tray.tooltip()).toMatch(/^1 host, /)
  const shell = new Shell(app.window)
  await tray.choose('Check out')
  await expect(shell.title).toContainText('Check out')
  await closeWindow(app)
  await expectVisible(app, false)
  await tray.choose(/^soon/, 'Show')
  await expectVisible(app, true)
  await expect(new HostsScreen(app.window).panel).toContainText('soon.sandbox.example.com')
  await tray.choose(/^soon/, 'Other amount')
  await expect(shell.dialog).toContainText('Extend 1 host')
  await app.window.keyboard.press('Escape')
  await tray.choose(/^soon/, 'Copy hostname')
  await expect
    .poll(() => app.electron.evaluate(async ({ clipboard }) => Promise.resolve(clipboard.readText())))
    .toBe('soon.sandbox.example.com')
  await tray.choose(/^soon/, 'Check in')
  await expect(shell.toasts).toContainText('Checking in 1 host')
  await shell.toasts.getByRole('button', { name: 'Undo' }).click()
  // The task is told of in the menu, until it has ended.
  await expect.poll(async () => (await tray.menu()).at(-1)?.label).toBe('Quit')
  await tray.choose('Pause reminders', 'Until resumed')
  await expect.poll(() => tray.tooltip()).toMatch(/reminders paused$/)
  await tray.choose(/^Resume reminders/)
  await expect.poll(() => tray.tooltip()).not.toMatch(/paused/)
})

test('a reminder comes at its threshold, and a click on it opens the dialog for that host', async ({
  launcher,
  desktop,
}, testInfo) => {
  // A minute in a second: what is left after the reminder is enough for a slow machine.
  const app = await launcher.launch({ env: desktop.env, args: clock(WEDNESDAY, 60) })
  await checkOutFor(app, 'soon', '65m')
  await closeWindow(app)
  await expect
    .poll(() => reminders(desktop), { timeout: 30_000 })
    .toEqual([expect.stringMatching(/^soon \(pretend\) ends in (1\s?h|5\d\s?min)/)])
  expect(desktop.notifications.seen[0]?.actions).toMatchObject({ default: 'Open', 0: 'Extend' })
  await desktop.picture(testInfo.outputPath('notification.png'))
  await desktop.clickNotification()
  await expectVisible(app, true)
  const { dialog } = new Shell(app.window)
  await expect(dialog).toContainText('Extend 1 host')
  await expect(dialog.getByRole('checkbox', { name: /soon/ })).toBeChecked()
  await desktop.picture(testInfo.outputPath('extend.png'))
  await dialog.getByRole('radio', { name: /^1.day/ }).click()
  await dialog.getByRole('button', { name: 'Extend 1 host' }).click()
  await expect.poll(() => extendedAtProvider(launcher)).toEqual({ soon: 24 * HOUR })
})

test('a restart neither repeats a reminder nor forgets the next', async ({ launcher, desktop }) => {
  const first = await launcher.launch({ env: desktop.env, args: clock(WEDNESDAY, 60) })
  await checkOutFor(first, 'soon', '65m')
  await expect.poll(() => reminders(desktop).length, { timeout: 30_000 }).toBe(1)
  const clockNow = (await first.call('app.info', {})).clock
  await first.kill()
  // About a quarter of an hour, and of a minute, before the next reminder: a slow start comes before it, too.
  const later = clock((clockNow?.nowMs ?? 0) + HOUR / 2, 60)
  const again = await launcher.launch({ env: desktop.env, args: later })
  await expect.poll(() => reminders(desktop).length, { timeout: 30_000 }).toBeGreaterThanOrEqual(2)
  expect(reminders(desktop).slice(0, 2)).toEqual([
    expect.stringMatching(/ends in (1\s?h|5\d\s?min)$/),
    expect.stringMatching(/ends in 1[0-5]\s?min$/),
  ])
  await again.kill()
})

test('what ended while it was closed is told as one summary', async ({ launcher, desktop }) => {
  const first = await launcher.launch({ env: desktop.env, args: clock(WEDNESDAY, 1) })
  await checkOutFor(first, 'gone-by-then', '1h')
  await checkOutFor(first, 'ends-soon', '3h')
  await first.kill()
  await launcher.launch({ env: desktop.env, args: clock(WEDNESDAY + 2.5 * HOUR, 1) })
  await expect.poll(() => reminders(desktop)).toEqual(['While Broker Desktop was closed'])
  expect(desktop.notifications.seen[0]?.body).toMatch(/gone-by-then .*ends-soon|1 lease ended/)
})

test('closing the window leaves it in the tray, which is told once', async ({ launcher, desktop }) => {
  await launcher.settings(pacedSandbox('fast').replace('  toldTray: true\n', ''))
  const app = await launcher.launch({ env: desktop.env })
  const tray = await desktop.tray()
  await closeWindow(app)
  await expectVisible(app, false)
  await expect.poll(() => reminders(desktop)).toEqual(['Broker Desktop stays in the tray to remind you'])
  await desktop.clickTray('left')
  await expectVisible(app, true)
  await closeWindow(app)
  await expectVisible(app, false)
  await tray.choose('Open Broker Desktop')
  await expectVisible(app, true)
  await closeWindow(app)
  await startAgain(launcher, desktop)
  await expectVisible(app, true)
  expect(reminders(desktop)).toHaveLength(1)
})

test('closing leaves it in the tray, too, where the settings file cannot keep that this was told', async ({
  launcher,
  desktop,
}) => {
  const settings = pacedSandbox('fast').replace('  toldTray: true\n', '')
  await launcher.settings(settings)
  const app = await launcher.launch({ env: desktop.env })
  await desktop.tray()
  await launcher.settings(`${settings}oops: [`)
  await expect(app.window.getByText(/settings file has a mistake/i).first()).toBeVisible()
  for (let turn = 0; turn < 2; turn += 1) {
    await closeWindow(app)
    await expectVisible(app, false)
    await desktop.clickTray('left')
    await expectVisible(app, true)
  }
  expect(reminders(desktop)).toEqual(['Broker Desktop stays in the tray to remind you'])
})

test('started at login with an inventory that cannot be opened it shows why, and its tray leads there', async ({
  launcher,
  desktop,
}) => {
  const inventory = new Database(join(launcher.dataFolder, 'inventory.db'))
  inventory.pragma('user_version = 900')
  inventory.close()
  const app = await launcher.launch({ env: desktop.env, args: ['--hidden'] })
  await expectVisible(app, true)
  await expect(new StartProblemScreen(app.window).title).toContainText(/newer version/)
  const tray = await desktop.tray()
  await expect.poll(() => tray.tooltip()).toContain('newer version')
  await closeWindow(app)
  await expectVisible(app, false)
  await tray.choose('Open Broker Desktop')
  await expectVisible(app, true)
})

test('quitting names the running tasks, and they go on at the next start', async ({
  launcher,
  desktop,
}, testInfo) => {
  await launcher.settings(pacedSandbox('realistic'))
  const app = await launcher.launch({ env: desktop.env })
  // It takes minutes: it still runs when everything here is done.
  await order(app, 'slow-vm', { count: 2 })
  const tray = await desktop.tray()
  const quit = (): Promise<void> => tray.choose('Quit, 1 task is running')
  await expect.poll(async () => (await tray.menu()).at(-1)?.label).toBe('Quit, 1 task is running')
  await quit()
  await questionIsThere(desktop, 2)
  await desktop.picture(testInfo.outputPath('quit.png'))
  await answer(desktop, 'Escape', () => windowCount(desktop).then((count) => count === 0))
  await expectVisible(app, false)
  await quit()
  await questionIsThere(desktop, 1)
  const child = app.electron.process()
  await answer(desktop, 'Return', () => child.exitCode !== null)
  const again = await launcher.launch({ env: desktop.env })
  const { tasks } = await again.call('tasks.list', { limit: 10 })
  expect(tasks.map(({ state }) => state)).toEqual(['running'])
})

test('a computer that sleeps over three thresholds tells of them once, as a summary', async ({
  launcher,
  desktop,
}) => {
  const login = await offerLogin(desktop.busAddress)
  const app = await launcher.launch({
    env: { ...desktop.env, DBUS_SYSTEM_BUS_ADDRESS: desktop.busAddress },
    args: clock(WEDNESDAY, 3600),
  })
  await desktop.tray()
  // 4 h before its end come after sixteen seconds, the other thresholds and the end right after.
  await checkOutFor(app, 'soon', '20h')
  const endsAtMs = (await heldHosts(app))[0]?.lease?.endsAtMs ?? 0
  const { clock: ran } = await app.call('app.info', {})
  const log = (): string => readFileSync(join(launcher.dataFolder, 'logs', 'broker-desktop.log'), 'utf8')
  // Again until it is heard: Electron begins to listen when it has found the service.
  await expect(() => {
    login.prepareForSleep(true)
    expect(log()).toContain('The computer goes to sleep')
  }).toPass({ timeout: 30_000 })
  const pid = app.electron.process().pid ?? 0
  process.kill(pid, 'SIGSTOP')
  const askedAtMs = Date.now()
  const sleptMs = (endsAtMs - (ran?.nowMs ?? 0)) / 3600
  await expect.poll(() => Date.now() - askedAtMs, { timeout: 30_000 }).toBeGreaterThan(sleptMs)
  // The process goes on before it hears that the computer has woken, as on a real one.
  process.kill(pid, 'SIGCONT')
  login.prepareForSleep(false)
  await expect.poll(log).toContain('The computer has woken up')
  await expect.poll(() => reminders(desktop)).toEqual(['While the computer slept'])
  expect(desktop.notifications.seen[0]?.body).toMatch(/^1 lease ended: soon/)
  login.close()
})

test('it starts at login, hidden, where that is wanted', async ({ launcher, desktop }) => {
  const app = await launcher.launch({ env: desktop.env, args: ['--hidden'] })
  await desktop.tray()
  await expectVisible(app, false)
  const file = join(desktop.configFolder, 'autostart', 'broker-desktop.desktop')
  expect(existsSync(file)).toBe(false)
  await app.call('settings.savePreferences', { startAtLogin: true })
  expect(readFileSync(file, 'utf8')).toMatch(/^Exec=.*"--hidden"$/m)
  await startAgain(launcher, desktop, '--hidden')
  await expectVisible(app, false)
  await app.call('settings.savePreferences', { startAtLogin: false })
  expect(existsSync(file)).toBe(false)
})

test('without a tray and notifications the same is done in the window', async ({
  launcher,
  bareDesktop: desktop,
}, testInfo) => {
  await launcher.settings(pacedSandbox('fast').replace('  toldTray: true\n', ''))
  const app = await launcher.launch({ env: desktop.env, args: clock(WEDNESDAY, 60) })
  const { window } = app
  await expect(window.getByText('This desktop has no tray')).toBeVisible()
  await checkOutFor(app, 'soon', '65m')
  const reminder = window.getByText(/soon \(pretend\) ends in/)
  await expect(reminder).toBeVisible({ timeout: 30_000 })
  await window.getByRole('button', { name: 'Extend', exact: true }).first().click()
  const { dialog } = new Shell(window)
  await expect(dialog).toContainText('Extend 1 host')
  await desktop.picture(testInfo.outputPath('window-only.png'))
  await dialog.getByRole('radio', { name: /^1.day/ }).click()
  await dialog.getByRole('button', { name: 'Extend 1 host' }).click()
  await expect.poll(() => extendedAtProvider(launcher)).toEqual({ soon: 24 * HOUR })

  await closeWindow(app)
  await questionIsThere(desktop, 2)
  await desktop.picture(testInfo.outputPath('close-question.png'))
  await answer(desktop, 'Escape', () => windowCount(desktop).then((count) => count === 1))
  await expectVisible(app, true)
  await closeWindow(app)
  await questionIsThere(desktop, 2)
  await answer(desktop, 'Return', () => windowCount(desktop).then((count) => count === 0))
  await expectVisible(app, false)
  await startAgain(launcher, desktop)
  await expectVisible(app, true)
})

test('where notifications have no buttons, a click opens a small window that extends', async ({
  launcher,
  bareDesktop: desktop,
}, testInfo) => {
  const service = await offerNotifications(desktop.busAddress, ['body'])
  // A minute in a second: what is left after the reminder is enough for a slow machine.
  const app = await launcher.launch({ env: desktop.env, args: clock(WEDNESDAY, 60) })
  await checkOutFor(app, 'soon', '65m')
  await expect.poll(() => service.asked.length).toBeGreaterThan(0)
  expect(service.asked[0]?.actions).toEqual(['default', 'Open'])
  const opened = app.electron.waitForEvent('window')
  service.choose(1, 'default')
  const small = await opened
  await expect(small.getByRole('heading', { name: 'Extend 1 host' })).toBeVisible()
  await expect(small.getByRole('listitem')).toContainText('soon')
  await desktop.picture(testInfo.outputPath('extend-window.png'))
  await expectAccessible({ ...app, window: small }, 'the small window')
  await small.getByRole('radio', { name: /^4.h/ }).click()
  const closed = small.waitForEvent('close')
  await small.getByRole('button', { name: 'Extend 1 host' }).click()
  await closed
  await expect.poll(() => extendedAtProvider(launcher)).toEqual({ soon: 4 * HOUR })
  // Open leads to the dialog of the main window, with the same hosts.
  const again = app.electron.waitForEvent('window')
  service.choose(1, 'default')
  await (await again).getByRole('button', { name: 'Open' }).click()
  await expect(new Shell(app.window).dialog).toContainText('Extend 1 host')
  await service.leave()
})

test('a panel that comes later gets the icon, and loses it with its end', async ({
  launcher,
  bareDesktop: desktop,
}) => {
  const app = await launcher.launch({ env: desktop.env })
  await desktop.startPanel()
  const tray = await desktop.tray()
  await expect.poll(() => tray.tooltip()).toBe('No hosts')
  await closeWindow(app)
  await expectVisible(app, false)
  await tray.choose('Open Broker Desktop')
  await expectVisible(app, true)
  await desktop.stopPanel()
  // The application hears of it a moment later; who closes the window before that has it hidden, and starts it again.
  await expect(async () => {
    await startAgain(launcher, desktop)
    await closeWindow(app)
    await expect
      .poll(() => desktop.windows(), { timeout: 1000 })
      .toEqual(['Broker Desktop', 'Broker Desktop'])
  }).toPass({ timeout: 30_000 })
  await desktop.press('Escape')
  await desktop.startPanel()
  await expect.poll(() => desktop.trayCount()).toBe(1)
})
