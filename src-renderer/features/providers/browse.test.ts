import { describe, expect, test } from 'vitest'
import type { Field } from '@shared/domain/form'
import { MASK } from '@shared/lib/redact'
import { Favourites, isFavourite } from '@renderer/features/providers/favourites'
import {
  defaultText,
  describedText,
  fieldCountText,
  fieldText,
} from '@renderer/features/providers/field-words'
import { providerPaths, providersPlace } from '@renderer/features/providers/place'
import { filterResults } from '@renderer/features/providers/result-filter'
import { inListOrder, matching, resultsLimit } from '@renderer/features/providers/search'

const offerings = [
  { name: 'deploy-rhel', description: 'RHEL virtual machine on the lab cluster', recommended: false },
  { name: 'deploy-idm', description: 'Identity Management', labels: ['Lab', 'idm'], recommended: true },
  { name: 'cleanup', recommended: false },
]
const names = (found: readonly { readonly name: string }[]): readonly string[] =>
  found.map(({ name }) => name)

describe('matching', () => {
  test('looks at name, description and labels, whatever the case; every word must match', () => {
    expect(names(matching(offerings, 'LAB'))).toEqual(['deploy-rhel', 'deploy-idm'])
    expect(names(matching(offerings, 'lab identity'))).toEqual(['deploy-idm'])
    expect(matching(offerings, 'lab cleanup')).toEqual([])
  })

  test('without a word everything matches', () => {
    expect(matching(offerings, '  ')).toBe(offerings)
  })

  test('takes what begins with @res for a filter, and says what is wrong with it', () => {
    expect(names(matching(offerings, '@res.startswith("deploy") | "Lab" in @res.labels'))).toEqual([
      'deploy-idm',
    ])
    expect(names(matching(offerings, ' @res[-1]'))).toEqual(['cleanup'])
    expect(matching(offerings, '@res.titel == "x"')).toEqual([])
    expect(filterResults(offerings, '@res.titel == "x"').problem).toContain('No result has titel.')
    expect(filterResults(offerings, '@res ==').problem).toContain('ends too early')
  })

  test('finds one among five thousand', () => {
    const many = Array.from({ length: 5000 }, (_, i) => ({
      name: `workflow-${i}`,
      description: 'A workflow',
    }))
    expect(names(matching(many, 'workflow 4999'))).toEqual(['workflow-4999'])
  })
})

test('a list is as long as results_limit of the settings says, where it says a number', () => {
  expect(resultsLimit({ results_limit: 20 })).toBe(20)
  expect(resultsLimit({ results_limit: '20' })).toBe(20)
  for (const config of [{}, { results_limit: 0 }, { results_limit: 'many' }, { results_limit: null }])
    expect(resultsLimit(config)).toBeUndefined()
})

test('inListOrder puts favourites first, then what is recommended', () => {
  expect(names(inListOrder(offerings, (name) => name === 'cleanup'))).toEqual([
    'cleanup',
    'deploy-idm',
    'deploy-rhel',
  ])
})

describe('favourites', () => {
  const place = { target: { provider: 'Sandbox' as const, instance: 's' }, action: 'machine' }

  test('are of one instance and action, and outlive the window', () => {
    const items = new Map<string, string>()
    const storage = {
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => {
        items.set(key, value)
      },
    }
    new Favourites(storage).toggle(place, 'small-vm')
    const again = new Favourites(storage)
    expect(isFavourite(again.kept.get(), place, 'small-vm')).toBe(true)
    expect(isFavourite(again.kept.get(), { ...place, action: 'command' }, 'small-vm')).toBe(false)
    again.toggle(place, 'small-vm')
    expect(isFavourite(again.kept.get(), place, 'small-vm')).toBe(false)
  })

  test('begin anew where what was stored cannot be read', () => {
    const broken = { getItem: () => '{"no": "list"', setItem: () => undefined }
    expect(new Favourites(broken).kept.get().size).toBe(0)
  })
})

describe('a field in words', () => {
  const field: Field = { name: 'version', type: 'choice', required: true }

  test('few choices are named, many are counted', () => {
    const choices = ['8.10', '9.2', '9.4', '9.5', '10.0'].map((value) => ({ value }))
    expect(fieldText({ ...field, choices })).toBe('8.10, 9.2, 9.4, 9.5, 10.0')
    const many = [...choices, { value: '11' }, { value: '12' }]
    expect(fieldText({ ...field, choices: many, openChoices: true })).toBe(
      '7 choices, 8.10 to 12, or another',
    )
  })

  test('a range says what it bounds, and is not said twice', () => {
    expect(fieldText({ ...field, type: 'integer', min: 20, max: 500, unit: 'GiB' })).toBe('20 to 500 GiB')
    expect(fieldText({ ...field, type: 'text', max: 12, help: 'A prefix.' })).toBe(
      'A prefix. At most 12 characters',
    )
    expect(fieldText({ ...field, type: 'secret', min: 8, help: 'At least 8 characters.' })).toBe(
      'At least 8 characters',
    )
  })

  test('a default is verbatim, unless it is a secret', () => {
    expect(defaultText({ ...field, default: '9.5' })).toBe('9.5')
    expect(defaultText({ ...field, type: 'list', default: [] })).toBe('[]')
    expect(defaultText({ ...field, default: '' })).toBeUndefined()
    expect(defaultText({ ...field, type: 'secret', default: 'hunter2' })).toBe(MASK)
    expect(defaultText({ ...field, name: 'api_token', type: 'text', default: 'hunter2' })).toBe(MASK)
  })

  test('are copied as text with what they take, secrets masked', () => {
    const token = { ...field, name: 'api_token', type: 'text' as const, default: 'hunter2' }
    const text = describedText({ name: 'deploy', description: 'A host', fields: [field, token] })
    expect(JSON.parse(text)).toMatchObject({
      name: 'deploy',
      description: 'A host',
      arguments: [
        { name: field.name, required: field.required },
        { name: 'api_token', default: MASK },
      ],
    })
  })

  test('what has a default need not be said', () => {
    expect(fieldCountText([field, { ...field, name: 'other', default: 'x' }])).toBe('2 fields, 1 required')
    expect(fieldCountText([])).toBe('Nothing to fill in')
  })
})

test('the place of an instance is read back, whatever its name has in it', () => {
  const id = { provider: 'AnsibleTower' as const, instance: 'lab/öst 1' }
  const below = (path: string): string => path.replace('/providers/', '')
  expect(providersPlace(below(providerPaths.instance(id)))).toEqual({ page: 'instance', id })
  expect(providersPlace(below(providerPaths.sync(id)))).toEqual({ page: 'sync', id })
  const scope = { kind: 'user', name: 'maya/ü' } as const
  expect(providersPlace(below(providerPaths.sync(id, scope)))).toEqual({ page: 'sync', id, scope })
  const all = { page: 'syncAll', provider: 'AnsibleTower' }
  expect(providersPlace(below(providerPaths.syncAll('AnsibleTower')))).toEqual(all)
  const everybody = { kind: 'everybody' } as const
  expect(providersPlace(below(providerPaths.syncAll('AnsibleTower', everybody)))).toEqual({
    ...all,
    scope: everybody,
  })
  expect(providersPlace('AnsibleTower/~')).toBeUndefined()
  expect(providersPlace('Nobody/x')).toBeUndefined()
  expect(providersPlace('Sandbox/%E0%A4%A')).toBeUndefined()
  expect(providersPlace('')).toBeUndefined()
})
