import { describe, expect, test } from 'vitest'
import type { Field } from '@shared/domain/form'
import type { Json } from '@shared/lib/json'
import { isSaid, saidValues, sameJson, splitSecrets } from '@renderer/features/forms/field-values'
import { fieldGroups } from '@renderer/features/forms/field-groups'
import { formKey } from '@renderer/features/forms/form-key'
import { choiceLook, helpOf } from '@renderer/features/forms/choice-look'
import { formErrors } from '@renderer/features/forms/use-generated-form'
import { mapOfRows, rowsOfMap, withRepeats } from '@renderer/features/forms/map-rows'
import { isStoredSecret, removedSecret, withStoredSecrets } from '@renderer/features/forms/secret-marker'

function field(name: string, more: Partial<Field> = {}): Field {
  return { name, type: 'text', required: false, ...more }
}

describe('isSaid', () => {
  test.each<[string, Json | undefined, Json | undefined, boolean]>([
    ['nothing', undefined, 'x', false],
    ['an emptied text', '', 'x', false],
    ['the default itself', 'x', 'x', false],
    ['another text', 'y', 'x', true],
    ['false where true is taken', false, true, true],
    ['0', 0, undefined, true],
    ['an empty list without a default', [], undefined, false],
    ['a list that was emptied', [], ['a'], true],
    ['the same map in another order', { b: '2', a: '1' }, { a: '1', b: '2' }, false],
    ['a list in another order', ['b', 'a'], ['a', 'b'], true],
  ])('%s', (_, value, taken, said) => {
    expect(isSaid(taken === undefined ? {} : { default: taken }, value)).toBe(said)
  })
})

test('sameJson tells apart what JSON tells apart', () => {
  expect(sameJson({ a: { b: [1, null] } }, { a: { b: [1, null] } })).toBe(true)
  expect(sameJson({ a: '1' }, { a: 1 })).toBe(false)
  expect(sameJson(undefined, null)).toBe(false)
})

test('saidValues sends only what was said in fields that are shown', () => {
  const fields = [
    field('register', { type: 'boolean', default: true }),
    field('key', { showWhen: { field: 'register', in: [true] } }),
    field('flavor', { default: 'm5' }),
  ]
  expect(saidValues(fields, { register: false, key: 'lab', flavor: 'm5' })).toEqual({ register: false })
  expect(saidValues(fields, { key: 'lab', unknown: 'x' })).toEqual({ key: 'lab' })
})

test('splitSecrets sends typed secrets apart and leaves kept ones alone', () => {
  const fields = [field('url'), field('password', { type: 'secret' }), field('token', { type: 'secret' })]
  const values = withStoredSecrets({ url: 'https://x', password: 'new' }, ['token'])
  expect(isStoredSecret(values['token'])).toBe(true)
  expect(splitSecrets(fields, values)).toEqual({ config: { url: 'https://x' }, secrets: { password: 'new' } })
})

test('splitSecrets sends a secret that is to be taken away as an empty one', () => {
  const fields = [field('url'), field('password', { type: 'secret' }), field('token', { type: 'secret' })]
  const values = { ...withStoredSecrets({}, ['password']), token: removedSecret('token') }
  expect(splitSecrets(fields, values)).toEqual({ config: {}, secrets: { token: '' } })
  expect(saidValues(fields, { token: removedSecret('token') })).toEqual({})
})

test('a secret that is taken away is missing where it is required', () => {
  const fields = [field('token', { type: 'secret', required: true })]
  expect(formErrors(fields, withStoredSecrets({}, ['token']))).toEqual({})
  expect(Object.keys(formErrors(fields, { token: removedSecret('token') }))).toEqual(['token'])
})

test('formKey makes one plain key of any name', () => {
  const keys = ['a.b', 'a', "a['b']", 'a|b', '__proto__', ''].map(formKey)
  expect(new Set(keys).size).toBe(keys.length)
  for (const key of keys) expect(key).toMatch(/^f:[^.[\]'"|]*$/)
})

describe('choiceLook', () => {
  const short = ['ipv4', 'ipv6', 'dual-stack'].map((value) => ({ value }))
  test.each<[string, Partial<Field>, string]>([
    ['few short choices', { required: true, choices: short }, 'segmented'],
    ['few short choices with a default', { default: 'ipv4', choices: short }, 'segmented'],
    ['choices of which none may be chosen', { choices: short }, 'select'],
    [
      'choices with hints',
      { required: true, choices: [{ value: 'a', hint: '4 CPU' }, { value: 'b' }] },
      'select',
    ],
    ['six choices', { required: true, choices: [...short, ...short] }, 'select'],
    [
      'long choices',
      { required: true, choices: short.map(({ value }) => ({ value: value.repeat(4) })) },
      'select',
    ],
    ['open choices', { required: true, choices: short, openChoices: true }, 'combobox'],
    ['no list of choices', { required: true }, 'combobox'],
  ])('%s', (_, more, look) => {
    expect(choiceLook(field('x', { type: 'choice', ...more }))).toBe(look)
  })
})

test('helpOf says something where the provider does not', () => {
  expect(helpOf(field('x', { help: 'As given' }))).toBe('As given')
  const size = field('x', { type: 'integer', min: 1, max: 64, help: 'Memory in GiB.' })
  expect(helpOf(size)).toBe('Memory in GiB. From 1 to 64.')
  expect(helpOf({ ...size, help: 'GiB, 1 to 64' })).toBe('GiB, 1 to 64')
  expect(helpOf({ ...size, max: undefined })).toBe('Memory in GiB.')
  expect(helpOf(field('x', { type: 'integer', min: 1, max: 9 }))).toBe('From 1 to 9')
  expect(helpOf(field('x', { type: 'choice', choices: [{ value: 'a' }, { value: 'b' }] }))).toBe(
    'One of 2 choices',
  )
  expect(helpOf(field('x'))).toBeUndefined()
})

test('rows and maps turn into each other; of a name that stands twice the last counts', () => {
  const rows = rowsOfMap({ a: '1', b: '2' })
  expect(mapOfRows(rows)).toEqual({ a: '1', b: '2' })
  const more = [...rows, { id: 'x', name: ' a ', value: '3' }, { id: 'y', name: '', value: '' }]
  expect(mapOfRows(more)).toEqual({ a: '3', b: '2' })
  expect(withRepeats(more).map((row) => row.error !== undefined)).toEqual([false, false, true, false])
})

test('fields stand group by group, those without one first, those seldom needed apart', () => {
  const fields = [
    field('url', { group: 'Connection' }),
    field('proxy', { group: 'Connection', seldom: true }),
    field('every', { group: 'Waiting' }),
  ]
  const names = (given: readonly Field[]): unknown =>
    fieldGroups(given).map((group) => [
      group.title,
      group.fields.map(({ name }) => name),
      group.seldom.map(({ name }) => name),
    ])
  expect(names(fields)).toEqual([
    ['Connection', ['url'], ['proxy']],
    ['Waiting', ['every'], []],
  ])
  expect(names([...fields, field('plain')])).toHaveProperty('0.0', undefined)
})
