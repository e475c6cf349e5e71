import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { hasCommand } from '../lib/processes.mjs'
import { PlainError } from '../lib/say.mjs'

/**
 * A program that runs until it is ended.
 * @typedef {object} Part
 * @property {import('node:child_process').ChildProcess} process
 * @property {() => Promise<void>} end
 */

// A part must not outlive whoever started it, however that ended.
const TIED = hasCommand('setpriv') ? ['setpriv', '--pdeathsig', 'KILL', '--'] : []

/**
 * Starts a part of the desktop. What it says goes to a file.
 * @param {readonly string[]} commandLine
 * @param {{ env: NodeJS.ProcessEnv, log: string, fd3?: boolean }} options `fd3` opens a pipe that the part writes to.
 * @returns {Part}
 */
export function startPart(commandLine, { env, log, fd3 = false }) {
  const [command = '', ...args] = [...TIED, ...commandLine]
  const child = spawn(command, args, {
    env,
    stdio: ['ignore', 'pipe', 'pipe', ...(fd3 ? [/** @type {const} */ ('pipe')] : [])],
  })
  const file = createWriteStream(log, { flags: 'a' })
  child.stdout?.pipe(file, { end: false })
  child.stderr?.pipe(file, { end: false })
  const ended = new Promise((resolve) => child.once('close', resolve))
  child.once('error', () => undefined)
  return {
    process: child,
    async end() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
      const stubborn = setTimeout(() => child.kill('SIGKILL'), 3000)
      await ended
      clearTimeout(stubborn)
      file.end()
    },
  }
}

/**
 * The first line that a part writes to its pipe.
 * @param {Part} part
 * @param {string} name
 * @returns {Promise<string>}
 */
export function firstLine(part, name) {
  return new Promise((resolve, reject) => {
    let text = ''
    part.process.stdio[3]?.on('data', (chunk) => {
      text += chunk
      const end = text.indexOf('\n')
      if (end >= 0) resolve(text.slice(0, end))
    })
    part.process.once('close', (code) => reject(new PlainError(`${name} ended at once (${code}).`)))
  })
}

/**
 * Asks until the answer is yes.
 * @param {() => Promise<boolean>} isSo
 * @param {string} what For the message when it never is.
 */
export async function until(isSo, what) {
  const end = Date.now() + 20_000
  while (!(await isSo())) {
    if (Date.now() > end) throw new PlainError(`${what} did not come up in 20 seconds.`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
