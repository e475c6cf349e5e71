import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron } from '@playwright/test'
import { projectRoot } from '../lib/paths.mjs'
import { sandboxFlags } from '../setup/display.mjs'
import { resolveRuntime } from '../setup/runtime.mjs'

const IDLE_BEFORE_MEMORY_MS = 4_000
/** The least that an Electron application can be: the baseline of every figure of a window. */
export const EMPTY_APP = join(projectRoot, 'scripts', 'bench', 'empty-app')

/**
 * Starts an application and waits until its window says that it is ready.
 * @param {string} folder The application.
 * @param {string} dataFolder
 * @param {Readonly<Record<string, string>>} [extraEnv]
 */
export async function launch(folder, dataFolder, extraEnv = {}) {
  const { env } = resolveRuntime()
  const startedAt = performance.now()
  const electron = await _electron.launch({
    // No executablePath: with it Playwright does not hold the application back until it is connected, and a start in
    // forty hangs. The electron package finds the runtime by itself (ELECTRON_OVERRIDE_DIST_PATH).
    args: [folder, `--user-data-dir=${dataFolder}`, ...sandboxFlags()],
    env: { ...process.env, ...env, ...extraEnv },
  })
  const window = await electron.firstWindow()
  await window.waitForFunction(() => document.querySelector('h1') !== null, undefined, {
    polling: 'raf',
  })
  return { electron, window, tookMs: performance.now() - startedAt }
}

/**
 * The proportional memory (PSS) of a process and all below it, in MiB. PSS counts shared pages once, so that the sum
 * over Chromium's processes is true; where there is no /proc it is Electron's own sum of working sets.
 * @param {import('@playwright/test').ElectronApplication} electron
 */
async function memoryMiB(electron) {
  const pid = electron.process().pid
  if (process.platform !== 'linux' || pid === undefined) {
    const kib = await electron.evaluate(({ app }) =>
      app.getAppMetrics().reduce((sum, one) => sum + one.memory.workingSetSize, 0),
    )
    return kib / 1024
  }
  const parents = new Map()
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => undefined)
    if (stat !== undefined)
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
  }
  const isBelow = (candidate) => {
    for (let at = candidate; at !== undefined && at > 1; at = parents.get(at)) if (at === pid) return true
    return false
  }
  let kib = 0
  for (const candidate of [...parents.keys()].filter(isBelow)) {
    const rollup = await readFile(`/proc/${candidate}/smaps_rollup`, 'utf8').catch(() => '')
    kib += Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0)
  }
  return kib / 1024
}

/** @param {string} folder @param {(dataFolder: string) => Promise<void>} prepare */
async function startOnce(folder, prepare) {
  const dataFolder = await mkdtemp(join(tmpdir(), 'broker-bench-'))
  await prepare(dataFolder)
  const { electron, tookMs } = await launch(folder, dataFolder)
  await new Promise((done) => setTimeout(done, IDLE_BEFORE_MEMORY_MS))
  const memory = await memoryMiB(electron)
  await electron.close()
  await rm(dataFolder, { recursive: true, force: true })
  return { tookMs, memory }
}

/**
 * Launch to interactive window and idle memory, of the application and of an empty Electron window, in turn.
 * @param {number} rounds
 */
export async function measureStart(rounds) {
  const ours = []
  const empty = []
  const settings = (dataFolder) =>
    writeFile(join(dataFolder, 'broker_settings.yaml'), 'desktop:\n  firstRunDone: true\n  toldTray: true\n')
  for (let round = 0; round <= rounds; round += 1) {
    const one = {
      empty: await startOnce(EMPTY_APP, async () => {}),
      ours: await startOnce(projectRoot, settings),
    }
    // The first round fills the file cache for both.
    if (round === 0) continue
    empty.push(one.empty)
    ours.push(one.ours)
  }
  return { ours, empty }
}
