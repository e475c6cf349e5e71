#!/usr/bin/env node
// Draws the tray's pictures (resources/tray) from their sources in svg/, on the project's own Electron.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runOnScreen } from './lib/app.mjs'
import { projectRoot } from './lib/paths.mjs'
import { runMain, say } from './lib/say.mjs'
import { sandboxFlags } from './setup/display.mjs'
import { resolveRuntime } from './setup/runtime.mjs'
import { setUp } from './setup/setup.mjs'

const FOLDER = join(projectRoot, 'resources', 'tray')
const SOURCE = /^(?<state>.+)-on-(?<panel>light|dark)-(?<size>\d+)\.svg$/

/**
 * A source becomes a picture of its size and one of twice that. `@2x` and `Template` are names that Electron knows: the
 * second density of the same picture, and a picture that macOS colours itself.
 * @param {string} name
 */
function picturesOf(name) {
  const parts = SOURCE.exec(name)?.groups
  if (parts === undefined) throw new Error(`${name} is not named STATE-on-PANEL-SIZE.svg.`)
  const { state, panel } = parts
  const size = Number(parts.size)
  const svg = join(FOLDER, 'svg', name)
  /** @param {string} stem @param {boolean} template */
  const twice = (stem, template) => [
    { svg, png: join(FOLDER, `${stem}.png`), size, template },
    { svg, png: join(FOLDER, `${stem}@2x.png`), size: size * 2, template },
  ]
  // The bar of macOS has room for 16 points. Both panels have the same shapes, so one of them is enough.
  const isTemplateSource = panel === 'light' && size === 16
  return [
    ...twice(`${state}-on-${panel}-${size}`, false),
    ...(isTemplateSource ? twice(`${state}Template`, true) : []),
  ]
}

await runMain(async () => {
  await setUp('start')
  const pictures = readdirSync(join(FOLDER, 'svg')).flatMap(picturesOf)
  const work = mkdtempSync(join(tmpdir(), 'broker-desktop-icons-'))
  try {
    const order = join(work, 'order.json')
    writeFileSync(order, JSON.stringify(pictures))
    const painter = join(projectRoot, 'scripts', 'icons', 'painter')
    const { code } = await runOnScreen(
      resolveRuntime().executablePath,
      [painter, `--user-data-dir=${work}`, ...sandboxFlags()],
      { ...process.env, PAINTER_ORDER: order },
    )
    if (code === 0) say('icons', `${pictures.length} pictures are in resources/tray`)
    return code
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
})
