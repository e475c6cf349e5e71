import { describe, expect, test } from 'vitest'
import type { Field } from '@shared/domain/form'
import type { Nick } from '@shared/domain/nick'
import type { ProviderKindInfo } from '@shared/domain/provider'
import type { JsonObject } from '@shared/lib/json'
import { EMPTY_DRAFT, type CheckoutDraft } from '@renderer/features/checkout/checkout-draft'
import { fill, type FillContext, type Filled, type Filling } from '@renderer/features/checkout/fill'
import { freeArguments } from '@renderer/features/checkout/free-rows'
import {
  layeredValues,
  orderedLayers,
  sourceOf,
  type ArgumentLayer,
} from '@renderer/features/checkout/layers'

function kind(name: 'AnsibleTower' | 'Container', actions: readonly string[]): ProviderKindInfo {
  return {
    kind: name,
    title: name,
    description: '',
    pretend: false,
    actions: actions.map((action) => ({
      name: action,
      title: action,
      verbs: action === 'container_app' ? ['execute'] : ['checkout'],
      offeringNoun: 'thing',
      openOfferings: true,
    })),
    listings: [],
    configFields: [],
    capabilities: { extend: false, execute: true, inventory: false },
  }
}

function nick(name: string, args: JsonObject, order: Partial<Nick['order']> = {}): Nick {
  return {
    name,
    order: { provider: 'AnsibleTower', action: 'workflow', offering: 'deploy', ...order, arguments: args },
    uses: 0,
    notes: [],
    revision: '1',
  }
}

const fields: readonly Field[] = [
  { name: 'version', type: 'text', required: true },
  { name: 'environment', type: 'map', required: false },
]
const selection = {
  target: { provider: 'AnsibleTower' as const, instance: 'stage' },
  action: 'workflow',
  offering: 'deploy',
}
const context: FillContext = {
  verb: 'checkout',
  selection,
  fields,
  draft: EMPTY_DRAFT,
  instances: [
    { provider: 'AnsibleTower', instance: 'stage', isDefault: false },
    { provider: 'AnsibleTower', instance: 'prod', isDefault: true },
    { provider: 'Container', instance: 'local', isDefault: true },
  ],
  kinds: [kind('AnsibleTower', ['workflow']), kind('Container', ['container_host', 'container_app'])],
  nicks: [
    nick('rhel9', { version: 9.4, environment: { A: 'nick', B: 'nick' } }),
    nick(
      'box',
      {},
      { provider: 'Container', action: 'container_host', offering: 'ubi9', count: 2, labels: { team: 'a' } },
    ),
  ],
}

function filled(filling: Filling, more: Partial<FillContext> = {}): Exclude<Filled, { problem: string }> {
  const result = fill(filling, { ...context, ...more })
  if ('problem' in result) throw new Error(result.problem)
  return result
}

function byNick(name: string): Filling {
  const found = context.nicks.find((each) => each.name === name)
  return { kind: 'nick', name, words: found?.order ?? { arguments: {} } }
}

const file = (args: JsonObject, words: Partial<Filling['words']> = {}): Filling => ({
  kind: 'file',
  name: 'args.yaml',
  words: { ...words, arguments: args },
})

describe('a nick', () => {
  test('says what, where it is default, how many and with which labels', () => {
    const { selection: chosen, draft } = filled(byNick('box'))
    expect(chosen).toEqual({
      target: { provider: 'Container', instance: 'local' },
      action: 'container_host',
      offering: 'ubi9',
    })
    expect(draft).toMatchObject({ count: 2, tags: ['team=a'], layers: [{ kind: 'nick', name: 'box' }] })
  })

  test('goes under what was typed for the same offering, and takes the place of the nick before', () => {
    const target = { provider: 'AnsibleTower' as const, instance: 'prod' }
    const draft: CheckoutDraft = {
      ...EMPTY_DRAFT,
      values: { version: '9.5', environment: { A: 'typed' } },
      layers: [{ kind: 'nick', name: 'old', values: { version: '9.5', gone: '1' } }],
      rows: [
        { id: '1', name: 'gone', value: '1' },
        { id: '2', name: 'mine', value: 'x' },
      ],
    }
    const result = filled(byNick('rhel9'), { selection: { ...selection, target }, draft })
    expect(result.draft.values).toEqual({ version: 9.4, environment: { A: 'typed', B: 'nick' } })
    expect(result.draft.rows).toEqual([{ id: '2', name: 'mine', value: 'x' }])
  })

  test('names its instance, and an unknown one is never replaced by another', () => {
    const order = { ...byNick('rhel9').words, instance: 'prodd' }
    expect(fill({ ...byNick('rhel9'), words: order }, context)).toEqual({
      problem: 'There is no instance prodd of AnsibleTower. Did you mean prod?',
    })
  })

  test('for something else is told as such', () => {
    const order = nick('app', {}, { provider: 'Container', action: 'container_app', offering: 'ls' }).order
    expect(fill({ kind: 'nick', name: 'app', words: order }, context)).toMatchObject({
      problem: expect.stringContaining('cannot be used to check out'),
    })
  })
})

describe('an args file', () => {
  test('fills in the form that is there, over its nick and under what was typed', () => {
    const layers: ArgumentLayer[] = [
      { kind: 'nick', name: 'rhel9', values: { version: 9.4, environment: { A: 'nick', B: 'nick' } } },
    ]
    const draft: CheckoutDraft = {
      ...EMPTY_DRAFT,
      values: { version: '9.9', environment: { A: 'nick', B: 'nick' } },
      layers,
    }
    const result = filled(file({ version: '8', environment: { A: 'file' } }, { count: 3 }), { draft })
    expect(result.selection).toEqual(selection)
    expect(result.draft.values).toEqual({ version: '9.9', environment: { A: 'file', B: 'nick' } })
    expect(result.draft.count).toBe(3)
    expect(result.notes).toEqual([
      'args.yaml asks for 3 hosts. The broker command does not take that from it.',
    ])
  })

  test('may say what to check out, and a nick; the instance that is chosen stays', () => {
    const result = filled(file({ a: 1 }, { provider: 'AnsibleTower', action: 'workflow', offering: 'other' }))
    expect(result.selection).toEqual({ ...selection, offering: 'other' })
    const both = filled(file({ version: '8' }, { nick: 'rhel9' }))
    expect(both.draft.layers?.map(({ name }) => name)).toEqual(['args.yaml', 'rhel9'])
    expect(both.draft.values).toMatchObject({ version: '8', environment: { A: 'nick', B: 'nick' } })
  })

  test('the same file again takes its own place', () => {
    const once = filled(file({ a: 1, b: 1 }))
    const twice = filled(file({ a: 2 }), { draft: once.draft })
    expect(twice.draft.values).toEqual({ a: 2 })
    expect(twice.draft.layers).toHaveLength(1)
  })

  test('a number without a field stays a number', () => {
    const { draft } = filled(file({ n: 5, l: [1] }))
    const rows = Object.entries(draft.values).map(([name, value]) => ({
      id: name,
      name,
      value: JSON.stringify(value),
    }))
    expect(Object.fromEntries(freeArguments(rows, draft.kept))).toEqual({ n: 5, l: [1] })
  })

  test('without anything chosen has to say what', () => {
    expect(fill(file({ a: 1 }), { ...context, selection: { ...selection, offering: '' } })).toEqual({
      problem: 'args.yaml does not say what to check out. Choose that first.',
    })
  })

  test('an unknown nick in it names the nearest', () => {
    expect(fill(file({}, { nick: 'rhel' }), context)).toEqual({
      problem: 'There is no nick rhel. Did you mean rhel9?',
    })
  })
})

describe('a command', () => {
  test('begins anew, says its own over its nick, and all of it counts as typed', () => {
    const draft = { ...EMPTY_DRAFT, values: { version: 'old' }, count: 9 }
    const result = filled(
      { kind: 'command', name: 'the command', words: { nick: 'rhel9', arguments: { version: '9.5' } } },
      { draft },
    )
    expect(result.selection.target).toEqual({ provider: 'AnsibleTower', instance: 'prod' })
    expect(result.draft).toMatchObject({
      values: { version: '9.5', environment: { A: 'nick', B: 'nick' } },
      count: 1,
    })
    expect(sourceOf(result.draft.layers ?? [], { name: 'version', type: 'text' }, '9.5')).toEqual({
      kind: 'typed',
    })
  })
})

describe('where a value comes from', () => {
  const layers: ArgumentLayer[] = [
    { kind: 'file', name: 'one.json', values: { a: 1 } },
    { kind: 'file', name: 'args.yaml', values: { a: 2, b: 2, e: { x: 1 } } },
    { kind: 'nick', name: 'n', values: { b: 3, c: 3, e: { y: 1 }, z: null } },
  ]

  test.each([
    ['a', 1, { kind: 'file', name: 'one.json' }],
    ['a', 2, { kind: 'typed' }],
    ['b', 2, { kind: 'file', name: 'args.yaml' }],
    ['c', 3, { kind: 'nick', name: 'n' }],
    ['e', { x: 1, y: 1 }, { kind: 'file', name: 'args.yaml' }],
    ['z', 1, { kind: 'typed' }],
    ['constructor', 'x', { kind: 'typed' }],
  ])('%s = %j', (name, value, source) => {
    expect(sourceOf(layers, { name }, value)).toEqual(source)
  })

  test('a field that is a text has the file’s number as a text', () => {
    expect(sourceOf(layers, { name: 'c', type: 'text' }, '3')).toEqual({ kind: 'nick', name: 'n' })
  })

  test('files go over files name by name, and over nicks level by level', () => {
    expect(layeredValues(layers)).toEqual({ a: 1, b: 2, c: 3, e: { x: 1, y: 1 } })
  })

  test('an order that does not say where its values came from keeps the name of its nick', () => {
    expect(orderedLayers({ arguments: { a: 1 } })).toEqual([])
    const layersOfOrder = orderedLayers({ arguments: { a: 1 }, nick: 'n' })
    expect(sourceOf(layersOfOrder, { name: 'a' }, 1)).toEqual({ kind: 'typed' })
    expect(layersOfOrder).toEqual([{ kind: 'nick', name: 'n', values: {} }])
  })
})
