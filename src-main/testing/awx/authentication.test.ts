import { afterEach, describe, expect, test } from 'vitest'
import { AWX_FLAVOURS, startAwx, type AwxOptions, type AwxServer } from '@main/testing/awx'
import { clientOf, nobodyAt } from '@main/testing/awx/test-client'

const servers: AwxServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

async function serve(options: AwxOptions = {}): Promise<AwxServer> {
  const server = await startAwx(options)
  servers.push(server)
  return server
}

const basic = (username: string, password: string): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
})
const NOBODY =
  'Authentication credentials were not provided. To establish a login session, visit /api/login/.'

describe.each(AWX_FLAVOURS)('%s', (flavour) => {
  test('tells its prefix and its version without authentication', async () => {
    const server = await serve({ flavour })
    const nobody = nobodyAt(server)
    const root = await nobody.get('/api/')
    const prefix = flavour === 'aap25' ? '/api/controller/v2' : '/api/v2'
    if (flavour === 'aap25') expect(root.json.apis.controller).toBe('/api/controller/')
    else expect(root.json.available_versions.v2).toBe('/api/v2/')
    expect(root.headers.get('set-cookie')).toContain('csrftoken=')
    expect(server.prefix).toBe(prefix)
    const ping = await nobody.get('/ping/')
    expect(ping.json.version).toMatch(flavour === 'tower3' ? /^3\./ : /^(4|24)\./)
    expect(ping.headers.get('x-api-product-name')).toBeTruthy()
    expect(ping.headers.get('x-api-product-version')).toBeNull()
    const me = await clientOf(server, 'jdoe').get('/me/')
    expect(me.json).toMatchObject({ count: 1, results: [{ username: 'jdoe' }] })
    expect(me.headers.get('x-api-product-version')).toBe(ping.json.version)
    expect(me.json.results[0].url).toBe(`${prefix}/users/2/`)
  })

  test('answers below a base path, with links that carry it', async () => {
    const server = await serve({ flavour, basePath: '/tower' })
    const { json } = await clientOf(server).get('/me/')
    expect(json.results[0].url.startsWith('/tower/api/')).toBe(true)
    expect((await fetch(new URL('/api/', server.baseUrl))).status).toBe(404)
  })
})

describe('tokens', () => {
  test('missing, unknown, expired and withdrawn ones look the same', async () => {
    const server = await serve()
    const expected = { status: 401, json: { detail: NOBODY } }
    const none = await nobodyAt(server).get('/me/')
    expect(none).toMatchObject(expected)
    expect(none.headers.get('www-authenticate')).toBe('Bearer realm=api authorization_url=/api/o/authorize/')
    expect(await nobodyAt(server).get('/me/', { authorization: 'Bearer nope' })).toMatchObject(expected)
    for (const end of ['expireTokens', 'revokeTokens'] as const) {
      const client = clientOf(server, 'jdoe')
      expect((await client.get('/me/')).status).toBe(200)
      server.trouble[end]('jdoe')
      expect(await client.get('/me/')).toMatchObject(expected)
    }
  })

  test('of scope read only read', async () => {
    const server = await serve()
    const headers = { authorization: `Bearer ${server.tokenFor('jdoe', { scope: 'read' })}` }
    const nobody = nobodyAt(server)
    expect((await nobody.get('/me/', headers)).status).toBe(200)
    expect(await nobody.post('/labels/', { name: 'x', organization: 1 }, headers)).toMatchObject({
      status: 403,
      json: { detail: 'You do not have permission to perform this action.' },
    })
  })

  test('are made with a password, shown once, found by description, and deleted', async () => {
    const server = await serve()
    const nobody = nobodyAt(server)
    const who = basic('jdoe', 'jdoe-secret')
    const body = { description: 'Broker temp X', application: null, scope: 'write' }
    for (const path of ['/users/jdoe/personal_tokens/', '/tokens/']) {
      const made = await nobody.post(path, body, who)
      expect(made).toMatchObject({ status: 201, json: { scope: 'write', refresh_token: null } })
      const headers = { authorization: `Bearer ${made.json.token}` }
      const found = await nobody.get('/tokens/?description=Broker%20temp%20X', headers)
      expect(found.json).toMatchObject({ count: 1, results: [{ token: '************' }] })
      expect((await nobody.send('DELETE', made.json.url, { headers })).status).toBe(204)
      expect((await nobody.get('/me/', headers)).status).toBe(401)
    }
    expect(await nobody.post('/tokens/', { scope: 'all' }, who)).toMatchObject({ status: 400 })
  })

  test('are refused to external users, and not offered when switched off', async () => {
    const server = await serve()
    const nobody = nobodyAt(server)
    const refused = await nobody.post('/tokens/', {}, basic('ldap-user', 'ldap-secret'))
    expect(refused.status).toBe(403)
    expect(refused.json.detail).toContain('external authentication provider')
    server.trouble.set({ tokenEndpoints: false })
    expect((await nobody.post('/tokens/', {}, basic('jdoe', 'jdoe-secret'))).status).toBe(404)
  })

  test('of the gateway are not those of the controller', async () => {
    const server = await serve({ flavour: 'aap25' })
    const nobody = nobodyAt(server)
    expect(await nobody.get('/me/')).toMatchObject({
      status: 401,
      json: { detail: 'Authentication credentials were not provided.' },
    })
    const made = await nobody.post(
      '/api/gateway/v1/tokens/',
      { scope: 'write' },
      basic('jdoe', 'jdoe-secret'),
    )
    expect(made.json.url).toMatch(/^\/api\/gateway\/v1\/tokens\/\d+\/$/)
    const headers = { authorization: `Bearer ${made.json.token}` }
    expect((await nobody.get('/tokens/', headers)).json.count).toBe(0)
    expect((await nobody.get('/api/gateway/v1/me/', headers)).json.results[0]).toMatchObject({
      username: 'jdoe',
      is_platform_auditor: false,
    })
    expect((await nobody.send('DELETE', made.json.url, { headers })).status).toBe(204)
    expect((await nobodyAt(await serve()).get('/api/gateway/v1/tokens/')).status).toBe(404)
  })
})

describe('passwords and sessions', () => {
  test('Basic is accepted unasked, told apart when wrong, and can be off', async () => {
    const server = await serve()
    const nobody = nobodyAt(server)
    expect((await nobody.get('/me/', basic('jdoe', 'jdoe-secret'))).status).toBe(200)
    const wrong = await nobody.get('/me/', basic('jdoe', 'no'))
    expect(wrong).toMatchObject({ status: 401 })
    expect(wrong.json.detail).toMatch(/^Invalid username\/password\./)
    expect((await nobody.get('/me/', basic('former', 'former-secret'))).json.detail).toMatch(/^User inactive/)
    server.trouble.set({ basicAuth: false })
    expect((await nobody.get('/me/', basic('jdoe', 'jdoe-secret'))).json.detail).toBe(NOBODY)
  })

  test('a session needs the cookie again in a header to change anything', async () => {
    const server = await serve()
    const nobody = nobodyAt(server)
    const csrf = 'abc'
    const login = (password: string): ReturnType<typeof nobody.send> =>
      nobody.send('POST', '/api/login/', {
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'x-csrftoken': csrf,
          cookie: `csrftoken=${csrf}`,
        },
        body: new URLSearchParams({ username: 'jdoe', password, next: '/api/' }).toString(),
      })
    const wrong = await login('no')
    expect(wrong.status).toBe(401)
    expect(wrong.headers.get('content-type')).toContain('text/html')
    const right = await login('jdoe-secret')
    expect(right).toMatchObject({ status: 302 })
    expect(right.headers.get('x-api-session-cookie-name')).toBe('awx_sessionid')
    const session = /awx_sessionid=\w+/.exec(right.headers.get('set-cookie') ?? '')?.[0] ?? ''
    const cookie = `${session}; csrftoken=${csrf}`
    expect((await nobody.get('/me/', { cookie })).json.results[0].username).toBe('jdoe')
    const body = { name: 'by-session', organization: 1 }
    const refused = await nobody.post('/labels/', body, { cookie })
    expect(refused.json.detail).toMatch(/^CSRF Failed/)
    expect((await nobody.post('/labels/', body, { cookie, 'x-csrftoken': csrf })).status).toBe(201)
  })

  test('the password grant gives a token; behind the gateway the controller refuses logins', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const fields = { grant_type: 'password', username: 'jdoe', password: 'jdoe-secret', scope: 'write' }
    const body = new URLSearchParams({ ...fields, client_id: 'any' }).toString()
    const nobody = nobodyAt(await serve())
    const granted = await nobody.send('POST', '/api/o/token/', { headers: form, body })
    expect(granted.json).toMatchObject({ token_type: 'Bearer', scope: 'write' })
    const gateway = nobodyAt(await serve({ flavour: 'aap25' }))
    expect(await gateway.send('POST', '/api/controller/login/', { headers: form, body })).toMatchObject({
      status: 401,
      json: { detail: 'Please log in via Platform Authentication.' },
    })
  })
})

describe('requests', () => {
  test.each([
    ['GET', '/nope/', 404, 'The requested resource could not be found.'],
    ['POST', '/me/', 405, 'Method "POST" not allowed.'],
    ['GET', '/workflow_jobs/1/', 404, 'No WorkflowJob matches the given query.'],
  ])('%s %s', async (method, path, status, detail) => {
    const client = clientOf(await serve())
    expect(await client.send(method, path)).toMatchObject({ status, json: { detail } })
  })

  test('say what is wrong with their bodies', async () => {
    const client = clientOf(await serve({ flavour: 'aap24' }))
    expect((await client.get('/workflow_jobs/1/')).json.detail).toBe('Not found.')
    expect((await client.post('/labels/', '{')).json.detail).toMatch(/^JSON parse error - /)
    expect((await client.post('/labels/', '[]')).json.detail).toBe('JSON parse error - not a JSON object')
    const plain = await client.post('/labels/', 'name=x', { 'content-type': 'text/plain' })
    expect(plain.status).toBe(415)
  })

  test('without their last slash are sent to it, and browsers get a page', async () => {
    const client = clientOf(await serve())
    const redirect = await client.get('/me?x=1')
    expect(redirect.status).toBe(301)
    expect(redirect.headers.get('location')).toBe('/api/v2/me/?x=1')
    const page = await client.get('/me/', { accept: 'text/html' })
    expect(page.headers.get('content-type')).toContain('text/html')
    expect((await client.get('/me/?format=json', { accept: 'text/html' })).json.count).toBe(1)
    expect((await client.send('OPTIONS', '/labels/')).json.actions).toMatchObject({
      GET: { name: { type: 'string', filterable: true } },
      POST: { organization: { type: 'id', required: true } },
    })
    expect((await client.get('/api/websocket/')).status).toBe(404)
  })
})
