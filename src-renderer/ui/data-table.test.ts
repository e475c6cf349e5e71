import { describe, expect, it } from 'vitest'
import {
  gridTemplate,
  minTableWidth,
  nextSort,
  rowAfterKey,
  toggled,
  withRange,
} from '@renderer/ui/data-table'

describe('column widths', () => {
  const columns = [{ flex: 2, minWidth: 140 }, { width: 80 }]

  it('puts the checkbox first only where rows can be selected', () => {
    expect(gridTemplate(columns, true)).toBe('15px minmax(140px, 2fr) 80px')
    expect(gridTemplate(columns, false)).toBe('minmax(140px, 2fr) 80px')
  })

  it('counts gutters and gaps into the least width', () => {
    expect(minTableWidth(columns, true)).toBe(15 + 140 + 80 + 24 + 32)
  })
})

describe('sorting', () => {
  it('starts ascending and turns on the second press', () => {
    const first = nextSort(undefined, 'lease')
    expect(first).toEqual({ columnId: 'lease', direction: 'ascending' })
    expect(nextSort(first, 'lease').direction).toBe('descending')
    expect(nextSort(first, 'host')).toEqual({ columnId: 'host', direction: 'ascending' })
  })
})

describe('moving by key', () => {
  it.each([
    ['ArrowDown', 4, 5],
    ['j', 4, 5],
    ['K', 4, 3],
    ['ArrowUp', 0, 0],
    ['ArrowDown', 99, 99],
    ['Home', 50, 0],
    ['End', 50, 99],
    ['PageDown', 95, 99],
    ['PageUp', 50, 40],
  ])('%s from row %i goes to row %i', (key, from, to) => {
    expect(rowAfterKey(key, from, 100, 10)).toBe(to)
  })

  it('leaves other keys and empty tables alone', () => {
    expect(rowAfterKey('e', 4, 100, 10)).toBeUndefined()
    expect(rowAfterKey('ArrowDown', 0, 0, 10)).toBeUndefined()
  })
})

describe('selecting', () => {
  const keyAt = (index: number): string | undefined => (index === 3 ? undefined : `row-${index}`)

  it('puts one in and takes it out, in a new set', () => {
    const none = new Set<string>()
    const one = toggled(none, 'a')
    expect([...one]).toEqual(['a'])
    expect(toggled(one, 'a').size).toBe(0)
    expect(none.size).toBe(0)
  })

  it('takes everything between two rows in either direction, but not what is not loaded', () => {
    const expected = ['row-2', 'row-4', 'row-5']
    expect([...withRange(new Set(), 2, 5, keyAt)]).toEqual(expected)
    expect([...withRange(new Set(), 5, 2, keyAt)]).toEqual(expected)
  })
})
