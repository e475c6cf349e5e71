import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../lib/paths.mjs'
import { quit } from '../lib/quit.mjs'
import { settled, watchPaint } from './paint.mjs'
import { EMPTY_APP, launch } from './windows.mjs'

const TYPED = 'rhel-9-4'
const QUIET_MS = 150

/** @param {import('@playwright/test').Page} window @param {number} rounds */
async function typeInto(window, rounds) {
  const field = window.getByRole('searchbox').first()
  await field.waitFor()
  await window.evaluate(watchPaint, 'body')
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
  await quit(ours.electron)
  const plainFolder = await mkdtemp(join(tmpdir(), 'broker-bench-'))
  const plain = await launch(EMPTY_APP, plainFolder, { BENCH_PAGE: 'table.html' })
  const plainTimes = await typeInto(plain.window, 1)
  await quit(plain.electron)
  await Promise.all([dataFolder, plainFolder].map((folder) => rm(folder, { recursive: true, force: true })))
  return { ours: oursTimes, plain: plainTimes }
}
