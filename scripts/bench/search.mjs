import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../lib/paths.mjs'
import { EMPTY_APP, launch } from './windows.mjs'

const TYPED = 'rhel-9-4'
const QUIET_MS = 150

/** Watches, in the page, when a key went down and when what it changed was painted. */
function watchPaint() {
  const seen = { downAt: 0, paintedAt: 0 }
  Object.assign(window, { benchSeen: seen })
  window.addEventListener(
    'keydown',
    (event) => {
      seen.downAt = event.timeStamp
      seen.paintedAt = 0
    },
    true,
  )
  new MutationObserver(() => {
    requestAnimationFrame(() => {
      // A message is delivered after the frame that was being made has been painted.
      const channel = new MessageChannel()
      channel.port1.addEventListener('message', () => {
        seen.paintedAt = performance.now()
      })
      channel.port1.start()
      channel.port2.postMessage(undefined)
    })
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
}

/** Resolves with the milliseconds from the key to the last paint, once nothing has changed for a while. */
function settled(quietMs) {
  const seen = window.benchSeen
  return new Promise((resolve) => {
    const look = () => {
      if (seen.paintedAt > 0 && performance.now() - seen.paintedAt > quietMs) {
        resolve(seen.paintedAt - seen.downAt)
      } else setTimeout(look, 20)
    }
    look()
  })
}

/** @param {import('@playwright/test').Page} window @param {number} rounds */
async function typeInto(window, rounds) {
  const field = window.getByRole('searchbox').first()
  await field.waitFor()
  await window.evaluate(watchPaint)
  const times = []
  for (let round = 0; round < rounds; round += 1) {
    await field.fill('')
    await window.waitForTimeout(300)
    await field.focus()
    for (const key of TYPED) {
      await window.keyboard.press(key)
      times.push(await window.evaluate(settled, QUIET_MS))
    }
  }
  return times
}

/**
 * Milliseconds from a key in the search field to the painted result: in the application with 10,000 hosts, and in a
 * plain page with the same rows.
 * @param {(dataFolder: string, size: number) => void} fill
 * @param {number} rounds
 */
export async function measureSearch(fill, rounds) {
  const dataFolder = await mkdtemp(join(tmpdir(), 'broker-bench-'))
  await writeFile(
    join(dataFolder, 'broker_settings.yaml'),
    'desktop:\n  firstRunDone: true\n  toldTray: true\n',
  )
  fill(dataFolder, 10_000)
  const ours = await launch(projectRoot, dataFolder)
  await ours.window.getByRole('row').nth(5).waitFor()
  const oursTimes = await typeInto(ours.window, rounds)
  await ours.electron.close()
  const plainFolder = await mkdtemp(join(tmpdir(), 'broker-bench-'))
  const plain = await launch(EMPTY_APP, plainFolder, { BENCH_PAGE: 'table.html' })
  const plainTimes = await typeInto(plain.window, 1)
  await plain.electron.close()
  await Promise.all([dataFolder, plainFolder].map((folder) => rm(folder, { recursive: true, force: true })))
  return { ours: oursTimes, plain: plainTimes }
}
