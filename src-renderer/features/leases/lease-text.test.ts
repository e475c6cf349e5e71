import { describe, expect, test } from 'vitest'
import { coarseAge } from '@renderer/features/hosts/coarse-age'
import { leaseWords, spell, ticksEachSecond, type LeaseHost } from '@renderer/features/leases/lease-text'

const NOW = new Date(2026, 10, 12, 14, 0).getTime()
const MINUTE = 60_000
const HOUR = 60 * MINUTE

const ENDLESS: LeaseHost = { state: 'ready' }

function endingIn(ms: number): LeaseHost {
  return { state: 'ready', lease: { endsAtMs: NOW + ms, source: 'provider', confirmedAtMs: NOW } }
}

describe('leaseWords', () => {
  test('says bar, time left and end together, and one sentence for readers', () => {
    expect(leaseWords(endingIn(12 * MINUTE + 30_000), NOW)).toMatchObject({
      level: 'alert',
      text: '12\u00a0min',
      end: 'today 14:12',
      spoken: '12 minutes left, ends today 14:12',
    })
  })

  test('says how long ago a lease ended, and has no end to show any more', () => {
    const words = leaseWords(endingIn(-20 * MINUTE), NOW)
    expect(words).toMatchObject({ level: 'ended', text: 'Ended 20\u00a0min ago' })
    expect(words.end).toBeUndefined()
    expect(words.spoken).toBe('Ended 20 minutes ago, today 13:40')
  })

  test('knows hosts without an end', () => {
    expect(leaseWords(ENDLESS, NOW)).toMatchObject({ level: 'none', text: 'No end' })
  })

  test.each(['making', 'releasing'] as const)(
    'shows the step of a host that is %s, not its lease',
    (state) => {
      const moving = { ...endingIn(HOUR), state, step: { index: 3, count: 6, name: 'wait for address' } }
      expect(leaseWords(moving, NOW)).toMatchObject({
        level: 'making',
        text: 'Step 4 of 6, wait for address',
      })
    },
  )

  test('a host that was only asked for waits', () => {
    expect(leaseWords({ state: 'requested' }, NOW).text).toBe('Waiting to start')
  })

  test('seconds are counted only around the last minute', () => {
    expect(ticksEachSecond(endingIn(30_000), NOW)).toBe(true)
    expect(ticksEachSecond(endingIn(HOUR), NOW)).toBe(false)
    expect(ticksEachSecond(endingIn(-HOUR), NOW)).toBe(false)
    expect(ticksEachSecond(ENDLESS, NOW)).toBe(false)
  })
})

test('spell reads a duration out', () => {
  expect(spell('1\u00a0h 35\u00a0min')).toBe('1 hour 35 minutes')
  expect(spell('2\u00a0d 1\u00a0h')).toBe('2 days 1 hour')
  expect(spell('1\u00a0s')).toBe('1 second')
})

test('coarseAge has one unit', () => {
  expect(coarseAge(NOW - 30_000, NOW)).toBe('now')
  expect(coarseAge(NOW - 13 * MINUTE, NOW)).toBe('13\u00a0min')
  expect(coarseAge(NOW - 23.9 * HOUR, NOW)).toBe('23\u00a0h')
  expect(coarseAge(NOW - 71 * HOUR, NOW)).toBe('2\u00a0d')
})
