import type { HostSummary } from '@shared/domain/host'
import { isEnded } from '@shared/domain/task'
import type { Task, TaskState } from '@shared/domain/task'
import type { Hold, RequestMatch, SocketProxy } from '@main/testing/socket-proxy'
import { engineSettings, IMAGE, PODMAN, test } from '../fixtures/engine'
import type { TestEngine } from '../fixtures/engine'
import { expect } from '../fixtures/test'
import type { Launcher, RunningApp } from '../fixtures/test'

/** The requests of a check out and a check in, as the engine's API has them. */
const REQUESTS = {
  'find image': { method: 'GET', path: /\/images\/.+\/json/ },
  create: { method: 'POST', path: '/containers/create' },
  start: { method: 'POST', path: /\/containers\/\w+\/start/ },
  look: { method: 'GET', path: /\/containers\/\w+\/json/ },
  remove: { method: 'DELETE', path: '/containers/' },
} as const satisfies Record<string, RequestMatch>

type Request = keyof typeof REQUESTS
/** `before` the engine has the request, or `after` the engine did it and before the answer is back. */
type When = 'before' | 'after'

/** What a point is brought about with. */
interface Scene {
  readonly app: RunningApp
  /** The hosts that were ready before. */
  readonly hostIds: readonly string[]
  /** Stops the next such request (the nth); what is still stopped at the kill is cut off, as in a crash. */
  hold(request: Request, when: When, nth?: number): Hold
}

/** A moment at which the application is killed, and what must have become of everything after the next start. */
interface KillPoint {
  readonly name: string
  /** How many hosts are ready before it begins; none by default. */
  readonly ready?: number
  readonly concurrency?: number
  readonly undoSeconds?: number
  /** Brings the application to the point: it is killed when this resolves. */
  reach(scene: Scene): Promise<unknown>
  /**
   * A request that was in the engine's socket when the application died. The engine gets to it when the next run of
   * the application has asked for the same, and before it does that.
   */
  readonly late?: Request
  /** A request of the next run at which that is killed, too. */
  readonly again?: { readonly request: Request; readonly when: When }
  /** How many hosts are ready in the end. */
  readonly left: number
  /** How the tasks that the point began end, in their order. */
  readonly tasks: readonly TaskState[]
}

function checkout(app: RunningApp, count = 1): Promise<{ taskId: number }> {
  return app.call('hosts.checkout', {
    target: PODMAN,
    action: 'container_host',
    offering: IMAGE,
    arguments: {},
    secretArguments: [],
    count,
    labels: {},
  })
}

function checkin({ app, hostIds }: Scene): Promise<{ taskId: number }> {
  return app.call('hosts.checkin', { hostIds: [...hostIds] })
}

/** Checks in what is ready, and does not wait for the undo time. */
async function checkinNow(scene: Scene): Promise<void> {
  const { taskId } = await checkin(scene)
  await scene.app.call('hosts.sendCheckin', { taskId })
}

/** Every task, the first one first. */
async function allTasks(app: RunningApp): Promise<readonly Task[]> {
  const { tasks } = await app.call('tasks.list', { limit: 100 })
  return tasks.toSorted((a, b) => a.id - b.id)
}

async function heldHosts(app: RunningApp): Promise<readonly HostSummary[]> {
  const sort = { by: 'name', descending: false } as const
  const page = await app.call('hosts.page', { filter: {}, sort, offset: 0, limit: 500 })
  return page.rows
}

async function waitForReady(app: RunningApp, count: number): Promise<void> {
  const ready = async (): Promise<number> =>
    (await heldHosts(app)).filter(({ state }) => state === 'ready').length
  await expect.poll(ready, { intervals: [10, 20, 50] }).toBe(count)
}

/** Cancels the newest task, or one line of it. */
async function cancelNewest(app: RunningApp, line?: number): Promise<void> {
  const newest = (await allTasks(app)).at(-1)
  await app.call('tasks.cancel', { taskId: newest?.id ?? 0, ...(line === undefined ? {} : { line }) })
}

/** Waits until a request has come to its point; a request that never comes is explained by the tasks. */
async function waitFor(hold: Hold, app: RunningApp): Promise<void> {
  const isThere = hold.reached.then(() => true)
  const progress = async (): Promise<unknown> => {
    const tasks = await allTasks(app)
    // A promise that is settled wins over one that was settled after it.
    if (await Promise.race([isThere, Promise.resolve(false)])) return 'reached'
    return tasks.map(({ lines }) => lines.map(({ message, status }) => ({ message, status })))
  }
  await expect.poll(progress, { intervals: [20, 50, 100] }).toBe('reached')
}

/** Begins something and waits until the application has come to a request of it. */
function upTo(
  request: Request,
  when: When,
  begin: (scene: Scene) => Promise<unknown>,
  nth = 1,
): KillPoint['reach'] {
  return async (scene) => {
    const hold = scene.hold(request, when, nth)
    await begin(scene)
    await waitFor(hold, scene.app)
  }
}

const one = ({ app }: Scene): Promise<unknown> => checkout(app)
const two = ({ app }: Scene): Promise<unknown> => checkout(app, 2)

/** A check out of one host that is cancelled while its start is under way: what was made is removed then. */
async function cancelled(scene: Scene): Promise<void> {
  await upTo('start', 'before', one)(scene)
  await cancelNewest(scene.app)
}

const MADE = { left: 1, tasks: ['succeeded'] } as const
const GIVEN_BACK = { ready: 1, left: 0, tasks: ['succeeded'] } as const

const CHECKOUT_POINTS: readonly KillPoint[] = [
  { name: 'right after the check out was asked for', reach: two, left: 2, tasks: ['succeeded'] },
  { name: 'before the engine is asked for the image', reach: upTo('find image', 'before', one), ...MADE },
  { name: 'when the engine has found the image', reach: upTo('find image', 'after', one), ...MADE },
  { name: 'before the create reaches the engine', reach: upTo('create', 'before', one), ...MADE },
  { name: 'when the engine has created, unanswered', reach: upTo('create', 'after', one), ...MADE },
  { name: 'before a create that comes late', reach: upTo('create', 'before', one), late: 'create', ...MADE },
  { name: 'before the start reaches the engine', reach: upTo('start', 'before', one), ...MADE },
  { name: 'when the engine has started, unanswered', reach: upTo('start', 'after', one), ...MADE },
  { name: 'before a start that comes late', reach: upTo('start', 'before', one), late: 'start', ...MADE },
  { name: 'before it is seen running', reach: upTo('look', 'before', one), ...MADE },
  { name: 'when it was seen running', reach: upTo('look', 'after', one), ...MADE },
  {
    name: 'as soon as the host is ready',
    reach: async ({ app }) => {
      await checkout(app)
      await waitForReady(app, 1)
    },
    ...MADE,
  },
  {
    name: 'in a batch of two, with both created and neither answered',
    reach: async (scene) => {
      const first = scene.hold('create', 'after')
      await upTo('create', 'after', two)(scene)
      await waitFor(first, scene.app)
    },
    left: 2,
    tasks: ['succeeded'],
  },
  {
    name: 'in a batch of two, with one host ahead',
    reach: async (scene) => {
      await upTo('create', 'after', two, 2)(scene)
      await waitForReady(scene.app, 1)
    },
    left: 2,
    tasks: ['succeeded'],
  },
  {
    name: 'in a batch of three, with one ready, one starting and one behind the limit',
    concurrency: 1,
    reach: upTo('start', 'before', ({ app }) => checkout(app, 3), 2),
    left: 3,
    tasks: ['succeeded'],
  },
  {
    name: 'while a second check out waits behind the limit',
    concurrency: 1,
    reach: async (scene) => {
      await upTo('find image', 'before', one)(scene)
      await checkout(scene.app)
    },
    left: 2,
    tasks: ['succeeded', 'succeeded'],
  },
  {
    name: 'and once more while the next run goes on with it',
    reach: upTo('create', 'after', one),
    again: { request: 'start', when: 'after' },
    ...MADE,
  },
]

const CANCEL_POINTS: readonly KillPoint[] = [
  {
    name: 'while a cancel waits for the answer to the create',
    reach: async (scene) => {
      await upTo('create', 'after', one)(scene)
      await cancelNewest(scene.app)
    },
    left: 0,
    tasks: ['cancelled'],
  },
  {
    name: 'before a cancel has removed the container',
    reach: upTo('remove', 'before', cancelled),
    left: 0,
    tasks: ['cancelled'],
  },
  {
    name: 'when a cancel has removed the container, unanswered',
    reach: upTo('remove', 'after', cancelled),
    left: 0,
    tasks: ['cancelled'],
  },
  {
    name: 'before the cancel of one host of two has removed its container',
    concurrency: 1,
    reach: upTo('remove', 'before', async (scene) => {
      await upTo('start', 'before', two)(scene)
      await cancelNewest(scene.app, 1)
    }),
    left: 1,
    tasks: ['cancelled'],
  },
]

const CHECKIN_POINTS: readonly KillPoint[] = [
  { name: 'within the undo time', ready: 1, reach: checkin, left: 1, tasks: ['cancelled'] },
  {
    name: 'while somebody looks at the notice with Undo',
    ready: 1,
    reach: async (scene) => {
      const { taskId } = await checkin(scene)
      await scene.app.call('hosts.holdCheckin', { taskId, held: true })
    },
    left: 1,
    tasks: ['cancelled'],
  },
  { name: 'right after it was sent', reach: checkinNow, ...GIVEN_BACK },
  { name: 'right after it was asked for without undo', undoSeconds: 0, reach: checkin, ...GIVEN_BACK },
  { name: 'before the container is looked up', reach: upTo('look', 'before', checkinNow), ...GIVEN_BACK },
  {
    name: 'before the remove reaches the engine',
    reach: upTo('remove', 'before', checkinNow),
    ...GIVEN_BACK,
  },
  {
    name: 'when the engine has removed, unanswered',
    reach: upTo('remove', 'after', checkinNow),
    ...GIVEN_BACK,
  },
  {
    name: 'before a remove that comes late',
    reach: upTo('remove', 'before', checkinNow),
    late: 'remove',
    ...GIVEN_BACK,
  },
  {
    name: 'between the two hosts of a batch',
    concurrency: 1,
    reach: upTo('remove', 'before', checkinNow, 2),
    ...GIVEN_BACK,
    ready: 2,
  },
  {
    name: 'with one of two hosts undone and the other one sent',
    ready: 2,
    reach: upTo('remove', 'before', async (scene) => {
      const { taskId } = await checkin(scene)
      await scene.app.call('hosts.undoCheckin', { taskId, hostIds: scene.hostIds.slice(0, 1) })
      await scene.app.call('hosts.sendCheckin', { taskId })
    }),
    left: 1,
    // One host of it was kept on purpose.
    tasks: ['cancelled'],
  },
  {
    name: 'while the check in waits behind a check out',
    ready: 1,
    concurrency: 1,
    reach: async (scene) => {
      await upTo('create', 'before', one)(scene)
      await checkinNow(scene)
    },
    left: 1,
    tasks: ['succeeded', 'succeeded'],
  },
]

const POINTS = [
  ...CHECKOUT_POINTS.map((point) => ({ ...point, during: 'a check out' })),
  ...CANCEL_POINTS.map((point) => ({ ...point, during: 'a cancelled check out' })),
  ...CHECKIN_POINTS.map((point) => ({ ...point, during: 'a check in' })),
]

/** What the engine has and what the inventory holds, in the same words. */
async function compare(
  app: RunningApp,
  engine: TestEngine,
): Promise<{ readonly engine: readonly string[]; readonly inventory: readonly string[] }> {
  const containers = await engine.containers()
  const hosts = await heldHosts(app)
  const details = await Promise.all(hosts.map(({ id }) => app.call('hosts.get', { hostId: id })))
  return {
    engine: containers.map(({ id, hostId, state }) => `host ${hostId} is ${state} as ${id}`).toSorted(),
    inventory: details
      .map(({ id, state, ref }) => `host ${id} is ${wordFor(state)} as ${ref?.['id'] ?? 'nothing'}`)
      .toSorted(),
  }
}

/** The state that the engine must tell of a host in this state. */
function wordFor(state: HostSummary['state']): string {
  return state === 'ready' ? 'running' : state
}

/** Waits until nothing is under way: no task, and no host that one would have to work on. */
async function waitUntilSettled(app: RunningApp): Promise<void> {
  const unsettled = async (): Promise<readonly string[]> => {
    const { tasks } = await app.call('tasks.list', { limit: 100 })
    const hosts = await heldHosts(app)
    return [
      ...tasks.filter(({ state }) => !isEnded(state)).map(({ id, state }) => `task ${id} is ${state}`),
      ...hosts.filter(({ state }) => state !== 'ready').map(({ id, state }) => `host ${id} is ${state}`),
    ]
  }
  await expect.poll(unsettled, { intervals: [50, 100, 200] }).toEqual([])
}

/** Makes the hosts that are there before a point begins. */
async function makeReady(app: RunningApp, count: number): Promise<readonly string[]> {
  if (count === 0) return []
  await checkout(app, count)
  await waitUntilSettled(app)
  return (await heldHosts(app)).map(({ id }) => id)
}

/** Starts the application, lets the point be reached, kills it, and ends what was under way as a crash does. */
async function crashAt(
  point: KillPoint,
  { launcher, proxy }: { readonly launcher: Launcher; readonly proxy: SocketProxy },
): Promise<{ readonly late: Hold | undefined }> {
  const app = await launcher.launch()
  const hostIds = await makeReady(app, point.ready ?? 0)
  const holds = new Map<Request, Hold>()
  await point.reach({
    app,
    hostIds,
    hold(request, when, nth = 1) {
      const outlives = request === point.late
      const hold = proxy.hold({ match: REQUESTS[request], when, nth, outlives })
      holds.set(request, hold)
      return hold
    },
  })
  await app.kill()
  for (const [request, hold] of holds) if (request !== point.late) hold.cut()
  return { late: point.late === undefined ? undefined : holds.get(point.late) }
}

/** Lets a late request in front of the same one of this run. */
async function letInFront(
  app: RunningApp,
  late: Hold,
  own: Hold,
  request: Request,
  proxy: SocketProxy,
): Promise<void> {
  const { method, path } = REQUESTS[request]
  const sent = proxy.requests.find(
    (seen) =>
      seen.method === method && (typeof path === 'string' ? seen.path.includes(path) : path.test(seen.path)),
  )
  await waitFor(own, app)
  late.release()
  await expect.poll(() => sent?.status, { intervals: [20] }).toBeDefined()
  own.release()
}

test('there are at least twenty points', () => {
  expect(new Set(POINTS.map(({ during, name }) => `${during} ${name}`)).size).toBe(POINTS.length)
  expect(POINTS.length).toBeGreaterThanOrEqual(20)
})

for (const point of POINTS) {
  test(`killed during ${point.during}, ${point.name}`, async ({ launcher, engine, engineProxy: proxy }) => {
    const { concurrency, undoSeconds } = point
    await launcher.settings(engineSettings({ socketPath: proxy.socketPath, concurrency, undoSeconds }))
    const { late } = await crashAt(point, { launcher, proxy })

    if (point.again !== undefined) {
      const { request, when } = point.again
      const hold = proxy.hold({ match: REQUESTS[request], when })
      const second = await launcher.launch()
      await waitFor(hold, second)
      await second.kill()
      hold.cut()
    }

    const own = point.late && proxy.hold({ match: REQUESTS[point.late], when: 'before' })
    const app = await launcher.launch()
    if (late !== undefined && own !== undefined && point.late !== undefined)
      await letInFront(app, late, own, point.late, proxy)

    await waitUntilSettled(app)
    const { engine: there, inventory } = await compare(app, engine)
    expect(inventory).toEqual(there)
    expect(there).toHaveLength(point.left)
    const begun = (await allTasks(app)).slice(point.ready === undefined ? 0 : 1)
    expect(begun.map(({ state }) => state)).toEqual(point.tasks)
  })
}
