import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { projectRoot } from '../lib/paths.mjs'
import { quit } from '../lib/quit.mjs'
import { settled, watchPaint } from './paint.mjs'
import { launch } from './windows.mjs'

const QUIET_MS = 150
const TYPED = '4999'
/** How long a person is on a page before the next click: the start is over, and the first page has been asked for. */
const REST_MS = 2500

const WORKFLOWS = { hash: '#/providers/AnsibleTower/bench', grid: 'Workflows', text: 'workflow-00001' }
/** The same page with a list of a few: what the page takes by itself. */
const MACHINES = { hash: '#/providers/Sandbox/sandbox', grid: 'Machines', text: 'small-vm' }

/** In the page: milliseconds from going to a place to the paint of a grid whose first row has this text. */
function shown({ hash, grid, text }) {
  const startedAt = performance.now()
  return new Promise((resolve) => {
    const look = () => {
      const row = document.querySelector(`[role=grid][aria-label="${grid}"] [role=row]`)
      if (row?.textContent.includes(text) !== true) return
      observer.disconnect()
      requestAnimationFrame(() => {
        // A message is delivered after the frame that was being made has been painted.
        const channel = new MessageChannel()
        channel.port1.addEventListener('message', () => resolve(performance.now() - startedAt))
        channel.port1.start()
        channel.port2.postMessage(undefined)
      })
    }
    const observer = new MutationObserver(look)
    observer.observe(document.body, { subtree: true, childList: true, characterData: true })
    location.hash = hash
  })
}

/** Starts the application on a folder, and goes from the page of one instance to that of another. */
async function goBetween(dataFolder, from, to) {
  const { electron, window } = await launch(projectRoot, dataFolder)
  // The page itself is there already: its code is not what a list takes.
  await window.evaluate(shown, from)
  await new Promise((done) => setTimeout(done, REST_MS))
  return { electron, window, tookMs: await window.evaluate(shown, to) }
}

/** One start of the application on a folder: to the list of 5,000 workflows, and then a search in it. */
async function openList(dataFolder) {
  const { electron, window, tookMs } = await goBetween(dataFolder, MACHINES, WORKFLOWS)
  await window.evaluate(watchPaint, '[role=tabpanel]')
  await window.getByRole('searchbox', { name: 'Search workflows' }).focus()
  const keys = []
  for (const key of TYPED) {
    await window.keyboard.press(key)
    keys.push(await window.evaluate(settled, QUIET_MS))
  }
  await quit(electron)
  return { tookMs, keys }
}

/** One start of the application on a folder: to a list of a few. */
async function openFew(dataFolder) {
  const { electron, tookMs } = await goBetween(dataFolder, WORKFLOWS, MACHINES)
  await quit(electron)
  return tookMs
}

/**
 * Milliseconds in the real window to a list of 5,000 workflows: from the server, and from what an earlier run of the
 * application remembered, beside a list of a few; and from a key in its search to the painted result.
 * @param {string} serverFile The bundle of tower-server.ts.
 * @param {number} rounds
 */
export async function measureOfferingsWindow(serverFile, rounds) {
  const worker = new Worker(serverFile, { workerData: 'offerings' })
  const [{ baseUrl, token }] = await once(worker, 'message')
  const times = { cold: [], cached: [], few: [], keys: [] }
  try {
    for (let round = 0; round < rounds; round += 1) {
      const dataFolder = await mkdtemp(join(tmpdir(), 'broker-bench-'))
      await writeFile(
        join(dataFolder, 'broker_settings.yaml'),
        `desktop:\n  firstRunDone: true\n  toldTray: true\nSandbox:\n  instances:\n    sandbox: {}\nAnsibleTower:\n  instances:\n    bench:\n      base_url: ${baseUrl}\n      token: ${token}\n`,
      )
      for (const name of ['cold', 'cached']) {
        const { tookMs, keys } = await openList(dataFolder)
        times[name].push(tookMs)
        times.keys.push(...keys)
      }
      times.few.push(await openFew(dataFolder))
      await rm(dataFolder, { recursive: true, force: true })
    }
  } finally {
    await worker.terminate()
  }
  return times
}
