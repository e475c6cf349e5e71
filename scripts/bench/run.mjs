import { mkdir, writeFile } from 'node:fs/promises'
import { availableParallelism, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { startEngine } from '../engine/podman.mjs'
import { projectRoot } from '../lib/paths.mjs'
import { runMain, say, secondsSince } from '../lib/say.mjs'
import { resolveRuntime } from '../setup/runtime.mjs'
import { importBench } from './bundle.mjs'
import { filters } from './filter-figures.mjs'
import { measureIdle } from './idle.mjs'
import { figuresBeside, keepsLimit, median, table } from './measure.mjs'
import { measureSearch } from './search.mjs'
import { tower } from './tower-figures.mjs'
import { measureTimeline } from './timeline.mjs'
import { measureStart } from './windows.mjs'

/** @param {string} name @param {() => Promise<import('./measure.mjs').Figure[]>} measure */
async function section(name, measure) {
  const startedAt = performance.now()
  say('bench', name)
  const figures = await measure()
  const [load] = loadavg()
  say('bench', `${name}: ${secondsSince(startedAt)}`)
  return figures.map((figure) => ({ ...figure, load }))
}

async function start() {
  const { ours, empty } = await measureStart(5)
  return [
    {
      name: 'Launch to interactive window',
      unit: 'ms',
      value: median(ours.map((one) => one.tookMs)),
      baseline: 'an empty Electron window',
      baselineValue: median(empty.map((one) => one.tookMs)),
      limit: { most: 1.5, of: 'ratio' },
    },
    {
      name: 'Idle memory of all processes',
      unit: 'MiB',
      value: median(ours.map((one) => one.memory)),
      baseline: 'an empty Electron window',
      baselineValue: median(empty.map((one) => one.memory)),
      limit: { most: 1.6, of: 'ratio' },
    },
  ]
}

async function inventory() {
  const { measureInventory, measureYaml } = await importBench('inventory')
  const yaml = measureYaml()
  const figures = []
  for (const size of [10_000, 100_000]) {
    const ours = measureInventory(size)
    const named = `${size.toLocaleString('en')} hosts`
    for (const [operation, title, most] of [
      ['page', 'a filtered and sorted page', 10],
      ['columns', 'the same with ten columns of the settings file', 12],
      ['insert', 'one insert', 1],
      ['update', 'one update', 1],
    ]) {
      figures.push({
        name: `Inventory of ${named}: ${title}`,
        unit: 'ms',
        value: median(ours[operation]),
        baseline: 'one YAML file of 10,000 hosts',
        baselineValue: median(yaml[operation === 'columns' ? 'page' : operation]),
        limit: { most, of: 'value' },
      })
    }
  }
  return figures
}

async function containers() {
  const engine = await startEngine()
  if (!engine.available) {
    say('bench', `containers did not run: ${engine.reason}`)
    return []
  }
  try {
    const { measureContainers } = await importBench('containers')
    const { ours, bare } = await measureContainers(engine.socketPath, 5)
    return [
      {
        name: '20 containers checked out at once',
        unit: 'ms',
        value: median(ours),
        baseline: 'the same through bare dockerode calls',
        baselineValue: median(bare),
        limit: { most: 1.2, of: 'ratio' },
      },
    ]
  } finally {
    await engine.stop()
  }
}

async function search() {
  const { fillInventory } = await importBench('inventory')
  const { ours, plain } = await measureSearch(fillInventory, 4)
  return [
    {
      name: 'Key in the search field to painted result, 10,000 rows',
      unit: 'ms',
      value: median(ours),
      baseline: 'a plain HTML table of the same rows',
      baselineValue: median(plain),
      limit: { most: 50, of: 'value' },
    },
  ]
}

async function leases() {
  const { measureLeases } = await importBench('leases')
  const { ours, afterChange, naive } = measureLeases(10_000)
  const figure = figuresBeside({
    baseline: 'reading and sorting every host anew',
    baselineValue: median(naive),
    limit: { most: 5, of: 'value' },
  })
  return [
    figure('10,000 leases: what is due and the tray', ours),
    figure('10,000 leases: the same after one host has changed, read from the inventory', afterChange),
  ]
}

async function settings() {
  const { measureSettings } = await importBench('settings')
  const { instances, nicks, page, document } = measureSettings()
  const figure = figuresBeside({
    baseline: 'reading it as an editable document',
    baselineValue: document,
    limit: { most: 500, of: 'value' },
  })
  return [
    figure('Opening a settings file of 5 MB: its instances are known', instances),
    figure('Opening a settings file of 5 MB: its nicks are known', nicks),
    figure('Opening a settings file of 5 MB: its page can be shown', page),
  ]
}

async function idle() {
  const { fillInventory } = await importBench('inventory')
  const { reason, empty, shown, hidden } = await measureIdle(fillInventory)
  if (reason !== undefined) {
    say('bench', `idle did not run: ${reason}`)
    return []
  }
  const figures = (name, { percent, wakes }) => [
    {
      name: `Idle with 1,000 leases, ${name}: of a core over a minute`,
      unit: '%',
      value: percent,
      baseline: 'an empty Electron window',
      baselineValue: empty.percent,
      limit: { most: 0.5, of: 'value' },
    },
    {
      name: `Idle with 1,000 leases, ${name}: wakes of all threads in a second`,
      unit: '',
      value: wakes,
      baseline: 'an empty Electron window',
      baselineValue: empty.wakes,
    },
  ]
  return [...figures('window open', shown), ...figures('in the tray', hidden)]
}

async function timeline() {
  const { fillInventory } = await importBench('inventory')
  const { rows, time, zoom, frames, plainFrames } = await measureTimeline(fillInventory, 4)
  const frame = median(plainFrames)
  const key = figuresBeside({
    baseline: 'a frame of a plain page that is scrolled',
    baselineValue: frame,
    limit: { most: 50, of: 'value' },
  })
  return [
    key('Timeline of 1,000 hosts: other rows, key to painted result', rows),
    key('Timeline of 1,000 hosts: another time, key to painted result', time),
    key('Timeline of 1,000 hosts: another zoom, key to painted result', zoom),
    {
      name: 'Timeline of 1,000 hosts: between two frames of scrolling',
      unit: 'ms',
      value: median(frames),
      baseline: 'a plain page that is scrolled alike',
      baselineValue: frame,
      limit: { most: 2, of: 'ratio' },
    },
  ]
}

const SECTIONS = { start, inventory, settings, filters, leases, idle, timeline, tower, containers, search }

await runMain(async () => {
  const asked = process.argv.slice(2)
  const names = asked.length === 0 ? Object.keys(SECTIONS) : asked
  const figures = []
  for (const name of names) figures.push(...(await section(name, SECTIONS[name])))
  const machine = {
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    electron: resolveRuntime().version,
  }
  const folder = join(projectRoot, 'bench-output')
  await mkdir(folder, { recursive: true })
  const file = join(folder, 'bench.json')
  await writeFile(file, `${JSON.stringify({ at: new Date().toISOString(), machine, figures }, null, 2)}\n`)
  const text = `${table(figures)}\n`
  await writeFile(join(folder, 'bench.md'), text)
  process.stdout.write(`\n${text}\n`)
  say('bench', `written to ${file}`)
  return figures.every(keepsLimit) ? 0 : 1
})
