import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { orderValues, readOrder, type KnownActions, type OrderWords } from '@shared/domain/order-words'
import type { Json, JsonObject } from '@shared/lib/json'

const KINDS: readonly KnownActions[] = [
  { kind: 'AnsibleTower', actions: [{ name: 'workflow' }, { name: 'job_template' }] },
  { kind: 'Container', actions: [{ name: 'container_host' }, { name: 'container_app' }] },
]

describe('readOrder', () => {
  test.each<[what: string, values: JsonObject, words: Partial<OrderWords>]>([
    [
      'the action, its offering and the rest',
      { workflow: 'deploy-rhel', rhel_version: '9.4' },
      {
        provider: 'AnsibleTower',
        action: 'workflow',
        offering: 'deploy-rhel',
        arguments: { rhel_version: '9.4' },
      },
    ],
    ['the instance', { container_host: 'ubi9', Container: 'remote' }, { instance: 'remote', arguments: {} }],
    [
      'an instance without an action',
      { Container: 'remote', a: 1 },
      { provider: 'Container', instance: 'remote', arguments: { a: 1 } },
    ],
    ['the case of a kind counts', { workflow: 'x', ansibletower: 'y' }, { arguments: { ansibletower: 'y' } }],
    ['count', { count: 2 }, { count: 2, arguments: {} }],
    ['_count', { _count: '3' }, { count: 3, arguments: {} }],
    [
      'labels as a text',
      { provider_labels: 'team=platform, url=a=b,bz' },
      { labels: { team: 'platform', url: 'a=b', bz: '' } },
    ],
    [
      'labels as a map',
      { provider_labels: { team: 'platform', n: 1 } },
      { labels: { team: 'platform', n: '1' } },
    ],
    ['a nick', { nick: 'rhel9', a: '1' }, { nick: 'rhel9', arguments: { a: '1' } }],
    ['artifacts', { job_template: 'x', artifacts: 'last' }, { artifacts: 'last', arguments: {} }],
    ['a number as offering', { workflow: 9 }, { offering: '9' }],
    [
      'nulls and words without a meaning here',
      { a: null, background: true, args_file: 'x.yaml' },
      { arguments: {} },
    ],
  ])('takes %s', (_what, values, words) => {
    expect(readOrder(values, KINDS)).toMatchObject({ problems: [], ...words })
  })

  test.each<[JsonObject, string]>([
    [{ workflow: 'a', container_host: 'b' }, 'It says workflow and container_host. Only workflow is taken.'],
    [{ workflow: 'a', Container: 'b' }, 'Container b is not taken: the rest is for AnsibleTower.'],
    [{ count: 0 }, 'count must be a whole number, at least 1. 0 is not taken.'],
    [{ count: 'many' }, 'count must be a whole number, at least 1. many is not taken.'],
    [{ provider_labels: ['a'] }, 'provider_labels must be name=value, with commas between. It is not taken.'],
    [{ artifacts: 'all' }, 'artifacts must be last or merge. all is not taken.'],
  ])('says what of %j it does not take', (values, problem) => {
    expect(readOrder(values, KINDS).problems).toEqual([problem])
  })

  test('is the inverse of orderValues', () => {
    const names = fc.stringMatching(/^[a-z]{3,8}_x$/)
    const words = fc.record(
      {
        provider: fc.constant('AnsibleTower' as const),
        instance: fc.string({ minLength: 1 }),
        action: fc.constantFrom('workflow', 'job_template'),
        offering: fc.string({ minLength: 1 }),
        count: fc.integer({ min: 2, max: 200 }),
        labels: fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.string(), { minKeys: 1 }),
        artifacts: fc.constantFrom('last' as const, 'merge' as const),
        arguments: fc.dictionary(
          names,
          fc
            .json()
            .map((text): Json => JSON.parse(text))
            .filter((value) => value !== null),
        ),
      },
      { requiredKeys: ['provider', 'action', 'offering', 'arguments'] },
    )
    fc.assert(
      fc.property(words, (said) => {
        expect(readOrder(orderValues(said), KINDS)).toEqual({ ...said, problems: [] })
      }),
    )
  })
})
