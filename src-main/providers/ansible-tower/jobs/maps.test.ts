import { describe, expect, test } from 'vitest'
import { MASK } from '@shared/lib/redact'
import { apiOf, job, leaf, workflow } from '@main/testing/tower-trees'
import { artifactsOf } from './artifacts'
import { brokerHost, factsForPeople } from './broker-facts'
import { jobLink } from './links'
import { leaseOf, momentOf } from './lease'
import { Mask } from './mask'
import { refusedFields } from './refusal'
import { nodeSchema, type WorkflowNode } from './schemas'
import { stepsOf } from './steps'

describe('artifacts', () => {
  const three = workflow(
    1,
    leaf(2, { a: 1, deep: { x: 1, none: null }, list: [1] }),
    workflow(3, leaf(4, { b: 2, deep: { y: 2, none: 3 } }), leaf(5, {})),
    leaf(6, { a: 9, c: 3, deep: { x: 9 } }),
  )

  test('merged are deep, in the order of the jobs, and the earlier value stays', () => {
    expect(artifactsOf(three, 'merge')).toEqual({
      a: 1,
      b: 2,
      c: 3,
      deep: { x: 1, y: 2, none: 3 },
      list: [1],
    })
  })

  test('last are those of the last job, two workflows down, too', () => {
    expect(artifactsOf(three, 'last')).toEqual({ a: 9, c: 3, deep: { x: 9 } })
    expect(artifactsOf(workflow(1, leaf(2, { a: 1 }), workflow(3, leaf(4, { b: 2 }))), 'last')).toEqual({
      b: 2,
    })
    expect(artifactsOf(workflow(1), 'last')).toEqual({})
    expect(artifactsOf(leaf(1, { own: true }), 'last')).toEqual({ own: true })
  })

  test('that are hidden by no_log are a text where there is nothing else', () => {
    const hidden = '$hidden due to Ansible no_log flag$'
    expect(artifactsOf(workflow(1, leaf(2, hidden)), 'merge')).toBe(hidden)
    expect(artifactsOf(workflow(1, leaf(2, hidden), leaf(3, { a: 1 })), 'merge')).toEqual({ a: 1 })
    expect(artifactsOf(workflow(1, leaf(2, { a: 1 }), leaf(3, hidden)), 'merge')).toEqual({ a: 1 })
    expect(artifactsOf(workflow(1, leaf(2, { a: 1 }), leaf(3, hidden)), 'last')).toBe(hidden)
  })
})

describe('a host of _broker_facts', () => {
  test.each([
    [{ fqdn: 'a.test', name: 'a' }, 'a.test', 'a'],
    [{ my_fqdn: 'b.test', fqdn: 'c.test', vm_provisioned: 'b' }, 'b.test', 'b'],
    [{ fqdn: ['d.test', 'e.test'], name: ['d'] }, 'd.test', 'd'],
    [{ fqdn: '', other_fqdn: 'f.test', name: null, vm_provisioned: 'f' }, 'f.test', 'f'],
    [{ name: 'nameless-net' }, undefined, 'nameless-net'],
    [{ name: 0, fqdn: [] }, undefined, undefined],
  ])('%j', (facts, hostname, name) => {
    expect(brokerHost({ _broker_facts: facts, _broker_args: {} })).toMatchObject({ hostname, name })
  })

  test('drops falsy values, and takes type and system from their keys', () => {
    const told = brokerHost({
      _broker_facts: {
        x_host_type: 'satellite',
        os_distribution: 'RedHat',
        os_distribution_version: '9.6',
        n: '',
      },
      _broker_args: { a: 1, b: '', c: null, d: [] },
    })
    expect(told).toMatchObject({
      hostType: 'satellite',
      os: 'RedHat 9.6',
      args: { a: 1 },
      problem: undefined,
    })
    expect(told.facts).not.toHaveProperty('n')
  })

  test('that are not there say so, and the name that is known is kept', () => {
    expect(brokerHost({ vm_name: 'left' })).toMatchObject({
      name: 'left',
      problem: 'Host facts not found in artifacts',
    })
    expect(brokerHost('$hidden$').problem).toContain('$hidden$')
  })

  test('are told to people under labels, without secrets and moments', () => {
    const facts = {
      ip_address: '10.0.0.1',
      cpu_count: 4,
      nested: { a: 1 },
      root_password: 'x',
      remove_time: 1,
    }
    expect(factsForPeople({ ...facts, tags: ['a', 'b'], uefi: true })).toEqual([
      { label: 'IP address', value: '10.0.0.1', mono: true },
      { label: 'CPU count', value: '4' },
      { label: 'Tags', value: 'a, b' },
      { label: 'Uefi', value: 'yes' },
    ])
  })
})

describe('the end of a lease', () => {
  const from = Date.UTC(2026, 0, 2)
  test.each([
    [1_795_562_064, 1_795_562_064_000],
    ['1795562064', 1_795_562_064_000],
    [1_795_562_064_123, 1_795_562_064_123],
    ['2026-11-24T23:14:24.809Z', Date.UTC(2026, 10, 24, 23, 14, 24, 809)],
    ['2026-11-24 23:14:24', Date.UTC(2026, 10, 24, 23, 14, 24)],
    ['2026-11-24 23:14:24 UTC', Date.UTC(2026, 10, 24, 23, 14, 24)],
    ['2026-11-24T23:14:24+02:00', Date.UTC(2026, 10, 24, 21, 14, 24)],
    ['2026-11-24', Date.UTC(2026, 10, 24)],
    ['May 22, 2026 13:08 UTC', Date.UTC(2026, 4, 22, 13, 8)],
    ['+172800', from + 172_800_000],
    [3600, from + 3_600_000],
    ['2d', from + 172_800_000],
    ['1h 30m', from + 5_400_000],
    ['3 days', from + 259_200_000],
    ['tomorrow', undefined],
    ['24.11.2026 23:14', undefined],
    ['', undefined],
    [0, undefined],
    [null, undefined],
    [true, undefined],
    [{ a: 1 }, undefined],
  ])('%j', (value, expected) => {
    expect(momentOf(value, from)).toBe(expected)
  })

  const times = { fromMs: from, readAtMs: 5 }
  test('is that of the first configured field that tells one, else of a fact whose name says it', () => {
    const facts = { shutdown_time: 1_795_000_000, expire_date: 'never', remove_time: ['2027-01-01'] }
    expect(leaseOf(facts, ['expire_date', 'remove_time', 'shutdown_time'], times)).toEqual({
      endsAtMs: Date.UTC(2027, 0, 1),
      source: 'provider',
      confirmedAtMs: 5,
    })
    expect(leaseOf({ vm_destroy_time: 1_795_000_000 }, [], times)?.endsAtMs).toBe(1_795_000_000_000)
    expect(leaseOf({ start_time: 1_795_000_000, deploy_time: 90 }, ['expire_date'], times)).toBeUndefined()
    const echoed = { new_expire_time: '+172800', remove_time: 7200, expire_date: '2 days' }
    expect(leaseOf(echoed, ['expire_date'], { readAtMs: 5 }), 'no length of time').toBeUndefined()
  })
})

describe('steps', () => {
  const node = (id: number, more: Readonly<Record<string, unknown>> = {}): WorkflowNode =>
    nodeSchema.parse({
      id,
      identifier: `node-${id}`,
      summary_fields: { unified_job_template: { name: 'install' } },
      ...more,
    })
  const ran = (id: number, jobId: number, status: string, type = 'job'): WorkflowNode =>
    node(id, {
      summary_fields: {
        job: { id: jobId, name: 'install', status, failed: status === 'failed', type },
        unified_job_template: { name: 'install' },
      },
    })

  test('are in the order of execution, with names of their own; what has no job waits', () => {
    const nodes = [node(1), ran(2, 20, 'running'), ran(3, 10, 'successful'), node(4, { do_not_run: true })]
    const running = job(1, { type: 'workflow_job', status: 'running' })
    expect(stepsOf(apiOf(), running, { nodes }).map(({ name, state }) => [name, state])).toEqual([
      ['install', 'done'],
      ['install (2)', 'running'],
      ['install (3)', 'waiting'],
      ['install (4)', 'skipped'],
    ])
    const over = job(1, { type: 'workflow_job', status: 'failed' })
    expect(stepsOf(apiOf(), over, { nodes }).map(({ state }) => state)).toEqual([
      'done',
      'running',
      'skipped',
      'skipped',
    ])
  })

  test('tell why they wait, and when they were in the time of this computer', () => {
    const pending = job(20, { status: 'pending', job_explanation: 'waiting for job-88 to finish' })
    const done = job(10, { started: '2026-01-02T04:00:00Z', finished: '2026-01-02T04:00:09Z' })
    const jobs = new Map([
      [20, pending],
      [10, done],
    ])
    const nodes = [
      ran(1, 10, 'successful'),
      ran(2, 20, 'pending'),
      ran(3, 30, 'pending', 'workflow_approval'),
    ]
    const known = { nodes, jobs, aheadMs: 3_600_000 }
    const [first, second, third] = stepsOf(apiOf(), job(1, { status: 'running' }), known)
    expect(first).toMatchObject({
      startedAtMs: Date.UTC(2026, 0, 2, 3),
      endedAtMs: Date.UTC(2026, 0, 2, 3, 0, 9),
    })
    expect(second?.detail).toBe('pending: waiting for job-88 to finish')
    expect(second?.state).toBe('waiting')
    expect(third).toMatchObject({ state: 'running', detail: 'pending: waiting for an approval' })
  })

  test.each([
    ['tower3', 'https://tower.test/#/jobs/playbook/10'],
    ['aap24', 'https://tower.test/#/jobs/playbook/10/output'],
    ['aap25', 'https://tower.test/execution/jobs/playbook/10/output'],
  ] as const)('lead to the page of their job at %s', (flavour, url) => {
    const [step] = stepsOf(apiOf(flavour), job(1), { nodes: [ran(1, 10, 'successful')] })
    expect(step?.link?.url).toBe(url)
  })
})

test.each([
  ['tower3', 'https://tower.test/#/workflows/10', 'https://tower.test/#/jobs/playbook/10'],
  ['aap24', 'https://tower.test/#/jobs/workflow/10/output', 'https://tower.test/#/jobs/playbook/10/output'],
  [
    'aap25',
    'https://tower.test/execution/jobs/workflow/10/output',
    'https://tower.test/execution/jobs/playbook/10/output',
  ],
] as const)('the pages of jobs at %s', (flavour, ofWorkflow, ofPlaybook) => {
  const api = apiOf(flavour)
  expect([api.uiLink('workflow', 10).url, api.uiLink('playbook', 10).url]).toEqual([ofWorkflow, ofPlaybook])
})

test.each([
  ['project_update', 'project'],
  ['inventory_update', 'inventory'],
  ['system_job', 'management'],
  ['ad_hoc_command', 'command'],
] as const)('the page of a %s', (type, page) => {
  const pages = (['tower3', 'awx', 'aap25'] as const).map(
    (flavour) => jobLink(apiOf(flavour), { id: 7, type }).url,
  )
  expect(pages).toEqual([
    `https://tower.test/#/jobs/${page === 'management' ? 'system' : page}/7`,
    `https://tower.test/#/jobs/${page}/7/output`,
    `https://tower.test/execution/jobs/${page}/7/output`,
  ])
})

describe('a mask', () => {
  test('hides secrets under their names and wherever their values stand', () => {
    const mask = new Mask(
      { api_token: 'geheim-1', rootpw: 'geheim-2', pin: 4711 },
      '{"rootpw": "$encrypted$"}',
    )
    mask.learn(['pin'])
    expect(mask.text('with geheim-1 and geheim-2')).toBe(`with ${MASK} and ${MASK}`)
    expect(
      mask.json({ rootpw: 'other', a: ['geheim-2', 4711], b: { api_token: 'x', c: 'ok' }, d: '' }),
    ).toEqual({
      rootpw: MASK,
      a: [MASK, MASK],
      b: { api_token: MASK, c: 'ok' },
      d: '',
    })
  })
})

describe('a refusal of a launch', () => {
  test.each([
    [{ variables_needed_to_start: ["'x' value missing"] }, { x: "'x' value missing" }],
    [
      { variables_needed_to_start: ["Value 3 for 'y' expected to be a string."] },
      { y: "Value 3 for 'y' expected to be a string." },
    ],
    [{ inventory: 'The provided inventory is being deleted.' }, { tower_inventory: /being deleted/ }],
    [
      { extra_vars: ['Variables a, b, _broker_origin are not allowed on launch. Check it.'] },
      { a: /not allowed/, b: /not allowed/ },
    ],
    [{ extra_vars: ['Cannot parse as JSON'] }, { extra_vars: /Cannot parse/ }],
    [{ labels: ['Invalid pk "9" - object does not exist.'] }, { labels: /Invalid pk/ }],
    [{ limit: ['Field is not configured to prompt on launch.'] }, { tower_limit: /not configured/ }],
    [{ credentials: ['Cannot assign multiple Machine credentials.'] }, { tower_creds: /multiple Machine/ }],
    [
      { passwords_needed_to_start: ['ssh_password'] },
      { tower_password_ssh_password: 'A credential of the template needs this password.' },
    ],
    [{ something_new: ['No.'] }, { something_new: 'No.' }],
  ])('%j is told at its fields', (body, fields) => {
    const told = refusedFields(body)
    expect(Object.keys(told)).toEqual(Object.keys(fields))
    for (const [name, text] of Object.entries(fields)) expect(told[name]).toMatch(text)
  })
})
