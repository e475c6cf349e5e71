import { hasCommand } from '../lib/processes.mjs'
import { PlainError } from '../lib/say.mjs'

/**
 * Whether this machine has a screen that a window could open on.
 * @param {NodeJS.ProcessEnv} [env]
 */
export function hasScreen(env = process.env) {
  return process.platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}

/** Chromium's sandbox cannot run as root; every other user keeps it. */
export function sandboxFlags() {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
}

/**
 * Wraps a command so that it finds a screen and a session bus: unchanged where there is one, inside a virtual screen
 * where there is none.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {{ command: string, args: string[], isVirtual: boolean }}
 * @throws {PlainError} There is no screen, and what makes a virtual one is not installed.
 */
export function onSomeScreen(command, args, env = process.env) {
  if (hasScreen(env)) return { command, args: [...args], isVirtual: false }
  for (const tool of ['xvfb-run', 'dbus-run-session']) {
    if (!hasCommand(tool, env)) {
      throw new PlainError(
        `This machine has no screen, and ${tool}, which makes a virtual one, is not installed. Run: node scripts/setup.mjs start`,
      )
    }
  }
  return {
    command: 'dbus-run-session',
    args: ['--', 'xvfb-run', '-a', '-s', '-screen 0 1440x900x24', command, ...args],
    isVirtual: true,
  }
}
