import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayAt, dayText, momentOf, plusDays, weekdayOf } from '@shared/lib/zone-time'

const ZONES = [
  'UTC',
  'Europe/Prague',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'Pacific/Apia',
]
const utc = (text: string): number => Date.parse(`${text}Z`)

describe('a time of day becomes a moment', () => {
  test.each([
    // Clocks are put forward at 02:00: 02:30 is not shown, and means the change itself.
    ['Europe/Prague', '2026-03-29', 150, '2026-03-29T01:00'],
    ['America/New_York', '2026-03-08', 150, '2026-03-08T07:00'],
    // They are put back at 03:00 (02:00): 02:30 (01:30) is shown twice, and means the first.
    ['Europe/Prague', '2026-10-25', 150, '2026-10-25T00:30'],
    ['America/New_York', '2026-11-01', 90, '2026-11-01T05:30'],
    // By half an hour.
    ['Australia/Lord_Howe', '2026-10-04', 135, '2026-10-03T15:30'],
    // On both sides of a change.
    ['Europe/Prague', '2026-03-29', 9 * 60, '2026-03-29T07:00'],
    ['Europe/Prague', '2026-03-28', 9 * 60, '2026-03-28T08:00'],
    // A leap day.
    ['America/New_York', '2028-02-29', 0, '2028-02-29T05:00'],
  ])('%s %s minute %i is %s', (zone, day, minute, moment) => {
    const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
    expect(momentOf({ year, month, day: date }, minute, zone)).toBe(utc(moment))
  })

  test('that is on that day, or where the clocks leave it out right after, in every zone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: utc('2020-01-01T00:00'), max: utc('2040-01-01T00:00') }),
        fc.integer({ min: 0, max: 1439 }),
        (zone, atMs, minute) => {
          const day = dayAt(atMs, zone)
          const moment = momentOf(day, minute, zone)
          const shown = new Intl.DateTimeFormat('en-GB', {
            timeZone: zone,
            hour: 'numeric',
            minute: 'numeric',
            hourCycle: 'h23',
          })
            .formatToParts(moment)
            .flatMap((part) => (part.type === 'hour' || part.type === 'minute' ? [Number(part.value)] : []))
          const [hours = 0, minutes = 0] = shown
          expect(dayText(dayAt(moment, zone))).toBe(dayText(day))
          expect(hours * 60 + minutes).toBeGreaterThanOrEqual(minute)
          expect(hours * 60 + minutes).toBeLessThanOrEqual(minute + 60)
        },
      ),
    )
  })
})

test('days go on over months, leap days and years', () => {
  expect(plusDays({ year: 2028, month: 2, day: 28 }, 1)).toEqual({ year: 2028, month: 2, day: 29 })
  expect(plusDays({ year: 2026, month: 2, day: 28 }, 1)).toEqual({ year: 2026, month: 3, day: 1 })
  expect(plusDays({ year: 2027, month: 1, day: 1 }, -1)).toEqual({ year: 2026, month: 12, day: 31 })
  expect(weekdayOf({ year: 2026, month: 11, day: 22 })).toBe(7)
  expect(weekdayOf({ year: 2026, month: 11, day: 23 })).toBe(1)
})
