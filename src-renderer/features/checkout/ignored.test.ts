import { expect, test } from 'vitest'
import { IGNORED_NOTE, ignoredNote, ignoredRowNote, ignoredValues } from './ignored'

const order = { arguments: { colour: 'red', size: 3, deep: { a: [1] } }, labels: { team: 'qe', keep: '' } }

test('what was ignored is known by its value; labels are known as they are typed', () => {
  expect(ignoredValues(['colour', 'deep', 'labels', 'not said'], order)).toEqual({
    colour: 'red',
    deep: { a: [1] },
    labels: ['team=qe', 'keep'],
  })
})

test('a note stands at a value as long as it is the one that was ignored', () => {
  const ignored = ignoredValues(['colour', 'deep', 'size'], order)
  expect(ignoredNote(ignored, 'deep', { a: [1] })).toBe(IGNORED_NOTE)
  expect(ignoredNote(ignored, 'deep', { a: [2] })).toBeUndefined()
  expect(ignoredNote(ignored, 'constructor', undefined)).toBeUndefined()
  expect(ignoredRowNote(ignored, 'colour', 'red')).toBe(IGNORED_NOTE)
  expect(ignoredRowNote(ignored, 'size', '3')).toBe(IGNORED_NOTE)
  expect(ignoredRowNote(ignored, 'colour', 'blue')).toBeUndefined()
  expect(ignoredRowNote(ignored, 'other', '')).toBeUndefined()
})
