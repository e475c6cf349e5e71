import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  DEFAULT_REMINDERS,
  pauseUntilMs,
  quietUntilMs,
  reminderSettingsSchema,
  snoozeChoices,
  thresholdsOf,
  usualSnooze,
} from '@shared/domain/reminder'

const utc = (text: string): number => Date.parse(`${text}Z`)
const quiet = { enabled: true, from: '22:00', to: '07:00' }

describe('quiet hours', () => {
  test.each([
    ['Europe/Prague', '2026-11-12T20:59', undefined],
    ['Europe/Prague', '2026-11-12T21:00', '2026-11-13T06:00'],
    ['Europe/Prague', '2026-11-13T05:59', '2026-11-13T06:00'],
    ['Europe/Prague', '2026-11-13T06:00', undefined],
    // The night in which the clocks are put forward is an hour shorter, that in which they are put back longer.
    ['Europe/Prague', '2026-03-28T22:30', '2026-03-29T05:00'],
    ['America/New_York', '2026-11-01T03:00', '2026-11-01T12:00'],
  ])('in %s at %s last until %s', (zone, now, until) => {
    expect(quietUntilMs(quiet, utc(now), zone)).toBe(until === undefined ? undefined : utc(until))
  })

  test('within a day, and switched off', () => {
    const lunch = { enabled: true, from: '12:00', to: '13:00' }
    expect(quietUntilMs(lunch, utc('2026-11-12T12:30'), 'UTC')).toBe(utc('2026-11-12T13:00'))
    expect(quietUntilMs({ ...lunch, enabled: false }, utc('2026-11-12T12:30'), 'UTC')).toBeUndefined()
    expect(quietUntilMs({ ...lunch, to: '12:00' }, utc('2026-11-12T12:00'), 'UTC')).toBeUndefined()
  })

  test('do not begin again when the clock shows their end twice', () => {
    const early = { enabled: true, from: '22:00', to: '02:30' }
    const first = utc('2026-10-25T00:30')
    expect(quietUntilMs(early, first - 60_000, 'Europe/Prague')).toBe(first)
    expect(quietUntilMs(early, first + 3_600_000 - 60_000, 'Europe/Prague')).toBeUndefined()
  })

  test('always end later than now, and are over then', () => {
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`)
    const moment = fc.integer({ min: utc('2026-01-01T00:00'), max: utc('2030-01-01T00:00') })
    fc.assert(
      fc.property(
        time,
        time,
        moment,
        fc.constantFrom('Europe/Prague', 'America/New_York'),
        (from, to, now, zone) => {
          const until = quietUntilMs({ enabled: true, from, to }, now, zone)
          if (until === undefined) return
          expect(until).toBeGreaterThan(now)
          expect(until - now).toBeLessThanOrEqual(25 * 3_600_000)
          expect(quietUntilMs({ enabled: true, from, to }, until, zone)).toBeUndefined()
        },
      ),
    )
  })
})

test('thresholds are those of the instance, each once, the earliest reminder first', () => {
  const rules = [{ provider: 'Sandbox' as const, instance: 'a', thresholdsMinutes: [5, 60, 5] }]
  expect(thresholdsOf(DEFAULT_REMINDERS, rules, { provider: 'Sandbox', instance: 'a' })).toEqual([
    3_600_000, 300_000,
  ])
  expect(thresholdsOf(DEFAULT_REMINDERS, rules, { provider: 'Sandbox', instance: 'b' })).toHaveLength(4)
})

test('a pause until tomorrow ends when work begins, in the zone', () => {
  const now = utc('2026-03-28T15:00')
  const working = DEFAULT_REMINDERS.workingHours
  expect(pauseUntilMs('tomorrow', working, now, 'Europe/Prague')).toBe(utc('2026-03-29T07:00'))
  expect(pauseUntilMs('hour', working, now, 'Europe/Prague')).toBe(now + 3_600_000)
  expect(pauseUntilMs('resumed', working, now, 'Europe/Prague')).toBeUndefined()
})

test('a snooze ends before the lease does', () => {
  expect(snoozeChoices(12 * 60_000)).toEqual([5])
  expect(usualSnooze(12 * 60_000)).toBe(5)
  expect(usualSnooze(55 * 60_000)).toBe(15)
  expect(usualSnooze(6 * 60_000)).toBeUndefined()
})

test('what cannot be a setting is refused', () => {
  const refused = (change: object): boolean =>
    !reminderSettingsSchema.safeParse({ ...DEFAULT_REMINDERS, ...change }).success
  expect(refused({ thresholdsMinutes: [0] })).toBe(true)
  expect(refused({ quietHours: { enabled: true, from: '24:00', to: '07:00' } })).toBe(true)
  expect(refused({ workingHours: { days: [0], from: '09:00', to: '17:00' } })).toBe(true)
  expect(refused({})).toBe(false)
})
