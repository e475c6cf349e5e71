import { readFileSync } from 'node:fs'
import { DESKTOP } from '../desktop/packages.mjs'
import { hasCommand, run } from '../lib/processes.mjs'
import { PlainError, say, secondsSince } from '../lib/say.mjs'
import { hasScreen } from './display.mjs'

/**
 * A need and the packages that satisfy it: the name differs between releases (Ubuntu 24.04 renamed the libraries whose
 * time type became 64 bits wide).
 * @typedef {readonly string[]} Need
 */

/** @type {Need[]} What Chromium links against and a bare Debian lacks. */
const WINDOW = [
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libnss3'],
  ['libasound2', 'libasound2t64'],
  ['libgbm1'],
  ['libxss1'],
  ['libatk-bridge2.0-0', 'libatk-bridge2.0-0t64'],
]

/** @type {Need[]} A virtual screen, a session bus, and a font for what the program does not bring its own for. */
const VIRTUAL_SCREEN = [['xvfb'], ['xauth'], ['dbus'], ['dbus-x11'], ['fonts-dejavu-core']]

/** @type {Need[]} The tests' private container engine (scripts/engine/podman.mjs). */
export const ENGINE = [
  ['podman'],
  ['runc', 'crun'],
  ['conmon'],
  ['netavark'],
  ['aardvark-dns'],
  ['iptables'],
  ['iproute2'],
  ['busybox-static'],
]

/** @type {Need[]} What compiles better-sqlite3 for the older Electron. */
export const COMPILER = [['g++'], ['make'], ['python3']]

/** @typedef {'start' | 'test'} Profile */

/**
 * What the profile needs on this machine. The tests' engine and desktop are asked for only where set-up can install them
 * or where their absence is a failure; on a laptop those tests say that they did not run.
 * @param {Profile} profile
 * @returns {Need[]}
 */
export function needsOf(profile) {
  const isRoot = process.getuid?.() === 0
  return [
    ...WINDOW,
    ...(hasScreen() ? [] : VIRTUAL_SCREEN),
    ...(profile === 'test' && (isRoot || process.env.CI) ? [...ENGINE, ...DESKTOP] : []),
  ]
}

/** Whether packages of this machine are Debian's. */
export function isDebian() {
  return process.platform === 'linux' && hasCommand('dpkg-query') && hasCommand('apt-get')
}

/**
 * The needs that no installed package satisfies.
 * @param {readonly Need[]} needs
 */
export async function missingNeeds(needs) {
  // dpkg-query exits with 1 for names that it does not know: what it prints about the others is still right.
  const { stdout } = await run('dpkg-query', ['-W', '-f=${Package} ${db:Status-Status}\n', ...needs.flat()], {
    output: 'capture',
  })
  const installed = new Set(
    stdout.split('\n').flatMap((line) => (line.endsWith(' installed') ? [line.split(' ')[0]] : [])),
  )
  return needs.filter((names) => !names.some((name) => installed.has(name)))
}

/**
 * Installs what is missing: through apt as root; otherwise it stops with the exact command.
 * @param {readonly Need[]} needs
 * @param {string} why What they are for, in a few words.
 * @throws {PlainError} Something is missing and could not be installed here.
 */
export async function ensurePackages(needs, why) {
  const missing = await missingNeeds(needs)
  if (missing.length === 0) {
    say('system', `all packages are there (${why})`)
    return
  }
  if (process.getuid?.() !== 0) {
    const names = await chooseNames(missing)
    throw new PlainError(
      `These packages of your system are missing (${why}): ${names.join(' ')}\nInstall them, then run the same command again:\n\n` +
        `  sudo apt-get install -y --no-install-recommends ${names.join(' ')}\n`,
    )
  }
  const startedAt = performance.now()
  await updateLists()
  const names = await chooseNames(missing)
  say('system', `installing ${names.join(' ')} (${why})`)
  const { code, stdout, stderr } = await run('apt-get', [...APT_OPTIONS, 'install', ...names], {
    output: 'capture',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  if (code !== 0) {
    const tail = `${stdout}${stderr}`.trim().split('\n').slice(-15).join('\n')
    throw new PlainError(`apt-get could not install ${names.join(' ')}:\n${tail}`)
  }
  say('system', `installed in ${secondsSince(startedAt)}`)
}

// Another apt may be at work, on a machine that has just started above all: wait for its lock.
const APT_OPTIONS = ['-y', '-q', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300']

/** Refreshes apt's lists. A failure is not the end: the lists that are there may do, and the installation tells. */
async function updateLists() {
  say('system', 'refreshing the package lists')
  for (let attempt = 1; attempt <= 30; attempt++) {
    const { code, stderr } = await run('apt-get', ['update', '-q'], { output: 'capture' })
    if (code === 0) return
    // The lock of the lists has no time-out option of its own.
    if (!stderr.includes('lists/lock')) return
    await new Promise((resolve) => setTimeout(resolve, 2000))
  }
}

/**
 * The name that this release has for each need.
 * @param {readonly Need[]} needs
 * @returns {Promise<string[]>}
 */
async function chooseNames(needs) {
  if (needs.every((names) => names.length === 1)) return needs.flat()
  const { stdout } = await run('apt-cache', ['policy', ...needs.flat()], {
    output: 'capture',
    env: { ...process.env, LC_ALL: 'C' },
  })
  const available = new Set()
  for (const block of stdout.split(/\n(?=\S)/)) {
    const name = block.split(':')[0]
    const candidate = /Candidate: (\S+)/.exec(block)?.[1]
    if (candidate && candidate !== '(none)') available.add(name)
  }
  return needs.map((names) => names.find((name) => available.has(name)) ?? names[0] ?? '')
}

/**
 * On a Linux that is not Debian's: asks the dynamic linker what the runtime cannot find.
 * @param {string} executable
 * @throws {PlainError} Libraries are missing.
 */
export async function checkLinkedLibraries(executable) {
  const { stdout } = await run('ldd', [executable], { output: 'capture' })
  const missing = [...stdout.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1])
  if (missing.length === 0) {
    say('system', 'all libraries are there (the window)')
    return
  }
  throw new PlainError(
    `Electron cannot find these libraries: ${missing.join(' ')}\n` +
      `Install the packages of ${distributionName()} that hold them, then run the same command again. On Fedora:\n\n` +
      '  sudo dnf install gtk3 nss alsa-lib mesa-libgbm libXScrnSaver at-spi2-atk\n',
  )
}

function distributionName() {
  try {
    return /^NAME="?([^"\n]+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'your system'
  } catch {
    return 'your system'
  }
}
