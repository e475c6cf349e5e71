import { readFile, readdir } from 'node:fs/promises'

/** Ticks of a second in /proc, on every Linux that Electron runs on. */
const TICKS = 100

/**
 * The processes of an application: its first one and all below it, each with what the kernel says of it.
 * @param {number} pid
 * @returns {Promise<Map<number, string[]>>} The fields of /proc/PID/stat from the third (the state) on, by process.
 */
async function processTree(pid) {
  const stats = new Map()
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => undefined)
    // The second field is a name in brackets, and may hold spaces and brackets itself.
    if (stat !== undefined) stats.set(Number(name), stat.slice(stat.lastIndexOf(')') + 2).split(' '))
  }
  const parentOf = (candidate) => (stats.has(candidate) ? Number(stats.get(candidate)[1]) : undefined)
  const isBelow = (candidate) => {
    for (let at = candidate; at !== undefined && at > 1; at = parentOf(at)) if (at === pid) return true
    return false
  }
  return new Map([...stats].filter(([candidate]) => isBelow(candidate)))
}

/**
 * The proportional memory (PSS) of an application's processes, in MiB. PSS counts shared pages once, so that the sum
 * over Chromium's processes is true; where there is no /proc it is Electron's own sum of working sets.
 * @param {import('@playwright/test').ElectronApplication} electron
 */
export async function memoryMiB(electron) {
  const pid = electron.process().pid
  if (process.platform !== 'linux' || pid === undefined) {
    const kib = await electron.evaluate(({ app }) =>
      app.getAppMetrics().reduce((sum, one) => sum + one.memory.workingSetSize, 0),
    )
    return kib / 1024
  }
  let kib = 0
  for (const candidate of (await processTree(pid)).keys()) {
    const rollup = await readFile(`/proc/${candidate}/smaps_rollup`, 'utf8').catch(() => '')
    kib += Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0)
  }
  return kib / 1024
}

/**
 * The processor time that an application's processes have used so far, in milliseconds, and how often a thread of
 * theirs was woken. Only where there is a /proc.
 * @param {number} root Its first process.
 * @returns {Promise<{ cpuMs: number, wakes: number, processes: number }>}
 */
export async function used(root) {
  const tree = await processTree(root)
  let ticks = 0
  let wakes = 0
  for (const [pid, stat] of tree) {
    ticks += Number(stat[11]) + Number(stat[12])
    for (const thread of await readdir(`/proc/${pid}/task`).catch(() => [])) {
      const status = await readFile(`/proc/${pid}/task/${thread}/status`, 'utf8').catch(() => '')
      wakes += Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(status)?.[1] ?? 0)
    }
  }
  return { cpuMs: (ticks * 1000) / TICKS, wakes, processes: tree.size }
}
