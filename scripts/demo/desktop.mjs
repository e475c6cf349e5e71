import { join } from 'node:path'
import { say } from '../lib/say.mjs'
import { notificationPlace, openDesktop, trayPlace } from '../desktop/session.mjs'
import { until } from '../desktop/parts.mjs'
import { openStage } from './stage.mjs'

const SETTINGS = `desktop:
  firstRunDone: true
  toldTray: true
Sandbox:
  instances:
    sandbox:
      default: true
      speed: instant
      seed: 12
`
/** The soonest comes into its last hour after the others were checked out. */
const HOSTS = [
  ['sat-6-16-qa2', '9d'],
  ['rhel-10-x4t', '26h'],
  ['capsule-6-15-b1d', '5h'],
  ['rhel-9-4-kx3', '95m'],
  ['rhel-9-4-m7p', '70m'],
]

/**
 * Plays what happens on the desktop around the window, and takes pictures of it: the tray's menu, a reminder, and the
 * dialog that it leads to. A minute of this play is a second.
 * @param {string} folder
 */
export async function pictureDesktop(folder) {
  const desktop = await openDesktop()
  if (!desktop.available) {
    say('demo', `no pictures of the tray: ${desktop.reason}`)
    return
  }
  try {
    const clock = ['--clock-start=2026-11-11T10:00:00Z', '--clock-rate=60']
    const stage = await openStage(folder, {
      settings: SETTINGS,
      args: clock,
      env: { ...desktop.env, TZ: 'UTC' },
    })
    const area = { x: desktop.width - 640, y: 0, width: 640, height: 420 }
    const tray = trayPlace(desktop)
    try {
      await play(stage, desktop, folder, area, tray)
    } finally {
      await stage.close()
    }
  } finally {
    await desktop.close()
  }
}

/**
 * @param {Awaited<ReturnType<typeof openStage>>} stage
 * @param {import('../desktop/session.d.mts').DesktopSession} desktop
 * @param {string} folder
 * @param {{ x: number, y: number, width: number, height: number }} area
 * @param {{ x: number, y: number }} tray
 */
async function play({ electron, page, call, step }, desktop, folder, area, tray) {
  const held = async () => (await call('hosts.facets', {})).total
  const isVisible = () =>
    electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())
  for (const [index, [name, lease]] of HOSTS.entries()) {
    await call('hosts.checkout', {
      target: { provider: 'Sandbox', instance: 'sandbox' },
      action: 'machine',
      offering: 'small-vm',
      arguments: { name, lease },
      secretArguments: [],
      count: 1,
      labels: {},
    })
    await until(async () => (await held()) > index, name)
  }
  await page.getByText('rhel-9-4-m7p').first().waitFor()

  await step('The tray lists the soonest leases', async () => {
    await desktop.click(tray.x, tray.y, 'right')
    await settled()
    for (const key of ['Down', 'Down', 'Right', 'Down', 'Down']) await desktop.press(key)
    await settled()
    await desktop.picture(join(folder, 'tray-menu.png'), area)
    for (const key of ['Escape', 'Escape']) await desktop.press(key)
  })
  await step('A reminder comes on the desktop', async () => {
    await electron.evaluate(({ BrowserWindow }) => {
      setImmediate(() => BrowserWindow.getAllWindows()[0]?.close())
    })
    await until(async () => !(await isVisible()), 'The tray')
    // The reminder of one hour comes when this much is left.
    await until(async () => {
      const { next } = await call('reminders.state', {})
      const info = await call('app.info', {})
      return next === undefined || next.atMs - info.clock.nowMs > 20 * 60_000
    }, 'The reminder')
    await settled()
    await desktop.picture(join(folder, 'notification.png'), { ...area, height: 160 })
  })
  await step('A click on it leads to the Extend dialog', async () => {
    const { x, y } = notificationPlace(desktop)
    await desktop.click(x, y)
    await page
      .getByRole('dialog')
      .getByRole('checkbox', { name: /rhel-9-4-m7p/ })
      .waitFor()
    await settled()
    await desktop.picture(join(folder, 'extend-from-reminder.png'))
  })
}

/** Menus and windows of the desktop tell nobody when they have been painted. */
function settled() {
  return new Promise((resolve) => setTimeout(resolve, 700))
}
