import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { hashPaths, readTextIfThere, writeWhole } from './files.mjs'
import { projectRoot } from './paths.mjs'
import { runTool } from './processes.mjs'
import { PlainError, say, secondsSince } from './say.mjs'

const stampFile = join(projectRoot, 'out', '.build-stamp')
const inputs = [
  'src-main',
  'src-renderer',
  'src-shared',
  'resources',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
].map((name) => join(projectRoot, name))

function inputHash() {
  return hashPaths(inputs, (file) => !/\.test\.tsx?$/.test(file))
}

/** Whether out/ is what the sources of now would give. */
export function isBuildFresh() {
  return (
    existsSync(join(projectRoot, 'out', 'main', 'index.js')) && readTextIfThere(stampFile) === inputHash()
  )
}

/**
 * Builds main, preload and renderer into out/.
 * @throws {PlainError} The build failed; out/ then counts as stale.
 */
export async function build() {
  const startedAt = performance.now()
  // Taken before, so that a file that is saved during the build makes it stale.
  const hash = inputHash()
  const { code } = await runTool('electron-vite', ['build'])
  if (code !== 0) throw new PlainError('The build failed. See the message above.')
  writeWhole(stampFile, hash)
  say('build', `built in ${secondsSince(startedAt)}`)
}

/** Builds when a source has changed since the last build. */
export async function buildIfStale() {
  if (isBuildFresh()) {
    say('build', 'out/ is up to date')
    return
  }
  say('build', 'the sources have changed since the last build')
  await build()
}
