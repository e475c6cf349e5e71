import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { hashPaths, readJsonIfThere, readTextIfThere, writeWhole } from '../lib/files.mjs'
import { packagesDir, projectRoot } from '../lib/paths.mjs'
import { runNpm } from '../lib/processes.mjs'
import { PlainError, say, secondsSince } from '../lib/say.mjs'

const lockFile = join(projectRoot, 'package-lock.json')
const stampFile = join(packagesDir, '.broker-desktop-stamp')

/** Whether node_modules holds what package-lock.json says. */
export function dependenciesMatch() {
  const wanted = hashPaths([lockFile])
  if (readTextIfThere(stampFile) === wanted) return true
  // Somebody ran `npm install` by hand: npm's own record tells, and spares a needless second installation.
  if (!installedMatchesLock()) return false
  writeWhole(stampFile, wanted)
  return true
}

function installedMatchesLock() {
  const lock = readJsonIfThere(lockFile)?.packages
  const installed = readJsonIfThere(join(packagesDir, '.package-lock.json'))?.packages
  if (!lock || !installed) return false
  for (const [path, wanted] of Object.entries(lock)) {
    if (path === '') continue
    const found = installed[path]
    if (!found && !wanted.optional && !wanted.peer && !wanted.devOptional) return false
    if (found && (found.version !== wanted.version || found.integrity !== wanted.integrity)) return false
  }
  return Object.keys(installed).every((path) => path in lock && existsSync(join(projectRoot, path)))
}

/**
 * Installs the packages of package-lock.json when node_modules does not match it.
 * @throws {PlainError} npm ci failed; node_modules is then incomplete and the next run tries again.
 */
export async function ensureDependencies() {
  if (dependenciesMatch()) {
    say('dependencies', 'node_modules matches package-lock.json')
    return
  }
  const startedAt = performance.now()
  say('dependencies', 'node_modules does not match package-lock.json: npm ci (about half a minute)')
  // EBADENGINE warnings are meant for the machine's Node; the packages run on the one that comes with them.
  const { code } = await runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  if (code !== 0) {
    throw new PlainError(
      'The packages could not be installed. See npm’s message above, then run the same command again.',
    )
  }
  writeWhole(stampFile, hashPaths([lockFile]))
  say('dependencies', `installed in ${secondsSince(startedAt)}`)
}
