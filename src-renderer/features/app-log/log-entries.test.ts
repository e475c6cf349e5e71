import { expect, it } from 'vitest'
import { lineOf } from '@renderer/features/app-log/log-entries'

it('says the level in words where it is not the usual one', () => {
  const at = new Date(2026, 10, 12, 9, 5, 7).toISOString()
  expect(lineOf({ number: 1, at, level: 'warn', text: 'Slow' })).toEqual({
    number: 1,
    time: '11-12 09:05:07',
    text: 'WARN Slow',
    level: 'warn',
  })
  expect(lineOf({ number: 2, at, level: 'info', text: 'Fine' })).toMatchObject({ text: 'Fine' })
  expect(lineOf({ number: 3, text: 'as it is' })).toEqual({ number: 3, time: '', text: 'as it is' })
})
