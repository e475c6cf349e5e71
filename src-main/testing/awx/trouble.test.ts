import { connect } from 'node:tls'
import { afterEach, expect, test } from 'vitest'
import { startAwx, type AwxOptions, type AwxServer } from '@main/testing/awx'
import { clientOf, launchPath, nobodyAt } from '@main/testing/awx/test-client'

const servers: AwxServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

async function serve(options: AwxOptions = {}): Promise<AwxServer> {
  const server = await startAwx({ speed: 1000, ...options })
  servers.push(server)
  return server
}

test('rules meet what they match, so often as they say', async () => {
  const server = await serve()
  const client = clientOf(server)
  const rule = server.trouble.add({ kind: 'status', status: 503, match: { path: '/me/' }, times: 2, skip: 1 })
  const statuses: number[] = []
  for (let asked = 0; asked < 4; asked += 1) statuses.push((await client.get('/me/')).status)
  expect(statuses).toEqual([200, 503, 503, 200])
  expect(rule.hits).toBe(2)
  expect((await client.get('/ping/')).status).toBe(200)
})

test('every kind of answer that is none of AWX’s own', async () => {
  const server = await serve()
  const client = clientOf(server)
  const met = async (
    kind: Parameters<AwxServer['trouble']['add']>[0]['kind'],
  ): ReturnType<typeof client.get> => {
    server.trouble.add({ kind, times: 1 })
    return client.get('/me/')
  }
  const page = await met('html')
  expect(page.status).toBe(502)
  expect(page.headers.get('content-type')).toContain('text/html')
  expect(await met('text')).toMatchObject({ status: 504, text: 'upstream request timeout' })
  const throttled = await met('429')
  expect(throttled.headers.get('retry-after')).toBe('1')
  const redirect = await met('redirect-migrations')
  expect(redirect.headers.get('location')).toBe('/migrations_notran/')
  await expect(met('reset')).rejects.toThrow()
  await expect(met('truncate')).rejects.toThrow()
  expect((await client.get('/me/')).status).toBe(200)
})

test('an answer may be lost after the work is done', async () => {
  const server = await serve()
  const client = clientOf(server)
  const path = await launchPath(client, 'list-templates')
  server.trouble.add({ kind: 'drop-answer', match: { method: 'POST', path: '/launch/' }, times: 1 })
  await expect(client.post(path, {})).rejects.toThrow()
  expect(server.launches()).toHaveLength(1)
  expect(server.requests({ method: 'POST' })).toMatchObject([{ status: undefined, trouble: 'drop-answer' }])
})

test('hanging requests and latency are seen in flight', async () => {
  const server = await serve()
  const client = clientOf(server)
  server.trouble.add({ kind: 'hang', match: { path: '/config/' } })
  const gone = new AbortController()
  const hanging = client.send('GET', '/config/', { signal: gone.signal })
  await server.waitFor(() => server.counters().inFlight === 1)
  gone.abort()
  await expect(hanging).rejects.toThrow()
  await server.waitFor(() => server.counters().inFlight === 0)
  server.forgetRequests()
  server.trouble.set({ latencyMs: 400 })
  await Promise.all(Array.from({ length: 5 }, () => client.get('/me/')))
  expect(server.counters()).toMatchObject({ total: 5, maxInFlight: 5, byRoute: { 'GET /api/v2/me/': 5 } })
})

test('the record holds what came, with the user', async () => {
  const server = await serve({ basePath: '/tower' })
  const client = clientOf(server, 'jdoe')
  await client.post('/labels/?x=1', { name: 'n', organization: 1 })
  const [request] = server.requests({ path: /labels/, user: 'jdoe' })
  expect(request).toMatchObject({ method: 'POST', path: '/api/v2/labels/', status: 201, user: 'jdoe' })
  expect(JSON.parse(request?.body ?? '')).toEqual({ name: 'n', organization: 1 })
  expect(request?.query.get('x')).toBe('1')
})

test('a wrong clock shows in the Date header and in timestamps', async () => {
  const server = await serve()
  server.trouble.set({ clockSkewMs: 3_600_000 })
  const reply = await clientOf(server).post('/labels/', { name: 'late', organization: 1 })
  const ahead = Date.parse(reply.headers.get('date') ?? '') - Date.now()
  expect(ahead).toBeGreaterThan(3_500_000)
  expect(Date.parse(reply.json.created) - Date.now()).toBeGreaterThan(3_500_000)
})

test('an upgrade sends everybody to its page', async () => {
  const server = await serve()
  server.trouble.set({ migrating: true })
  expect((await nobodyAt(server).get('/ping/')).status).toBe(302)
  expect((await fetch(`${server.baseUrl}/api/`)).headers.get('content-type')).toContain('text/html')
})

test('the switchboard is reached over HTTP, too', async () => {
  const server = await serve({ basePath: '/tower' })
  const board = `${new URL(server.baseUrl).origin}/__switchboard__`
  const post = async (path: string, body: unknown): Promise<number> => {
    const headers = { 'content-type': 'application/json' }
    return (await fetch(`${board}/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).status
  }
  expect(await post('rules', { kind: 'html', match: { path: '/me\\/$/' }, times: 1 })).toBe(200)
  expect(await post('rules', { kind: 'nonsense' })).toBe(400)
  expect(await post('settings', { factsForbidden: true })).toBe(200)
  expect(server.trouble.settings.factsForbidden).toBe(true)
  expect((await clientOf(server).get('/me/')).status).toBe(502)
  const state: unknown = await (await fetch(`${board}/`)).json()
  expect(state).toMatchObject({ rules: [{ kind: 'html', hits: 1 }] })
  const client = clientOf(server, 'jdoe')
  expect(await post('expire-tokens', { username: 'jdoe' })).toBe(204)
  expect((await client.get('/me/')).status).toBe(401)
  expect(await post('reset', {})).toBe(204)
  expect(server.trouble.rules()).toEqual([])
  expect((await fetch(`${board}/machines`)).status).toBe(200)
  expect(server.requests().some(({ path }) => path.includes('switchboard'))).toBe(false)
})

test('it speaks TLS with a certificate of its own', async () => {
  const server = await serve({ tls: true })
  expect(server.baseUrl).toMatch(/^https:/)
  const { hostname, port } = new URL(server.baseUrl)
  const known = await new Promise<boolean>((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), ca: server.certificate }, () => {
      resolve(socket.authorized)
      socket.end()
    })
    socket.once('error', reject)
  })
  expect(known).toBe(true)
  await expect(fetch(`${server.baseUrl}/api/`)).rejects.toThrow()
})
