import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CheckoutRequest } from '@shared/domain/checkout'
import { fittedValues } from '@shared/domain/fitted-values'
import type { Field } from '@shared/domain/form'
import { parseFreeValue, parseTyped } from '@shared/domain/form-check'
import { readOrder, type KnownActions } from '@shared/domain/order-words'
import type { Json } from '@shared/lib/json'
import { brokerCommand, type BrokerCommand } from '@renderer/features/checkout/broker-command'
import { parseCommand, type ParsedCommand } from '@renderer/features/checkout/parse-command'

const KINDS: readonly KnownActions[] = [
  { kind: 'AnsibleTower', actions: [{ name: 'workflow' }, { name: 'job_template' }] },
  { kind: 'Container', actions: [{ name: 'container_host' }, { name: 'container_app' }] },
]
const isAction = (name: string): boolean =>
  KINDS.some((kind) => kind.actions.some((action) => action.name === name))

function parsed(text: string): ParsedCommand {
  const result = parseCommand(text, isAction)
  if ('problem' in result) throw new Error(result.problem)
  return result
}

const FIELDS: readonly Field[] = (
  ['text', 'multiline', 'path', 'choice', 'integer', 'number', 'boolean', 'list', 'map', 'json'] as const
).map((type) => ({ name: `a_${type}`, type, required: false }))

describe('parseCommand', () => {
  test.each<[command: string, values: Record<string, string>]>([
    ['broker checkout --workflow deploy --rhel-version 9.4', { workflow: 'deploy', 'rhel-version': '9.4' }],
    ['broker checkout --container-host=ubi9 a=b --c=d=e', { container_host: 'ubi9', a: 'b', c: 'd=e' }],
    [
      '$ broker checkout -n rhel9 -c 3 -l team=a,b=c -b',
      { nick: 'rhel9', count: '3', provider_labels: 'team=a,b=c' },
    ],
    [
      'broker checkout \\\n  --workflow "my flow" \\\r\n --notes \'a b\'',
      { workflow: 'my flow', notes: 'a b' },
    ],
    ['/usr/bin/broker --log-level debug --output-file x.json checkout --job-xml j.xml', { job_xml: 'j.xml' }],
    ['BROKER_DIRECTORY=/x broker execute --artifacts last', { artifacts: 'last' }],
    ['broker checkout --offset -5 --empty ""', { offset: '-5', empty: '' }],
  ])('%s', (command, values) => {
    expect(parsed(command)).toMatchObject({ values, problems: [] })
  })

  test.each([
    ['broker checkin --all', 'This is not a broker checkout or broker execute command.'],
    ['rm -rf /', 'This is not a broker checkout or broker execute command.'],
    ['', 'This is not a broker checkout or broker execute command.'],
    ['broker checkout --workflow "deploy', 'A quote is not closed.'],
  ])('%s is refused', (command, problem) => {
    expect(parseCommand(command, isAction)).toEqual({ problem })
  })

  test('does not let an option swallow the next one, and says what it leaves out', () => {
    expect(parsed('broker checkout --flag --a 1 stray --last')).toEqual({
      verb: 'checkout',
      values: { a: '1' },
      problems: [
        '--flag is not taken: it has no value.',
        'stray is not taken: it is no option.',
        '--last is not taken: it has no value.',
      ],
    })
  })

  test('keeps the args file apart: it has to be chosen', () => {
    expect(parsed('broker checkout --nick x --args-file ~/args.yaml')).toMatchObject({
      values: { nick: 'x' },
      argsFile: '~/args.yaml',
    })
  })
})

const typedValue = (field: Field): fc.Arbitrary<readonly [string, Json]> =>
  fc
    .oneof(
      fc.string({ minLength: 1, unit: 'binary' }),
      fc.constantFrom('[1]', '{"a":1}', "it's", '-x', '--y', 'a, b', '5', 'true', 'k=v'),
    )
    .filter((text) => !text.includes('\0'))
    .map((text) => parseTyped(field, text))
    .filter((value) => value !== undefined)
    .map((value) => [field.name, value] as const)

const freeValue = fc.tuple(
  fc.stringMatching(/^x_[a-z][\w.-]{0,8}$/),
  fc
    .oneof(fc.string({ minLength: 1 }), fc.json())
    .filter((text) => text !== '')
    .map(parseFreeValue),
)

const requests = fc
  .record({
    target: fc.record({
      provider: fc.constant('AnsibleTower' as const),
      instance: fc.string({ minLength: 1 }),
    }),
    action: fc.constantFrom('workflow', 'job_template'),
    offering: fc.string({ minLength: 1 }),
    typed: fc.subarray([...FIELDS]).chain((fields) => fc.tuple(...fields.map(typedValue))),
    free: fc.array(freeValue, { maxLength: 3 }),
    count: fc.integer({ min: 1, max: 200 }),
    labels: fc.dictionary(
      fc.stringMatching(/^[\w.-]{1,6}$/),
      fc.stringMatching(/^[\w=./ -]{0,6}$/).map((text) => text.trim()),
    ),
  })
  .map(({ typed, free, ...rest }): CheckoutRequest => ({
    ...rest,
    secretArguments: [],
    arguments: Object.fromEntries([...typed, ...free]),
  }))

describe('a command that is pasted', () => {
  test('says what the form said that it was written from', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const { values, problems } = parsed(brokerCommand({ verb: 'checkout', request, fields: FIELDS }))
        expect(problems).toEqual([])
        const words = readOrder(values, KINDS)
        expect({ provider: words.provider, instance: words.instance }).toEqual(request.target)
        expect({ action: words.action, offering: words.offering, count: words.count ?? 1 }).toEqual({
          action: request.action,
          offering: request.offering,
          count: request.count,
        })
        expect(words.labels ?? {}).toEqual(request.labels)
        const fitted = fittedValues(FIELDS, words.arguments)
        const sent = Object.entries(fitted).map(([name, value]): [string, Json] => [
          name,
          FIELDS.some((field) => field.name === name) || typeof value !== 'string'
            ? value
            : parseFreeValue(value),
        ])
        expect(Object.fromEntries(sent)).toEqual(request.arguments)
      }),
      { numRuns: 1_000 },
    )
  })

  test('names the nick, and says only what differs from it', () => {
    const request: CheckoutRequest = {
      target: { provider: 'AnsibleTower', instance: 'prod' },
      action: 'workflow',
      offering: 'deploy',
      arguments: { version: '9.4', notes: 'mine' },
      secretArguments: [],
      count: 2,
      labels: { team: 'a' },
      nick: 'rhel9',
    }
    const order = {
      provider: 'AnsibleTower' as const,
      instance: 'prod',
      action: 'workflow',
      offering: 'deploy',
      count: 2,
      labels: { team: 'a' },
      arguments: { version: 9.4 },
    }
    const fields: readonly Field[] = [{ name: 'version', type: 'text', required: true }]
    const command = (change: Partial<CheckoutRequest>, more: object = {}): string => {
      const made: BrokerCommand = {
        verb: 'checkout',
        request: { ...request, ...change },
        fields,
        nick: { name: 'rhel9', order: { ...order, ...more } },
      }
      return brokerCommand(made).replaceAll(' \\\n  ', ' ')
    }
    expect(command({})).toBe('broker checkout --nick rhel9 --notes mine')
    expect(command({ count: 1, arguments: { version: '9.5' } })).toBe(
      'broker checkout --nick rhel9 --count 1 --version 9.5',
    )
    // A command cannot take back what a nick says, and the broker command does not know the secrets of the window.
    expect(command({ arguments: {} })).toContain('--workflow deploy')
    expect(command({}, { arguments: { key: { $secret: 'nick/rhel9/key' } } })).toContain('--workflow deploy')
    expect(command({ offering: 'other' })).toContain('--workflow other')
  })
})
