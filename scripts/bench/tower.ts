import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { isEnded, type Task } from '@shared/domain/task'
import { valueIn, type Envelope } from '@shared/ipc/envelope'
import { startCheckout } from '@main/engine/checkout'
import { registerCalls, type CallReceiver } from '@main/ipc/register'
import { silentLogger } from '@main/ports/logger'
import type { TestCore } from '@main/testing/test-core'
import { TARGET, withServer, type BenchServer, type Recorded } from './tower-bench'

const HOSTS = 1000
const CHECKOUTS = 100
const JOB_MS = 3000
/** How often a job that is not yet 10 s old is asked for (ms): the poller's own pace. */
const POLL_MS = 800

const jobsSchema = z.object({
  results: z.array(z.object({ id: z.number(), created: z.iso.datetime(), finished: z.iso.datetime() })),
})

/** Reads 1,000 hosts as the Sync page does, writes all of them, and makes the same requests one after the other. */
export async function measureSync(serverFile: string, rounds: number): Promise<SyncMeasured> {
  return await withServer(serverFile, 'sync', async (server, folder) => {
    const read: number[] = []
    const written: number[] = []
    let serial = 0
    let last: Awaited<ReturnType<BenchServer['record']>> = { requests: [], maxInFlight: 0 }
    for (let round = 0; round < rounds; round += 1) {
      const core = server.core(join(folder, String(round)))
      await server.forget()
      const startedAt = performance.now()
      const { syncId, keys } = await readHosts(core)
      const readAt = performance.now()
      await core.handlers['sync.apply']({ syncId, keys })
      written.push(performance.now() - readAt)
      read.push(readAt - startedAt)
      const hosts = core.inventory.hosts.facets().total
      if (hosts !== HOSTS) throw new Error(`The sync found ${hosts} hosts.`)
      await core.stop()
      // A part after each round, so that both meet the same load of the machine.
      last = await server.record()
      const part = last.requests.filter((_, index) => index % rounds === round)
      serial += await server.oneAfterTheOther(part)
    }
    const { requests, maxInFlight } = last
    const facts = requests.filter(({ path }) => path.endsWith('/ansible_facts/')).length
    return { read, written, serial, factsAHost: facts / HOSTS, others: requests.length - facts, maxInFlight }
  })
}

/** What a sync of 1,000 hosts took. */
export interface SyncMeasured {
  /** From the click on Read to the preview (ms). */
  readonly read: readonly number[]
  /** From the click on Apply to all of them in the inventory (ms). */
  readonly written: readonly number[]
  /** The same requests one after the other (ms). */
  readonly serial: number
  readonly factsAHost: number
  readonly others: number
  readonly maxInFlight: number
}

async function readHosts(core: TestCore): Promise<{ readonly syncId: string; readonly keys: string[] }> {
  const { syncId } = await core.handlers['sync.read']({ target: TARGET, scope: { kind: 'mine' } })
  for (;;) {
    const { state } = await core.handlers['sync.get']({ syncId })
    if (state.name === 'read') return { syncId, keys: state.rows.map(({ key }) => key) }
    if (state.name !== 'reading') throw new Error(`The sync ended as ${JSON.stringify(state)}.`)
    await sleep(5)
  }
}

/** What 100 check outs at once took. */
export interface CheckoutsMeasured {
  /** Requests that are no polls, of the whole batch. */
  readonly requests: number
  readonly polls: number
  /** What one poller for each job would have asked. */
  readonly lonelyPolls: number
  /** From the end of its job to its host in the inventory (ms), each. */
  readonly storedAfter: readonly number[]
  /** From the end of the last job to the last host in the inventory (ms). */
  readonly lastAfter: number
  /** The whole without the time that a job takes (ms). */
  readonly beyondJobs: number
  /** The same requests one after the other (ms). */
  readonly serial: number
  readonly maxInFlight: number
}

export async function measureCheckouts(serverFile: string): Promise<CheckoutsMeasured> {
  return await withServer(serverFile, 'checkouts', async (server, folder) => {
    const core = server.core(folder)
    const startedAtMs = Date.now()
    const request = { target: TARGET, action: 'workflow', offering: 'deploy', arguments: {} }
    const { id: taskId } = startCheckout(core.engine, {
      ...request,
      secretArguments: [],
      labels: {},
      count: CHECKOUTS,
    })
    const task = await ended(core, taskId)
    const { requests, maxInFlight } = await server.record()
    const jobs = new Map(
      jobsSchema
        .parse(await server.get('/workflow_jobs/?page_size=200'))
        .results.map(({ id, created, finished }) => [
          String(id),
          { createdMs: Date.parse(created), finishedMs: Date.parse(finished) },
        ]),
    )
    const stored = task.lines.map((line) => {
      const host = core.inventory.hosts.get(line.hostId ?? '')
      const job = jobs.get(host?.ref?.['job'] ?? '')
      if (host?.checkedOutAtMs === undefined || job === undefined) throw new Error('A host was lost.')
      return { atMs: host.checkedOutAtMs, ...job }
    })
    await core.stop()
    const polls = requests.filter((each) => isPoll(server, each, jobs)).length
    const lastStoredMs = Math.max(...stored.map(({ atMs }) => atMs))
    const serial = await server.oneAfterTheOther(requests)
    return {
      requests: requests.length - polls,
      polls,
      lonelyPolls: stored.reduce(
        (sum, { createdMs, finishedMs }) => sum + Math.ceil((finishedMs - createdMs) / POLL_MS),
        0,
      ),
      storedAfter: stored.map(({ atMs, finishedMs }) => atMs - finishedMs),
      lastAfter: lastStoredMs - Math.max(...stored.map(({ finishedMs }) => finishedMs)),
      beyondJobs: lastStoredMs - startedAtMs - JOB_MS,
      serial,
      maxInFlight,
    }
  })
}

/** Looks now and then: reading 100 lines after each change of one of them would be most of the work. */
async function ended({ inventory }: TestCore, taskId: number): Promise<Task> {
  for (;;) {
    const task = inventory.tasks.get(taskId)
    if (task?.state === 'succeeded') return task
    if (task === undefined || isEnded(task.state)) throw new Error(`The check outs ended as ${task?.state}.`)
    await sleep(50)
  }
}

/** A poll asks for jobs that were launched; the jobs of their nodes are read once, at the end. */
function isPoll(
  { prefix }: BenchServer,
  { path, query }: Recorded,
  jobs: ReadonlyMap<string, unknown>,
): boolean {
  const ids = new URLSearchParams(query).get('id__in')
  return path === `${prefix}/unified_jobs/` && ids !== null && ids.split(',').some((id) => jobs.has(id))
}

/** Milliseconds to the list of 5,000 workflows: from the server, and from what an earlier run remembered. */
export async function measureOfferings(
  serverFile: string,
  rounds: number,
): Promise<{
  readonly cold: readonly number[]
  readonly cached: readonly number[]
  readonly serial: number
}> {
  return await withServer(serverFile, 'offerings', async (server, folder) => {
    const cold: number[] = []
    const cached: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      for (const times of [cold, cached]) {
        const core = server.core(join(folder, String(round)))
        if (times === cold) await server.forget()
        times.push(await timeOfList(core))
        await core.stop()
      }
    }
    const { requests } = await server.record()
    return { cold, cached, serial: await server.oneAfterTheOther(requests) }
  })
}

/** From the window's call to its answer, as it goes over the bridge: checked on both ends and copied. */
async function timeOfList({ handlers }: TestCore): Promise<number> {
  const calls: Parameters<CallReceiver['handle']>[1][] = []
  const ipcMain: CallReceiver = { handle: (_, listener) => void calls.push(listener), removeHandler() {} }
  registerCalls({ ipcMain, handlers, isTrusted: () => true, logger: silentLogger, redact: (text) => text })
  const startedAt = performance.now()
  const event = { senderFrame: null, sender: { id: 1 } }
  const message = { name: 'providers.offerings', input: { target: TARGET, action: 'workflow' } }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it answers envelopes
  const answer = structuredClone(await calls[0]?.(event, message)) as Envelope<{
    readonly offerings: readonly unknown[]
  }>
  const offerings = answer.ok ? valueIn(answer).offerings : undefined
  const took = performance.now() - startedAt
  if (offerings?.length !== 5000) {
    throw new Error(`The list cannot be used: ${JSON.stringify(answer).slice(0, 500)}`)
  }
  return took
}
