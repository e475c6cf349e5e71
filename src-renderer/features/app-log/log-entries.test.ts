import { expect, it } from 'vitest'
import { lineOf } from '@renderer/features/app-log/log-entries'

const NOON = new Date(2026, 10, 12, 12)

it('says the level in words where it is not the usual one', () => {
  const at = new Date(2026, 10, 12, 9, 5, 7).toISOString()
  expect(lineOf({ number: 1, at, level: 'warn', text: 'Slow' }, NOON)).toEqual({
    number: 1,
    time: '09:05:07',
    text: 'WARN Slow',
    level: 'warn',
  })
  expect(lineOf({ number: 2, at, level: 'info', text: 'Fine' }, NOON)).toMatchObject({ text: 'Fine' })
  expect(lineOf({ number: 3, text: 'as it is' }, NOON)).toEqual({ number: 3, time: '', text: 'as it is' })
})

it('says the day where it is another one', () => {
  const at = new Date(2026, 10, 9, 9, 5, 7).toISOString()
  expect(lineOf({ number: 1, at, level: 'error', text: 'Broken' }, NOON).text).toBe('2026-11-09 ERROR Broken')
})
