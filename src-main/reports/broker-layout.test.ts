import { describe, expect, it, test } from 'vitest'
import type { CheckoutRequest } from '@shared/domain/checkout'
import type { ErrorCode, FailureCause } from '@shared/domain/error'
import type { JsonObject } from '@shared/lib/json'
import { MASK } from '@shared/lib/redact'
import { providerKindSchema, type InstanceId, type ProviderKind } from '@shared/domain/provider'
import type { Task, TaskKind, TaskLine, TaskRequest } from '@shared/domain/task'
import type { HostRecord } from '@main/ports/inventory'
import { hostRecord, taskOf } from '@main/testing/report-samples'
import { brokerHost } from './broker-host'
import { brokerOutput, brokerText, type BrokerOutput } from './broker-layout'

// The keys are those of Broker 0.4.1 and 0.8; what scripts read must not move.

const API = { label: 'API', url: 'https://tower.example.com/api/v2/workflow_jobs/12/' }
const UI = { label: 'Open', url: 'https://tower.example.com/#/jobs/workflow/12/output' }

function whole({ head, list }: BrokerOutput): JsonObject {
  return list === undefined ? head : { ...head, [list.key]: list.hosts.map(brokerHost) }
}

function outputOf(task: Task, hosts: readonly HostRecord[] = []): JsonObject {
  const authType = task.provider === 'AnsibleTower' ? 'token' : undefined
  return whole(
    brokerOutput({ about: 'task', task, hosts: hosts.map((host) => ({ host, events: [] })) }, authType),
  )
}

function failing(code: ErrorCode, causes?: FailureCause[]): Partial<TaskLine> {
  return {
    status: {
      state: 'failed',
      error: {
        code,
        message: 'deploy-rhel failed at AnsibleTower prod, job 12.',
        ...(causes === undefined ? {} : { said: causes[0]?.reason, causes }),
        provider: 'AnsibleTower',
        retryable: true,
      },
    },
    links: [UI, API],
  }
}

describe('a host', () => {
  it('has the keys of a host record', () => {
    expect(
      brokerHost(
        hostRecord({
          name: 'maya-rhel-1',
          hostname: 'maya-rhel-1.example.com',
          arguments: { 'rhel-version': '9.4', password: { $secret: 'argument/1' } },
          raw: { tower_inventory: 'maya-inventory', job: 12, _attrs: { owner: { name: 'maya' } } },
        }),
      ),
    ).toEqual({
      name: 'maya-rhel-1',
      hostname: 'maya-rhel-1.example.com',
      type: 'host',
      _broker_provider: 'AnsibleTower',
      _broker_provider_instance: 'prod',
      _broker_args: { workflow: 'deploy-rhel', 'rhel-version': '9.4', password: MASK },
      tower_inventory: 'maya-inventory',
      _attrs: { owner: { name: 'maya' } },
    })
  })

  it('keeps its keys where nothing is known, and tells what its workflow told', () => {
    expect(
      brokerHost(
        hostRecord({
          ref: { job_id: '4711' },
          raw: { host_type: 'vm', _broker_facts: { shutdown_time: 1_800_000_000, name: 'not this' } },
        }),
      ),
    ).toEqual({
      name: null,
      hostname: null,
      type: 'vm',
      _broker_provider: 'AnsibleTower',
      _broker_provider_instance: 'prod',
      _broker_args: { workflow: 'deploy-rhel' },
      job_id: '4711',
      shutdown_time: 1_800_000_000,
    })
  })
})

describe('a check out', () => {
  it('that succeeded', () => {
    const host = hostRecord({ name: 'one', hostname: 'one.example.com' })
    expect(outputOf(taskOf({}, { links: [UI, API] }), [host])).toEqual({
      provider: 'AnsibleTower',
      action: 'execute',
      arguments: { workflow: 'deploy-rhel', 'rhel-version': '9.4' },
      auth_type: 'token',
      api_url: API.url,
      ui_url: UI.url,
      hosts: [brokerHost(host)],
      return_code: 0,
    })
  })

  it('that failed says why, with the page of the job, and has only the hosts that came to be', () => {
    const task = taskOf(
      { state: 'failed' },
      { links: [UI, API] },
      failing('PROVIDER', [
        {
          reason: 'No free address',
          job: { name: 'network', id: '13', link: { label: 'x', url: 'https://t/13' } },
        },
      ]),
    )
    const output = outputOf(task, [hostRecord(), hostRecord({ id: 'h2', state: 'left_behind' })])
    expect(output).toMatchObject({
      return_code: 7,
      error_message: 'AnsibleTower encountered the following error: No free address',
      'Workflow Status': 'failed',
      'Reason(s)': 'No free address',
      URL: 'https://t/13',
    })
    expect(output['hosts']).toHaveLength(1)
  })

  it('with several reasons has them as a list, and without a page of the cause that of the job', () => {
    const causes = [{ reason: 'second' }, { reason: 'first' }]
    expect(outputOf(taskOf({ state: 'failed' }, failing('PROVIDER', causes)))).toMatchObject({
      'Reason(s)': ['second', 'first'],
      URL: UI.url,
    })
  })

  it.each([
    ['AUTH', 5],
    ['PERMISSION', 6],
    ['PROVIDER', 7],
    ['TIMEOUT', 7],
    ['CONFIG', 8],
    ['NOT_SUPPORTED', 9],
    ['INVALID_INPUT', 13],
    ['INTERNAL', 1],
  ] as const)('that failed with %s has the return code %i', (code, returnCode) => {
    expect(outputOf(taskOf({ state: 'failed' }, failing(code)))).toMatchObject({ return_code: returnCode })
  })

  it('that was cancelled is no success, and one that runs has no return code', () => {
    const cancelled = taskOf({ state: 'cancelled' }, { status: { state: 'cancelled', reason: 'Cancelled.' } })
    expect(outputOf(cancelled)).toMatchObject({ return_code: 1, error_message: 'Cancelled.', hosts: [] })
    const running = taskOf({ state: 'running' }, { status: { state: 'running' } })
    expect(outputOf(running)).not.toHaveProperty('return_code')
  })
})

describe('an execution', () => {
  const task = (change: Partial<Task>, result: TaskLine['result']): Task =>
    taskOf(
      {
        kind: 'execute',
        request: {
          kind: 'execute',
          request: {
            target: { provider: change.provider ?? 'AnsibleTower', instance: 'prod' },
            action: change.provider === 'Container' ? 'container_app' : 'job_template',
            offering: 'list-templates',
            arguments: {},
            secretArguments: [],
            labels: { team: 'x' },
          },
        },
        ...change,
      },
      { hostId: undefined, ...(result === undefined ? {} : { result }) },
    )

  it('has the artifacts that were asked for', () => {
    const output = outputOf(task({}, { output: 'log', artifacts: { a: 1 }, raw: { id: 12 } }))
    expect(output).toEqual({
      provider: 'AnsibleTower',
      action: 'execute',
      arguments: { job_template: 'list-templates', provider_labels: { team: 'x' } },
      auth_type: 'token',
      output: { a: 1 },
      return_code: 0,
    })
  })

  it('has the job without them, and of a container what it printed', () => {
    expect(outputOf(task({}, { output: 'log', raw: { id: 12 } }))).toMatchObject({ output: { id: 12 } })
    const printed = outputOf(task({ provider: 'Container' }, { output: 'hello\n', raw: { Id: 'x' } }))
    expect(printed).toEqual({
      provider: 'Container',
      action: 'execute',
      arguments: { container_app: 'list-templates', provider_labels: { team: 'x' } },
      output: 'hello\n',
      return_code: 0,
    })
  })
})

describe('the other tasks', () => {
  it('an extension has a record for each host, which Broker cannot write', () => {
    const task = taskOf({
      kind: 'extend',
      request: { kind: 'extend', hostIds: ['h1'], extension: { kind: 'by', ms: 172_800_000 } },
    })
    expect(outputOf(task, [hostRecord({ name: 'one' })])).toMatchObject({
      action: 'extend',
      arguments: { target_vm: 'one', new_expire_time: '+172800' },
      hosts: [{ name: 'one' }],
      return_code: 0,
    })
  })

  it('a check in has no hosts, and a sync has the inventory', () => {
    const checkin = taskOf({ kind: 'checkin', request: { kind: 'checkin', hostIds: ['h1'] } })
    const output = outputOf(checkin, [hostRecord({ name: 'one', state: 'released' })])
    expect(output).toMatchObject({ action: 'release', arguments: { source_vm: 'one' }, return_code: 0 })
    expect(output).not.toHaveProperty('hosts')
    const sync = taskOf({
      kind: 'sync',
      request: {
        kind: 'sync',
        target: { provider: 'AnsibleTower', instance: 'prod' },
        scope: { kind: 'mine' },
      },
    })
    expect(outputOf(sync, [hostRecord({ name: 'one' })])).toMatchObject({ inventory: [{ name: 'one' }] })
  })
})

describe('the keys of each verb and end, and no others', () => {
  const by = (provider: ProviderKind): InstanceId => ({ provider, instance: 'prod' })
  const ordered = (provider: ProviderKind): CheckoutRequest => ({
    target: by(provider),
    action: provider === 'AnsibleTower' ? 'workflow' : 'container_host',
    offering: 'x',
    arguments: {},
    secretArguments: [],
    count: 1,
    labels: {},
  })
  const requests: Readonly<Record<TaskKind, (provider: ProviderKind) => TaskRequest>> = {
    checkout: (provider) => ({ kind: 'checkout', request: ordered(provider) }),
    execute: (provider) => ({ kind: 'execute', request: ordered(provider) }),
    checkin: () => ({ kind: 'checkin', hostIds: ['h1'] }),
    extend: () => ({ kind: 'extend', hostIds: ['h1'], extension: { kind: 'default' } }),
    sync: (provider) => ({ kind: 'sync', target: by(provider), scope: { kind: 'mine' } }),
  }
  const ends: Readonly<Record<string, Partial<TaskLine>>> = {
    succeeded: { links: [UI, API] },
    'a failed job': failing('PROVIDER', [{ reason: 'No free address' }]),
    'another failure': { ...failing('TIMEOUT'), links: [] },
    cancelled: { status: { state: 'cancelled', reason: 'Cancelled.' } },
    running: { status: { state: 'running' } },
  }
  const TOWER = ['action', 'arguments', 'auth_type', 'provider']
  const PLAIN = ['action', 'arguments', 'provider']
  const JOB = ['api_url', 'ui_url']
  const FAILURE = ['error_message', 'return_code']
  const REASON = ['Reason(s)', 'URL', 'Workflow Status']

  test.each<[TaskKind, ProviderKind, string, readonly string[]]>([
    ['checkout', 'AnsibleTower', 'succeeded', [...TOWER, ...JOB, 'hosts', 'return_code']],
    ['checkout', 'AnsibleTower', 'a failed job', [...TOWER, ...JOB, ...FAILURE, ...REASON, 'hosts']],
    ['checkout', 'AnsibleTower', 'another failure', [...TOWER, ...FAILURE, 'hosts']],
    ['checkout', 'AnsibleTower', 'cancelled', [...TOWER, ...FAILURE, 'hosts']],
    ['checkout', 'AnsibleTower', 'running', [...TOWER, 'hosts']],
    ['checkout', 'Container', 'succeeded', [...PLAIN, 'hosts', 'return_code']],
    ['checkout', 'Container', 'another failure', [...PLAIN, ...FAILURE, 'hosts']],
    ['execute', 'AnsibleTower', 'succeeded', [...TOWER, ...JOB, 'output', 'return_code']],
    ['execute', 'AnsibleTower', 'a failed job', [...TOWER, ...JOB, ...FAILURE, ...REASON]],
    ['execute', 'AnsibleTower', 'another failure', [...TOWER, ...FAILURE]],
    ['execute', 'Container', 'succeeded', [...PLAIN, 'output', 'return_code']],
    ['execute', 'Container', 'another failure', [...PLAIN, ...FAILURE]],
    ['checkin', 'AnsibleTower', 'succeeded', [...TOWER, ...JOB, 'return_code']],
    ['checkin', 'AnsibleTower', 'a failed job', [...TOWER, ...JOB, ...FAILURE, ...REASON]],
    ['checkin', 'Container', 'succeeded', [...PLAIN, 'return_code']],
    ['checkin', 'Container', 'another failure', [...PLAIN, ...FAILURE]],
    ['extend', 'AnsibleTower', 'succeeded', [...TOWER, ...JOB, 'hosts', 'return_code']],
    ['extend', 'AnsibleTower', 'a failed job', [...TOWER, ...JOB, ...FAILURE, ...REASON, 'hosts']],
    ['sync', 'AnsibleTower', 'succeeded', ['auth_type', 'provider', ...JOB, 'inventory', 'return_code']],
    ['sync', 'Container', 'succeeded', ['provider', 'inventory', 'return_code']],
  ])('%s at %s, %s', (kind, provider, end, keys) => {
    const { status = { state: 'succeeded' as const }, ...line } = ends[end] ?? {}
    const result = kind === 'execute' && end === 'succeeded' ? { result: { output: 'x' } } : {}
    const task = taskOf(
      { kind, provider, state: status.state, request: requests[kind](provider) },
      { status, ...line, ...result },
    )
    const output = outputOf(task, [hostRecord({ provider, name: 'one' })])
    expect(Object.keys(output).toSorted()).toEqual(keys.toSorted())
  })

  test.each<[string, readonly string[]]>([
    ['AnsibleTower', ['tower_inventory']],
    ['Container', []],
    ['Sandbox', []],
  ])('the record of a host of %s', (provider, more) => {
    const kind = providerKindSchema.parse(provider)
    const raw = provider === 'AnsibleTower' ? { tower_inventory: 'maya-inventory' } : { Id: 'abc' }
    expect(Object.keys(brokerHost(hostRecord({ provider: kind, raw }))).toSorted()).toEqual(
      [
        '_broker_args',
        '_broker_provider',
        '_broker_provider_instance',
        'hostname',
        'name',
        'type',
        ...more,
      ].toSorted(),
    )
  })
})

it('hosts without a task are the inventory', () => {
  const subject = { about: 'inventory' as const, hosts: [{ host: hostRecord(), events: [] }] }
  expect(whole(brokerOutput(subject, undefined))).toEqual({
    inventory: [brokerHost(hostRecord())],
    return_code: 0,
  })
})

it('is written with four spaces and its keys in order, at every depth', () => {
  expect(brokerText({ b: { d: 1, c: [{ z: 1, a: 2 }] }, a: 'ü', _c: null, B: 1 })).toBe(
    '{\n    "B": 1,\n    "_c": null,\n    "a": "ü",\n    "b": {\n        "c": [\n            {\n                "a": 2,\n                "z": 1\n            }\n        ],\n        "d": 1\n    }\n}\n',
  )
})
