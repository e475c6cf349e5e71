import type { HostSummary } from '@shared/domain/host'
import { isEnded, type Task, type TaskState } from '@shared/domain/task'
import type { AwxServer } from '@main/testing/awx'
import { ended, heldHosts } from '../fixtures/sandbox'
import { expect, type RunningApp } from '../fixtures/test'
import { test, TOWER, towerSettings } from '../fixtures/tower'

const DAY = 86_400_000
/** How much longer a job takes that is to be seen running: the shortest of them for about a second. */
const SLOWLY = 60
/** How much longer it takes where it is to outlive the kill and the next start: some seconds. */
const OUTLIVING = { checkout: 60, checkin: 200, extend: 250, execute: 250 } as const

/** How much longer a job takes that must not end by itself: minutes. */
const FOR_EVER = 10_000

/** What a point is brought about with. */
interface Scene {
  readonly app: RunningApp
  readonly server: AwxServer
  /** The hosts that were ready before. */
  readonly hostIds: readonly string[]
}

type Begin = (scene: Scene) => Promise<unknown>

/** A moment at which the application is killed, and what must have become of everything after the next start. */
interface KillPoint {
  readonly name: string
  /** How many hosts are ready before it begins; none by default. */
  readonly ready?: number
  /** Brings the application to the point: it is killed when this resolves. */
  reach(scene: Scene): Promise<unknown>
  /** What is waited for between the kill and the next start. */
  readonly meanwhile?: (server: AwxServer) => boolean
  /** How often what was launched by the end, besides what made the hosts ready. */
  readonly launches: Readonly<Record<string, number>>
  /** How many machines are left at the server, all of them in the inventory. */
  readonly left: number
  readonly states?: HostSummary['state']
  /** By how much their ends have moved (ms). */
  readonly extended?: number
  /** What the launch ignored, as its line tells it in the end. */
  readonly ignored?: readonly string[]
  /** How the task ends; done by default. */
  readonly task?: TaskState
}

const LAUNCH = { method: 'POST', path: '/launch/' } as const

const checkout =
  (offering: string, count = 1): Begin =>
  ({ app }) =>
    app.call('hosts.checkout', {
      target: TOWER,
      action: 'workflow',
      offering,
      arguments: { deploy_rhel_version: '9.4' },
      secretArguments: [],
      count,
      labels: {},
    })

const checkin: Begin = ({ app, hostIds }) => app.call('hosts.checkin', { hostIds: [...hostIds] })

const extend: Begin = ({ app, hostIds }) =>
  app.call('hosts.extend', { hostIds: [...hostIds], extension: { kind: 'by', ms: DAY } })

const execute: Begin = ({ app }) =>
  app.call('providers.execute', {
    target: TOWER,
    action: 'job_template',
    offering: 'run-command',
    arguments: { command: 'id', tower_forks: 3 },
    secretArguments: [],
    labels: {},
  })

/** The request of a launch is under way, and the server has not read it. */
const beforeLaunch =
  (begin: Begin, nth = 1): KillPoint['reach'] =>
  async (scene) => {
    const rule = scene.server.trouble.add({ kind: 'hang', match: LAUNCH, skip: nth - 1 })
    await begin(scene)
    await scene.server.waitFor(() => rule.hits > 0)
  }

/** The server has launched, and the application does not know it: the answer is lost, or cut in its middle. */
const answerLost =
  (begin: Begin, kind: 'drop-answer' | 'truncate', slowly: number): KillPoint['reach'] =>
  async (scene) => {
    const { server } = scene
    server.trouble.set({ slowNodes: slowly })
    const lost = server.trouble.add({ kind, match: LAUNCH, times: 1 })
    await begin(scene)
    await server.waitFor(() => lost.hits > 0)
    // Who looks for the job now does not find it.
    const search = server.trouble.add({ kind: 'hang' })
    await server.waitFor(() => search.hits > 0)
  }

/** The job runs, and is asked for. */
const waiting =
  (begin: Begin, slowly: number = SLOWLY): KillPoint['reach'] =>
  async (scene) => {
    const { server } = scene
    server.trouble.set({ slowNodes: slowly })
    const before = server.launches().length
    await begin(scene)
    await server.waitFor(() => server.launches().length > before)
    server.forgetRequests()
    await server.waitFor(() => server.requests({ path: 'unified_jobs' }).length > 1)
    const id = server.launches().at(-1)?.id
    expect(server.jobs().find((job) => job.id === id)?.status).toMatch(/pending|waiting|running/)
  }

/** The job runs, and the request to cancel it is under way. */
const cancelled =
  (begin: Begin): KillPoint['reach'] =>
  async (scene) => {
    const { app, server } = scene
    await waiting(begin, FOR_EVER)(scene)
    const rule = server.trouble.add({ kind: 'hang', match: { method: 'POST', path: '/cancel/' } })
    const [task] = (await app.call('tasks.list', { limit: 1 })).tasks
    await app.call('tasks.cancel', { taskId: task?.id ?? 0 })
    await server.waitFor(() => rule.hits > 0)
  }

/** All that was launched has ended. */
const isDone = (server: AwxServer): boolean =>
  server.launches().every(({ id }) => {
    const job = server.jobs().find((each) => each.id === id)
    return job !== undefined && isOver(job.status)
  })

const isOver = (status: string): boolean => ['successful', 'failed', 'error', 'canceled'].includes(status)

/** Every verb is killed at the same moments. */
function momentsOf(
  during: string,
  begin: Begin,
  outliving: number,
  outcome: Omit<KillPoint, 'name' | 'reach' | 'meanwhile'>,
): readonly KillPoint[] {
  return [
    { name: `${during}, as soon as it was asked for`, reach: begin, ...outcome },
    { name: `${during}, before its launch reaches the server`, reach: beforeLaunch(begin), ...outcome },
    {
      name: `${during}, launched and unanswered`,
      reach: answerLost(begin, 'drop-answer', outliving),
      ...outcome,
    },
    { name: `${during}, while its job runs`, reach: waiting(begin, outliving), ...outcome },
    {
      name: `${during}, while its job runs, which ends before the next start`,
      reach: waiting(begin),
      meanwhile: isDone,
      ...outcome,
    },
  ]
}

const POINTS: readonly KillPoint[] = [
  ...momentsOf('a check out', checkout('deploy-rhel'), OUTLIVING.checkout, {
    launches: { 'deploy-rhel': 1 },
    left: 1,
  }),
  {
    name: 'a check out, in the middle of the answer to its launch',
    reach: answerLost(checkout('deploy-rhel'), 'truncate', SLOWLY),
    launches: { 'deploy-rhel': 1 },
    left: 1,
  },
  {
    name: 'a check out of three, one launched and the others not',
    reach: beforeLaunch(checkout('deploy-rhel', 3), 2),
    launches: { 'deploy-rhel': 3 },
    left: 3,
  },
  {
    name: 'a check out that fails before the next start, and leaves a host behind',
    reach: waiting(checkout('deploy-that-fails')),
    meanwhile: isDone,
    launches: { 'deploy-that-fails': 1 },
    left: 1,
    states: 'left_behind',
    task: 'failed',
  },
  {
    name: 'a check out that is cancelled, before the cancel reaches the server',
    reach: cancelled(checkout('deploy-slow')),
    launches: { 'deploy-slow': 1 },
    left: 0,
    task: 'cancelled',
  },
  ...momentsOf('a check in', checkin, OUTLIVING.checkin, { ready: 1, launches: { 'remove-vm': 1 }, left: 0 }),
  ...momentsOf('an extension', extend, OUTLIVING.extend, {
    ready: 1,
    launches: { 'extend-vm': 1 },
    left: 1,
    extended: DAY,
  }),
  {
    name: 'an extension that is cancelled, before the cancel reaches the server',
    ready: 1,
    reach: cancelled(extend),
    launches: { 'extend-vm': 1 },
    left: 1,
    extended: 0,
    task: 'cancelled',
  },
  {
    name: 'an extension of two, one launched and the other not',
    ready: 2,
    reach: beforeLaunch(extend, 2),
    launches: { 'extend-vm': 2 },
    left: 2,
    extended: DAY,
  },
  {
    name: 'a run, launched and unanswered',
    reach: answerLost(execute, 'drop-answer', OUTLIVING.execute),
    launches: { 'run-command': 1 },
    left: 0,
    ignored: ['tower_forks'],
  },
  {
    name: 'a run, while its job runs, which ends before the next start',
    reach: waiting(execute),
    meanwhile: isDone,
    launches: { 'run-command': 1 },
    left: 0,
    ignored: ['tower_forks'],
  },
  {
    name: 'a run that is cancelled, before the cancel reaches the server',
    reach: cancelled(execute),
    launches: { 'run-command': 1 },
    left: 0,
    ignored: ['tower_forks'],
    task: 'cancelled',
  },
]

/** What the server was asked to launch, by name. */
function launchesOf(server: AwxServer): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { templateName } of server.launches()) counts[templateName] = (counts[templateName] ?? 0) + 1
  return counts
}

/** Waits until every task has come to its end, and answers the newest. */
async function settled(app: RunningApp): Promise<Task | undefined> {
  const open = async (): Promise<readonly string[]> => {
    const { tasks } = await app.call('tasks.list', { limit: 100 })
    return tasks
      .filter(({ state }) => !isEnded(state))
      .map((task) => `${task.title}: ${task.lines[0]?.reconnecting ?? task.lines[0]?.message ?? task.state}`)
  }
  await expect.poll(open, { intervals: [50, 100, 200] }).toEqual([])
  return (await app.call('tasks.list', { limit: 1 })).tasks[0]
}

test('the points are different ones', () => {
  expect(new Set(POINTS.map(({ name }) => name)).size).toBe(POINTS.length)
})

for (const point of POINTS) {
  test(`killed during ${point.name}`, async ({ launcher, tower: server }) => {
    await launcher.settings(towerSettings(server))
    const first = await launcher.launch()
    const ready = point.ready ?? 0
    if (ready > 0) {
      const { taskId } = await first.call('hosts.checkout', {
        target: TOWER,
        action: 'workflow',
        offering: 'deploy-base-os',
        arguments: {},
        secretArguments: [],
        count: ready,
        labels: {},
      })
      await ended(first, taskId)
    }
    const hostIds = (await heldHosts(first)).map(({ id }) => id)
    const endsBefore = new Map(server.machines().map(({ name, expiresAtMs = 0 }) => [name, expiresAtMs]))

    await point.reach({ app: first, server, hostIds })
    await first.kill()
    server.trouble.reset()
    const { meanwhile } = point
    if (meanwhile !== undefined) await server.waitFor(() => meanwhile(server))

    const app = await launcher.launch()
    const task = await settled(app)
    expect(task?.state).toBe(point.task ?? 'succeeded')
    expect(task?.lines[0]?.ignored).toEqual(point.ignored)
    expect(launchesOf(server)).toEqual({
      ...(ready > 0 ? { 'deploy-base-os': ready } : {}),
      ...point.launches,
    })
    expect(server.jobs().filter(({ status }) => !isOver(status))).toEqual([])
    const machines = server.machines()
    const held = await heldHosts(app)
    expect(machines).toHaveLength(point.left)
    expect(held).toHaveLength(point.left)
    expect(new Set(held.map(({ name }) => name))).toEqual(new Set(machines.map(({ name }) => name)))
    expect(held.map(({ state }) => state)).toEqual(held.map(() => point.states ?? 'ready'))
    for (const { name, expiresAtMs = 0 } of machines) {
      const before = endsBefore.get(name)
      if (before === undefined) continue
      expect(expiresAtMs - before).toBe(point.extended ?? 0)
      const lease = held.find((host) => host.name === name)?.lease
      expect(lease?.endsAtMs).toBe(Math.floor(expiresAtMs / 1000) * 1000)
    }
  })
}
