import { expect, it } from 'vitest'
import { markedLines, offsetOfLine } from '@renderer/features/settings-file/place-in-text'

it('finds the beginning of a line', () => {
  expect([1, 2, 3, 9].map((line) => offsetOfLine('ab\nc\n', line))).toEqual([0, 3, 5, 5])
})

it('marks each line once', () => {
  expect([...markedLines([{ line: 3 }, {}, { line: 3 }, { line: 1 }])]).toEqual([3, 1])
})
