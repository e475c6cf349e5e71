import { assert, constantFrom, array, jsonValue, property, string, integer } from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Value } from '@shared/domain/filter'
import { jsonSchema } from '@shared/lib/json'
import { fieldText, valueOfField, readInventoryField, fieldNames } from '.'
import type { InventoryField } from '.'

function read(text: string): InventoryField {
  const answer = readInventoryField(text)
  if ('problem' in answer) throw new Error(answer.problem.message)
  return answer.field
}
function shown(text: string, host: Readonly<Record<string, Value>>): string | undefined {
  const value = valueOfField(read(text), (name) => host[name])
  return value === undefined ? undefined : fieldText(value, (atMs) => new Date(atMs).toISOString())
}

describe('an expression', () => {
  const host = {
    hostname: 'rhel-a.example.com',
    name: 'rhel-a',
    offering: 'deploy-rhel',
    os_distribution: 'RHEL',
    os_distribution_version: '9.4',
    _broker_args: { 'rhel-version': '9.4', snap: 12, nested: { deep: 'x' } },
    tags: ['team=a', 'spare'],
    empty: '',
    said: 'Unknown',
    nothing: null,
    zero: 0,
    yes: true,
  }

  it.each([
    ['hostname', 'rhel-a.example.com'],
    ['hostname | name', 'rhel-a.example.com'],
    ['missing | name', 'rhel-a'],
    ['empty|nothing|said|name', 'rhel-a'],
    ['missing | nothing', undefined],
    ['os_distribution os_distribution_version', 'RHEL 9.4'],
    ['os_distribution   os_distribution_version  ', 'RHEL 9.4'],
    ['os_distribution missing', 'RHEL Unknown'],
    ['missing nothing', undefined],
    ['missing nothing | os_distribution name', 'RHEL rhel-a'],
    ['$action', 'deploy-rhel'],
    ['_broker_args.rhel-version', '9.4'],
    ['_broker_args.snap', '12'],
    ['_broker_args.nested.deep', 'x'],
    ['_broker_args.nested.none', undefined],
    ['_broker_args.nested.deep.er', undefined],
    ['hostname.length', undefined],
    ['_broker_args.nested', '{"deep":"x"}'],
    ['tags', 'team=a, spare'],
    ['tags.1', 'spare'],
    ['tags.7', undefined],
    ['zero', '0'],
    ['yes', 'True'],
  ])('%j shows %j', (text, expected) => {
    expect(shown(text, host)).toBe(expected)
  })

  it('has no action where nothing tells what a host was made from', () => {
    expect(shown('$action', {})).toBeUndefined()
    expect(shown('$action', { offering: '' })).toBeUndefined()
    expect(shown('$action', { offering: 'unknown' })).toBeUndefined()
  })

  it.each([
    ['an epoch', 1_779_455_280, '2026-05-22T13:08:00.000Z'],
    ['an epoch as a text, as Broker keeps arguments', '1779455280', '2026-05-22T13:08:00.000Z'],
    ['an epoch with fractions', 1_779_455_280.5, '2026-05-22T13:08:00.500Z'],
    ['the first of 2001', Date.UTC(2001, 0) / 1000, '2001-01-01T00:00:00.000Z'],
    ['the last of 2100', Date.UTC(2101, 0) / 1000 - 1, '2100-12-31T23:59:59.000Z'],
    ['before 2001', Date.UTC(2001, 0) / 1000 - 1, '11322d 23h'],
    ['days', 432_000, '5d'],
    ['hours and minutes', 3_720, '1h 2m'],
    ['seconds', 59, '59s'],
    ['a day and an hour', 90_061, '1d 1h'],
    ['units that are not beside each other', 86_400 + 59, '1d'],
    ['nothing', 0, '0s'],
    ['what is over', -3_720, '-1h 2m'],
    ['a text', 'tomorrow', 'tomorrow'],
    ['a truth value', true, 'True'],
  ])('takes a field that ends in _time for a time: %s', (_, value, expected) => {
    expect(shown('remove_time', { remove_time: value })).toBe(expected)
    expect(shown('_broker_facts.remove_time', { _broker_facts: { remove_time: value } })).toBe(expected)
  })

  it('leaves numbers of other names, and knows the moments of the application', () => {
    expect(shown('times', { times: 432_000 })).toBe('432000')
    const moment = valueOfField(read('lease.ends'), () => ({ ends: '2026-11-13T14:12:00.000Z' }))
    expect(moment).toEqual([{ atMs: Date.UTC(2026, 10, 13, 14, 12) }])
  })

  it('says which fields it asks for', () => {
    expect(fieldNames(read('hostname | _broker_args.v $action'))).toEqual([
      'hostname',
      '_broker_args',
      'offering',
    ])
  })

  it.each([
    ['', 'a field is missing, as in hostname | name', 1],
    ['   ', 'a field is missing, as in hostname | name', 1],
    ['| name', 'a field is missing beside |', 1],
    ['hostname |', 'a field is missing beside |', 11],
    ['hostname || name', 'a field is missing beside |', 11],
    ['name | $host', '$host is not known; the one word with a $ is $action', 8],
    ['name  a..b', 'a..b has a dot without a name beside it', 7],
    ['.name', '.name has a dot without a name beside it', 1],
    ['x'.repeat(501), 'an expression has at most 500 characters', 501],
  ])('%j cannot be read', (text, message, at) => {
    expect(readInventoryField(text)).toEqual({ problem: { message, at } })
  })

  it('is read or refused with a place inside of it, whatever stands there', () => {
    assert(
      property(array(constantFrom('a', '.', '|', ' ', '$', '$action', 'b_time', '\u2003', '\n')), (words) => {
        const text = words.join('')
        const answer = readInventoryField(text)
        if ('field' in answer) expect(answer.field.alternatives.flat().length).toBeGreaterThan(0)
        else expect(answer.problem.at).toBeLessThanOrEqual(text.length + 1)
      }),
    )
  })

  it('shows something or nothing of any value, and never an empty text', () => {
    assert(
      property(jsonValue(), constantFrom('a', 'a.b', 'a.0', 'a_time', 'a b | c'), (value, text) => {
        const parts = valueOfField(read(text), () => jsonSchema.parse(value))
        expect(parts?.every((part) => typeof part !== 'string' || part.trim() !== '') ?? true).toBe(true)
      }),
    )
  })

  it('takes the first alternative that has something, as if the ones before were not there', () => {
    assert(
      property(
        array(integer({ min: 0, max: 2 }), { minLength: 1 }),
        string({ minLength: 1 }),
        (kinds, said) => {
          const values = ['', 'Unknown', `x${said}`]
          const text = kinds.map((_, at) => `f${at}`).join(' | ')
          const fields = Object.fromEntries(kinds.map((kind, at) => [`f${at}`, values[kind]]))
          expect(shown(text, fields)).toBe(kinds.includes(2) ? `x${said}` : undefined)
        },
      ),
    )
  })
})
