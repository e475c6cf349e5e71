import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoCatalog, manyHosts, manyWorkflows, startAwx, type AwxServer } from '@main/testing/awx'
import { clientOf, type TestClient } from '@main/testing/awx/test-client'

let server: AwxServer
let client: TestClient
beforeAll(async () => {
  const demo = demoCatalog()
  server = await startAwx({
    catalog: {
      ...demo,
      workflows: [...demo.workflows, ...manyWorkflows(450, 'succeed')],
      inventories: [...demo.inventories, { name: 'big', hosts: manyHosts(230) }],
    },
  })
  client = clientOf(server)
})
afterAll(() => server.close())

const names = async (query: string): Promise<string[]> => {
  const { json } = await client.get(`/workflow_job_templates/?page_size=200&${query}`)
  return json.results.map((row: { name: string }) => row.name)
}

describe('pages', () => {
  test('hold 25 unless asked, 200 at most, and say so in next', async () => {
    const first = await client.get('/workflow_job_templates/')
    expect(first.json.results).toHaveLength(25)
    expect(first.json.next).toBe('/api/v2/workflow_job_templates/?page=2')
    expect(first.json.previous).toBeNull()
    const clamped = await client.get('/workflow_job_templates/?page_size=1000')
    expect(clamped.json.results).toHaveLength(200)
    expect(clamped.json.next).toContain('page_size=200')
    expect((await client.get('/workflow_job_templates/?page_size=0')).json.results).toHaveLength(25)
  })

  test('are all reached by following next', async () => {
    const seen = new Set<number>()
    let path: string | null = '/api/v2/workflow_job_templates/?page_size=200'
    while (path !== null) {
      const { json } = await client.get(path)
      for (const { id } of json.results) seen.add(id)
      path = json.next
    }
    expect(seen.size).toBe((await client.get('/workflow_job_templates/')).json.count)
  })

  test('end, and do not mind count_disabled', async () => {
    expect(await client.get('/labels/?page=9')).toMatchObject({
      status: 404,
      json: { detail: 'Invalid page.' },
    })
    expect(Object.keys((await client.get('/labels/?count_disabled=1')).json)).toEqual(['results'])
    expect((await client.get('/workflow_job_templates/?page_size=x')).status).toBe(500)
    expect((await client.get('/labels/?page_size=x')).status).toBe(200)
  })
})

describe('filters', () => {
  test.each([
    ['name=deploy-rhel', ['deploy-rhel']],
    ['name=Deploy-rhel', []],
    ['name__iexact=DEPLOY-RHEL', ['deploy-rhel']],
    ['name__istartswith=DEPLOY-B', ['deploy-base-os']],
    ['name__in=extend-vm,remove-vm', ['extend-vm', 'remove-vm']],
    ['name__regex=^list-', ['list-flavors', 'list-templates']],
    ['or__name=extend-vm&or__name=remove-vm', ['extend-vm', 'remove-vm']],
    ['name__startswith=list-&not__name=list-flavors', ['list-templates']],
    ['name=twice&organization__name=Platform QE', ['twice']],
    ['search=vm%20target', ['extend-vm']],
    ['inventory__name=shared-lab&name=without-inventory', []],
    ['inventory=null&name__startswith=without', ['without-inventory']],
    ['labels__name=team%3Dplatform-qe', ['deploy-rhel']],
    ['organization__search=platform', ['twice']],
    ['survey_enabled=T&name__startswith=deploy', ['deploy-rhel']],
    ['name__startswith=list&order_by=-name', ['list-templates', 'list-flavors']],
    [
      'name=a%2Fb%20%22quoted%22%20%26%20%3Codd%3E%20%C3%BCn%C3%AFcode%20%E6%B8%AC%E8%A9%A6',
      ['a/b "quoted" & <odd> ünïcode 測試'],
    ],
  ])('%s', async (query, expected) => {
    expect(await names(query)).toEqual(expected)
  })

  test.each([
    ['foo=1', 400, "WorkflowJobTemplate has no field named 'foo'"],
    ['extra_vars__contains=x', 403, 'Filtering on extra_vars is not allowed.'],
    ['name__in=', 400, 'cannot provide empty value for __in'],
    ['survey_enabled=maybe', 400, 'Unable to convert "maybe" to boolean'],
  ])('%s is refused', async (query, status, detail) => {
    expect(await client.get(`/workflow_job_templates/?${query}`)).toMatchObject({ status, json: { detail } })
  })

  test('of an unknown order are refused', async () => {
    const { status, json } = await client.get('/workflow_job_templates/?order_by=nope')
    expect(status).toBe(400)
    expect(json.detail).toContain("Cannot resolve keyword 'nope'")
  })

  test('of /hosts/ alone wrap their errors', async () => {
    expect(await client.get('/hosts/?foo=1')).toMatchObject({
      status: 400,
      json: { error: "Host has no field named 'foo'" },
    })
  })

  test('know kinds of inventories and types of templates', async () => {
    const ordinary = await client.get('/inventories/?kind=')
    expect(ordinary.json.results.map((row: { kind: string }) => row.kind)).not.toContain('smart')
    const both = await client.get('/unified_job_templates/?type=job_template&page_size=1')
    expect(both.json.results[0].type).toBe('job_template')
  })

  test('by role leave only what may be started', async () => {
    const viewer = clientOf(server, 'viewer')
    expect((await viewer.get('/workflow_job_templates/?role_level=execute_role')).json.count).toBe(0)
    const { json } = await viewer.get('/workflow_job_templates/?name=deploy-rhel')
    expect(json.results[0].summary_fields.user_capabilities.start).toBe(false)
  })
})

describe('inventories and hosts', () => {
  test('of 230 hosts come in two pages, with variables as a text', async () => {
    const { json: found } = await client.get('/inventories/?name=big')
    const hosts = await client.get(`/inventories/${found.results[0].id}/hosts/?page_size=200`)
    expect(hosts.json).toMatchObject({ count: 230 })
    expect(hosts.json.results).toHaveLength(200)
    expect(typeof hosts.json.results[0].variables).toBe('string')
  })

  test('a hidden inventory is an empty list for its id', async () => {
    const { json } = await client.get('/inventories/?name=shared-lab')
    const guest = clientOf(server, 'guest')
    expect((await guest.get(`/inventories/?id=${json.results[0].id}`)).json.count).toBe(0)
    expect((await guest.get(`/inventories/${json.results[0].id}/`)).status).toBe(403)
  })

  test('facts are bare, follow constructed inventories, and may be forbidden', async () => {
    const { json } = await client.get('/hosts/?name=jdoe-rhel-9.4-a1&order_by=id')
    const [own, constructed] = json.results
    const facts = await client.get(own.related.ansible_facts)
    expect(facts.json).toMatchObject({ _broker_facts: { host_type: 'host' } })
    const redirect = await client.get(constructed.related.ansible_facts)
    expect(redirect).toMatchObject({ status: 302 })
    expect(redirect.headers.get('location')).toBe(own.related.ansible_facts)
    server.trouble.set({ factsForbidden: true })
    expect((await client.get(own.related.ansible_facts)).status).toBe(403)
    server.trouble.reset()
  })

  test('answer to their natural keys', async () => {
    expect((await client.get('/inventories/shared-lab++Default/')).json.name).toBe('shared-lab')
    expect((await client.get('/users/jdoe/')).json.username).toBe('jdoe')
  })

  test('change their variables through variable_data', async () => {
    const { json } = await client.get('/hosts/?name=lab-bare')
    const path = json.results[0].related.variable_data
    const headers = { 'content-type': 'application/json' }
    const changed = await client.send('PATCH', path, { headers, body: '{"a":1}' })
    expect(changed.json).toEqual({ ansible_host: '10.0.0.9', a: 1 })
  })
})

describe('labels', () => {
  test('are made once', async () => {
    const body = { name: 'owner=me', organization: 1 }
    expect(await client.post('/labels/', body)).toMatchObject({ status: 201, json: { type: 'label' } })
    expect(await client.post('/labels/', body)).toMatchObject({
      status: 400,
      json: { __all__: ['Label with this Name and Organization already exists.'] },
    })
    expect((await client.get('/labels/?name=owner%3Dme&organization=1')).json.count).toBe(1)
  })

  test('need an organization that one belongs to, and stay', async () => {
    expect((await client.post('/labels/', { name: 'x' })).json).toEqual({
      organization: ['This field is required.'],
    })
    const guest = clientOf(server, 'guest')
    expect((await guest.post('/labels/', { name: 'x', organization: 1 })).status).toBe(403)
    expect((await client.send('DELETE', '/labels/9/')).status).toBe(405)
  })
})

test('5,000 workflows are listed page by page', async () => {
  const many = await startAwx({ catalog: { ...demoCatalog(), workflows: manyWorkflows(5000, 'succeed') } })
  const asking = clientOf(many)
  const pages = await Promise.all(
    Array.from({ length: 25 }, (_, index) =>
      asking.get(`/workflow_job_templates/?page_size=200&order_by=name&page=${index + 1}`),
    ),
  )
  await many.close()
  expect(pages.reduce((sum, { json }) => sum + Number(json.results.length), 0)).toBe(5000)
})
