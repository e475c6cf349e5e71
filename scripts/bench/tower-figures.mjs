import { bundleBench, importBench } from './bundle.mjs'
import { median } from './measure.mjs'
import { measureOfferingsWindow } from './offerings-window.mjs'

const SERIAL = 'the same requests one after the other'

/** AnsibleTower, against the test server at 20 ms latency. @returns {Promise<import('./measure.mjs').Figure[]>} */
export async function tower() {
  const serverFile = await bundleBench('tower-server')
  const { measureCheckouts, measureOfferings, measureSync } = await importBench('tower')
  return [
    ...syncFigures(await measureSync(serverFile, 3)),
    ...checkoutFigures(await measureCheckouts(serverFile)),
    ...offeringFigures(await measureOfferings(serverFile, 5)),
    ...windowFigures(await measureOfferingsWindow(serverFile, 3)),
  ]
}

function syncFigures({ read, written, serial, factsAHost, others, maxInFlight }) {
  const name = (what) => `Sync of 1,000 hosts in 5 inventories: ${what}`
  return [
    {
      name: name('from the click to the preview'),
      unit: 'ms',
      value: median(read),
      baseline: SERIAL,
      baselineValue: serial,
      limit: { most: 1 / 7, of: 'ratio' },
    },
    { name: name('writing all of them'), unit: 'ms', value: median(written) },
    { name: name('requests a host'), unit: '', value: factsAHost, limit: { most: 1, of: 'value' } },
    { name: name('other requests, pages included'), unit: '', value: others },
    { name: name('requests in flight'), unit: '', value: maxInFlight, limit: { most: 8, of: 'value' } },
  ]
}

function checkoutFigures(measured) {
  const name = (what) => `100 check outs at once, 3 s jobs: ${what}`
  return [
    {
      name: name('requests a host, polls apart'),
      unit: '',
      value: measured.requests / 100,
      limit: { most: 3.5, of: 'value' },
    },
    {
      name: name('polls while jobs run'),
      unit: '',
      value: measured.polls,
      baseline: 'one poll for each job in each interval',
      baselineValue: measured.lonelyPolls,
      limit: { most: 1 / 20, of: 'ratio' },
    },
    {
      name: name('from the end of a job to its host in the inventory'),
      unit: 'ms',
      value: median(measured.storedAfter),
    },
    {
      name: name('the same, of the slowest host'),
      unit: 'ms',
      value: Math.max(...measured.storedAfter),
      limit: { most: 1500, of: 'value' },
    },
    {
      name: name('from the end of the last job to the last host'),
      unit: 'ms',
      value: measured.lastAfter,
      limit: { most: 1500, of: 'value' },
    },
    {
      name: name('all, without the 3 s of a job'),
      unit: 'ms',
      value: measured.beyondJobs,
      baseline: SERIAL,
      baselineValue: measured.serial,
    },
    {
      name: name('requests in flight'),
      unit: '',
      value: measured.maxInFlight,
      limit: { most: 8, of: 'value' },
    },
  ]
}

function offeringFigures({ cold, cached, serial }) {
  const figure = (what, values, most) => ({
    name: `5,000 workflows: the list ${what}`,
    unit: 'ms',
    value: median(values),
    baseline: SERIAL,
    baselineValue: serial,
    limit: { most, of: 'value' },
  })
  return [figure('from the server', cold, 2000), figure('from an earlier run of the application', cached, 50)]
}

/** The same in the real window, to the paint. */
function windowFigures({ cold, cached, few, keys }) {
  const figure = (what, value, rest = {}) => ({
    name: `5,000 workflows in the window: ${what}`,
    unit: 'ms',
    value,
    ...rest,
  })
  const most = (limit) => ({ limit: { most: limit, of: 'value' } })
  return [
    figure('to the painted list, from the server', median(cold), most(2000)),
    figure('to the painted list, from an earlier run of the application', median(cached), {
      baseline: 'the same page with a list of a few',
      baselineValue: median(few),
    }),
    figure('of that, what the 5,000 take', median(cached) - median(few), most(50)),
    figure('from a key of the search to the painted result', median(keys), most(50)),
  ]
}
