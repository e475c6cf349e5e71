import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron } from '@playwright/test'
import { projectRoot } from '../lib/paths.mjs'
import { quit } from '../lib/quit.mjs'
import { sandboxFlags } from '../setup/display.mjs'
import { resolveRuntime } from '../setup/runtime.mjs'
import { memoryMiB } from './process-tree.mjs'

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

/** @param {string} folder @param {(dataFolder: string) => Promise<void>} prepare */
async function startOnce(folder, prepare) {
  const dataFolder = await mkdtemp(join(tmpdir(), 'broker-bench-'))
  await prepare(dataFolder)
  const { electron, tookMs } = await launch(folder, dataFolder)
  await new Promise((done) => setTimeout(done, IDLE_BEFORE_MEMORY_MS))
  const memory = await memoryMiB(electron)
  await quit(electron)
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
