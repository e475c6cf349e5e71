import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startAwx, type AwxServer } from '@main/testing/awx'
import { clientOf, launchPath, nobodyAt, type Reply, type TestClient } from '@main/testing/awx/test-client'

let server: AwxServer
let admin: TestClient
beforeAll(async () => {
  server = await startAwx({ speed: 1000 })
  admin = clientOf(server)
})
afterAll(() => server.close())

async function launch(name: string, body: object, kind: 'job_templates' | undefined): Promise<Reply> {
  return admin.post(await launchPath(admin, name, kind), body)
}

async function finishedJob(name: string): Promise<number> {
  const { json } = await launch(name, {}, 'job_templates')
  await server.waitFor(() =>
    server.jobs().some(({ id, status }) => id === json.id && status === 'successful'),
  )
  return json.id
}

describe('the values of a launch', () => {
  test.each([
    [{ inventory: null }, { inventory: ['This field may not be null.'] }],
    [{ labels: null }, { labels: ['This field may not be null.'] }],
    [{ limit: null }, { limit: ['This field may not be null.'] }],
    [{ limit: ['a'] }, { limit: ['Not a valid string.'] }],
    [{ limit: true }, { limit: ['Not a valid string.'] }],
  ])('%j is refused by a workflow', async (body, json) => {
    expect(await launch('deploy-rhel', body, undefined)).toMatchObject({ status: 400, json })
  })

  test.each([
    [{ forks: null }, { forks: ['This field may not be null.'] }],
    [{ forks: -1 }, { forks: ['Ensure this value is greater than or equal to 0.'] }],
    [{ credentials: null }, { credentials: ['This field may not be null.'] }],
    [{ execution_environment: null }, { execution_environment: ['This field may not be null.'] }],
    [{ verbosity: 'loud' }, { verbosity: ['"loud" is not a valid choice.'] }],
    [{ job_type: 1 }, { job_type: ['"1" is not a valid choice.'] }],
  ])('%j is refused by a job template', async (body, json) => {
    expect(await launch('asks-for-everything', body, 'job_templates')).toMatchObject({ status: 400, json })
  })

  test('a number is a text where one is wanted, and "true" is true', async () => {
    const { json } = await launch('asks-for-everything', { limit: 5, diff_mode: 'true' }, 'job_templates')
    expect(json).toMatchObject({ limit: '5', diff_mode: true })
  })
})

describe('output', () => {
  test.each([
    ['application/json', 'application/json'],
    ['text/plain', 'text/plain; charset=utf-8'],
    ['*/*', 'text/html; charset=utf-8'],
  ])('without a format comes as %s is accepted', async (accept, type) => {
    const id = await finishedJob('run-command')
    const reply = await admin.get(`/jobs/${id}/stdout/`, { accept })
    expect(reply.headers.get('content-type')).toBe(type)
    expect(reply.text).toContain('run-command')
  })

  test('is downloaded under the name of its format', async () => {
    const id = await finishedJob('run-command')
    const nameOf = async (format: string): Promise<string | null> =>
      (await admin.get(`/jobs/${id}/stdout/?format=${format}`)).headers.get('content-disposition')
    expect(await nameOf('txt_download')).toBe(`attachment; filename="job_${id}.txt"`)
    expect(await nameOf('ansi_download')).toBe(`attachment; filename="job_${id}.ansi.txt"`)
  })
})

test('what a relaunch asks is told; for hosts that failed, only when it is over', async () => {
  const id = await finishedJob('run-command')
  expect((await admin.get(`/jobs/${id}/relaunch/`)).json).toEqual({
    passwords_needed_to_start: [],
    retry_counts: { all: 1, failed: 0 },
  })
  expect(await admin.post(`/jobs/${id}/relaunch/`, { hosts: 'failed' })).toMatchObject({
    status: 400,
    json: { hosts: 'Cannot relaunch because previous job had 0 failed hosts.' },
  })
  const { json } = await launch('never-ending', {}, undefined)
  expect((await admin.get(`/workflow_jobs/${json.id}/relaunch/`)).json).toEqual({})
})

describe('a list', () => {
  test('links to its next page with the query in order', async () => {
    const { next } = (await admin.get('/hosts/?page_size=2&order_by=name&not__name=a%20b')).json
    expect(next).toBe('/api/v2/hosts/?not__name=a+b&order_by=name&page=2&page_size=2')
  })

  test('is not counted as soon as that is named, whatever its value', async () => {
    for (const value of ['1', '0', 'yes', '']) {
      expect(Object.keys((await admin.get(`/hosts/?count_disabled=${value}`)).json)).toEqual(['results'])
    }
  })

  test.each([
    ['/workflow_job_templates/?type=workflow_job_template', true],
    ['/workflow_job_templates/?type=job_template', false],
    ['/labels/?type=label,host', true],
    ['/hosts/?type=label', false],
    ['/jobs/?type=workflow_job', false],
    ['/unified_job_templates/?type=project,job_template', true],
    ['/unified_job_templates/?type=nothing', false],
  ])('%s: of its own type %s', async (path, isOwn) => {
    expect((await admin.get(path)).json.count > 0).toBe(isOwn)
  })
})

describe('a path', () => {
  test('tells with every answer what it allows', async () => {
    expect((await admin.get('/labels/')).headers.get('allow')).toBe('GET, POST, HEAD, OPTIONS')
    const refused = await admin.send('DELETE', '/labels/9/')
    expect(refused).toMatchObject({ status: 405, json: { detail: 'Method "DELETE" not allowed.' } })
    expect(refused.headers.get('allow')).toBe('GET, HEAD, OPTIONS')
  })

  test('that needs nobody refuses a wrong password all the same, but for the ping', async () => {
    const authorization = `Basic ${Buffer.from('jdoe:wrong').toString('base64')}`
    for (const path of ['/api/', '/']) {
      expect(await nobodyAt(server).get(path, { authorization })).toMatchObject({
        status: 401,
        json: { detail: expect.stringMatching(/^Invalid username\/password\./) },
      })
    }
    expect((await nobodyAt(server).get('/ping/', { authorization })).status).toBe(200)
  })

  test('is described with its search, its page and its kind', async () => {
    const { json } = await admin.send('OPTIONS', '/workflow_job_templates/')
    expect(json).toMatchObject({
      name: 'Workflow Job Template List',
      types: ['workflow_job_template'],
      search_fields: ['name', 'description'],
      max_page_size: 200,
      actions: { GET: { type: { type: 'choice' }, name: { type: 'string', filterable: true } } },
    })
  })
})

test('a launch says that its credentials are a list of ids', async () => {
  const { json } = await admin.send(
    'OPTIONS',
    await launchPath(admin, 'asks-for-everything', 'job_templates'),
  )
  expect(json.actions.POST.credentials).toMatchObject({ type: 'list_of_ids', required: false })
})

test('the root names what there is', async () => {
  const { json } = await admin.get('/')
  expect(Object.keys(json)).toEqual(
    expect.arrayContaining(['execution_environments', 'roles', 'teams', 'groups', 'schedules']),
  )
  expect((await admin.get('/roles/')).json).toEqual({ count: 0, next: null, previous: null, results: [] })
})

test('a refresh token gives another access token once, and both can be revoked', async () => {
  const form = async (path: string, fields: Record<string, string>): Promise<Reply> =>
    nobodyAt(server).send('POST', path, {
      headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: 'Basic Y2xpZW50OnM=' },
      body: new URLSearchParams(fields).toString(),
    })
  const first = await form('/api/o/token/', {
    grant_type: 'password',
    username: 'jdoe',
    password: 'jdoe-secret',
    scope: 'write',
  })
  const renew = { grant_type: 'refresh_token', refresh_token: String(first.json.refresh_token) }
  const second = await form('/api/o/token/', renew)
  expect(second).toMatchObject({ status: 200, json: { token_type: 'Bearer', scope: 'write' } })
  const status = async (token: string): Promise<number> =>
    (await nobodyAt(server).get('/me/', { authorization: `Bearer ${token}` })).status
  expect([await status(first.json.access_token), await status(second.json.access_token)]).toEqual([401, 200])
  expect(await form('/api/o/token/', renew)).toMatchObject({ status: 400, json: { error: 'invalid_grant' } })
  expect((await form('/api/o/revoke_token/', { token: second.json.access_token })).status).toBe(200)
  expect(await status(second.json.access_token)).toBe(401)
})
