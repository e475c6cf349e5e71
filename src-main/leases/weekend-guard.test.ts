import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { weekendAhead } from '@main/leases/weekend-guard'

const utc = (text: string): number => Date.parse(`${text}Z`)
const WEEK = { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }

describe('the weekend ahead', () => {
  test.each([
    // From Monday on it is that of the same week; on Saturday it goes on; when work begins, the next one counts.
    ['2026-11-09T10:00', 'UTC', 'weekend 2026-11-13', '2026-11-13T15:00', '2026-11-16T09:00'],
    ['2026-11-14T10:00', 'UTC', 'weekend 2026-11-13', '2026-11-13T15:00', '2026-11-16T09:00'],
    ['2026-11-16T08:59', 'UTC', 'weekend 2026-11-13', '2026-11-13T15:00', '2026-11-16T09:00'],
    ['2026-11-16T09:00', 'UTC', 'weekend 2026-11-20', '2026-11-20T15:00', '2026-11-23T09:00'],
    // The clocks change in it, both ways, in two zones.
    ['2026-10-23T10:00', 'Europe/Prague', 'weekend 2026-10-23', '2026-10-23T13:00', '2026-10-26T08:00'],
    ['2026-03-27T10:00', 'Europe/Prague', 'weekend 2026-03-27', '2026-03-27T14:00', '2026-03-30T07:00'],
    ['2026-03-06T15:00', 'America/New_York', 'weekend 2026-03-06', '2026-03-06T20:00', '2026-03-09T13:00'],
    ['2026-10-30T15:00', 'America/New_York', 'weekend 2026-10-30', '2026-10-30T19:00', '2026-11-02T14:00'],
  ])('at %s in %s is %s', (now, zone, name, noticeAt, endsAt) => {
    expect(weekendAhead(WEEK, utc(now), zone)).toMatchObject({
      name,
      noticeAtMs: utc(noticeAt),
      endsAtMs: utc(endsAt),
    })
  })

  test('comes after each run of working days, and never for who works always or never', () => {
    const part = { ...WEEK, days: [1, 2, 4] }
    expect(weekendAhead(part, utc('2026-11-10T08:00'), 'UTC')).toMatchObject({
      name: 'weekend 2026-11-10',
      endsAtMs: utc('2026-11-12T09:00'),
    })
    expect(
      weekendAhead({ ...WEEK, days: [1, 2, 3, 4, 5, 6, 7] }, utc('2026-11-10T08:00'), 'UTC'),
    ).toBeUndefined()
    expect(weekendAhead({ ...WEEK, days: [] }, utc('2026-11-10T08:00'), 'UTC')).toBeUndefined()
  })

  test('comes at the beginning of a short day, and for who works over midnight', () => {
    const short = { ...WEEK, from: '12:00', to: '13:00' }
    expect(weekendAhead(short, utc('2026-11-13T08:00'), 'UTC')?.noticeAtMs).toBe(utc('2026-11-13T12:00'))
    const night = { ...WEEK, from: '22:00', to: '06:00' }
    expect(weekendAhead(night, utc('2026-11-13T08:00'), 'UTC')?.noticeAtMs).toBe(utc('2026-11-14T04:00'))
  })

  test('is told of on its last working day only', () => {
    expect(weekendAhead(WEEK, utc('2026-11-12T10:00'), 'Europe/Prague')).toMatchObject({
      noticeUntilMs: utc('2026-11-13T23:00'),
      beginsAtMs: utc('2026-11-13T16:00'),
    })
  })

  test('always ends later than now, when work begins', () => {
    fc.assert(
      fc.property(
        fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1, maxLength: 6 }),
        fc.integer({ min: utc('2026-01-01T00:00'), max: utc('2029-01-01T00:00') }),
        fc.constantFrom('Europe/Prague', 'America/New_York'),
        (days, now, zone) => {
          const weekend = weekendAhead({ ...WEEK, days }, now, zone)
          expect(weekend?.endsAtMs).toBeGreaterThan(now)
          expect(weekend?.noticeAtMs).toBeLessThan(weekend?.endsAtMs ?? 0)
          const again = weekendAhead({ ...WEEK, days }, (weekend?.endsAtMs ?? 0) - 1, zone)
          expect(again).toEqual(weekend)
        },
      ),
    )
  })
})
