import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron } from '@playwright/test'
import { valueIn } from '../../src-shared/ipc/envelope.ts'
import { projectRoot } from '../lib/paths.mjs'
import { quit } from '../lib/quit.mjs'
import { say } from '../lib/say.mjs'
import { sandboxFlags } from '../setup/display.mjs'
import { resolveRuntime } from '../setup/runtime.mjs'

const SIZE = { width: 1440, height: 900 }
// Quick enough to watch, slow enough to see; and the same names and timings every time.
const SETTINGS = `desktop:
  toldTray: true
Sandbox:
  instances:
    sandbox:
      default: true
      speed: fast
      seed: 12
`

/**
 * The application on a data folder of its own, and what the play does with it.
 * @param {string} folder Where pictures go.
 * @param {{ settings?: string, args?: readonly string[], env?: Readonly<Record<string, string>> }} [options]
 */
export async function openStage(folder, { settings = SETTINGS, args = [], env: more = {} } = {}) {
  const dataFolder = await mkdtemp(join(tmpdir(), 'broker-desktop-demo-'))
  const brokerFolder = join(dataFolder, 'broker')
  await mkdir(brokerFolder)
  await writeFile(join(dataFolder, 'broker_settings.yaml'), settings)
  await mkdir(folder, { recursive: true })
  const { env } = resolveRuntime()
  const electron = await _electron.launch({
    // No executablePath: with it Playwright does not hold the application back until it is connected, and a start in
    // forty hangs. The electron package finds the runtime by itself (ELECTRON_OVERRIDE_DIST_PATH).
    args: [projectRoot, `--user-data-dir=${dataFolder}`, ...sandboxFlags(), ...args],
    // What the broker command has on this computer is nothing to the play, and must not be in its pictures.
    env: { ...process.env, ...env, BROKER_DIRECTORY: brokerFolder, ...more },
  })
  const page = await electron.firstWindow()
  await electron.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height)
  }, SIZE)
  const steps = []

  /** Makes a call as the screens do. @param {string} name @param {object} input */
  const call = async (name, input) => {
    const answer = await page.evaluate(
      ([called, given]) => window.broker.invoke(called, given),
      [name, input],
    )
    if (!answer.ok) throw new Error(`${name}: ${answer.error.message}`)
    return valueIn(answer)
  }

  /** Takes the picture of a screen in both themes. @param {string} name */
  const picture = async (name) => {
    const files = []
    for (const theme of ['light', 'dark']) {
      await call('settings.savePreferences', { theme })
      await page.waitForFunction((wanted) => document.documentElement.dataset.theme === wanted, theme)
      // Nothing moves in a picture: transitions of the theme's colours have to be over.
      await page.waitForFunction(() =>
        document
          .getAnimations()
          .every(
            (one) => one.playState !== 'running' || one.effect?.getComputedTiming().iterations === Infinity,
          ),
      )
      const file = `${name}-${theme}.png`
      await page.screenshot({ path: join(folder, file) })
      files.push(file)
    }
    await call('settings.savePreferences', { theme: 'light' })
    return files
  }

  /** One step of the play. @param {string} name @param {() => Promise<void>} act @param {string} [pictured] */
  const step = async (name, act, pictured) => {
    const startedAt = performance.now()
    try {
      await act()
    } catch (error) {
      say('demo', `stopped at: ${name}`)
      throw error
    }
    const tookMs = Math.round(performance.now() - startedAt)
    say('demo', name)
    steps.push({ name, tookMs, pictures: pictured === undefined ? [] : await picture(pictured) })
  }

  const close = async () => {
    await quit(electron)
    await rm(dataFolder, { recursive: true, force: true })
  }
  return { electron, page, call, step, steps, close }
}
