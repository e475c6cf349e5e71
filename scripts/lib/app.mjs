import { onSomeScreen, sandboxFlags } from '../setup/display.mjs'
import { resolveRuntime } from '../setup/runtime.mjs'
import { projectEnv, run } from './processes.mjs'
import { say } from './say.mjs'

/**
 * The environment in which the application, or a tool that starts it, runs on the Electron that set-up has made ready.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 * @throws {import('./say.mjs').PlainError} Set-up has not run.
 */
export function appEnv(env = process.env) {
  return projectEnv({ ...env, ...resolveRuntime().env })
}

/**
 * Runs a command on the screen, or on a virtual one where there is none, with the application's environment.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export async function runOnScreen(command, args, env = process.env) {
  const wrapped = onSomeScreen(command, args, env)
  if (wrapped.isVirtual) say('screen', 'this machine has none: a virtual one is used (Xvfb)')
  // The virtual screen's wrapper does not pass signals on: its whole group gets them.
  return run(wrapped.command, wrapped.args, { env: appEnv(env), ownGroup: wrapped.isVirtual })
}

/**
 * Starts the built application in the project's folder and waits for its end.
 * @param {readonly string[]} args
 */
export async function runApp(args) {
  return runOnScreen(resolveRuntime().executablePath, ['.', ...sandboxFlags(), ...args])
}
