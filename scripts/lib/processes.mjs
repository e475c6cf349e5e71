import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { packagesDir, projectRoot } from './paths.mjs'
import { PlainError } from './say.mjs'

const isWindows = process.platform === 'win32'
const binDir = join(packagesDir, '.bin')

/**
 * @typedef {object} RunOptions
 * @property {NodeJS.ProcessEnv} [env]
 * @property {string} [cwd]
 * @property {'inherit' | 'capture'} [output] 'capture' keeps stdout and stderr, 'inherit' (the default) shows them.
 * @property {boolean} [ownGroup] Start it as the leader of a process group, and pass signals on to the whole group.
 * @property {boolean} [shell]
 *
 * @typedef {object} RunResult
 * @property {number} code The exit code; 128 + n for a signal, as shells have it; 127 when the command does not exist.
 * @property {string} stdout
 * @property {string} stderr
 */

/**
 * Runs a command to its end and passes our own termination signals on to it. Never throws for a command that fails:
 * look at `code`.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>}
 */
export function run(command, args, options = {}) {
  const {
    env = process.env,
    cwd = projectRoot,
    output = 'inherit',
    ownGroup = false,
    shell = false,
  } = options
  return new Promise((resolve) => {
    const child = spawn(command, [...args], {
      env,
      cwd,
      shell,
      detached: ownGroup,
      stdio: output === 'inherit' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    })
    let stdout = ''
    let stderr = ''
    child.stdout?.setEncoding('utf8').on('data', (chunk) => (stdout += chunk))
    child.stderr?.setEncoding('utf8').on('data', (chunk) => (stderr += chunk))

    /** @type {NodeJS.SignalsListener} */
    const passOn = (signal) => {
      try {
        if (ownGroup && child.pid !== undefined) process.kill(-child.pid, signal)
        else child.kill(signal)
      } catch {
        // It ended by itself in this moment.
      }
    }
    /** @type {NodeJS.Signals[]} */
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    for (const signal of signals) process.on(signal, passOn)
    let settled = false
    /** @param {number} code */
    const settle = (code) => {
      if (settled) return
      settled = true
      for (const signal of signals) process.off(signal, passOn)
      resolve({ code, stdout, stderr })
    }
    child.on('error', (error) => {
      stderr += error.message
      settle(127)
    })
    child.on('close', (code, signal) => settle(code ?? 128 + signalNumber(signal)))
  })
}

/** @param {NodeJS.Signals | null} signal */
function signalNumber(signal) {
  /** @type {Partial<Record<NodeJS.Signals, number>>} */
  const numbers = { SIGHUP: 1, SIGINT: 2, SIGABRT: 6, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 }
  return (signal && numbers[signal]) || 1
}

/**
 * The environment in which `node` is the one that package.json asks for, whatever Node the machine has: the same PATH
 * that `npm run` makes.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export function projectEnv(env = process.env) {
  const others = pathEntries(env).filter((entry) => entry !== binDir)
  return withPath(env, [binDir, ...others])
}

/**
 * The environment of the machine's own tools. npm must run in it: it replaces node_modules, and so the Node in there.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export function machineEnv(env = process.env) {
  return withPath(
    env,
    pathEntries(env).filter((entry) => !/[\\/]node_modules[\\/]\.bin[\\/]?$/.test(entry)),
  )
}

/** @param {NodeJS.ProcessEnv} env */
function pathEntries(env) {
  return (env.PATH ?? env.Path ?? '').split(delimiter).filter(Boolean)
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} entries
 */
function withPath(env, entries) {
  const { PATH: _upper, Path: _mixed, ...rest } = env
  return { ...rest, PATH: entries.join(delimiter) }
}

/** The Node from package.json; before the packages are installed, the one that runs now. */
export function projectNode() {
  const node = join(packagesDir, 'node', 'bin', isWindows ? 'node.exe' : 'node')
  return existsSync(node) ? node : process.execPath
}

/**
 * Runs npm itself (never a script of the project).
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export function runNpm(args, options = {}) {
  // npm is a shell script on Windows.
  return run('npm', args, { ...options, env: machineEnv(options.env), shell: isWindows })
}

/**
 * The arguments that start the command line tool of an installed package: `[node, script]`.
 * @param {string} packageName
 * @param {string} [binName]
 * @returns {[string, string]}
 * @throws {PlainError} The package is not installed or has no such command.
 */
export function toolCommand(packageName, binName = packageName) {
  const folder = join(packagesDir, packageName)
  const manifest = join(folder, 'package.json')
  if (!existsSync(manifest)) {
    throw new PlainError(`The package ${packageName} is not installed. Run: node scripts/setup.mjs start`)
  }
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'))
  const file = typeof bin === 'string' ? bin : bin?.[binName]
  if (!file) throw new PlainError(`The package ${packageName} has no command ${binName}.`)
  return [projectNode(), join(folder, file)]
}

/**
 * Runs the command line tool of an installed package on the project's Node.
 * @param {string | [packageName: string, binName: string]} tool
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export function runTool(tool, args, options = {}) {
  const [packageName, binName] = typeof tool === 'string' ? [tool, tool] : tool
  const [node, script] = toolCommand(packageName, binName)
  return run(node, [script, ...args], { ...options, env: projectEnv(options.env) })
}

/**
 * Whether a command is on PATH.
 * @param {string} name
 * @param {NodeJS.ProcessEnv} [env]
 */
export function hasCommand(name, env = process.env) {
  return pathEntries(env).some((folder) => existsSync(join(folder, name)))
}
