import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { PlainError } from '../lib/say.mjs'
import { officialElectron } from './official-electron.mjs'
import { oldElectronBinding } from './sqlite-for-old-electron.mjs'
import { hasSubstitute, SUBSTITUTE_VERSION, substituteDist } from './substitute-electron.mjs'

/**
 * The Electron that start, dev, test, demo and bench run on.
 * @typedef {object} Runtime
 * @property {boolean} isSubstitute Whether it is the stand-in for an official download that is impossible here.
 * @property {string} executablePath
 * @property {string} distPath The folder of the executable, as electron-builder's `electronDist` wants it.
 * @property {string} version
 * @property {string | undefined} sqliteBinding The better-sqlite3 binary for it; undefined means the package's own.
 * @property {Record<string, string>} env What the processes that start it, and it itself, must have in their environment.
 */

/**
 * Finds the Electron that set-up has made ready. Reads a few small files, changes nothing.
 * @returns {Runtime}
 * @throws {PlainError} Set-up has not run.
 */
export function resolveRuntime() {
  const official = officialElectron()
  if (official) {
    return {
      ...official,
      isSubstitute: false,
      sqliteBinding: undefined,
      env: { BROKER_DESKTOP_ELECTRON: official.executablePath },
    }
  }
  const sqliteBinding = oldElectronBinding()
  if (!hasSubstitute() || !existsSync(sqliteBinding)) {
    throw new PlainError('There is no Electron to run on yet. Run: node scripts/setup.mjs start')
  }
  const distPath = substituteDist()
  const executablePath = join(distPath, 'electron')
  return {
    isSubstitute: true,
    executablePath,
    distPath,
    version: SUBSTITUTE_VERSION,
    sqliteBinding,
    env: {
      BROKER_DESKTOP_ELECTRON: executablePath,
      // The electron package, and with it electron-vite, takes its binary from there.
      ELECTRON_OVERRIDE_DIST_PATH: distPath,
      BROKER_DESKTOP_SQLITE_BINDING: sqliteBinding,
    },
  }
}
