import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fieldTypeSchema, type Field, type FieldType } from '@shared/domain/form'
import {
  checkForm,
  checkValue,
  formatValue,
  isShown,
  parseFreeValue,
  parseTyped,
} from '@shared/domain/form-check'
import { jsonSchema, type Json } from '@shared/lib/json'

function field(type: FieldType, more: Partial<Field> = {}): Field {
  return { name: 'the_field', type, required: false, ...more }
}

const disk = field('integer', { min: 20, max: 500 })
const network = field('choice', { choices: [{ value: 'ipv4' }, { value: 'ipv6' }, { value: 'dual-stack' }] })

describe('checkValue', () => {
  test.each<[string, Field, Json | undefined, string | undefined]>([
    ['nothing in an optional field', field('text'), undefined, undefined],
    ['nothing in a required field', field('text', { required: true }), undefined, 'Required. Say a value.'],
    ['an empty text in a required field', field('secret', { required: true }), '', 'Required. Say a value.'],
    ['null in a required field', field('json', { required: true }), null, 'Required. Say a value.'],
    [
      'an empty list in a required field',
      field('list', { required: true }),
      [],
      'Required. Add at least 1 entry.',
    ],
    [
      'an empty map in a required field',
      field('map', { required: true }),
      {},
      'Required. Add at least 1 entry.',
    ],
    ['nothing in a required choice', { ...network, required: true }, undefined, 'Required. Choose one.'],
    [
      'nothing in a required number',
      { ...disk, required: true },
      undefined,
      'Required. Say a number from 20 to 500.',
    ],
    [
      'nothing in a required field with a default',
      field('text', { required: true, default: 'x' }),
      undefined,
      undefined,
    ],
    ['false in a required field', field('boolean', { required: true }), false, undefined],
    ['0 in a required field', field('integer', { required: true }), 0, undefined],

    ['a number in range', disk, 20, undefined],
    ['the other end of the range', disk, 500, undefined],
    ['a number above the range', disk, 600, 'At most 500. Say a number from 20 to 500.'],
    ['a number below the range', disk, 19, 'At least 20. Say a number from 20 to 500.'],
    ['a text for a number', disk, '60', 'Say a number from 20 to 500.'],
    ['only a least number', field('integer', { min: 1 }), 0, 'At least 1. Say a whole number, at least 1.'],
    ['only a most number', field('number', { max: 2.5 }), 3, 'At most 2.5. Say a number, at most 2.5.'],
    ['a fraction for a whole number', field('integer'), 1.5, 'Say a whole number.'],
    ['more digits than a number keeps', field('integer'), 2 ** 60, 'Too many digits. Say at most 15.'],
    ['a fraction', field('number'), 1.5, undefined],

    ['a text', field('text'), 'x', undefined],
    ['a number for a text', field('text'), 3, 'Say a text.'],
    ['a text that is too long', field('text', { max: 3 }), 'abcd', 'At most 3 characters, this has 4.'],
    ['a text that is too short', field('secret', { min: 8 }), 'abcd', 'At least 8 characters, this has 4.'],
    ['letters that are two units each', field('text', { max: 2 }), '🦦🦦', undefined],
    ['a text that matches as a whole', field('text', { pattern: 'a|b+' }), 'bbb', undefined],
    ['a text that matches in part', field('text', { pattern: 'a|b' }), 'ab', 'Say a value that matches a|b'],
    ['words for the pattern', field('text', { pattern: 'a', patternHint: 'Only a.' }), 'b', 'Only a.'],
    ['a pattern of another language', field('text', { pattern: '(?P<n>a)' }), 'b', undefined],

    ['a choice', network, 'ipv6', undefined],
    ['no choice', network, 'ipv5', 'ipv5 is not a choice. Choose ipv4, ipv6 or dual-stack.'],
    ['a number for a choice', network, 4, 'Choose one.'],
    ['another value where choices are open', { ...network, openChoices: true }, 'ipv5', undefined],
    [
      'another value against the pattern',
      { ...network, openChoices: true, pattern: 'ipv\\d', patternHint: 'Say ipv and a digit.' },
      'ipx',
      'Say ipv and a digit.',
    ],

    ['true', field('boolean'), true, undefined],
    ['a text for true', field('boolean'), 'true', 'Say true or false.'],

    ['a list', field('list'), ['a', 'b'], undefined],
    [
      'an entry that is no choice',
      field('list', { choices: [{ value: 'north' }, { value: 'east' }] }),
      ['east', 'west'],
      'Entry 2: west is not a choice. Choose north or east.',
    ],
    [
      'an entry beside open choices',
      field('list', { choices: [{ value: 'north' }], openChoices: true }),
      ['7'],
      undefined,
    ],
    ['a text for a list', field('list'), 'a', 'Say a list of texts.'],
    ['a list with a number', field('list'), ['a', 1], 'Entry 2 is not a text.'],
    ['a list that is too long', field('list', { max: 1 }), ['a', 'b'], 'At most 1 entry, this has 2.'],
    ['a list that is too short', field('list', { min: 3 }), ['a', 'b'], 'At least 3 entries, this has 2.'],
    [
      'an entry against the pattern',
      field('list', { pattern: '\\d' }),
      ['1', 'b'],
      'Entry 2: Say a value that matches \\d',
    ],

    ['a map', field('map'), { a: 'b' }, undefined],
    ['a list for a map', field('map'), ['a'], 'Say names with values: name=value.'],
    ['a map with a number', field('map'), { a: 'b', c: 1 }, 'The value of c is not a text.'],
    ['a map with an empty name', field('map'), { '': 'b' }, 'An entry has no name. Say name=value.'],

    ['any JSON', field('json'), [1, { a: null }], undefined],
    ['a text in a JSON field', field('json'), 'plain', undefined],
  ])('%s', (_, given, value, message) => {
    expect(checkValue(given, value)).toBe(message)
  })

  test('names the nearest of many choices', () => {
    const many = field('choice', {
      choices: ['t3.nano', 't3.micro', 'm5.large', 'm5.xlarge', 'c6.huge', 'c7.vast'].map((value) => ({
        value,
      })),
    })
    expect(checkValue(many, 'm5.lrge')).toBe('m5.lrge is not a choice. Did you mean m5.large?')
    expect(checkValue(many, 'something else')).toBe('something else is not a choice. Choose one of the list.')
  })

  test('says why broken JSON is none', () => {
    expect(checkValue(field('json'), '{"a": }')).toMatch(/^Not JSON: ./)
  })

  test('never repeats a secret', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 12 }), (secret) => {
        const message = checkValue(field('secret', { pattern: 'never', min: 4, max: 8 }), secret)
        expect(message).toBeDefined()
        expect(message).not.toContain(secret)
      }),
    )
  })
})

describe('checkForm', () => {
  const fields: readonly Field[] = [
    field('boolean', { name: 'register', default: true }),
    field('text', { name: 'key', required: true, showWhen: { field: 'register', in: [true] } }),
    field('text', { name: 'organisation', required: true, showWhen: { field: 'key', in: ['lab'] } }),
    { ...disk, name: 'disk' },
  ]

  test('names every field that is wrong and no other', () => {
    expect(checkForm(fields, { disk: 600, unknown: 'x' })).toEqual({
      key: 'Required. Say a value.',
      disk: 'At most 500. Say a number from 20 to 500.',
    })
    expect(checkForm(fields, { key: 'other' })).toEqual({})
  })

  test('leaves fields alone that are not shown, also when what hides them is hidden', () => {
    expect(checkForm(fields, { register: false, key: 'lab' })).toEqual({})
    expect(checkForm(fields, { key: 'lab' })).toEqual({ organisation: 'Required. Say a value.' })
  })

  test('takes only what was given for a value', () => {
    expect(checkForm([field('text', { name: 'constructor', required: true })], {})).toEqual({
      constructor: 'Required. Say a value.',
    })
  })
})

describe('isShown', () => {
  test('follows the default of the other field, and hides nothing for a field that is not there', () => {
    const mode = field('choice', { name: 'mode', default: 'a' })
    const dependent = field('text', { name: 'x', showWhen: { field: 'mode', in: ['a'] } })
    expect(isShown(dependent, [mode, dependent], {})).toBe(true)
    expect(isShown(dependent, [mode, dependent], { mode: 'b' })).toBe(false)
    expect(isShown(dependent, [dependent], {})).toBe(true)
  })

  test('ends for fields that depend on each other', () => {
    const a = field('text', { name: 'a', default: '1', showWhen: { field: 'b', in: ['1'] } })
    const b = field('text', { name: 'b', default: '1', showWhen: { field: 'a', in: ['1'] } })
    expect(isShown(a, [a, b], {})).toBe(true)
  })
})

describe('parseTyped', () => {
  test.each<[FieldType, string, Json | undefined]>([
    ['text', '', undefined],
    ['text', ' as it is ', ' as it is '],
    ['choice', '9.4', '9.4'],
    ['integer', ' 42 ', 42],
    ['integer', '-1', -1],
    ['integer', '4.5', '4.5'],
    ['integer', '0x10', '0x10'],
    ['number', '.5', 0.5],
    ['number', '1e3', 1000],
    ['number', '1e999', '1e999'],
    ['number', '1,5', '1,5'],
    ['boolean', 'Yes', true],
    ['boolean', 'off', false],
    ['boolean', 'maybe', 'maybe'],
    ['list', 'a, b,,c ', ['a', 'b', 'c']],
    ['list', 'a, with comma\nb', ['a, with comma', 'b']],
    ['list', '["a, b", ""]', ['a, b', '']],
    ['list', '[broken', ['[broken']],
    ['list', ' , ', undefined],
    ['map', 'a=1, b=x=y', { a: '1', b: 'x=y' }],
    ['map', 'a=1, 2\nb=', { a: '1, 2', b: '' }],
    ['map', '{"a": "1"}', { a: '1' }],
    ['map', 'a=1, b', 'a=1, b'],
    ['json', '{"a": [1]}', { a: [1] }],
    ['json', 'null', null],
    ['json', '{broken', '{broken'],
  ])('%s %j', (type, text, value) => {
    expect(parseTyped({ type }, text)).toEqual(value)
  })
})

describe('formatValue', () => {
  test.each<[FieldType, Json | undefined, string]>([
    ['text', undefined, ''],
    ['integer', 42, '42'],
    ['boolean', false, 'false'],
    ['list', ['a', 'b'], 'a, b'],
    ['list', ['a, b'], '["a, b"]'],
    ['map', { a: '1', b: '' }, 'a=1, b='],
    ['map', { a: '1, 2' }, '{"a":"1, 2"}'],
    ['json', { a: 1 }, '{\n  "a": 1\n}'],
    ['integer', 'not one', 'not one'],
    ['text', { not: 'text' }, '{"not":"text"}'],
  ])('%s %j', (type, value, text) => {
    expect(formatValue({ type }, value)).toBe(text)
  })

  const values: Readonly<Record<FieldType, fc.Arbitrary<Json>>> = {
    text: fc.string({ minLength: 1 }),
    multiline: fc.string({ minLength: 1 }),
    secret: fc.string({ minLength: 1 }),
    path: fc.string({ minLength: 1 }),
    choice: fc.string({ minLength: 1 }),
    integer: fc.maxSafeInteger(),
    number: fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0)),
    boolean: fc.boolean(),
    list: fc.array(fc.oneof(fc.string(), fc.constantFrom('[', '["a"]', 'a, b', ' a', 'a\nb', ''))),
    map: fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom('{"a":1}', 'a=b', ' a', '__proto__')),
      fc.oneof(fc.string(), fc.constantFrom('a, b', ' a', 'a=b', 'a\nb', '')),
    ),
    json: fc.jsonValue().map((value) => jsonSchema.parse(value)),
  }

  test.each(fieldTypeSchema.options)('of a %s is read back as the same value', (type) => {
    fc.assert(
      fc.property(values[type], (value) => {
        expect(parseTyped({ type }, formatValue({ type }, value))).toStrictEqual(
          JSON.parse(JSON.stringify(value)),
        )
      }),
      { numRuns: 500 },
    )
  })
})

describe('parseFreeValue', () => {
  test.each<[string, Json]>([
    ['[1, "a"]', [1, 'a']],
    [' {"a": true} ', { a: true }],
    ['42', '42'],
    ['true', 'true'],
    ['null', 'null'],
    ['"quoted"', '"quoted"'],
    ['[broken]', '[broken]'],
    ['{broken', '{broken'],
    ['', ''],
  ])('%j', (text, value) => {
    expect(parseFreeValue(text)).toEqual(value)
  })
})
