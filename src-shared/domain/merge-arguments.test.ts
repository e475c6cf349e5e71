import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { joinArguments, mergeArguments } from '@shared/domain/merge-arguments'
import type { Json, JsonObject } from '@shared/lib/json'

function jsonOf(text: string): JsonObject {
  const value: JsonObject = JSON.parse(text)
  return value
}

describe('mergeArguments', () => {
  test.each<[what: string, explicit: JsonObject, nick: JsonObject, merged: JsonObject]>([
    ['what only one has is taken', { a: 1 }, { b: 2 }, { a: 1, b: 2 }],
    ['what is said wins', { a: 'said' }, { a: 'nick' }, { a: 'said' }],
    ['maps are merged', { e: { A: '1' } }, { e: { A: '0', B: '2' } }, { e: { A: '1', B: '2' } }],
    [
      'maps are merged deep down',
      { e: { x: { a: 1 } } },
      { e: { x: { b: 2 } } },
      { e: { x: { a: 1, b: 2 } } },
    ],
    ['lists are taken whole', { l: [1] }, { l: [2, 3] }, { l: [1] }],
    ['a text over a map is a text', { e: 'A=1' }, { e: { A: '0' } }, { e: 'A=1' }],
    ['a map over a text is a map', { e: { A: '1' } }, { e: 'A=0' }, { e: { A: '1' } }],
    ['a null does not hide what the nick says', { a: null }, { a: 'nick' }, { a: 'nick' }],
    ['a null of the nick is dropped', {}, { a: null, b: 1 }, { b: 1 }],
    ['a null of both is dropped', { a: null }, { a: null }, {}],
    ['a null in a merged map is dropped', { e: { A: null } }, { e: { A: '0', B: null } }, { e: { A: '0' } }],
    ['a null in a list is an entry', { l: [null] }, {}, { l: [null] }],
    [
      'false, 0 and an empty text are said',
      { a: false, b: 0, c: '' },
      { a: 1, b: 1, c: 1 },
      { a: false, b: 0, c: '' },
    ],
    ['an empty map takes what the nick has', { e: {} }, { e: { A: '0' } }, { e: { A: '0' } }],
    ['an empty list is said', { l: [] }, { l: [1] }, { l: [] }],
    [
      'names that objects have are names',
      { constructor: 'x' },
      { toString: 'y' },
      { constructor: 'x', toString: 'y' },
    ],
    ['__proto__ is a name', {}, jsonOf('{"__proto__":{"a":1}}'), jsonOf('{"__proto__":{"a":1}}')],
  ])('%s', (_what, explicit, nick, merged) => {
    expect(mergeArguments(explicit, nick)).toEqual(merged)
    expect(Object.keys(mergeArguments(explicit, nick)).toSorted()).toEqual(Object.keys(merged).toSorted())
  })

  const values = fc.dictionary(
    fc.string({ maxLength: 3 }),
    fc.json({ maxDepth: 3 }).map((text): Json => JSON.parse(text)),
    {
      maxKeys: 4,
    },
  )

  test('has every name of both, each once, and never a null of the first level', () => {
    fc.assert(
      fc.property(values, values, (explicit, nick) => {
        const said = [explicit, nick].flatMap((map) => Object.keys(map).filter((name) => map[name] !== null))
        const merged = mergeArguments(explicit, nick)
        expect(Object.keys(merged).toSorted()).toEqual([...new Set(said)].toSorted())
        expect(Object.values(merged)).not.toContain(null)
      }),
    )
  })

  test('a map that only one of them has stays as it is, nulls in it too', () => {
    expect(mergeArguments({ e: { A: null } }, {})).toEqual({ e: { A: null } })
    expect(mergeArguments({}, { e: { A: null } })).toEqual({ e: { A: null } })
  })

  test('changes neither of the two', () => {
    fc.assert(
      fc.property(values, values, (explicit, nick) => {
        const before = structuredClone([explicit, nick])
        mergeArguments(explicit, nick)
        expect([explicit, nick]).toEqual(before)
      }),
    )
  })
})

test('joinArguments takes a later map whole, name by name', () => {
  expect(joinArguments([{ a: 1, e: { A: '1' } }, { e: { B: '2' } }, { b: null }])).toEqual({
    a: 1,
    b: null,
    e: { B: '2' },
  })
})
