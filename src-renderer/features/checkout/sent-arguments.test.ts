import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Field } from '@shared/domain/form'
import { jsonObjectSchema } from '@shared/lib/json'
import { freeArguments, freeRowErrors, rowsOfRest, secretRows } from '@renderer/features/checkout/free-rows'
import { labelError, labelsOf, oneTagPerName, tagsOf } from '@renderer/features/checkout/labels'
import { orderedLayers, type ArgumentLayer } from '@renderer/features/checkout/layers'
import { orderedArguments, sentArguments, whereFrom } from '@renderer/features/checkout/sent-arguments'
import { valueText } from '@renderer/features/checkout/value-text'

const fields: readonly Field[] = [
  { name: 'version', type: 'text', required: true },
  { name: 'flavor', type: 'text', required: false, default: 'm5.large' },
  { name: 'network', type: 'text', required: false, default: 'lab' },
  { name: 'register', type: 'boolean', required: false, default: true },
  { name: 'key', type: 'secret', required: false, showWhen: { field: 'register', in: [true] } },
]
const nothing = { fields, values: {}, rows: [], kept: {}, tags: [], instance: { config: {} } }

function row(id: string, name: string, value: string): { id: string; name: string; value: string } {
  return { id, name, value }
}

describe('sentArguments', () => {
  test('has defaults where nothing is said, and says when they are the instance’s or the environment’s', () => {
    const config = { network: 'lab', flavor: 'other' }
    expect(sentArguments({ ...nothing, instance: { config } })).toEqual([
      { name: 'flavor', text: 'm5.large', source: { kind: 'default' } },
      { name: 'network', text: 'lab', source: { kind: 'instance' } },
      { name: 'register', text: 'true', source: { kind: 'default' } },
    ])
    const environment = { network: 'BROKER_CONTAINER__network', flavor: 'BROKER_CONTAINER__flavor' }
    const sent = sentArguments({ ...nothing, instance: { config, environment } })
    expect(sent.find(({ name }) => name === 'network')?.source).toEqual({
      kind: 'environment',
      name: 'BROKER_CONTAINER__network',
    })
    expect(sent.find(({ name }) => name === 'flavor')?.source).toEqual({ kind: 'default' })
  })

  test('has what was typed, additional arguments and labels, secrets masked, hidden fields left out', () => {
    const typed = { ...nothing, values: { version: '9.4', key: 's3cr3t' } }
    expect(
      sentArguments({
        ...typed,
        rows: [row('1', '--notes', 'a b'), row('2', 'api_token', 'x')],
        tags: ['team=a'],
      }),
    ).toEqual([
      { name: 'version', text: '"9.4"', source: { kind: 'typed' } },
      { name: 'flavor', text: 'm5.large', source: { kind: 'default' } },
      { name: 'network', text: 'lab', source: { kind: 'default' } },
      { name: 'register', text: 'true', source: { kind: 'default' } },
      { name: 'key', text: '••••••••', source: { kind: 'typed' } },
      { name: 'notes', text: '"a b"', source: { kind: 'typed' } },
      { name: 'api_token', text: '••••••••', source: { kind: 'typed' } },
      { name: '_labels', text: 'team=a', source: { kind: 'typed' } },
    ])
    const hidden = sentArguments({ ...typed, values: { register: false, key: 's3cr3t' } })
    expect(hidden.map(({ name }) => name)).not.toContain('key')
  })
})

describe('what is kept with a request', () => {
  const withSecret: readonly Field[] = [
    ...fields,
    { name: 'password', type: 'secret', required: false, default: '$encrypted$' },
  ]
  const layers: readonly ArgumentLayer[] = [
    { kind: 'file', name: 'args.yaml', values: { flavor: 'm5.xlarge' } },
    { kind: 'nick', name: 'rhel', values: { version: '9.4', free: 7 }, labels: { team: 'a' } },
  ]

  test('is where each argument comes from, and the defaults that are taken but for secret ones', () => {
    expect(
      whereFrom({
        ...nothing,
        fields: withSecret,
        values: { version: '9.4', flavor: 'm5.xlarge' },
        rows: [row('1', 'mine', 'x'), row('2', 'free', '7')],
        kept: { free: 7 },
        tags: ['team=a'],
        layers,
      }),
    ).toEqual({
      sources: {
        version: { kind: 'nick', name: 'rhel' },
        flavor: { kind: 'file', name: 'args.yaml' },
        network: { kind: 'default' },
        register: { kind: 'default' },
        mine: { kind: 'typed' },
        free: { kind: 'nick', name: 'rhel' },
        _labels: { kind: 'nick', name: 'rhel' },
      },
      defaults: { network: 'lab', register: true },
    })
  })

  test('labels are the nick’s or the file’s as long as nobody changed them', () => {
    const sourceWith = (tags: readonly string[]): unknown =>
      sentArguments({ ...nothing, layers, tags }).find(({ name }) => name === '_labels')?.source
    expect(sourceWith(['team=a'])).toEqual({ kind: 'nick', name: 'rhel' })
    expect(sourceWith(['team=a', 'x'])).toEqual({ kind: 'typed' })
    expect(sourceWith([])).toBeUndefined()
  })

  test('is shown of the order later, secrets as dots, and is known again when it is changed', () => {
    const order = {
      arguments: { version: '9.4', flavor: 'm5.xlarge', mine: 'x', key: { $secret: 'argument/1' }, old: 1 },
      defaults: { network: 'lab' },
      sources: {
        version: { kind: 'nick', name: 'rhel' },
        flavor: { kind: 'file', name: 'args.yaml' },
        mine: { kind: 'typed' },
        key: { kind: 'nick', name: 'rhel' },
        network: { kind: 'instance' },
        _labels: { kind: 'file', name: 'args.yaml' },
      },
      labels: { team: 'a' },
      nick: 'rhel',
    } as const satisfies Parameters<typeof orderedArguments>[0] & { readonly nick: string }
    expect(orderedArguments(order)).toEqual([
      { name: 'version', text: '"9.4"', source: { kind: 'nick', name: 'rhel' } },
      { name: 'flavor', text: 'm5.xlarge', source: { kind: 'file', name: 'args.yaml' } },
      { name: 'mine', text: 'x', source: { kind: 'typed' } },
      { name: 'key', text: '••••••••', source: { kind: 'nick', name: 'rhel' } },
      { name: 'old', text: '1' },
      { name: 'network', text: 'lab', source: { kind: 'instance' } },
      { name: '_labels', text: 'team=a', source: { kind: 'file', name: 'args.yaml' } },
    ])
    expect(orderedLayers(order)).toEqual([
      { kind: 'file', name: 'args.yaml', values: { flavor: 'm5.xlarge' }, labels: { team: 'a' } },
      { kind: 'nick', name: 'rhel', values: { version: '9.4', key: { $secret: 'argument/1' } } },
    ])
    const again = sentArguments({
      ...nothing,
      values: { version: '9.4', flavor: 'm5.small', key: order.arguments.key },
      layers: orderedLayers(order),
    })
    expect(again.map(({ name, source }) => [name, source?.kind])).toEqual([
      ['version', 'nick'],
      ['flavor', 'typed'],
      ['network', 'default'],
      ['register', 'default'],
      ['key', 'nick'],
    ])
  })
})

test.each([
  ['minimal', 'minimal'],
  ['9.4', '"9.4"'],
  ['true', '"true"'],
  ['', '""'],
  ['a, b', '"a, b"'],
  ['registry.example.com/ubi9:latest', 'registry.example.com/ubi9:latest'],
])('valueText of %j is %s', (value, text) => {
  expect(valueText(value)).toBe(text)
})

test('valueText says how long a long list is', () => {
  expect(valueText(['a'])).toBe('["a"]')
  expect(valueText(Array.from({ length: 40 }, (_, i) => `item ${i}`))).toBe('[40 items]')
})

describe('additional arguments', () => {
  const rules = { fields, freeArguments: true }

  test('keep a secret that is stored unless something else is typed over its dots', () => {
    const kept = { token: { $secret: 'argument/7' } }
    const [stored] = rowsOfRest(fields, { ...kept, version: '9.4' })
    expect(stored).toMatchObject({ name: 'token', value: '••••••••' })
    expect(freeArguments(stored === undefined ? [] : [stored], kept)).toEqual([['token', kept.token]])
    expect(freeArguments([row('1', 'token', 'new')], kept)).toEqual([['token', 'new']])
  })

  test('read lists and objects as JSON and leave the rest as text', () => {
    expect(freeArguments([row('1', 'a', '[1, 2]'), row('2', 'b', '42'), row('3', '', '')], {})).toEqual([
      ['a', [1, 2]],
      ['b', '42'],
    ])
  })

  test('are what their type says, and without one what Broker makes of them', () => {
    const rows = [
      { ...row('1', 'a', '42'), type: 'number' },
      { ...row('2', 'b', 'yes'), type: 'boolean' },
      { ...row('3', 'c', '[1]'), type: 'text' },
      { ...row('4', 'd', '"x"'), type: 'json' },
      { ...row('5', 'e', 'null'), type: 'json' },
      { ...row('6', 'f', '[1]'), type: 'secret' },
      row('7', 'g', '42'),
      row('8', 'h', '[1]'),
    ] as const
    const kept = { f: 'old', g: 42 }
    expect(Object.fromEntries(freeArguments(rows, kept))).toEqual({
      a: 42,
      b: true,
      c: '[1]',
      d: 'x',
      e: null,
      f: '[1]',
      g: 42,
      h: [1],
    })
    expect(secretRows(rows, { ...kept, a: { $secret: 'argument/1' } })).toEqual(['a', 'f'])
    expect(sentArguments({ ...nothing, rows }).find(({ name }) => name === 'f')?.text).toBe('••••••••')
    expect(freeRowErrors(rows, rules, true)).toEqual({})
    const wrong = [
      { ...row('1', 'a', '4x'), type: 'number' },
      { ...row('2', 'b', 'maybe'), type: 'boolean' },
      { ...row('3', 'c', '{a: 1}'), type: 'json' },
    ] as const
    expect(freeRowErrors(wrong, rules, false)).toEqual({})
    expect(freeRowErrors(wrong, rules, true)).toEqual({
      '1': 'Say a number.',
      '2': 'Say true or false.',
      '3': 'This is not JSON. Write a text in quotation marks.',
    })
  })

  test('that are given stay what they are: whatever a file, a nick or a host says is sent again', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]\w*$/), fc.jsonValue()), (values) => {
        // An empty row says nothing, -0 has no text of its own, and a marker stands for a secret.
        const said = Object.fromEntries(
          Object.entries(jsonObjectSchema.parse(values)).filter(
            ([, value]) =>
              value !== '' && !Object.is(value, -0) && !JSON.stringify(value).includes('$secret'),
          ),
        )
        const sent = Object.fromEntries(freeArguments(rowsOfRest([], said), said))
        expect(sent).toEqual(said)
      }),
      { numRuns: 500 },
    )
  })

  test('are wrong when they say what the form says, or twice; unfinished ones only when all is sent', () => {
    const rows = [
      row('1', 'flavor', 'x'),
      row('2', 'a', '1'),
      row('3', 'a', '2'),
      row('4', '', 'x'),
      row('5', 'b', ''),
    ]
    expect(Object.keys(freeRowErrors(rows, rules, false))).toEqual(['1', '3'])
    expect(Object.keys(freeRowErrors(rows, rules, true))).toEqual(['1', '3', '4', '5'])
    expect(Object.keys(freeRowErrors(rows, { ...rules, freeArguments: false }, false))).toHaveLength(5)
  })
})

test('labels part at the first equals sign, and a name stands once', () => {
  expect(labelsOf(['team=platform', 'bz-repro', 'q=a=b'])).toEqual({
    team: 'platform',
    'bz-repro': '',
    q: 'a=b',
  })
  expect(tagsOf({ team: 'platform', x: '' })).toEqual(['team=platform', 'x'])
  expect(oneTagPerName(['a=1', 'b', 'a=2'])).toEqual(['a=2', 'b'])
  expect(labelError('=x')).toBeDefined()
  expect(labelError('x')).toBeUndefined()
})
