import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readJsonIfThere, readTextIfThere } from '../lib/files.mjs'
import { packagesDir } from '../lib/paths.mjs'
import { projectEnv, projectNode } from '../lib/processes.mjs'

const packageDir = join(packagesDir, 'electron')

/** How long the download may stand still. A slow one goes on as long as bytes come. */
const STALL_MS = 20_000

/**
 * The installed official Electron, or undefined.
 * @returns {{ executablePath: string, distPath: string, version: string } | undefined}
 */
export function officialElectron() {
  const version = readJsonIfThere(join(packageDir, 'package.json'))?.version
  const distPath = join(packageDir, 'dist')
  const executable = readTextIfThere(join(packageDir, 'path.txt'))
  if (!version || !executable || readTextIfThere(join(distPath, 'version'))?.replace(/^v/, '') !== version)
    return undefined
  const executablePath = join(distPath, executable)
  return existsSync(executablePath) ? { executablePath, distPath, version } : undefined
}

/**
 * Lets the electron package download its binary. Gives up when nothing arrives for 20 seconds, so that a network that
 * swallows everything cannot hold up the set-up.
 * @returns {Promise<string | undefined>} Why it failed, in one line; undefined when the binary is there.
 */
export async function downloadOfficialElectron() {
  const temporary = mkdtempSync(join(tmpdir(), 'broker-desktop-electron-'))
  try {
    return await new Promise((resolve) => {
      const child = spawn(projectNode(), [join(packageDir, 'install.js')], {
        // The download is written below TMPDIR: watching it tells whether bytes come, through whatever proxy or mirror.
        env: { ...projectEnv(), TMPDIR: temporary, TMP: temporary, TEMP: temporary },
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      let stderr = ''
      child.stderr.setEncoding('utf8').on('data', (chunk) => (stderr += chunk))
      let seen = 0
      let movedAt = Date.now()
      const watch = setInterval(() => {
        const size = folderSize(temporary) + folderSize(join(packageDir, 'dist'))
        if (size !== seen) {
          seen = size
          movedAt = Date.now()
        } else if (Date.now() - movedAt > STALL_MS) {
          stderr = 'nothing arrived for 20 seconds'
          child.kill('SIGKILL')
        }
      }, 500)
      /** @param {string} [reason] */
      const settle = (reason) => {
        clearInterval(watch)
        resolve(officialElectron() ? undefined : (reason ?? firstLine(stderr)))
      }
      child.on('error', (error) => settle(error.message))
      child.on('close', () => settle())
    })
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

/** @param {string} text */
function firstLine(text) {
  const cause = /\[cause\]: (?:Error: )?(.+)/.exec(text)?.[1]
  const line = text.split('\n').find((candidate) => candidate.trim() !== '')
  return [line?.trim() ?? 'no reason was given', cause?.replace(/\s*\{$/, '')].filter(Boolean).join(': ')
}

/**
 * @param {string} folder
 * @returns {number}
 */
function folderSize(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
      const path = join(folder, entry.name)
      return sum + (entry.isDirectory() ? folderSize(path) : statSync(path).size)
    }, 0)
  } catch {
    // It moves while we look: what matters is that the number changes.
    return 0
  }
}
