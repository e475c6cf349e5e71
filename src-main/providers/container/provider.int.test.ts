import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ContainerInspectInfo } from 'dockerode'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import type { CheckoutOrder, Provider } from '@main/providers/contract'
import { containerDeps, EngineCorner } from '@main/testing/container-harness'
import { RecordingContext } from '@main/testing/recording-context'
import { startSocketProxy, type SocketProxy } from '@main/testing/socket-proxy'
import { describeWithEngine } from '@main/testing/test-engine'
import { toErrorData, type ErrorData } from '@shared/domain/error'
import type { HostRef } from '@shared/domain/host'
import { containerDefinition } from './definition'

const PORT22 = 'localhost/broker-port22:latest'
const CREATE = { method: 'POST', path: '/containers/create' }

describeWithEngine('Container provider on a real engine', (engine) => {
  const corner = new EngineCorner(engine.socketPath)
  const endings: (() => Promise<unknown> | void)[] = []

  function providerAt(path: string, config: object = {}, deps: Partial<typeof containerDeps> = {}): Provider {
    const made = containerDefinition.create(
      containerDefinition.configSchema.parse({
        endpoint: `unix://${path}`,
        name_prefix: corner.prefix,
        ...config,
      }),
      { ...containerDeps, ...deps },
    )
    endings.push(() => made.dispose?.())
    return made
  }
  const provider = providerAt(engine.socketPath)

  async function proxy(listen?: string): Promise<SocketProxy> {
    const made = await startSocketProxy({
      target: engine.socketPath,
      ...(listen === undefined ? {} : { listen }),
    })
    endings.push(() => made.stop())
    return made
  }

  const checkout = (
    order: CheckoutOrder,
    ctx = new RecordingContext(),
    from = provider,
    claimed?: HostRef,
  ): ReturnType<Provider['checkout']> => from.checkout(order, claimed, ctx)

  async function failure(work: Promise<unknown> | undefined): Promise<ErrorData> {
    try {
      await work
    } catch (error) {
      return toErrorData(error)
    }
    throw new Error('It had to fail.')
  }

  const inspect = (name: string): Promise<ContainerInspectInfo> => corner.docker.getContainer(name).inspect()
  const call = (): { signal: AbortSignal } => ({ signal: new AbortController().signal })

  afterEach(async () => {
    for (const end of endings.splice(0).toReversed()) await end()
    await corner.clear()
  })
  afterAll(() => corner.clear())

  describe('check out', () => {
    test('gives the container its labels, environment and ports, and tells where ssh is', async () => {
      const order = corner.order({
        offering: 'broker-port22',
        labels: { team: 'qa' },
        arguments: {
          ports: ['8080/udp'],
          environment: { PASSWORD: 'canary-4711', A: 'b=c' },
          labels: { x: 'y' },
        },
      })
      const built = providerAt(engine.socketPath, {}, { env: { BUILD_URL: 'https://ci.example/7' } })
      const host = await checkout(order, new RecordingContext(), built)

      const seen = await inspect(host.name ?? '')
      expect(host.name).toMatch(new RegExp(`^${corner.prefix}_[0-9a-f]{8}$`))
      expect(seen.State.Running).toBe(true)
      expect(seen.Config.Labels).toMatchObject({
        'broker-desktop.host': order.hostId,
        'broker-desktop.user': 'maya',
        'broker.origin': 'broker-desktop:maya',
        'broker.jenkins.url': 'https://ci.example/7',
        'broker.team': 'qa',
        x: 'y',
      })
      expect(seen.Config.Env).toEqual(
        expect.arrayContaining(['PASSWORD=canary-4711', 'A=b=c', 'BROKER_ORIGIN=broker-desktop:maya']),
      )
      const port = seen.NetworkSettings.Ports['22/tcp']?.[0]?.HostPort
      expect(Number(port)).toBeGreaterThan(0)
      expect(seen.NetworkSettings.Ports['8080/udp']?.[0]?.HostPort).toMatch(/^\d+$/)
      expect(host.hostname).toBe(`localhost:${port}`)
      expect(host.sshCommand).toBe(`ssh -p ${port} root@localhost`)
      expect(JSON.stringify(host)).not.toContain('canary-4711')
    })

    test('sends the environment in the body only: engines write addresses to their log', async () => {
      const front = await proxy()
      await checkout(
        corner.order({ arguments: { environment: 'TOKEN=canary-4711' } }),
        new RecordingContext(),
        providerAt(front.socketPath),
      )
      expect(front.requests.some((each) => each.path.includes('canary'))).toBe(false)
    })

    test('port 2222 is no ssh port, and without one the host is called by its id', async () => {
      const host = await checkout(corner.order({ arguments: { ports: '2222' } }))
      expect(host.hostname).toBe(host.ref['id']?.slice(0, 12))
      expect(host.sshCommand).toBeUndefined()
    })

    test('makes no mappings of its own where the instance says so', async () => {
      const plain = providerAt(engine.socketPath, { auto_map_ports: false })
      const host = await checkout(corner.order({ offering: PORT22 }), new RecordingContext(), plain)
      expect(
        Object.values((await inspect(host.name ?? '')).NetworkSettings.Ports)
          .flat()
          .filter(Boolean),
      ).toEqual([])
    })

    test('a given name is numbered in a batch', async () => {
      const name = `${corner.prefix}-box`
      const hosts = await Promise.all(
        [1, 2].map((index) => checkout(corner.order({ arguments: { name }, index, count: 2 }))),
      )
      expect(hosts.map((host) => host.name)).toEqual([`${name}-1`, `${name}-2`])
    })

    test('joins every network that is named', async () => {
      const networks = [`${corner.prefix}-a`, `${corner.prefix}-b`]
      for (const Name of networks) {
        const network = await corner.docker.createNetwork({ Name })
        endings.unshift(() => network.remove())
      }
      const host = await checkout(corner.order({ arguments: { network: networks.join(', ') } }))
      expect(Object.keys((await inspect(host.name ?? '')).NetworkSettings.Networks).toSorted()).toEqual(
        networks,
      )
      await corner.clear()
    })

    test('asks the engine little: four requests and one more look where the image is there', async () => {
      const front = await proxy()
      await checkout(corner.order(), new RecordingContext(), providerAt(front.socketPath))
      expect(front.requests.length).toBeLessThanOrEqual(5)
    })
  })

  describe('trouble', () => {
    test('a name that is taken is told, and its container left alone', async () => {
      const name = `${corner.prefix}-taken`
      await corner.docker.createContainer({ name, Image: 'localhost/broker-plain:latest' })
      const order = corner.order({ arguments: { name } })
      const ctx = new RecordingContext()
      const error = await failure(checkout(order, ctx))
      expect(error).toMatchObject({
        code: 'INVALID_INPUT',
        fieldErrors: { name: expect.any(String) },
      })
      expect(error.message).toContain(name)
      expect(error.said).toContain('already in use')
      expect(ctx.claimed).toBeUndefined()
      expect((await inspect(name)).State.Running).toBe(false)

      expect(await provider.read({ hostId: order.hostId, ref: { name } }, call())).toBe('gone')
      await provider.release({ hostId: order.hostId, ref: { name } }, new RecordingContext())
      expect(await corner.names()).toEqual([name])
    })

    test('a port that is taken is named, and nothing is left', async () => {
      const first = await checkout(corner.order({ arguments: { ports: '80' } }))
      const port = (await inspect(first.name ?? '')).NetworkSettings.Ports['80/tcp']?.[0]?.HostPort
      const ctx = new RecordingContext()
      const error = await failure(checkout(corner.order({ arguments: { ports: `80:${port}` } }), ctx))
      expect(error).toMatchObject({ code: 'INVALID_INPUT', retryable: true })
      expect(error.message).toContain(`port ${port}`)
      expect(error.fieldErrors?.['ports']).toContain(port)
      expect(ctx.claimed).toBeUndefined()
      expect(await corner.names()).toEqual([first.name])
    })

    test('a port that the engine chose and somebody took meanwhile: the container is made anew', async () => {
      const front = await proxy()
      const body = {
        message: 'cannot listen on the TCP port: listen tcp4 :32817: bind: address already in use',
      }
      front.failNext({ match: { path: '/start' }, status: 500, body })
      const ctx = new RecordingContext()
      const order = corner.order({ offering: PORT22 })
      const host = await checkout(order, ctx, providerAt(front.socketPath))
      expect(ctx.claimed).toEqual(host.ref)
      expect(ctx.begun).toEqual(ctx.planned)
      expect(await corner.names(order.hostId)).toHaveLength(1)
      expect(front.requests.filter((each) => each.path.includes('/containers/create'))).toHaveLength(2)
    })

    test('a network that is not there is named in the words of the original', async () => {
      const error = await failure(checkout(corner.order({ arguments: { network: 'nope' } })))
      expect(error.message).toBe("Network 'nope' not found on container host.")
      const second = await failure(checkout(corner.order({ arguments: { network: 'bridge,nope' } })))
      expect(second.message).toBe("Network 'nope' not found on container host.")
      expect(await corner.names()).toEqual([])
    })

    test('an image that is not there', async () => {
      const error = await failure(checkout(corner.order({ offering: 'localhost/nope' })))
      expect(error).toMatchObject({ code: 'NOT_FOUND', message: 'Unable to find image: localhost/nope' })
    })

    test('a container that ends at once is no host; its last words are told', async () => {
      const command = 'sh -c "echo cannot find my config; exit 7"'
      const ctx = new RecordingContext()
      const error = await failure(checkout(corner.order({ arguments: { command } }), ctx))
      expect(error.message).toContain('exit code 7')
      expect(error.said).toBe('cannot find my config')
      expect(ctx.claimed).toBeUndefined()
      expect(await corner.names()).toEqual([])
    })

    test('arguments that cannot be used are told by field before anything is asked', async () => {
      const front = await proxy()
      const order = corner.order({ arguments: { ports: '22:x', memmory: '1g' } })
      const error = await failure(checkout(order, new RecordingContext(), providerAt(front.socketPath)))
      expect(error.code).toBe('INVALID_INPUT')
      expect(error.fieldErrors?.['ports']).toContain('22:x')
      expect(error.fieldErrors?.['memmory']).toContain('memory')
      expect(front.requests).toEqual([])
    })

    test('a full disk is told with what to do, and nothing is left', async () => {
      const front = await proxy()
      const said = 'creating container storage: write /layer: no space left on device'
      front.failNext({ match: CREATE, status: 500, body: { message: said } })
      const ctx = new RecordingContext()
      const error = await failure(checkout(corner.order(), ctx, providerAt(front.socketPath)))
      expect(error).toMatchObject({ code: 'PROVIDER', said, retryable: true })
      expect(error.message).toContain('no space is left')
      expect(ctx.claimed).toBeUndefined()
    })

    test('no engine', async () => {
      const error = await failure(
        provider
          .offerings('container_host', call())
          .then(() => providerAt('/nowhere/x.sock').offerings('container_host', call())),
      )
      expect(error).toMatchObject({
        code: 'PROVIDER',
        retryable: true,
        provider: 'Container',
        instance: 'tests',
      })
      expect(error.message).toContain('no container engine answers at unix:///nowhere/x.sock')
    })

    test('an engine that hangs is given up after the timeout of the instance', async () => {
      const front = await proxy()
      front.freeze()
      const slow = providerAt(front.socketPath, { timeout: 0.2 })
      expect((await failure(slow.offerings('container_host', call()))).code).toBe('TIMEOUT')
    })
  })

  describe('an engine that stops in the middle', () => {
    test.each(['before', 'after'] as const)(
      'connection cut %s the engine creates: nothing is left and the claim is taken back',
      async (when) => {
        const front = await proxy()
        const order = corner.order()
        const hold = front.hold({ match: CREATE, when })
        const ctx = new RecordingContext()
        const work = failure(checkout(order, ctx, providerAt(front.socketPath)))
        await hold.reached
        expect(ctx.claimed).toEqual({ name: expect.stringContaining(corner.prefix) })
        expect((await corner.names(order.hostId)).length).toBe(when === 'after' ? 1 : 0)
        hold.cut()
        expect(await work).toMatchObject({ code: 'PROVIDER', retryable: true })
        expect(await corner.names(order.hostId)).toEqual([])
        expect(ctx.claimed).toBeUndefined()
      },
    )

    test('an engine that stays away keeps the claim; when it is back the host is found and goes on', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'broker-restart-'))
      endings.push(() => rm(folder, { recursive: true }))
      const listen = join(folder, 'engine.sock')
      const front = await proxy(listen)
      const there = providerAt(listen)
      const order = corner.order()
      const hold = front.hold({ match: { method: 'POST', path: '/start' }, when: 'before' })
      const ctx = new RecordingContext()
      const work = failure(checkout(order, ctx, there))
      await hold.reached
      await front.stop()
      expect((await work).code).toBe('PROVIDER')
      expect(ctx.claimed).toHaveProperty('id')
      expect(await corner.names(order.hostId)).toHaveLength(1)

      await proxy(listen)
      const host = await checkout(order, new RecordingContext(), there, ctx.claimed)
      expect(host.ref).toEqual(ctx.claimed)
      expect((await inspect(host.name ?? '')).State.Running).toBe(true)
    })

    test('a release whose answer is lost is not a failure when the container is gone', async () => {
      const front = await proxy()
      const order = corner.order()
      const host = await checkout(order)
      const hold = front.hold({ match: { method: 'DELETE' }, when: 'after' })
      const work = providerAt(front.socketPath).release(
        { hostId: order.hostId, ref: host.ref },
        new RecordingContext(),
      )
      await hold.reached
      hold.cut()
      await work
      expect(await corner.names(order.hostId)).toEqual([])
    })
  })

  describe('cancel', () => {
    test.each(['before', 'after'] as const)(
      '%s the engine creates: the answer is awaited and what it made removed',
      async (when) => {
        const front = await proxy()
        const order = corner.order()
        const hold = front.hold({ match: CREATE, when })
        const ctx = new RecordingContext()
        const work = failure(checkout(order, ctx, providerAt(front.socketPath)))
        await hold.reached
        ctx.abort()
        hold.release()
        expect((await work).code).toBe('CANCELLED')
        expect(front.requests.find((each) => each.path.includes(CREATE.path))?.status).toBe(201)
        expect(await corner.names(order.hostId)).toEqual([])
        expect(ctx.claimed).toBeUndefined()
      },
    )

    test('an execution that is cancelled is killed and removed', async () => {
      const order = corner.order({
        action: 'container_app',
        arguments: { command: 'sh -c "echo on; sleep 1000"' },
      })
      const ctx: RecordingContext = new RecordingContext(
        (event) => event.type === 'log' && event.text === 'on' && ctx.abort(),
      )
      expect((await failure(provider.execute?.(order, undefined, ctx))).code).toBe('CANCELLED')
      expect(await corner.names(order.hostId)).toEqual([])
    })
  })

  describe('release', () => {
    test.each(['paused', 'created', 'exited'] as const)(
      'removes a container that is %s, with its volumes',
      async (state) => {
        const order = corner.order()
        const made = await corner.docker.createContainer({
          name: `${corner.prefix}-${state}`,
          Image: 'localhost/broker-plain:latest',
          Labels: { 'broker-desktop.host': order.hostId },
          Volumes: { '/scratch': {} },
        })
        if (state !== 'created') await made.start()
        if (state === 'paused') await made.pause()
        if (state === 'exited') await made.stop({ t: 0 })
        const [mount] = (await made.inspect()).Mounts
        await provider.release({ hostId: order.hostId, ref: undefined }, new RecordingContext())
        expect(await corner.names(order.hostId)).toEqual([])
        const { Volumes } = await corner.docker.listVolumes()
        expect(mount?.Name).toBeDefined()
        expect(Volumes.map((volume) => volume.Name)).not.toContain(mount?.Name)
      },
    )

    test('twice at the same time succeeds twice', async () => {
      const order = corner.order()
      const host = await checkout(order)
      const target = { hostId: order.hostId, ref: host.ref }
      await Promise.all([1, 2, 3].map(() => provider.release(target, new RecordingContext())))
      expect(await corner.names(order.hostId)).toEqual([])
    })
  })

  describe('execute', () => {
    test('returns output and exit code, tells lines as they come, without terminal control', async () => {
      const command = `sh -c "printf '\\033[31mred\\033[0m\\n'; echo bad >&2; exit 3"`
      const ctx = new RecordingContext()
      const order = corner.order({ action: 'container_app', arguments: { command } })
      const result = await provider.execute?.(order, undefined, ctx)
      expect(result?.exitCode).toBe(3)
      expect(result?.output.split('\n').toSorted()).toEqual(['', 'bad', 'red'])
      expect(ctx.events).toContainEqual({ type: 'log', text: 'bad', level: 'warn' })
      expect(ctx.events).toContainEqual({ type: 'log', text: 'red', level: 'info' })
      expect(ctx.claimed).toBeUndefined()
    })
  })

  describe('what there is', () => {
    test('offers recommended images first, and describes one', async () => {
      const offerings = await provider.offerings('container_host', call())
      const names = offerings.map((offering) => offering.name)
      expect(names.indexOf(PORT22)).toBeLessThan(names.indexOf('localhost/broker-plain:latest'))
      expect(offerings.find((offering) => offering.name === PORT22)).toMatchObject({
        recommended: true,
        detail: expect.stringMatching(/^\d.*\u00a0MB$/),
      })
      const form = await provider.describe('container_host', PORT22, call())
      expect(form.notice).toBeUndefined()
      expect(form.fields.find((field) => field.name === 'ports')?.help).toContain('22/tcp')
      const absent = await provider.describe('container_host', 'registry.example/x', call())
      expect(absent.notice).toBe('registry.example/x is not on the engine. It is pulled first.')
      expect(absent.steps).toEqual(['Find image', 'Pull image', 'Create', 'Start', 'Wait until running'])
    })

    test('inventory has what begins with the prefix and what is labelled ours, and nobody else’s', async () => {
      const make = (name: string, Labels: Record<string, string>): Promise<unknown> =>
        corner.docker.createContainer({ name: `${corner.prefix}${name}`, Image: PORT22, Labels })
      await make('-by-prefix', {})
      await make('-of-paul', { 'broker-desktop.host': 'h1', 'broker-desktop.user': 'paul' })
      const other = providerAt(engine.socketPath, { name_prefix: `${corner.prefix}-nothing` })
      const order = corner.order()
      const host = await checkout(order)
      const names = async (from: Provider): Promise<readonly (string | undefined)[]> =>
        ((await from.inventory?.({ scope: { kind: 'mine' } }, call()))?.hosts ?? []).map((each) => each.name)
      expect(await names(provider)).toEqual(expect.arrayContaining([`${corner.prefix}-by-prefix`, host.name]))
      expect(await names(provider)).not.toContain(`${corner.prefix}-of-paul`)
      expect(await names(other)).toContain(host.name)
      expect(await names(other)).not.toContain(`${corner.prefix}-by-prefix`)
    })

    test('inventory by a prefix that is said has exactly those, and everybody’s has all', async () => {
      const make = (name: string): Promise<unknown> =>
        corner.docker.createContainer({ name: `${corner.prefix}${name}`, Image: PORT22 })
      await make('x-one')
      await make('y-two')
      const named = await provider.inventory?.({ scope: { kind: 'user', name: `${corner.prefix}x` } }, call())
      expect(named?.hosts.map((each) => each.name)).toEqual([`${corner.prefix}x-one`])
      expect(named?.account).toBe(`${corner.prefix}x…`)
      const all = await provider.inventory?.({ scope: { kind: 'everybody' } }, call())
      const names = all?.hosts.map((each) => each.name)
      expect(names).toEqual(expect.arrayContaining([`${corner.prefix}x-one`, `${corner.prefix}y-two`]))
    })

    test('lists images, and shows one with id, tags, size and configuration, but no environment', async () => {
      const images = (await provider.list?.('images', call())) ?? []
      const listed = images.find(({ name }) => name === PORT22)
      expect(listed).toMatchObject({ detail: expect.stringMatching(/MB$/) as unknown })
      const shown = await provider.show?.('images', PORT22, call())
      expect(shown?.facts.map(({ label }) => label)).toEqual(
        expect.arrayContaining(['Id', 'Tags', 'Size', 'Exposed ports']),
      )
      expect(shown?.raw).toMatchObject({ RepoTags: [PORT22], Config: expect.anything() as unknown })
      expect(JSON.stringify(shown)).not.toContain('PATH=')
      expect(await failure(provider.show?.('images', 'localhost/broker-port23', call()))).toMatchObject({
        code: 'NOT_FOUND',
        hint: expect.stringContaining('broker-port22') as unknown,
      })
      expect(await failure(provider.list?.('inventories', call()))).toMatchObject({ code: 'NOT_SUPPORTED' })
    })
  })

  const { registry } = engine
  if (registry === undefined) return
  describe('pull', () => {
    test('an image that is not there is pulled once for several, with progress', async () => {
      const image = `${registry}/open/${corner.prefix}:one`
      const front = await proxy()
      const pulling = providerAt(front.socketPath)
      const contexts = [new RecordingContext(), new RecordingContext()]
      const hosts = await Promise.all(
        contexts.map((ctx) => checkout(corner.order({ offering: image }), ctx, pulling)),
      )
      endings.unshift(() => corner.docker.getImage(image).remove({ force: true }))
      expect(hosts).toHaveLength(2)
      expect(front.requests.filter((each) => each.path.includes('/images/create'))).toHaveLength(1)
      for (const ctx of contexts) {
        expect(ctx.begun).toEqual(['Find image', 'Pull image', 'Create', 'Start', 'Wait until running'])
        expect(ctx.planned).toEqual(ctx.begun)
        expect(ctx.events.some((event) => event.type === 'progress')).toBe(true)
      }
      await corner.clear()
    })

    test.each([
      ['private/x', 'AUTH'],
      ['forbidden/x', 'AUTH'],
      ['unknown/x', 'NOT_FOUND'],
    ])('%s is refused: %s', async (repository, code) => {
      const ctx = new RecordingContext()
      const error = await failure(checkout(corner.order({ offering: `${registry}/${repository}` }), ctx))
      expect(error).toMatchObject({ code })
      expect(error.message).toContain(`${registry}/${repository}`)
      expect(error.said).not.toBe('')
      expect(ctx.claimed).toBeUndefined()
    })

    test('a registry that does not answer is told as such', async () => {
      const error = await failure(checkout(corner.order({ offering: 'localhost:1/x' })))
      expect(error).toMatchObject({ code: 'PROVIDER', retryable: true })
      expect(error.message).toContain('cannot reach its registry')
    })

    test('a pull that is cut is told and leaves no claim', async () => {
      const front = await proxy()
      const hold = front.hold({ match: { path: '/images/create' }, when: 'before' })
      const ctx = new RecordingContext()
      const order = corner.order({ offering: `${registry}/open/${corner.prefix}:two` })
      const work = failure(checkout(order, ctx, providerAt(front.socketPath)))
      await hold.reached
      hold.cut()
      expect(await work).toMatchObject({ code: 'PROVIDER', retryable: true })
      expect(ctx.claimed).toBeUndefined()
    })
  })
})
