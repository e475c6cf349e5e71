import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../lib/paths.mjs'
import { quit } from '../lib/quit.mjs'
import { settled, watchPaint } from './paint.mjs'
import { EMPTY_APP, launch } from './windows.mjs'

const HOSTS = 1_000
const QUIET_MS = 150
const FRAMES = 240
const PIXELS_A_FRAME = 90

/** Scrolls the tallest scroller of the page, a step a frame, and resolves with the milliseconds between the frames. */
function scrollThrough({ frames, pixels }) {
  const scroller = [...document.querySelectorAll('*')]
    .filter(
      (one) =>
        one.scrollHeight > one.clientHeight + 100 && /auto|scroll/.test(getComputedStyle(one).overflowY),
    )
    .toSorted((a, b) => b.scrollHeight - a.scrollHeight)[0]
  const target = scroller ?? document.scrollingElement
  return new Promise((resolve) => {
    const times = []
    let last = 0
    let step = pixels
    const frame = (at) => {
      if (last > 0) times.push(at - last)
      last = at
      if (target.scrollTop + target.clientHeight >= target.scrollHeight - 1) step = -pixels
      if (target.scrollTop <= 0) step = pixels
      target.scrollTop += step
      if (times.length < frames) requestAnimationFrame(frame)
      else resolve(times)
    }
    requestAnimationFrame(frame)
  })
}

/** @param {import('@playwright/test').Page} window @param {readonly string[]} keys @param {number} rounds */
async function press(window, keys, rounds) {
  const times = []
  for (let round = 0; round < rounds; round += 1) {
    for (const key of keys) {
      await window.keyboard.press(key)
      times.push(await window.evaluate(settled, QUIET_MS))
    }
  }
  return times
}

/**
 * The timeline with 1,000 hosts: milliseconds from a key to what it changed on the screen (rows, time, zoom), and
 * between the frames of scrolling, beside a plain page of rows that is scrolled alike.
 * @param {(dataFolder: string, size: number) => void} fill
 * @param {number} rounds
 */
export async function measureTimeline(fill, rounds) {
  const dataFolder = await mkdtemp(join(tmpdir(), 'broker-bench-'))
  await writeFile(
    join(dataFolder, 'broker_settings.yaml'),
    'desktop:\n  firstRunDone: true\n  toldTray: true\n',
  )
  fill(dataFolder, HOSTS)
  const { electron, window } = await launch(projectRoot, dataFolder)
  await window.getByRole('row').nth(5).waitFor()
  await window.getByRole('radio', { name: 'Timeline' }).click()
  await window.getByRole('row').nth(5).click()
  // The panel would take half of the room.
  await window.keyboard.press('Escape')
  await window.evaluate(watchPaint, 'body')
  const rows = await press(window, ['PageDown', 'PageDown', 'PageUp', 'End', 'Home'], rounds)
  const time = await press(window, ['ArrowRight', 'ArrowRight', 'ArrowLeft', 't'], rounds)
  await window.getByRole('radiogroup', { name: 'Zoom' }).getByRole('radio', { checked: true }).focus()
  const zoom = await press(window, ['ArrowRight', 'ArrowRight', 'ArrowRight'], rounds)
  const frames = await window.evaluate(scrollThrough, { frames: FRAMES, pixels: PIXELS_A_FRAME })
  await quit(electron)
  const plainFolder = await mkdtemp(join(tmpdir(), 'broker-bench-'))
  const plain = await launch(EMPTY_APP, plainFolder, { BENCH_PAGE: 'table.html' })
  const plainFrames = await plain.window.evaluate(scrollThrough, { frames: FRAMES, pixels: PIXELS_A_FRAME })
  await quit(plain.electron)
  await Promise.all([dataFolder, plainFolder].map((folder) => rm(folder, { recursive: true, force: true })))
  return { rows, time, zoom, frames, plainFrames }
}
