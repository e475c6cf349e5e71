import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startAwx, type AwxServer } from '@main/testing/awx'
import { clientOf, launchPath, type Reply, type TestClient } from '@main/testing/awx/test-client'

let server: AwxServer
let admin: TestClient
beforeAll(async () => {
  server = await startAwx({ speed: 1000 })
  admin = clientOf(server)
})
afterAll(() => server.close())

async function workflow(name: string, body: unknown = {}, as = admin): Promise<Reply> {
  return as.post(await launchPath(admin, name), body)
}

async function job(name: string, body: unknown = {}, as = admin): Promise<Reply> {
  return as.post(await launchPath(admin, name, 'job_templates'), body)
}

async function idOf(inventory: string): Promise<number> {
  return (await admin.get(`/inventories/?name=${inventory}`)).json.results[0].id
}

describe('a workflow', () => {
  test('answers 201 with its id first, its place, and what it ignored', async () => {
    const reply = await workflow('list-templates', { extra_vars: '{"a":1}', unknown_key: 1 })
    expect(reply.status).toBe(201)
    expect(Object.keys(reply.json)[0]).toBe('workflow_job')
    expect(reply.json).toMatchObject({
      type: 'workflow_job',
      status: 'pending',
      ignored_fields: {},
      failed: false,
    })
    expect(reply.headers.get('location')).toBe(reply.json.url)
    expect(reply.json).not.toHaveProperty('artifacts')
    expect(server.launches().at(-1)).toMatchObject({
      id: reply.json.id,
      extraVars: { a: 1 },
      username: 'admin',
    })
  })

  test.each([
    ['{"a": 1}', { a: 1 }],
    ['a: 1\nb: [x]', { a: 1, b: ['x'] }],
    ['a: yes\nb: 0755\nb: 0644\nc: y', { a: true, b: 420, c: 'y' }],
    [{ a: null }, { a: null }],
    ['---\n', {}],
  ])('reads extra_vars %j', async (extraVars, expected) => {
    const { json } = await workflow('list-templates', { extra_vars: extraVars })
    expect(JSON.parse(json.extra_vars)).toEqual(expected)
  })

  test('refuses what it cannot read, and what it does not ask', async () => {
    const unreadable = await workflow('list-templates', { extra_vars: '{"a"' })
    expect(unreadable.json.extra_vars[0]).toMatch(/^Cannot parse as JSON \(error: .*\) or YAML/)
    expect(
      await workflow('takes-no-variables', { extra_vars: { fixed: 1, other: 2, more: 3 } }),
    ).toMatchObject({
      status: 400,
      json: {
        extra_vars: [
          'Variables other, more are not allowed on launch. Check the Prompt on Launch setting on the Workflow Job Template to include Extra Variables.',
        ],
      },
    })
    expect((await workflow('takes-no-variables', { extra_vars: { fixed: 1 } })).status).toBe(201)
    const inventory = await idOf('jdoe-inventory')
    expect((await workflow('takes-no-variables', { inventory })).json).toEqual({
      inventory: ['Field is not configured to prompt on launch.'],
    })
    expect((await workflow('takes-no-variables', { inventory: await idOf('shared-lab') })).status).toBe(201)
    expect((await workflow('list-templates', { limit: 'x' })).json).toEqual({
      limit: ['Field is not configured to prompt on launch.'],
    })
  })

  test('refuses inventories and labels that are not there', async () => {
    expect((await workflow('list-templates', { inventory: 99 })).json).toEqual({
      inventory: ['Invalid pk "99" - object does not exist.'],
    })
    expect((await workflow('list-templates', { inventory: 'x' })).json).toEqual({
      inventory: ['Incorrect type. Expected pk value, received str.'],
    })
    expect((await workflow('list-templates', { labels: [999] })).json).toEqual({
      labels: ['Invalid pk "999" - object does not exist.'],
    })
    expect((await workflow('list-templates', { inventory: await idOf('retired-lab') })).json).toEqual({
      inventory: 'The provided inventory is being deleted.',
    })
  })

  test('keeps to roles', async () => {
    const denied = { status: 403, json: { detail: 'You do not have permission to perform this action.' } }
    expect(await workflow('list-templates', {}, clientOf(server, 'viewer'))).toMatchObject(denied)
    expect(await workflow('only-for-jdoe', {}, clientOf(server, 'mlopez'))).toMatchObject(denied)
    expect(await workflow('seen-by-jdoe', {}, clientOf(server, 'mlopez'))).toMatchObject(denied)
    expect((await workflow('only-for-jdoe', {}, clientOf(server, 'jdoe'))).status).toBe(201)
    const guest = clientOf(server, 'guest')
    const own = await workflow('without-inventory', { inventory: await idOf('shared-lab') }, guest)
    expect(own).toMatchObject(denied)
    expect(await workflow('without-inventory', { labels: [9] }, guest)).toMatchObject(denied)
  })

  test.each([
    ['missing', 'License is missing.'],
    ['expired', 'License has expired.'],
    ['exhausted', 'License count of 100 instances has been reached.'],
  ] as const)('is stopped by a licence that is %s', async (license, detail) => {
    server.trouble.set({ license })
    expect(await workflow('list-templates')).toMatchObject({ status: 403, json: { detail } })
    server.trouble.reset()
  })
})

describe('a survey', () => {
  const right = { needed_password: 'hunter2' }

  test('is told with its questions, its needs, and without its secrets', async () => {
    const path = await launchPath(admin, 'survey-of-all-types')
    const { json } = await admin.get(path)
    expect(json.variables_needed_to_start).toEqual(['a_text', 'needed_password', 'an_integer', 'a_choice'])
    expect(json).toMatchObject({ survey_enabled: true, can_start_without_user_input: false })
    const { json: spec } = await admin.get(path.replace('launch', 'survey_spec'))
    expect(spec.spec).toHaveLength(8)
    expect(JSON.stringify(spec)).not.toContain('default-secret')
    expect(spec.spec[2]).toMatchObject({ type: 'password', default: '$encrypted$' })
    const none = await admin.get((await launchPath(admin, 'extend-vm')).replace('launch', 'survey_spec'))
    expect(none.json).toEqual({})
  })

  test.each([
    [{}, "'a_text' value missing"],
    [{ a_text: 3 }, "Value 3 for 'a_text' expected to be a string."],
    [{ a_text: 'ab' }, "'a_text' value ab is too small (length is 2 must be at least 3)."],
    [{ an_integer: '3' }, "Value 3 for 'an_integer' expected to be an integer."],
    [{ an_integer: true }, "Value True for 'an_integer' expected to be an integer."],
    [{ an_integer: 11 }, "'an_integer' value 11 is too large (must be no more than 10)."],
    [{ a_float: 'x' }, "Value x for 'a_float' expected to be a numeric type."],
    [{ a_choice: 'pink' }, "Value pink for 'a_choice' expected to be one of ['red', 'green', 'blue']."],
    [{ some_choices: 'north' }, "'some_choices' value is expected to be a list."],
    [
      { some_choices: ['up'] },
      "Value up for 'some_choices' expected to be one of ['north', 'south', 'east', 'west'].",
    ],
    [{ needed_password: '$encrypted$' }, "'needed_password' value missing"],
  ])('refuses %j', async (vars, message) => {
    const { status, json } = await workflow('survey-of-all-types', { extra_vars: { ...right, ...vars } })
    expect(status).toBe(400)
    expect(json.variables_needed_to_start).toContain(message)
  })

  test('fills defaults in and shows no password', async () => {
    const vars = {
      ...right,
      a_text: 'text',
      an_integer: 2,
      a_choice: 'red',
      a_password: '$encrypted$',
      own: 1,
    }
    const { status, json } = await workflow('survey-of-all-types', { extra_vars: vars })
    expect(status).toBe(201)
    expect(JSON.parse(json.extra_vars)).toMatchObject({
      needed_password: '$encrypted$',
      a_password: '$encrypted$',
      a_float: 0.5,
      own: 1,
    })
    const record = server.jobs().find(({ id }) => id === json.id)
    expect(record?.vars).toMatchObject({ needed_password: 'hunter2', a_password: 'default-secret' })
  })
})

describe('a job template', () => {
  test('ignores what it does not ask, and says so', async () => {
    const reply = await job('health-check', {
      extra_vars: { a: 1 },
      limit: 'x',
      inventory: await idOf('jdoe-inventory'),
    })
    expect(reply.status).toBe(201)
    expect(Object.keys(reply.json)[0]).toBe('job')
    expect(reply.json.ignored_fields).toMatchObject({ extra_vars: { a: 1 }, limit: 'x' })
    expect(reply.json).not.toHaveProperty('host_status_counts')
  })

  test.each([
    ['needs-a-password', { passwords_needed_to_start: ['ssh_password'] }],
    ['project-missing', { project: ['A project is required to run a job.'] }],
    ['project-failed', { playbook: ['Cannot start job: the last project update failed.'] }],
  ])('%s does not start', async (name, json) => {
    expect(await job(name)).toMatchObject({ status: 400, json })
  })

  test('takes what it asks for by id, and shows it in the job', async () => {
    const idIn = async (collection: string, name: string): Promise<number> =>
      (await admin.get(`/${collection}/?name=${encodeURIComponent(name)}`)).json.results[0].id
    const [key, vault, environment, group] = await Promise.all([
      idIn('credentials', 'lab-root-key'),
      idIn('credentials', 'lab-vault'),
      idIn('execution_environments', 'rhel-tools'),
      idIn('instance_groups', 'brno'),
    ])
    const reply = await job('asks-for-everything', {
      credentials: [key, vault],
      execution_environment: environment,
      instance_groups: [group],
      verbosity: 3,
      forks: 5,
      timeout: 60,
      job_type: 'check',
      diff_mode: true,
    })
    expect(reply).toMatchObject({
      status: 201,
      json: {
        ignored_fields: {},
        execution_environment: environment,
        verbosity: 3,
        forks: 5,
        timeout: 60,
        job_type: 'check',
        diff_mode: true,
      },
    })
    expect(reply.json.summary_fields.credentials.map(({ id }: { id: number }) => id)).toEqual([key, vault])
  })

  test('tells what it asks for and what it has', async () => {
    const { json } = await admin.get(await launchPath(admin, 'asks-for-everything', 'job_templates'))
    expect(json).toMatchObject({
      ask_credential_on_launch: true,
      ask_execution_environment_on_launch: true,
      ask_instance_groups_on_launch: true,
      defaults: {
        credentials: [{ name: 'lab-ssh-key' }, { name: 'lab-vault' }],
        execution_environment: { name: 'Default execution environment' },
        instance_groups: [],
      },
    })
  })

  test.each([
    [{ credentials: [999] }, { credentials: ['Invalid pk "999" - object does not exist.'] }],
    [{ credentials: 'lab-ssh-key' }, { credentials: ['Expected a list of items but got type "str".'] }],
    [
      { credentials: [] },
      {
        credentials: [
          expect.stringContaining('Provided list lacked credential(s): lab-ssh-key.'),
          expect.stringContaining('Removing Vault credential'),
        ],
      },
    ],
    [
      { execution_environment: 'rhel-tools' },
      { execution_environment: ['Incorrect type. Expected pk value, received str.'] },
    ],
    [{ forks: 'many' }, { forks: ['A valid integer is required.'] }],
    [{ verbosity: 9 }, { verbosity: ['"9" is not a valid choice.'] }],
    [{ job_type: 'scan' }, { job_type: ['"scan" is not a valid choice.'] }],
    [{ diff_mode: 'maybe' }, { diff_mode: ['Must be a valid boolean.'] }],
  ])('refuses %j', async (body, json) => {
    expect(await job('asks-for-everything', body)).toMatchObject({ status: 400, json })
  })

  test('refuses two credentials of one type, and one that the user may not use', async () => {
    const all = (await admin.get('/credentials/')).json.results
    const id = (name: string): number => all.find((each: { name: string }) => each.name === name).id
    const two = [id('lab-ssh-key'), id('lab-root-key'), id('lab-vault')]
    expect((await job('asks-for-everything', { credentials: two })).json).toEqual({
      credentials: ['Cannot assign multiple Machine credentials.'],
    })
    const other = clientOf(server, 'mlopez')
    const wanted = { credentials: [id('lab-root-key'), id('lab-vault')] }
    expect((await job('asks-for-everything', wanted, other)).status).toBe(403)
    expect((await job('asks-for-everything', wanted, clientOf(server, 'jdoe'))).status).toBe(201)
  })

  test.each([
    ['the template says', 'sliced', {}],
    ['the launch says', 'asks-for-everything', { job_slice_count: 2 }],
  ])(
    'of slices that %s becomes a workflow job, of no more than there are hosts',
    async (_, name, payload) => {
      const { json } = await job(name, payload)
      expect(json).toMatchObject({ type: 'workflow_job', is_sliced_job: true, workflow_job: json.id })
      const slices = async () => (await admin.get(`/jobs/?name=${name}&launch_type=workflow`)).json.results
      await expect.poll(slices).toMatchObject([
        { job_slice_number: 1, job_slice_count: 2 },
        { job_slice_number: 2, job_slice_count: 2 },
      ])
    },
  )
})

test('Tower 3 knows nothing of labels at launch', async () => {
  const tower = await startAwx({ flavour: 'tower3' })
  const client = clientOf(tower)
  const { json } = await client.get('/workflow_job_templates/?name=deploy-rhel')
  expect(json.results[0]).not.toHaveProperty('ask_labels_on_launch')
  expect(json.results[0]).not.toHaveProperty('job_tags')
  await tower.close()
})
