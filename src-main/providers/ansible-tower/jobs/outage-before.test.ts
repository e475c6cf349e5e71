import { afterEach, describe, expect, test } from 'vitest'
import { toErrorData, type ErrorData } from '@shared/domain/error'
import { startMortalRelay, type MortalRelay } from '@main/testing/mortal-relay'
import { RecordingContext, type RecordedEvent } from '@main/testing/recording-context'
import { towerOrder, towerTarget, TowerWorlds, type TowerWorld } from '@main/testing/tower-world'
import { checkout, execute, release } from '.'

const worlds = new TowerWorlds()
const relays: MortalRelay[] = []
afterEach(async () => {
  await worlds.end()
  for (const relay of relays.splice(0)) await relay.close()
})
const call = { signal: new AbortController().signal }

async function errorOf(work: Promise<unknown>): Promise<ErrorData> {
  return await work.then(
    (value) => {
      throw new Error(`It worked: ${JSON.stringify(value)}`)
    },
    (error: unknown) => toErrorData(error),
  )
}

function outagesIn(ctx: RecordingContext): readonly (string | undefined)[] {
  return ctx.events.flatMap((event) => (event.type === 'reconnecting' ? [event.why] : []))
}

/** Resolves when the context tells of the first event that fits. */
function told(fits: (event: RecordedEvent) => boolean): {
  readonly ctx: RecordingContext
  readonly event: Promise<void>
} {
  let tell = (): void => undefined
  const event = new Promise<void>((resolve) => (tell = resolve))
  const ctx = new RecordingContext((each) => {
    if (fits(each)) tell()
  })
  return { ctx, event }
}

/** A world whose server is reached over a relay that can go away and come back. */
async function behindRelay(): Promise<
  TowerWorld & { readonly relay: MortalRelay; readonly comeBack: () => Promise<void> }
> {
  const world = await worlds.make()
  const target = Number(new URL(world.server.baseUrl).port)
  const relay = await startMortalRelay(target)
  relays.push(relay)
  const instance = world.another({ base_url: `http://127.0.0.1:${relay.port}` })
  return {
    ...world,
    instance,
    relay,
    comeBack: async () => {
      relays.push(await startMortalRelay(target, relay.port))
    },
  }
}

describe('an outage before the launch', () => {
  test.each([
    ['the template', '/workflow_job_templates/'],
    ['the survey', '/survey_spec/'],
    ['the inventory', '/inventories/'],
    ['a label', '/labels/'],
    ['earlier jobs', '/unified_jobs/'],
  ])('is ridden out and told while %s is looked up; it is launched once', async (_, path) => {
    const { server, instance } = await worlds.make()
    await instance.client(call.signal)
    server.trouble.add({ kind: 'html', status: 502, match: { path }, times: 7 })
    server.trouble.add({ kind: 'html', status: 503, match: { path: '/ping/' }, times: 3 })
    const ctx = new RecordingContext()
    const order = towerOrder({
      arguments: { deploy_rhel_version: '9.4', tower_inventory: 'jdoe-inventory' },
      labels: { team: 'platform-qe' },
    })
    const host = await checkout(instance, order, undefined, ctx)
    expect(host.name).toBe(server.machines()[0]?.name)
    expect(server.launches()).toHaveLength(1)
    expect(server.launches()[0]).toMatchObject({ inventory: 'jdoe-inventory', labels: ['team=platform-qe'] })
    expect(outagesIn(ctx)[0]).toContain('AnsibleTower prod')
    expect(outagesIn(ctx).at(-1)).toBeUndefined()
  })

  test('is ridden out for an execution and a release, too', async () => {
    const { server, instance } = await worlds.make()
    const order = towerOrder()
    const host = await checkout(instance, order, undefined, new RecordingContext())
    server.trouble.add({ kind: 'html', status: 502, match: { path: '/inventories/' }, times: 4 })
    const releasing = new RecordingContext()
    await release(instance, towerTarget(order, host), releasing)
    expect(server.machines()).toEqual([])
    server.trouble.add({ kind: 'html', status: 502, match: { path: '/job_templates/' }, times: 4 })
    const running = new RecordingContext()
    const run = towerOrder({ action: 'job_template', offering: 'run-command', arguments: {} })
    await execute(instance, run, undefined, running)
    expect(outagesIn(releasing)).not.toEqual([])
    expect(outagesIn(running)).not.toEqual([])
    expect(server.launches().map(({ templateName }) => templateName)).toEqual([
      'deploy-rhel',
      'remove-vm',
      'run-command',
    ])
  })

  test('of a server that cannot be reached is ridden out when it has answered before', async () => {
    const { server, instance, relay, comeBack } = await behindRelay()
    await instance.client(call.signal)
    await relay.close()
    const { ctx, event } = told(({ type }) => type === 'reconnecting')
    const work = checkout(instance, towerOrder(), undefined, ctx)
    await event
    expect(outagesIn(ctx)[0]).toContain('nothing answers at')
    await comeBack()
    expect((await work).name).toBe(server.machines()[0]?.name)
    expect(server.launches()).toHaveLength(1)
  })

  test('that begins just when the launch is sent: what nobody took is sent again', async () => {
    const { server, instance, relay, comeBack } = await behindRelay()
    await instance.client(call.signal)
    let tell = (): void => undefined
    const away = new Promise<void>((resolve) => (tell = resolve))
    let closed: Promise<void> | undefined
    const ctx = new RecordingContext((event) => {
      if (event.type === 'claim') closed ??= relay.close()
      if (event.type === 'reconnecting') tell()
    })
    const work = checkout(instance, towerOrder(), undefined, ctx)
    await away
    await closed
    await comeBack()
    expect((await work).ref['job']).toBe(String(server.launches()[0]?.id))
    expect(server.launches()).toHaveLength(1)
  })

  test('a launch that is put off (429) is sent again, and once', async () => {
    const { server, instance } = await worlds.make()
    server.trouble.add({ kind: '429', retryAfterS: 0, match: { method: 'POST', path: '/launch/' }, times: 2 })
    const ctx = new RecordingContext()
    await checkout(instance, towerOrder(), undefined, ctx)
    expect(server.launches()).toHaveLength(1)
    expect(outagesIn(ctx)[0]).toContain('is asked too often (429)')
  })

  test('longer than configured ends with its reason, and nothing is claimed', async () => {
    const { server, instance } = await worlds.make({}, { max_resilient_wait: 0.2 })
    await instance.client(call.signal)
    server.trouble.add({ kind: 'html', status: 502, match: { path: '/workflow_job_templates/' } })
    const ctx = new RecordingContext()
    const error = await errorOf(checkout(instance, towerOrder(), undefined, ctx))
    expect(error.message).toMatch(/502/)
    expect(ctx.claimed).toBeUndefined()
    expect(server.launches()).toEqual([])
  })

  test('is left at once by who is cancelled, and nothing is launched', async () => {
    const { server, instance } = await worlds.make()
    await instance.client(call.signal)
    server.trouble.add({ kind: 'html', status: 502, match: { path: '/workflow_job_templates/' } })
    const { ctx, event } = told(({ type }) => type === 'reconnecting')
    const work = errorOf(checkout(instance, towerOrder(), undefined, ctx))
    await event
    ctx.abort()
    expect(await work).toMatchObject({ code: 'CANCELLED' })
    expect(server.launches()).toEqual([])
  })
})

describe('a server that was never reached', () => {
  test('and says itself that it is restarting is waited for', async () => {
    const { server, instance } = await worlds.make()
    server.trouble.add({ kind: 'status', status: 503, times: 5 })
    const ctx = new RecordingContext()
    await checkout(instance, towerOrder(), undefined, ctx)
    expect(server.launches()).toHaveLength(1)
    expect(outagesIn(ctx)).not.toEqual([])
  })

  test.each([
    ['nothing listens', { base_url: 'http://127.0.0.1:1' }, /nothing answers at/],
    ['a name that is not known', { base_url: 'http://tower.invalid' }, /is not known here/],
  ])('fails at once: %s', async (_, config, message) => {
    const { another } = await worlds.make()
    const ctx = new RecordingContext()
    const error = await errorOf(checkout(another(config), towerOrder(), undefined, ctx))
    expect(error.message).toMatch(message)
    expect(outagesIn(ctx)).toEqual([])
  })

  test('fails at once: an address that is not a Tower', async () => {
    const { server, another } = await worlds.make()
    const ctx = new RecordingContext()
    const error = await errorOf(
      checkout(another({ base_url: `${server.baseUrl}/elsewhere` }), towerOrder(), undefined, ctx),
    )
    expect(error).toMatchObject({
      code: 'CONFIG',
      message: expect.stringContaining('is not an Ansible Tower'),
    })
    expect(outagesIn(ctx)).toEqual([])
  })

  test('fails at once: a token that is not accepted, also of a server that was reached', async () => {
    const { server, instance, another } = await worlds.make()
    const ctx = new RecordingContext()
    const wrong = await errorOf(checkout(another({ token: 'wrong' }), towerOrder(), undefined, ctx))
    expect(wrong.code).toBe('AUTH')
    await instance.client(call.signal)
    server.trouble.expireTokens()
    expect((await errorOf(checkout(instance, towerOrder(), undefined, ctx))).code).toBe('AUTH')
    expect(outagesIn(ctx)).toEqual([])
  })
})
