import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { DEFAULT_REMINDERS, type ReminderSettings } from '@shared/domain/reminder'
import {
  lengthText,
  readLength,
  readThresholds,
  thresholdError,
} from '@renderer/features/settings/length-text'
import { reminderPreview, weekendText } from '@renderer/features/settings/reminder-preview'

beforeEach(() => {
  vi.stubEnv('TZ', 'UTC')
})
afterEach(() => {
  vi.unstubAllEnvs()
})

describe('a length of time', () => {
  test.each([
    ['15 min', 15],
    ['4h', 240],
    ['1 day', 1440],
    ['2 days', 2880],
    ['1 h 30 min', 90],
    ['1.5 h', 90],
    ['1 week', 10_080],
    [' 30 M ', 30],
  ])('is read from %j', (text, minutes) => {
    expect(readLength(text)).toBe(minutes)
  })

  test.each(['', '15', 'soon', '0 min', '-1 h', '0.3 min', '5 months', '1 h x'])(
    'is not read from %j',
    (text) => {
      expect(readLength(text)).toBeUndefined()
      expect(thresholdError(text)).toContain('Say a length')
    },
  )

  test('is shown so that it can be read again', () => {
    for (const minutes of [1, 15, 60, 90, 240, 1440, 1501, 2880, 86_400]) {
      expect(readLength(lengthText(minutes))).toBe(minutes)
    }
    expect(lengthText(1530)).toBe('1 day 1 h 30 min')
  })

  test('as a reminder is no longer than 60 days', () => {
    expect(thresholdError('60 days')).toBeUndefined()
    expect(thresholdError('61 days')).toBe('At most 60 days.')
    expect(readThresholds(['15 min', '1 day', '24 h', '?'])).toEqual([1440, 15])
  })
})

describe('the preview', () => {
  const NOW = Date.UTC(2026, 10, 12, 14)
  const settings = (more: Partial<ReminderSettings> = {}): ReminderSettings => ({
    ...DEFAULT_REMINDERS,
    ...more,
  })

  test('names the moments of a lease to come', () => {
    expect(reminderPreview(settings(), NOW, 'UTC')).toEqual({
      title: 'A lease that ends Mon 16 Nov 17:00 is told of',
      lines: [
        'Sun 17:00, 1 day before',
        'Mon 13:00, 4 h before',
        'Mon 16:00, 1 h before',
        'Mon 16:45, 15 min before',
        'Mon 17:00, when it has ended',
      ],
    })
  })

  test('says what quiet hours hold back', () => {
    const quietHours = { enabled: true, from: '16:30', to: '07:00' }
    const { lines } = reminderPreview(settings({ quietHours, thresholdsMinutes: [60, 15] }), NOW, 'UTC')
    expect(lines).toEqual([
      'Mon 16:00, 1 h before',
      'Tue 07:00 in a summary, because Mon 16:45 is quiet, 15 min before',
      'Tue 07:00 in a summary, because Mon 17:00 is quiet, when it has ended',
    ])
  })

  test('says on which days the notice before days off comes', () => {
    expect(weekendText(settings())).toBe(
      'Friday, two hours before 17:00: which leases end before work begins again at 09:00.',
    )
    const working = (days: number[]): ReminderSettings =>
      settings({ workingHours: { ...DEFAULT_REMINDERS.workingHours, days } })
    expect(weekendText(working([7, 1, 2, 3, 4]))).toMatch(/^Thursday, /)
    expect(weekendText(working([1, 2, 4, 5]))).toMatch(/^Tuesday and Friday, /)
    expect(weekendText(working([1, 2, 3, 4, 5, 6, 7]))).toBeUndefined()
    expect(weekendText(working([]))).toBeUndefined()
    expect(weekendText(settings({ weekendGuard: false }))).toBeUndefined()
  })
})
