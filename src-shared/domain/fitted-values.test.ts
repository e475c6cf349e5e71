import { expect, test } from 'vitest'
import { fittedValue, fittedValues } from '@shared/domain/fitted-values'
import type { FieldType } from '@shared/domain/form'
import type { Json } from '@shared/lib/json'

test.each<[FieldType, Json, Json]>([
  ['text', 9.4, '9.4'],
  ['choice', true, 'true'],
  ['secret', 12345678, '12345678'],
  ['text', ['a'], ['a']],
  ['integer', '4', 4],
  ['integer', 'four', 'four'],
  ['number', '1.5', 1.5],
  ['boolean', 'yes', true],
  ['boolean', false, false],
  ['list', 'a,b', ['a', 'b']],
  ['list', [1, 'b', null], ['1', 'b', null]],
  ['map', 'A=1,B=x=y', { A: '1', B: 'x=y' }],
  ['map', { A: 1, B: { c: 1 } }, { A: '1', B: { c: 1 } }],
  ['map', { $secret: 'nick/n/e' }, { $secret: 'nick/n/e' }],
  ['json', '{"a": 1}', { a: 1 }],
  ['json', { a: 1 }, { a: 1 }],
])('a field of type %s holds %j as %j', (type, value, fitted) => {
  expect(fittedValue({ type }, value)).toEqual(fitted)
})

test('what no field is for stays as it is', () => {
  expect(fittedValues([{ name: 'a', type: 'text', required: false }], { a: 1, b: 1 })).toEqual({
    a: '1',
    b: 1,
  })
})
