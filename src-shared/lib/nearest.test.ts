import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { editDistance, nearest, nearestText } from '@shared/lib/nearest'

describe('editDistance', () => {
  test.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['small-vm', 'smal-vm', 1],
  ])('of %j and %j is %d', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance)
  })

  test('is the same in both directions, zero only for the same text, and never longer than the longer text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
        const distance = editDistance(a, b)
        expect(editDistance(b, a)).toBe(distance)
        expect(distance === 0).toBe(a === b)
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length))
      }),
    )
  })
})

describe('nearest', () => {
  const names = ['large-vm', 'small-vm', 'bare-metal', 'database']

  test('answers the nearest first, whatever the case', () => {
    expect(nearest('SMAL-VM', names, 2)).toEqual(['small-vm', 'large-vm'])
  })

  test('takes a part of a name for the name', () => {
    expect(nearest('metal', names, 1)).toEqual(['bare-metal'])
  })

  test('keeps the given order where names are equally near, and answers as many as there are', () => {
    expect(nearest('zz', ['aa', 'bb'], 5)).toEqual(['aa', 'bb'])
  })

  test('leaves out what is further off than asked', () => {
    expect(nearest('openstack-network', names, 3, 3)).toEqual([])
    expect(nearest('databaze', names, 3, 3)).toEqual(['database'])
  })
})

describe('nearestText', () => {
  test.each([
    [[], undefined],
    [['a'], 'The nearest is a.'],
    [['a', 'b'], 'The nearest are a, b.'],
  ])('%j', (names, text) => {
    expect(nearestText(names)).toBe(text)
  })
})
