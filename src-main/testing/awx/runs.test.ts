import { afterEach, describe, expect, test } from 'vitest'
import { startAwx, type AwxOptions, type AwxServer } from '@main/testing/awx'
import { clientOf, launchPath, type TestClient } from '@main/testing/awx/test-client'
import { FakeClock } from '@main/testing/fake-clock'

const servers: AwxServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

interface Stage {
  readonly server: AwxServer
  readonly clock: FakeClock
  readonly client: TestClient
  readonly launch: (name: string, body?: unknown, kind?: 'job_templates') => Promise<string>
}

/** A server whose time only the test moves. */
async function stage(options: AwxOptions = {}, username = 'admin'): Promise<Stage> {
  const clock = new FakeClock()
  const server = await startAwx({ clock, ...options })
  servers.push(server)
  const client = clientOf(server, username)
  return {
    server,
    clock,
    client,
    launch: async (name, body = {}, kind) => {
      const { json } = await client.post(await launchPath(client, name, kind), body)
      return json.url
    },
  }
}

describe('a workflow job', () => {
  test('goes through its states by the time alone', async () => {
    const { client, clock, launch } = await stage()
    const url = await launch('deploy-rhel', { extra_vars: { deploy_rhel_version: '9.4' } })
    expect((await client.get(url)).json).toMatchObject({ status: 'pending', started: null, finished: null })
    const nodes = async (): Promise<unknown[]> =>
      (await client.get(`${url}workflow_nodes/`)).json.results.map(
        (node: { summary_fields: { job?: { status: string } } }) => node.summary_fields.job?.status,
      )
    expect(await nodes()).toEqual([undefined, undefined, undefined])
    await clock.advance(1_000)
    expect((await client.get(url)).json).toMatchObject({ status: 'running', elapsed: 0.7 })
    expect(await nodes()).toEqual([undefined, 'running', undefined])
    await clock.advance(3_000)
    expect(await nodes()).toEqual([undefined, 'successful', 'running'])
    await clock.advance(60_000)
    const { json } = await client.get(url)
    expect(json).toMatchObject({ status: 'successful', failed: false, job_explanation: '' })
    expect(json.finished > json.started).toBe(true)
    expect(await nodes()).toEqual(['successful', 'successful', 'successful'])
    expect(json).not.toHaveProperty('event_processing_finished')
  })

  test('makes a host of its artifacts, which extends and is removed', async () => {
    const { server, client, clock, launch } = await stage({}, 'jdoe')
    const run = async (name: string, vars: Record<string, unknown>): Promise<Record<string, unknown>> => {
      const url = await launch(name, { extra_vars: JSON.stringify(vars) })
      await clock.advance(60_000)
      const { json } = await client.get(`${url}workflow_nodes/?order_by=-job__id`)
      return (await client.get(json.results[0].related.job)).json.artifacts
    }
    const artifacts = await run('deploy-rhel', { deploy_rhel_version: '9.4', _broker_extra_vars: { x: 1 } })
    expect(artifacts).toMatchObject({
      _broker_args: { workflow: 'deploy-rhel', deploy_rhel_version: '9.4', x: 1 },
      _broker_facts: { host_type: 'host', os_distribution_version: '9.4' },
    })
    const [machine] = server.machines()
    expect(machine).toMatchObject({ inventory: 'shared-lab', createdBy: 'jdoe', name: artifacts['vm_name'] })
    const before = machine?.expiresAtMs ?? 0
    await run('extend-vm', { target_vm: machine?.name, new_expire_time: '+3600' })
    expect(server.machines()[0]?.expiresAtMs).toBe(before + 3_600_000)
    const extended = await run('extend-vm', { target_vm: machine?.name, new_expire_time: '2000000000' })
    expect(extended).toMatchObject({ expire_date: 2_000_000_000 })
    server.trouble.set({ extendReturnsNothing: true })
    expect(await run('extend-vm', { target_vm: machine?.name })).toEqual({})
    await run('remove-vm', { source_vm: machine?.name })
    expect(server.machines()).toEqual([])
    expect((await client.get(`/hosts/?name=${String(artifacts['vm_name'])}`)).json.count).toBe(0)
  })

  test('fails with a machine left behind, and says which event failed', async () => {
    const { server, client, clock, launch } = await stage()
    const url = await launch('nested-failure')
    await clock.advance(60_000)
    expect((await client.get(url)).json).toMatchObject({
      status: 'failed',
      failed: true,
      job_explanation: 'No error handling paths found, marking workflow as failed',
    })
    const inner = (await client.get(`${url}workflow_nodes/`)).json.results[0]
    expect(inner.summary_fields.job).toMatchObject({ type: 'workflow_job', failed: true })
    const nodes = (await client.get(`${inner.related.job}workflow_nodes/`)).json.results
    const deployed = (await client.get(nodes[1].related.job)).json
    expect(deployed.artifacts.vm_name).toBe(server.machines()[0]?.name)
    expect(deployed.summary_fields.ancestor_job).toMatchObject({ type: 'workflow_job' })
    const failed = (await client.get(nodes[2].related.job)).json
    expect(failed).toMatchObject({ status: 'failed', event_processing_finished: true, artifacts: {} })
    const events = (await client.get(`${failed.related.job_events}?failed=true&page_size=200`)).json.results
    expect(events.map((event: { event: string }) => event.event)).toEqual([
      'playbook_on_start',
      'playbook_on_play_start',
      'playbook_on_task_start',
      'runner_on_failed',
    ])
    expect(events[3]).toMatchObject({
      event_level: 3,
      event_data: { play: 'configure-that-fails', res: { msg: 'No capacity left in the subscription pool' } },
    })
    expect((await client.get(events[3].url)).json.id).toBe(events[3].id)
  })

  test.each([
    ['breaks', 'failed', { status: 'error', failed: true }],
    [
      'fails-before-start',
      'failed',
      { status: 'failed', job_explanation: 'deploy-vm: Task failed pre-start check.' },
    ],
    ['canceled-by-somebody', 'failed', { status: 'canceled', failed: true }],
    ['hidden-artifacts', 'successful', { artifacts: '$hidden due to Ansible no_log flag$' }],
    ['fails-unreachable', 'failed', { status: 'failed' }],
  ])('%s ends as %s', async (name, status, job) => {
    const { client, clock, launch } = await stage()
    const url = await launch(name)
    await clock.advance(60_000)
    expect((await client.get(url)).json.status).toBe(status)
    const [node] = (await client.get(`${url}workflow_nodes/`)).json.results
    expect((await client.get(node.related.job)).json).toMatchObject(job)
    if (name === 'breaks') {
      expect((await client.get(node.related.job)).json.result_traceback).toMatch(/^Traceback/)
    }
  })

  test('follows the edge that fits, and skips the others for good', async () => {
    const { client, clock, launch } = await stage()
    const url = await launch('recovers')
    await clock.advance(60_000)
    expect((await client.get(url)).json.status).toBe('successful')
    const [bad, mend, never] = (await client.get(`${url}workflow_nodes/`)).json.results
    expect(bad.summary_fields.job.failed).toBe(true)
    expect(mend.summary_fields.job.status).toBe('successful')
    expect(never).toMatchObject({ job: null, do_not_run: true })
    expect(never.related).not.toHaveProperty('job')
    const gone = await launch('template-is-gone')
    await clock.advance(60_000)
    expect((await client.get(gone)).json.status).toBe('failed')
  })

  test('of 150 nodes runs them in rows, shown in pages of 25', async () => {
    const { client, clock, launch } = await stage()
    const url = await launch('wide-150')
    await clock.advance(120_000)
    expect((await client.get(url)).json.status).toBe('successful')
    const { json } = await client.get(`${url}workflow_nodes/`)
    expect(json).toMatchObject({ count: 150, previous: null })
    expect(json.results).toHaveLength(25)
  })

  test('waits for its approval', async () => {
    const { server, client, clock, launch } = await stage()
    const url = await launch('needs-approval')
    await clock.advance(3_600_000)
    const { json } = await client.get(url)
    expect(json.status).toBe('running')
    const [node] = (await client.get(`${url}workflow_nodes/`)).json.results
    expect(node.summary_fields.job).toMatchObject({ type: 'workflow_approval', status: 'pending' })
    server.decide(json.id, true)
    await clock.advance(60_000)
    expect((await client.get(url)).json.status).toBe('successful')
  })

  test('may stay pending, and says why after half a minute', async () => {
    const { client, clock, launch } = await stage()
    const url = await launch('pending-for-ever')
    await clock.advance(20_000)
    expect((await client.get(url)).json).toMatchObject({ status: 'pending', job_explanation: '' })
    await clock.advance(20_000)
    expect((await client.get(url)).json.job_explanation).toContain('not enough available capacity')
  })
})

describe('a job', () => {
  test('waits for the one before it when it may not run at the same time', async () => {
    const { client, clock, launch } = await stage()
    const first = await launch('one-at-a-time', {}, 'job_templates')
    const second = await launch('one-at-a-time', {}, 'job_templates')
    await clock.advance(1_500)
    expect((await client.get(first)).json.status).toBe('running')
    expect((await client.get(second)).json.status).toBe('pending')
    await clock.advance(10_000)
    expect((await client.get(second)).json.status).toBe('successful')
  })

  test('has its events in only when they are saved', async () => {
    const { server, client, clock, launch } = await stage()
    server.trouble.set({ eventLagMs: 5_000 })
    const url = await launch('run-command', {}, 'job_templates')
    await clock.advance(4_000)
    expect((await client.get(url)).json).toMatchObject({
      status: 'successful',
      event_processing_finished: false,
    })
    expect((await client.send('DELETE', url)).json).toEqual({
      error: 'Job has not finished processing events.',
    })
    await clock.advance(5_000)
    expect((await client.get(url)).json.event_processing_finished).toBe(true)
    const { json } = await client.get('/jobs/')
    expect(json.results[0]).not.toHaveProperty('event_processing_finished')
    expect(json.results[0]).not.toHaveProperty('job_env')
    expect((await client.send('DELETE', url)).status).toBe(204)
  })

  test('prints in every format', async () => {
    const { client, clock, launch } = await stage()
    const url = await launch('run-command', { extra_vars: { command: 'ls /' } }, 'job_templates')
    await clock.advance(600)
    const early = (await client.get(`${url}stdout/?format=txt`)).text
    await clock.advance(10_000)
    const plain = (await client.get(`${url}stdout/?format=txt`)).text
    expect(plain.startsWith(early)).toBe(true)
    expect(plain).toContain('$ ls /')
    expect(plain).not.toContain('\u001B')
    expect((await client.get(`${url}stdout/?format=ansi`)).text).toContain('\u001B[0;33mchanged')
    const { json } = await client.get(`${url}stdout/?format=json&start_line=-2`)
    expect(json.range.absolute_end - json.range.start).toBe(2)
    expect(json.content.split('\n')).toHaveLength(3)
    const download = await client.get(`${url}stdout/?format=txt_download`)
    expect(download.headers.get('content-disposition')).toMatch(/attachment; filename="job_\d+.txt"/)
    const events = (await client.get(`${url}job_events/?order_by=counter&counter__gt=2`)).json
    expect(events.results[0].counter).toBe(3)
    expect(Object.keys((await client.get(`${url}job_events/?limit=2`)).json)).toEqual(['results'])
  })

  test('of too much output refers to the download', async () => {
    const { client, clock, launch } = await stage()
    const url = await launch('loud', {}, 'job_templates')
    await clock.advance(10_000)
    const text = /^Standard Output too large to display \(\d+ bytes\), only download supported/
    expect((await client.get(`${url}stdout/?format=txt`)).text).toMatch(text)
    expect((await client.get(`${url}stdout/?format=json`)).json).toMatchObject({
      range: { start: 0, end: 1, absolute_end: 1 },
    })
    expect((await client.get(`${url}stdout/?format=txt_download`)).text.length).toBeGreaterThan(1_048_576)
  })

  test('is found among one’s own of a template, with its variables', async () => {
    const { client, clock, launch } = await stage({}, 'jdoe')
    const url = await launch('deploy-rhel', { extra_vars: { deploy_rhel_version: '9.4', _task: 'canary-1' } })
    await clock.advance(1_000)
    const { id } = (await client.get('/me/')).json.results[0]
    const query = `created_by=${id}&name=deploy-rhel&created__gt=2020-01-01T00:00:00Z&order_by=-id`
    const { json } = await client.get(`/workflow_jobs/?${query}`)
    expect(json.results[0].url).toBe(url)
    expect(json.results[0].extra_vars).toContain('canary-1')
    const many = await client.get(`/unified_jobs/?id__in=${json.results[0].id},999999&type=job,workflow_job`)
    expect(many.json).toMatchObject({ count: 1 })
  })
})

describe('cancel', () => {
  test('is 202 and takes its time; later it is 405, or 403 for ordinary users', async () => {
    const { server, client, clock, launch } = await stage()
    const url = await launch('never-ending')
    await clock.advance(2_000)
    expect((await client.get(`${url}cancel/`)).json).toEqual({ can_cancel: true })
    const accepted = await client.post(`${url}cancel/`)
    expect(accepted).toMatchObject({ status: 202, text: '' })
    expect((await client.get(url)).json).toMatchObject({ status: 'running' })
    expect((await client.get(url)).json.canceled_on).not.toBeNull()
    await clock.advance(2_000)
    expect((await client.get(url)).json).toMatchObject({ status: 'canceled', failed: true })
    expect(await client.post(`${url}cancel/`)).toMatchObject({
      status: 405,
      json: { detail: 'Method "POST" not allowed.' },
    })
    expect((await clientOf(server, 'jdoe').post(`${url}cancel/`)).status).toBe(403)
    expect((await client.get(`${url}cancel/`)).json).toEqual({ can_cancel: false })
  })

  test('of what is pending is done at once, and of others’ jobs forbidden', async () => {
    const { server, client, launch } = await stage()
    const url = await launch('never-ending')
    expect((await clientOf(server, 'jdoe').post(`${url}cancel/`)).status).toBe(403)
    expect((await client.post(`${url}cancel/`)).status).toBe(202)
    expect((await client.get(url)).json.status).toBe('canceled')
  })

  test('stops the nodes that have not begun', async () => {
    const { server, client, clock, launch } = await stage()
    const url = await launch('deploy-slow')
    await clock.advance(3_000)
    await client.post(`${url}cancel/`)
    await clock.advance(60_000)
    const [deploy, configure] = (await client.get(`${url}workflow_nodes/`)).json.results
    expect(deploy.summary_fields.job.status).toBe('canceled')
    expect(configure).toMatchObject({ job: null, do_not_run: true })
    expect(server.machines()).toEqual([])
  })
})

test('relaunch and delete', async () => {
  const { server, client, clock, launch } = await stage()
  const url = await launch('list-templates', { extra_vars: { a: 1 } })
  expect((await client.send('DELETE', url)).json).toEqual({ detail: 'Cannot delete running job resource.' })
  await clock.advance(60_000)
  const again = await client.post(`${url}relaunch/`)
  expect(again).toMatchObject({ status: 201, json: { launch_type: 'relaunch', type: 'workflow_job' } })
  expect(server.launches().at(-1)?.relaunchOf).toBeGreaterThan(0)
  const job = await launch('run-command', {}, 'job_templates')
  expect((await client.post(`${job}relaunch/`, { hosts: 'failed' })).json).toEqual({
    hosts: 'Wait until job finishes before retrying on failed hosts.',
  })
  const relaunched = await client.post(`${job}relaunch/`)
  expect(relaunched.json.job).toBe(relaunched.json.id)
  expect((await client.send('DELETE', url)).status).toBe(204)
  expect((await client.get(url)).status).toBe(404)
})

test('a hundred deployments at once take as long as one', async () => {
  const { server, client, clock } = await stage()
  const path = await launchPath(client, 'deploy-rhel')
  await Promise.all(
    Array.from({ length: 100 }, () => client.post(path, { extra_vars: { deploy_rhel_version: '9.6' } })),
  )
  await clock.advance(12_000)
  expect(server.machines()).toHaveLength(100)
  expect(new Set(server.machines().map(({ name }) => name)).size).toBe(100)
  const { json } = await client.get('/unified_jobs/?type=workflow_job&status=successful')
  expect(json.count).toBe(100)
})
