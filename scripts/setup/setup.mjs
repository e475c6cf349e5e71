import { officialElectron } from './official-electron.mjs'
import { resolveRuntime } from './runtime.mjs'
import { dependenciesMatch, ensureDependencies } from './dependencies.mjs'
import { ensureElectron } from './electron-runtime.mjs'
import { reportEngine } from './podman.mjs'
import { checkLinkedLibraries, ensurePackages, isDebian, missingNeeds, needsOf } from './system-libraries.mjs'
import { say, secondsSince } from '../lib/say.mjs'
import { hasScreen } from './display.mjs'

/** @typedef {import('./system-libraries.mjs').Profile} Profile */

/** @param {Profile} profile */
function purposeOf(profile) {
  return [
    'the window',
    ...(hasScreen() ? [] : ['a virtual screen']),
    ...(profile === 'test' && (process.getuid?.() === 0 || process.env.CI)
      ? ['the tests’ container engine and desktop']
      : []),
  ].join(', ')
}

/**
 * Makes the machine ready for a profile: does only what is missing, says each step in one line, and can be run any number
 * of times.
 * @param {Profile} profile
 * @throws {import('../lib/say.mjs').PlainError} A step is impossible here; the message says what to do.
 */
export async function setUp(profile) {
  const startedAt = performance.now()
  if (isDebian()) await ensurePackages(needsOf(profile), purposeOf(profile))
  await ensureDependencies()
  await ensureElectron()
  if (process.platform === 'linux' && !isDebian()) await checkLinkedLibraries(resolveRuntime().executablePath)
  if (profile === 'test') await reportEngine()
  say('setup', `ready in ${secondsSince(startedAt)}`)
}

/**
 * Says what a profile still lacks, and changes nothing.
 * @param {Profile} profile
 * @returns {Promise<boolean>} Whether all is there.
 */
export async function checkSetUp(profile) {
  const lacks = []
  if (isDebian()) {
    const missing = await missingNeeds(needsOf(profile))
    if (missing.length > 0) lacks.push(`system packages: ${missing.map((names) => names[0]).join(' ')}`)
  }
  if (!dependenciesMatch()) lacks.push('node_modules does not match package-lock.json')
  try {
    const runtime = resolveRuntime()
    say('electron', `Electron ${runtime.version}${officialElectron() ? '' : ' (stand-in)'}`)
  } catch {
    lacks.push('an Electron to run on')
  }
  if (profile === 'test') await reportEngine()
  for (const lack of lacks) say('missing', lack)
  say('setup', lacks.length === 0 ? 'all is there' : `run: node scripts/setup.mjs ${profile}`)
  return lacks.length === 0
}
