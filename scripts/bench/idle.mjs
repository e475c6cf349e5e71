import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDesktop } from '../desktop/session.mjs'
import { projectRoot } from '../lib/paths.mjs'
import { sandboxFlags } from '../setup/display.mjs'
import { resolveRuntime } from '../setup/runtime.mjs'
import { used } from './process-tree.mjs'
import { EMPTY_APP } from './windows.mjs'

const HOSTS = 1_000
/** Nothing falls due while it is measured, and no countdown shows seconds. */
const FIRST_END_MS = 90 * 60_000
/** What a start does behind the window is over by then, and what it left has been collected. */
const SETTLE_MS = 150_000
const MEASURED_MS = 60_000

const sleep = (ms) => new Promise((done) => setTimeout(done, ms))

/**
 * What an application that nobody touches uses, in percent of a core, and how often a second it is woken. It is started
 * as a person starts it: whoever is connected to watch it would keep it busy.
 * @param {string} folder @param {string} dataFolder @param {Readonly<Record<string, string>>} desktopEnv
 * @param {readonly string[]} [switches]
 */
async function measure(folder, dataFolder, desktopEnv, switches = []) {
  const { executablePath, env } = resolveRuntime()
  const child = spawn(
    executablePath,
    [folder, `--user-data-dir=${dataFolder}`, ...sandboxFlags(), ...switches],
    { env: { ...process.env, ...env, ...desktopEnv }, stdio: 'ignore' },
  )
  const ended = new Promise((done) => child.once('exit', done))
  try {
    await sleep(SETTLE_MS)
    const before = await used(child.pid)
    const startedAt = performance.now()
    await sleep(MEASURED_MS)
    const after = await used(child.pid)
    const ms = performance.now() - startedAt
    if (child.exitCode !== null || after.processes < 3) throw new Error('The application is not running.')
    return {
      percent: ((after.cpuMs - before.cpuMs) / ms) * 100,
      wakes: ((after.wakes - before.wakes) / ms) * 1000,
    }
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}

/**
 * The application with 1,000 leases on a desktop with a tray, with its window and without, beside an empty Electron
 * window on the same desktop. Undefined where there can be no such desktop.
 * @param {(dataFolder: string, size: number, firstEndMs: number) => void} fill
 */
export async function measureIdle(fill) {
  const desktop = await openDesktop()
  if (!desktop.available) return { reason: desktop.reason }
  const folders = []
  const dataFolder = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'broker-bench-'))
    folders.push(folder)
    return folder
  }
  const filled = async () => {
    const folder = await dataFolder()
    await writeFile(
      join(folder, 'broker_settings.yaml'),
      'desktop:\n  firstRunDone: true\n  toldTray: true\n',
    )
    fill(folder, HOSTS, FIRST_END_MS)
    return folder
  }
  try {
    // Beside each other: each is measured by its own processor time, under the same load.
    const [empty, shown, hidden] = await Promise.all([
      measure(EMPTY_APP, await dataFolder(), desktop.env),
      measure(projectRoot, await filled(), desktop.env),
      measure(projectRoot, await filled(), desktop.env, ['--hidden']),
    ])
    return { empty, shown, hidden }
  } finally {
    await desktop.close()
    for (const folder of folders) await rm(folder, { recursive: true, force: true })
  }
}
