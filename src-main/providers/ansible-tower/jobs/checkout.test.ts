import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { BrokerError, toErrorData, type ErrorData } from '@shared/domain/error'
import type { CheckoutOrder } from '@main/providers/contract'
import { AWX_FLAVOURS, emptyCatalog, type Catalog, type JobScript } from '@main/testing/awx'
import { RecordingContext } from '@main/testing/recording-context'
import { towerOrder, towerTarget, TowerWorlds } from '@main/testing/tower-world'
import { checkout, execute, read } from '.'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'

const worlds = new TowerWorlds()
afterEach(() => worlds.end())
const call = { signal: new AbortController().signal }

async function failureOf(
  instance: TowerInstance,
  order: CheckoutOrder,
  ctx = new RecordingContext(),
): Promise<ErrorData> {
  const thrown = await checkout(instance, order, undefined, ctx).then(
    (host) => new Error(`It was made: ${JSON.stringify(host)}`),
    (error: unknown) => error,
  )
  expect(thrown).toBeInstanceOf(BrokerError)
  return toErrorData(thrown)
}

describe.each(AWX_FLAVOURS)('a check out at %s', (flavour) => {
  test('is launched as Broker launches, and becomes the host that its artifacts describe', async () => {
    const { server, instance } = await worlds.make({ flavour }, { inventory: 'jdoe-inventory' })
    const order = towerOrder({
      arguments: { deploy_rhel_version: '9.4', deploy_flavor: 'm1.small', tags: '["a", "b"]', size: '12' },
      labels: { team: 'platform-qe', keep: '' },
    })
    const ctx = new RecordingContext()
    const host = await checkout(instance, order, undefined, ctx)
    const [machine] = server.machines()
    expect(host).toMatchObject({ name: machine?.name, hostname: machine?.fqdn, os: 'RedHat 9.4' })
    expect(host.lease?.endsAtMs).toBe(Math.floor((machine?.expiresAtMs ?? 0) / 1000) * 1000)
    expect(host.ref).toEqual({
      desktop_id: order.hostId,
      job: String(server.launches()[0]?.id),
      type: 'workflow_job',
      name: machine?.name,
      inventory: expect.any(String),
    })
    expect(host.raw).toMatchObject({
      tower_inventory: 'jdoe-inventory',
      _broker_args: { workflow: 'deploy-rhel', deploy_rhel_version: '9.4' },
      _broker_facts: { name: machine?.name },
    })
    expect(ctx.claimed).toEqual(host.ref)

    const [launched] = server.launches()
    expect(launched?.inventory).toBe('jdoe-inventory')
    expect(typeof launched?.payload['extra_vars']).toBe('string')
    expect(launched?.extraVars).toEqual({
      deploy_rhel_version: '9.4',
      deploy_flavor: 'm1.small',
      tags: ['a', 'b'],
      size: '12',
      _broker_origin: 'broker-desktop:maya',
      _broker_extra_vars: { deploy_flavor: 'm1.small', tags: ['a', 'b'], size: '12' },
      provider_labels: { team: 'platform-qe', keep: '' },
      _broker_desktop_id: order.hostId,
    })
    const takesLabels = flavour !== 'tower3'
    if (takesLabels) expect(launched?.labels.toSorted()).toEqual(['keep', 'team=platform-qe'])
  })

  test('tells each node as a step, in the order of execution, with its page', async () => {
    const { instance } = await worlds.make({ flavour })
    const ctx = new RecordingContext()
    await checkout(instance, towerOrder(), undefined, ctx)
    const told = ctx.events.flatMap((event) => (event.type === 'steps' ? [event.steps] : []))
    const last = told.at(-1) ?? []
    expect(last.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'Launch deploy-rhel done',
      'allocate-capacity done',
      'deploy-vm done',
      'configure-host done',
    ])
    expect(last[2]?.link?.url).toContain(
      flavour === 'aap25' ? '/execution/jobs/playbook/' : '#/jobs/playbook/',
    )
    expect(last[2]?.startedAtMs).toBeLessThanOrEqual(last[2]?.endedAtMs ?? 0)
  })
})

describe('what a workflow leaves', () => {
  test.each([
    ['a/b "quoted" & <odd> ünïcode 測試', 'Host facts not found in artifacts'],
    ['hidden-artifacts', 'Host facts not found in artifacts: $hidden due to Ansible no_log flag$'],
  ])('%s: a host that it does not describe is kept without a name', async (offering, problem) => {
    const { instance } = await worlds.make()
    const order = towerOrder({ offering, arguments: {} })
    const host = await checkout(instance, order, undefined, new RecordingContext())
    expect(host.name).toBeUndefined()
    expect(host.facts[0]).toEqual({ label: 'Problem', value: problem })
    expect(await read(instance, towerTarget(order, host), call)).toMatchObject({ ref: host.ref })
  })

  test('the first of listed facts counts, and a host without a hostname is kept', async () => {
    const { instance } = await worlds.make()
    const order = towerOrder({ offering: 'facts-as-lists', arguments: {} })
    const host = await checkout(instance, order, undefined, new RecordingContext())
    expect(host.name).toMatch(/^vm-\d+$/)
    expect(host.hostname).toBeUndefined()
  })

  test('all 150 nodes are steps with names of their own', async () => {
    const { instance } = await worlds.make()
    const ctx = new RecordingContext()
    await checkout(instance, towerOrder({ offering: 'wide-150', arguments: {} }), undefined, ctx)
    expect(ctx.begun).toHaveLength(151)
    expect(new Set(ctx.begun).size).toBe(151)
  })

  test('a workflow inside a workflow is searched for the host, and shown step by step', async () => {
    const { instance, server } = await worlds.make()
    const ctx = new RecordingContext()
    const order = towerOrder({ offering: 'deploy-satellite', arguments: {} })
    const host = await checkout(instance, order, undefined, ctx)
    expect(host.name).toBe(server.machines()[0]?.name)
    expect(ctx.begun).toContain('deploy-rhel: deploy-vm')
  })
})

describe('a check out that fails', () => {
  test.each([
    ['breaks', /^Traceback/, undefined],
    ['breaks-silently', 'Job terminated due to error', undefined],
    ['fails-before-start', 'deploy-vm: Task failed pre-start check.', undefined],
    ['fails-unreachable', /No route to host/, 'hv-3.lab.example.com'],
    ['fails-unseen', /hidden due to the fact that 'no_log: true'/, 'localhost'],
    ['template-is-gone', /^No error handling paths found, marking workflow as failed/, undefined],
  ] as const)('%s says why, in the words of the server', async (offering, reason, host) => {
    const { instance } = await worlds.make()
    const ctx = new RecordingContext()
    const error = await failureOf(instance, towerOrder({ offering, arguments: {} }), ctx)
    const [cause] = error.causes ?? []
    expect(error.code).toBe('PROVIDER')
    expect(cause?.reason).toMatch(reason)
    expect(error.said).toBe(cause?.reason)
    expect(cause?.host).toBe(host)
    expect(cause?.job?.link?.url).toContain('#/jobs/')
    expect(ctx.claimed, 'nothing is there').toBeUndefined()
  })

  test.each(['project-cannot-be-read', 'fails-with-its-update'])(
    '%s says what the update of the project ran into',
    async (offering) => {
      const { server, instance } = await worlds.make()
      const error = await failureOf(instance, towerOrder({ offering, arguments: {} }))
      const update = server.jobs().find(({ type }) => type === 'project_update')
      const [cause] = error.causes ?? []
      expect(error.said).toContain("repository 'qe-playbooks' not found")
      expect(cause?.job).toMatchObject({ name: 'qe-playbooks', id: String(update?.id) })
      expect(cause?.job?.link?.url).toContain(`#/jobs/project/${update?.id}/output`)
    },
  )

  test('because an approval was denied says so', async () => {
    const { server, instance } = await worlds.make()
    const work = failureOf(instance, towerOrder({ offering: 'needs-approval', arguments: {} }))
    const approval = await server.waitFor(() =>
      server.jobs().find(({ type }) => type === 'workflow_approval'),
    )
    server.decide(approval.parentId ?? 0, false)
    const [cause] = (await work).causes ?? []
    expect(cause).toMatchObject({ reason: 'The approval was denied.', ours: true })
    expect(cause?.job?.link?.url).toContain(`/api/v2/workflow_approvals/${approval.id}/`)
  })

  test('because somebody cancelled its job says so, and not as a word of the server', async () => {
    const { instance } = await worlds.make()
    const error = await failureOf(instance, towerOrder({ offering: 'canceled-by-somebody', arguments: {} }))
    expect(error.causes).toMatchObject([{ reason: 'The job was cancelled at the server.', ours: true }])
    expect(error).not.toHaveProperty('said')
    expect(error.message).toContain('The job was cancelled at the server.')
  })

  test('names play, task, node and job of the failure, and tells no secret of no_log', async () => {
    const { instance } = await worlds.make()
    const error = await failureOf(instance, towerOrder({ offering: 'deploy-that-fails', arguments: {} }))
    expect(error.causes).toMatchObject([
      {
        reason: 'No capacity left in the subscription pool',
        play: 'configure-that-fails',
        task: 'Set the facts',
        node: { name: 'configure-that-fails', index: 3, count: 3 },
        job: { name: 'configure-that-fails' },
      },
    ])
  })

  test('shows in the log what the failed job printed', async () => {
    const { instance } = await worlds.make()
    const ctx = new RecordingContext()
    await failureOf(instance, towerOrder({ offering: 'deploy-that-fails', arguments: {} }), ctx)
    expect(ctx.lines.filter((line) => line.includes('No capacity left'))).not.toEqual([])
    expect(new Set(ctx.lines).size).toBe(ctx.lines.length)
  })

  test('finds the reason two workflows down', async () => {
    const { instance } = await worlds.make()
    const error = await failureOf(instance, towerOrder({ offering: 'nested-failure', arguments: {} }))
    expect(error.causes).toMatchObject([
      {
        reason: 'No capacity left in the subscription pool',
        node: { name: 'deploy-that-fails', index: 1, count: 1 },
        job: { name: 'configure-that-fails' },
      },
    ])
  })

  test.each([
    ['prompt', 'ask'],
    ['store', 'keep'],
    ['checkin', 'check_in'],
  ] as const)('leaves finished machines behind: %s', async (behaviour, settle) => {
    const { instance, server } = await worlds.make({}, { dangling_behavior: behaviour })
    const ctx = new RecordingContext()
    const order = towerOrder({ offering: 'deploy-that-fails', arguments: {} })
    await failureOf(instance, order, ctx)
    const [machine] = server.machines()
    const left = ctx.events.find((event) => event.type === 'leaveBehind')
    expect(left).toMatchObject({ settle, hosts: [{ name: machine?.name }] })
    expect(ctx.claimed).toMatchObject({ name: machine?.name })
    const found = await read(instance, { hostId: order.hostId, ref: ctx.claimed }, call)
    expect(found).toMatchObject({ name: machine?.name })
  })

  test.each([
    ['last', 1],
    ['all', 2],
  ])(
    'leaves nothing behind when the workflow says that it has cleaned up, last (%s)',
    async (scope, told) => {
      const { instance } = await worlds.make({}, { error_scope: scope })
      const ctx = new RecordingContext()
      const order = towerOrder({ offering: 'deploy-that-cleans-up', arguments: {} })
      const error = await failureOf(instance, order, ctx)
      expect(error.said).toBe('No capacity left in the subscription pool')
      expect(error.causes).toHaveLength(told)
      expect(ctx.events.some((event) => event.type === 'leaveBehind')).toBe(false)
      expect(ctx.claimed).toBeUndefined()
    },
  )
})

test.each(AWX_FLAVOURS.filter((flavour) => flavour !== 'tower3'))(
  'what is chosen by name is launched by id, and everything else as the server wants it (%s)',
  async (flavour) => {
    const { server, instance } = await worlds.make({ flavour })
    const ids = async (collection: string): Promise<ReadonlyMap<string, number>> => {
      const client = await instance.client(call.signal)
      const schema = z.object({ id: z.number(), name: z.string() })
      const all = await client.pages(collection, schema, { ...call, what: 'look' })
      return new Map(all.map(({ id, name }) => [name, id]))
    }
    const [credentials, environments, groups] = await Promise.all(
      ['credentials/', 'execution_environments/', 'instance_groups/'].map(ids),
    )
    const ctx = new RecordingContext()
    const order = towerOrder({
      action: 'job_template',
      offering: 'asks-for-everything',
      arguments: {
        tower_creds: 'lab-root-key, lab-vault',
        tower_execution_environment: 'rhel-tools',
        tower_instance_groups: ['brno', String(groups?.get('default'))],
        tower_limit: 'web*',
        tower_job_tags: 'a,b',
        tower_skip_tags: 'c',
        tower_scm_branch: 'main',
        tower_verbosity: '2',
        tower_forks: 7,
        tower_timeout: 60,
        tower_diff_mode: true,
        tower_job_type: 'check',
        tower_job_slice_count: 1,
      },
    })
    await execute(instance, order, undefined, ctx)
    expect(server.launches()[0]?.payload).toMatchObject({
      credentials: [credentials?.get('lab-root-key'), credentials?.get('lab-vault')],
      execution_environment: environments?.get('rhel-tools'),
      instance_groups: [groups?.get('brno'), groups?.get('default')],
      limit: 'web*',
      job_tags: 'a,b',
      skip_tags: 'c',
      scm_branch: 'main',
      verbosity: 2,
      forks: 7,
      timeout: 60,
      diff_mode: true,
      job_type: 'check',
      job_slice_count: 1,
    })
    expect(server.launches()[0]?.extraVars).not.toHaveProperty('tower_creds')
    expect(ctx.events.filter(({ type }) => type === 'ignored')).toEqual([])
  },
)

test.each([
  ['workflow', 'deploy-rhel'],
  ['job_template', 'run-command'],
])('a %s is told where it comes from, and the build that asks', async (action, offering) => {
  const { server, instance } = await worlds.make({}, {}, { env: { BUILD_URL: 'https://ci.example/7/' } })
  await execute(instance, towerOrder({ action, offering }), undefined, new RecordingContext())
  expect(server.launches()[0]?.extraVars).toMatchObject({
    _broker_origin: 'broker-desktop:maya',
    _jenkins_url: 'https://ci.example/7/',
  })
})

test('names and values may have slashes, quotes and any letters in them', async () => {
  const { server, instance } = await worlds.make()
  const offering = 'a/b "quoted" & <odd> ünïcode 測試'
  const values = { 'Größe / size': 'a "b" \'c\' \\ 測試\n{{ x }}' }
  const order = towerOrder({ offering, arguments: values, labels: { 'team/ö': 'a=b "c"' } })
  await execute(instance, order, undefined, new RecordingContext())
  expect(server.launches()[0]).toMatchObject({
    templateName: offering,
    extraVars: values,
    labels: ['team/ö=a=b "c"'],
  })
})

describe('a launch that is refused', () => {
  test('tells each rule of the survey at its field, and claims nothing', async () => {
    const { instance, server } = await worlds.make()
    const ctx = new RecordingContext()
    const wrong = towerOrder({ arguments: { deploy_rhel_version: '4.2', target_memory: 'much' } })
    const error = await failureOf(instance, wrong, ctx)
    expect(error).toMatchObject({
      code: 'INVALID_INPUT',
      fieldErrors: {
        deploy_rhel_version: expect.stringContaining('expected to be one of'),
        target_memory: expect.stringContaining('expected to be an integer'),
      },
    })
    expect(ctx.claimed).toBeUndefined()
    expect(server.launches()).toEqual([])
  })

  test('tells an inventory that is not there, with the nearest', async () => {
    const { instance } = await worlds.make()
    const error = await failureOf(instance, towerOrder({ arguments: { tower_inventory: 'shared-lob' } }))
    expect(error).toMatchObject({
      code: 'NOT_FOUND',
      hint: expect.stringContaining('shared-lab'),
      fieldErrors: { tower_inventory: expect.any(String) },
    })
  })

  test('tells that several inventories have that name, with their ids', async () => {
    const catalog: Catalog = {
      ...emptyCatalog(),
      organizations: ['Default', 'Platform QE'],
      inventories: [{ name: 'lab' }, { name: 'lab', organization: 'Platform QE' }],
      jobTemplates: [{ name: 'job', script: {} }],
    }
    const { server, instance } = await worlds.make({ catalog })
    const args = { tower_inventory: 'lab' }
    const order = towerOrder({ action: 'job_template', offering: 'job', arguments: args })
    expect(await failureOf(instance, order)).toMatchObject({
      code: 'INVALID_INPUT',
      hint: expect.stringMatching(/^Say one by its id: \d+ in Default, \d+ in Platform QE\.$/),
      fieldErrors: { tower_inventory: expect.any(String) },
    })
    expect(server.launches()).toEqual([])
  })

  test('tells that the default inventory of the template may not be seen', async () => {
    const { server, another } = await worlds.make()
    const guest = another({ token: server.tokenFor('guest') })
    expect(await failureOf(guest, towerOrder())).toMatchObject({
      code: 'INVALID_INPUT',
      message: 'The default inventory of deploy-rhel may not be seen by this user.',
      fieldErrors: { tower_inventory: expect.any(String) },
    })
    expect(server.launches()).toEqual([])
  })

  test('tells that the token may only read', async () => {
    const { server, another } = await worlds.make()
    const reader = another({ token: server.tokenFor('jdoe', { scope: 'read' }) })
    const ctx = new RecordingContext()
    expect(await failureOf(reader, towerOrder(), ctx)).toMatchObject({
      code: 'PERMISSION',
      message: expect.stringContaining('may only read'),
      hint: expect.stringContaining('scope write'),
    })
    expect(ctx.claimed).toBeUndefined()
  })

  test('tells each variable that a template does not take', async () => {
    const { instance } = await worlds.make()
    const order = towerOrder({ offering: 'takes-no-variables', arguments: { colour: 'red', size: 3 } })
    expect((await failureOf(instance, order)).fieldErrors).toMatchObject({
      colour: expect.stringContaining('not allowed on launch'),
      size: expect.stringContaining('not allowed on launch'),
    })
  })

  test('what a job template ignores is told by the names of its arguments', async () => {
    const { instance } = await worlds.make()
    const ctx = new RecordingContext()
    const order = towerOrder({
      action: 'job_template',
      offering: 'health-check',
      arguments: { colour: 'red', tower_limit: 'web*', tower_creds: ['lab-ssh-key'] },
      labels: { team: 'platform-qe' },
    })
    await checkout(instance, order, undefined, ctx)
    const names = ['labels', 'colour', 'tower_limit', 'tower_creds']
    expect(ctx.lines).toContain(`health-check ignores: ${names.join(', ')}.`)
    expect(ctx.events).toContainEqual({ type: 'ignored', names: expect.arrayContaining(names) })
  })

  test('what was never ignored is not told', async () => {
    const { instance } = await worlds.make()
    const ctx = new RecordingContext()
    await checkout(instance, towerOrder({ labels: { team: 'platform-qe' } }), undefined, ctx)
    expect(ctx.events.filter(({ type }) => type === 'ignored')).toEqual([])
  })

  test.each([
    ['tower_creds', ['lab-shh-key'], 'NOT_FOUND', 'lab-ssh-key'],
    ['tower_creds', ['cloud'], 'INVALID_INPUT', 'in Platform QE'],
    ['tower_execution_environment', 'rhel-tool', 'NOT_FOUND', 'rhel-tools'],
    ['tower_instance_groups', ['brn'], 'NOT_FOUND', 'brno'],
  ])('tells of %s %j that there is no such thing, or several', async (argument, said, code, hint) => {
    const { server, instance } = await worlds.make()
    const order = towerOrder({
      action: 'job_template',
      offering: 'asks-for-everything',
      arguments: { [argument]: said },
    })
    expect(await failureOf(instance, order)).toMatchObject({
      code,
      hint: expect.stringContaining(hint),
      fieldErrors: { [argument]: expect.any(String) },
    })
    expect(server.launches()).toEqual([])
  })

  test('tells at the credentials what the server says of them', async () => {
    const { instance } = await worlds.make()
    const order = towerOrder({
      action: 'job_template',
      offering: 'asks-for-everything',
      arguments: { tower_creds: ['lab-vault'] },
    })
    expect((await failureOf(instance, order)).fieldErrors).toMatchObject({
      tower_creds: expect.stringContaining('Removing Machine credential'),
    })
  })

  test('of an unknown name tells the nearest', async () => {
    const { instance } = await worlds.make()
    const error = await failureOf(instance, towerOrder({ offering: 'deploy-rhl' }))
    expect(error).toMatchObject({ code: 'NOT_FOUND', hint: expect.stringContaining('deploy-rhel') })
  })
})

describe('several failures', () => {
  const fails = (message: string): JobScript => ({ durationMs: 200, outcome: { kind: 'failed', message } })
  const catalog: Catalog = {
    ...emptyCatalog(),
    inventories: [{ name: 'lab' }],
    jobTemplates: [
      { name: 'first', inventory: 'lab', script: fails('the first reason') },
      { name: 'second', inventory: 'lab', script: fails('the second reason') },
    ],
    workflows: [
      {
        name: 'both',
        inventory: 'lab',
        nodes: [
          { key: 'first', runs: { jobTemplate: 'first' }, failure: ['second'] },
          { key: 'second', runs: { jobTemplate: 'second' } },
        ],
      },
    ],
  }

  test.each([
    ['last', ['the second reason']],
    ['all', ['the second reason', 'the first reason']],
  ] as const)('are told newest first: %s', async (scope, reasons) => {
    const { instance } = await worlds.make({ catalog }, { error_scope: scope })
    const error = await failureOf(instance, towerOrder({ offering: 'both', arguments: {} }))
    expect(error.causes?.map(({ reason }) => reason)).toEqual(reasons)
    expect(error.causes?.[0]?.node).toEqual({ name: 'second', index: 2, count: 2 })
  })
})
