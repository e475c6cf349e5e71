import { createServer, type RequestListener } from 'node:http'
import { systemClock } from '@main/ports/clock'
import { afterEach, describe, expect, test } from 'vitest'
import { AWX_FLAVOURS, emptyCatalog, startAwx, type AwxOptions, type AwxServer } from '@main/testing/awx'
import { portOf } from '@main/testing/port-of'
import { towerDeps, towerInstance } from '@main/testing/tower-harness'
import { towerConfigSchema } from './config'
import { kindOf, TowerError } from './errors'
import { TowerInstance } from './instance'
import { anythingSchema } from './schemas/page'

const { signal } = new AbortController()
const endings: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end()
})

async function serve(options: AwxOptions = {}): Promise<AwxServer> {
  const server = await startAwx({ catalog: emptyCatalog(), ...options })
  endings.push(() => server.close())
  return server
}

function instanceOn(server: AwxServer, config: Record<string, unknown> = {}): TowerInstance {
  const instance = towerInstance(server, config)
  endings.push(() => instance.dispose())
  return instance
}

async function errorOf(work: Promise<unknown>): Promise<TowerError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof TowerError)) throw new Error(`Not a TowerError: ${String(error)}`)
  return error
}

const PASSWORD = { username: 'admin', password: 'admin' }

describe.each(AWX_FLAVOURS)('%s', (flavour) => {
  test.each([{ basePath: '' }, { basePath: '/tower' }])(
    'is recognised by asking, below "$basePath"',
    async ({ basePath }) => {
      const server = await serve({ flavour, basePath })
      const { client, clockAheadMs } = await instanceOn(server).connection(signal)
      expect(client.api).toMatchObject({ flavour, prefix: `${server.prefix}/` })
      expect((await client.me(signal)).username).toBe('admin')
      // Both clocks are this computer's; it may be busy for a while between two looks at it.
      expect(Math.abs(clockAheadMs ?? 0)).toBeLessThan(60_000)
    },
  )

  test('is asked with a temporary token made from the password, which is deleted where it was made', async () => {
    const server = await serve({ flavour })
    const instance = instanceOn(server, PASSWORD)
    const { client, session } = await instance.connection(signal)
    expect(session.kind).toBe('temporary')
    expect(server.tokens()).toMatchObject([{ at: flavour === 'aap25' ? 'gateway' : 'controller' }])
    await client.me(signal)
    const [asked] = server.requests({ path: '/me/' })
    expect(asked?.headers['authorization']).toMatch(/^Bearer /)
    await instance.dispose()
    expect(server.tokens()).toEqual([])
  })

  test('makes a new token, once for all calls, when the temporary one has ended', async () => {
    const server = await serve({ flavour })
    const instance = instanceOn(server, PASSWORD)
    const client = await instance.client(signal)
    server.trouble.expireTokens()
    const what = 'list the labels'
    await Promise.all([1, 2, 3].map(() => client.get('labels/', anythingSchema, { signal, what })))
    expect(server.tokens()).toHaveLength(2)
    await instance.dispose()
    expect(server.tokens()).toEqual([])
  })

  test('is asked with the password where it makes no tokens', async () => {
    const server = await serve({ flavour })
    server.trouble.set({ tokenEndpoints: false })
    const { client, session } = await instanceOn(server, PASSWORD).connection(signal)
    expect(session.kind).toBe('basic')
    expect((await client.me(signal)).username).toBe('admin')
  })

  test('refuses a wrong password', async () => {
    const server = await serve({ flavour })
    const error = await errorOf(instanceOn(server, { ...PASSWORD, password: 'wrong' }).client(signal))
    expect(error.data).toMatchObject({ code: 'AUTH', hint: expect.stringContaining('password') })
    expect(server.tokens()).toEqual([])
  })

  test('refuses a token that has expired: sign in again', async () => {
    const server = await serve({ flavour })
    const client = await instanceOn(server).client(signal)
    server.trouble.expireTokens()
    const error = await errorOf(client.me(signal))
    expect(error.data).toMatchObject({ code: 'AUTH', hint: expect.stringMatching(/^Sign in again/) })
  })
})

test('a user from outside may have no token and is signed in with the password', async () => {
  const catalog = {
    ...emptyCatalog(),
    users: [{ username: 'ldap', password: 'secret', external: true }],
  }
  const server = await serve({ catalog })
  const connected = await instanceOn(server, { username: 'ldap', password: 'secret' }).connection(signal)
  expect(connected.session.kind).toBe('basic')
})

test('tokens that this computer left behind are deleted after a day; those of others and young ones are not', async () => {
  const server = await serve()
  const dead = towerInstance(server, PASSWORD)
  await dead.client(signal)
  server.tokenFor('admin', { description: 'Broker Desktop somebody@else 01' })
  const dayAfter = { ...systemClock, now: () => Date.now() + 90_000_000 }
  const next = towerInstance(server, PASSWORD, { clock: dayAfter })
  endings.push(() => next.dispose())
  await next.client(signal)
  expect(server.tokens().map(({ id }) => id)).toEqual([42, 43])
  await instanceOn(server, PASSWORD).client(signal)
  expect(server.tokens().map(({ id }) => id)).toEqual([42, 43, 44])
})

test('a session that was closed comes back when it is needed, and is closed again', async () => {
  const server = await serve()
  const instance = instanceOn(server, PASSWORD)
  await instance.client(signal)
  await instance.dispose()
  expect((await (await instance.client(signal)).me(signal)).username).toBe('admin')
  expect(server.tokens()).toHaveLength(1)
})

test('what still asks when its session is closed makes no new token', async () => {
  const server = await serve()
  const instance = instanceOn(server, PASSWORD)
  const client = await instance.client(signal)
  await instance.dispose()
  const what = 'list the labels'
  const error = await errorOf(client.get('labels/', anythingSchema, { signal, what }))
  expect(error.kind).toBe('cancelled')
  expect(server.tokens()).toEqual([])
  expect(server.requests({ path: '/tokens/', method: 'POST' })).toHaveLength(1)
})

test('who signs out leaves no token, and work under way hears nothing of it', async () => {
  const server = await serve()
  const instance = instanceOn(server, PASSWORD)
  const client = await instance.client(signal)
  await instance.signOut()
  expect(server.tokens()).toEqual([])
  const stop = new AbortController()
  let isHeard = false
  const hear = (): void => void (isHeard = true)
  const work = [
    client.get('labels/', anythingSchema, { signal: stop.signal, what: 'list the labels' }),
    instance.client(stop.signal).then((again) => again.me(stop.signal)),
  ].map((each) => each.then(hear, hear))
  await server.waitFor(() => server.tokens().length === 0)
  await new Promise(setImmediate)
  expect(isHeard).toBe(false)
  stop.abort()
  await Promise.all(work)
  expect(server.tokens()).toEqual([])
  expect(server.requests({ path: '/tokens/', method: 'POST' })).toHaveLength(1)
})

test('a token whose making was not answered is found and deleted', async () => {
  const server = await serve()
  server.trouble.add({ kind: 'drop-answer', match: { method: 'POST' }, times: 1 })
  const instance = instanceOn(server, PASSWORD)
  expect((await errorOf(instance.client(signal))).kind).toBe('cut')
  expect(server.tokens()).toEqual([])
})

test('who gives up while a token is being made leaves none behind', async () => {
  const server = await serve()
  server.trouble.add({ kind: 'latency', ms: 100, match: { method: 'POST' } })
  const instance = instanceOn(server, PASSWORD)
  const stop = new AbortController()
  const work = expect(instance.client(stop.signal)).rejects.toMatchObject({ data: { code: 'CANCELLED' } })
  await server.waitFor(() => server.requests({ method: 'POST' }).length > 0)
  stop.abort()
  await work
  await instance.dispose()
  expect(server.requests({ method: 'POST' })).toMatchObject([{ status: 201 }])
  expect(server.tokens()).toEqual([])
})

describe('an address that is no Tower', () => {
  async function other(listener: RequestListener): Promise<TowerInstance> {
    const server = createServer(listener)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    endings.push(() => new Promise((resolve) => server.close(resolve)))
    const base_url = `http://127.0.0.1:${portOf(server)}`
    const instance = new TowerInstance(towerConfigSchema.parse({ base_url, token: 'tok' }), towerDeps())
    endings.push(() => instance.dispose())
    return instance
  }

  test.each<{ name: string; listener: RequestListener; said: RegExp }>([
    {
      name: 'a page',
      listener: (_, response) => {
        response.setHeader('content-type', 'text/html')
        response.end('<html><title>Welcome to nginx!</title></html>')
      },
      said: /is not an Ansible Tower, AWX or AAP. A page "Welcome to nginx!" answers/,
    },
    {
      name: 'a page that says 404',
      listener: (_, response) => {
        response.writeHead(404, { 'content-type': 'text/html' }).end('<title>Not here</title>')
      },
      said: /has no \/api\/ \(404\) "Not here"/,
    },
    {
      name: 'JSON of another API',
      listener: (_, response) => {
        response.setHeader('content-type', 'application/json')
        response.end('{"message":"hello"}')
      },
      said: /It has an API, but not that of AWX or AAP/,
    },
  ])('$name is named', async ({ listener, said }) => {
    const error = await errorOf((await other(listener)).client(signal))
    expect(error.data).toMatchObject({ code: 'CONFIG', message: expect.stringMatching(said) })
  })

  test('is not what a proxy with trouble of its own is taken for', async () => {
    const instance = await other((_, response) => {
      response.writeHead(502, { 'content-type': 'text/html' }).end('<title>502 Bad Gateway</title>')
    })
    const error = await errorOf(instance.client(signal))
    expect([error.kind, error.data.code, error.data.retryable]).toEqual(['not-api', 'PROVIDER', true])
  })

  test('a redirect to another server is not followed', async () => {
    const instance = await other((_, response) => {
      response.writeHead(302, { location: 'https://sso.example.com/login?state=secret' }).end()
    })
    const error = await errorOf(instance.client(signal))
    expect([error.kind, error.data.code]).toEqual(['elsewhere', 'CONFIG'])
    expect(error.data.message).toContain('https://sso.example.com')
    expect(JSON.stringify(error.data)).not.toContain('secret')
  })

  test('a redirect to https says the address that is right', async () => {
    const instance = await other((request, response) => {
      response.writeHead(301, { location: `https://127.0.0.1/${request.url ?? ''}` }).end()
    })
    const error = await errorOf(instance.client(signal))
    expect(error.kind).toBe('moved')
    expect(error.details.location).toBe('https://127.0.0.1')
  })
})

test('where nothing listens, and where no name is known, is told apart', async () => {
  const at = async (base_url: string): Promise<string | undefined> => {
    const instance = new TowerInstance(towerConfigSchema.parse({ base_url, token: 'tok' }), towerDeps())
    return kindOf(await errorOf(instance.client(signal)))
  }
  expect(await at('http://127.0.0.1:9')).toBe('refused')
  expect(await at('http://no-such-host.invalid')).toBe('no-name')
})

test('a call that is cancelled says so', async () => {
  const server = await serve()
  server.trouble.add({ kind: 'hang' })
  const stop = new AbortController()
  const work = expect(instanceOn(server).client(stop.signal)).rejects.toMatchObject({
    data: { code: 'CANCELLED' },
  })
  await server.waitFor(() => server.counters().inFlight > 0)
  stop.abort()
  await work
})
