import { describe, expect, test } from 'vitest'
import type { ProviderKindInfo } from '@shared/domain/provider'
import type { InstanceView } from '@shared/domain/settings'
import type { Task } from '@shared/domain/task'
import { retriedTask, retryDraft } from '@renderer/features/checkout/retry'
import { resolveSelection } from '@renderer/features/checkout/selection'

function kind(name: 'Container' | 'Sandbox', actions: readonly string[]): ProviderKindInfo {
  return {
    kind: name,
    title: name,
    description: '',
    pretend: name === 'Sandbox',
    actions: actions.map((action) => ({
      name: action,
      title: action,
      verbs: [action === 'run' ? ('execute' as const) : ('checkout' as const)],
      offeringNoun: 'image',
      openOfferings: false,
    })),
    listings: [],
    configFields: [],
    capabilities: { extend: false, execute: false, inventory: false },
  }
}

function instance(provider: 'Container' | 'Sandbox', name: string, isDefault = false): InstanceView {
  return { provider, instance: name, isDefault, config: {}, storedSecrets: [], revision: 'r1' }
}

const kinds = [kind('Container', ['run', 'container_host', 'pod']), kind('Sandbox', ['machine'])]
const instances = [instance('Container', 'a'), instance('Container', 'b', true), instance('Sandbox', 's')]

describe('resolveSelection', () => {
  test('takes the default instance and the first action that checks out', () => {
    expect(resolveSelection('checkout', {}, instances, kinds)).toEqual({
      target: { provider: 'Container', instance: 'b' },
      action: 'container_host',
      offering: '',
    })
  })

  test('keeps to the wish as far as it is still there', () => {
    const wish = {
      target: { provider: 'Container' as const, instance: 'a' },
      action: 'pod',
      offering: 'ubi9',
    }
    expect(resolveSelection('checkout', wish, instances, kinds)).toEqual(wish)
    expect(resolveSelection('checkout', { ...wish, action: 'gone' }, instances, kinds)).toMatchObject({
      action: 'container_host',
      offering: '',
    })
    const gone = { ...wish, target: { provider: 'Container' as const, instance: 'gone' } }
    expect(resolveSelection('checkout', gone, instances, kinds)).toMatchObject({
      target: { instance: 'b' },
      offering: '',
    })
  })

  test('is undefined where nothing can be checked out', () => {
    expect(resolveSelection('checkout', {}, [], kinds)).toBeUndefined()
    expect(resolveSelection('checkout', {}, instances, [kind('Container', ['run'])])).toBeUndefined()
  })
})

test('retriedTask reads the place that retryPath makes', () => {
  expect(retriedTask('retry/12')).toBe(12)
  expect(retriedTask('retry/x')).toBeUndefined()
  expect(retriedTask('')).toBeUndefined()
})

test('retryDraft asks for as many hosts as failed, with what was said of the arguments', () => {
  const request = {
    target: { provider: 'Container' as const, instance: 'a' },
    action: 'container_host',
    offering: 'ubi9',
    arguments: { name: 'x', token: { $secret: 'argument/1' } },
    secretArguments: ['token'],
    count: 3,
    labels: { team: 'a' },
    nick: 'small',
  }
  const error = {
    code: 'INVALID_INPUT' as const,
    message: 'No.',
    retryable: false,
    fieldErrors: { name: 'Taken.' },
  }
  const line = { hostId: 'h', title: 'ubi9', steps: [], links: [] }
  const task: Task = {
    id: 7,
    kind: 'checkout',
    title: 'Check out ubi9, 3 hosts',
    state: 'failed',
    lines: [
      { ...line, line: 1, status: { state: 'succeeded' } },
      { ...line, line: 2, status: { state: 'failed', error } },
      { ...line, line: 3, status: { state: 'cancelled', reason: 'Cancelled.' } },
    ],
    request: { kind: 'checkout', request },
    cancelRequested: false,
    createdAtMs: 0,
  }
  expect(retryDraft(task)?.draft).toEqual({
    values: request.arguments,
    rows: [],
    kept: {},
    count: 2,
    tags: ['team=a'],
    layers: [{ kind: 'nick', name: 'small', values: {} }],
    errors: { name: 'Taken.' },
  })
  const ignoring = {
    ...task,
    lines: task.lines.map((each) => ({ ...each, ignored: ['name', 'labels', 'gone'] })),
  }
  expect(retryDraft(ignoring)?.draft.ignored).toEqual({ name: 'x', labels: ['team=a'] })
  expect(retryDraft({ ...task, request: { kind: 'checkin', hostIds: ['h'] } })).toBeUndefined()
})
