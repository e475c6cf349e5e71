import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { sessionBus } from 'dbus-native'
import { hasCommand, run } from '../lib/processes.mjs'
import { PlainError } from '../lib/say.mjs'
import { PROGRAMS } from './packages.mjs'
import { firstLine, startPart, until } from './parts.mjs'

const SIZE = { width: 1440, height: 900 }
const CONFIG = join(import.meta.dirname, 'config')
const XFCONF_SERVICE = '/usr/share/dbus-1/services/org.xfce.Xfconf.service'

export function desktopObstacle() {
  if (process.platform !== 'linux') return 'it is made of programs for Linux'
  const missing = PROGRAMS.filter((program) => !hasCommand(program))
  if (missing.length > 0) return `not installed: ${missing.join(', ')}. Run: node scripts/setup.mjs test`
  return undefined
}

/** @param {{ width: number }} session */
export function notificationPlace({ width }) {
  return { x: width - 200, y: 84 }
}

/** @param {{ width: number }} session */
export function trayPlace({ width }) {
  return { x: width - 16, y: 16 }
}

/**
 * @param {{ panel?: boolean, notifications?: boolean }} [options]
 * @returns {Promise<import('./session.d.mts').DesktopSession | import('./session.d.mts').DesktopUnavailable>}
 */
export async function openDesktop({ panel = true, notifications = true } = {}) {
  const obstacle = desktopObstacle()
  if (obstacle !== undefined) {
    if (process.env.CI) throw new PlainError(`In CI a missing desktop is a failure: ${obstacle}`)
    return { available: false, reason: obstacle }
  }
  const folder = mkdtempSync(join(tmpdir(), 'broker-desktop-session-'))
  /** @type {Map<string, import('./parts.mjs').Part>} */
  const parts = new Map()
  const close = async () => {
    // Last come, first gone: none is left without what it stands on.
    for (const part of [...parts.values()].toReversed()) await part.end()
    parts.clear()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const layout = layOut(folder)
    const screen = startPart(
      ['Xvfb', '-displayfd', '3', '-screen', '0', `${SIZE.width}x${SIZE.height}x24`, '-nolisten', 'tcp'],
      { env: process.env, log: join(folder, 'screen.log'), fd3: true },
    )
    parts.set('screen', screen)
    const session = { ...layout, env: { ...layout.env, DISPLAY: `:${await firstLine(screen, 'Xvfb')}` } }
    // A program on this desktop must not find the one outside.
    const { WAYLAND_DISPLAY: _outside, ...outer } = process.env
    const env = { ...outer, ...session.env }

    /** @param {string} name @param {readonly string[]} commandLine */
    const start = (name, commandLine) =>
      parts.set(name, startPart(commandLine, { env, log: join(folder, `${name}.log`) }))
    /** @param {string} name */
    const stop = async (name) => {
      const part = parts.get(name)
      parts.delete(name)
      await part?.end()
    }
    /** @param {readonly string[]} args */
    const xdotool = (args) => mustRun('xdotool', args, env)

    start('bus', ['dbus-daemon', '--nofork', '--config-file', join(folder, 'session-bus.conf')])
    await until(() => busAnswers(layout.busAddress), 'The session bus')
    start('windows', ['openbox', '--sm-disable'])

    const desktop = {
      available: /** @type {const} */ (true),
      ...SIZE,
      env: session.env,
      busAddress: layout.busAddress,
      configFolder: layout.configFolder,
      async startPanel() {
        start('panel', ['xfce4-panel', '--disable-wm-check'])
        await until(() => trayIsThere(layout.busAddress), 'The panel’s tray')
      },
      stopPanel: () => stop('panel'),
      async startNotifications() {
        start('notifications', ['dunst', '-conf', join(CONFIG, 'dunstrc')])
        await until(
          () => isOwned(layout.busAddress, 'org.freedesktop.Notifications'),
          'The notification service',
        )
      },
      stopNotifications: () => stop('notifications'),
      /** @param {number} x @param {number} y @param {'left' | 'right'} [button] */
      click: (x, y, button = 'left') =>
        xdotool(['mousemove', String(x), String(y), 'click', button === 'left' ? '1' : '3']),
      /** @param {string} keys */
      press: (keys) => xdotool(['key', keys]),
      async windows() {
        // It exits with 1 where there are none.
        const { stdout } = await run(
          'xdotool',
          ['search', '--onlyvisible', '--name', '.', 'getwindowname', '%@'],
          {
            env,
            output: 'capture',
          },
        )
        return stdout.split('\n').filter((title) => title !== '')
      },
      /** @param {string} file @param {{ x: number, y: number, width: number, height: number }} [area] */
      picture: (file, area = { x: 0, y: 0, ...SIZE }) =>
        mustRun(
          'import',
          ['-window', 'root', '-crop', `${area.width}x${area.height}+${area.x}+${area.y}`, '+repage', file],
          env,
        ),
      close,
    }
    if (notifications) await desktop.startNotifications()
    if (panel) await desktop.startPanel()
    return desktop
  } catch (error) {
    await close()
    throw error
  }
}

/**
 * Writes the configuration of a session into its folder.
 * @param {string} folder
 */
function layOut(folder) {
  const configFolder = join(folder, 'config')
  const panelFile = join(configFolder, 'xfce4', 'xfconf', 'xfce-perchannel-xml', 'xfce4-panel.xml')
  const runtimeFolder = join(folder, 'run')
  for (const made of [dirname(panelFile), runtimeFolder, join(folder, 'services')])
    mkdirSync(made, { recursive: true, mode: 0o700 })
  copyFileSync(join(CONFIG, 'xfce4-panel.xml'), panelFile)
  copyFileSync(XFCONF_SERVICE, join(folder, 'services', 'org.xfce.Xfconf.service'))
  const bus = readFileSync(join(CONFIG, 'session-bus.conf'), 'utf8').replaceAll('FOLDER', folder)
  writeFileSync(join(folder, 'session-bus.conf'), bus)
  const busAddress = `unix:path=${join(folder, 'bus')}`
  return {
    busAddress,
    configFolder,
    env: {
      DBUS_SESSION_BUS_ADDRESS: busAddress,
      XDG_CONFIG_HOME: configFolder,
      XDG_RUNTIME_DIR: runtimeFolder,
      XDG_CURRENT_DESKTOP: 'XFCE',
      XDG_SESSION_TYPE: 'x11',
      // Without a bus for assistive technology GTK says so at every start.
      NO_AT_BRIDGE: '1',
    },
  }
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
async function mustRun(command, args, env) {
  const { code, stderr } = await run(command, args, { env, output: 'capture' })
  if (code !== 0) throw new PlainError(`${command} ${args.join(' ')} failed: ${stderr.trim()}`)
}

/**
 * One call on a bus; undefined when it was not answered.
 * @param {string} busAddress
 * @param {import('dbus-native').Message} message
 */
async function ask(busAddress, message) {
  const bus = sessionBus({ busAddress })
  // The call itself fails, too, and is the one that is looked at.
  bus.connection.on('error', () => undefined)
  try {
    return await bus.invoke(message)
  } catch {
    return undefined
  } finally {
    bus.connection.end()
  }
}

/** @param {string} busAddress @param {string} name */
async function isOwned(busAddress, name) {
  const answer = await ask(busAddress, {
    destination: 'org.freedesktop.DBus',
    path: '/org/freedesktop/DBus',
    interface: 'org.freedesktop.DBus',
    member: 'NameHasOwner',
    signature: 's',
    body: [name],
  })
  return answer === true
}

/** @param {string} busAddress */
function busAnswers(busAddress) {
  return isOwned(busAddress, 'org.freedesktop.DBus')
}

/** @param {string} busAddress */
async function trayIsThere(busAddress) {
  const answer = await ask(busAddress, {
    destination: 'org.kde.StatusNotifierWatcher',
    path: '/StatusNotifierWatcher',
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    signature: 'ss',
    body: ['org.kde.StatusNotifierWatcher', 'IsStatusNotifierHostRegistered'],
  })
  return answer === true
}
