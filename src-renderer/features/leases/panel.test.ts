import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { LeaseChange } from '@shared/domain/lease-history'
import type { ReminderState } from '@shared/domain/reminder'
import { FIRST_CHOICE } from '@renderer/features/leases/amounts'
import { draftOf, readDraft, ruleText } from '@renderer/features/leases/auto-extend-draft'
import { originText, originWords, readOrigin, snoozesOf } from '@renderer/features/leases/extend-origin'
import { extensionTicks, historyLines } from '@renderer/features/leases/history-words'
import { endOf, leaseWords, reminderAt } from '@renderer/features/leases/lease-text'
import { rememberChoice, rememberedChoice } from '@renderer/features/leases/remembered-amount'
import { reminderStatus } from '@renderer/features/leases/reminder-words'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Thursday 12 November 2026, 14:00. */
const NOW = Date.UTC(2026, 10, 12, 14)

beforeEach(() => {
  vi.stubEnv('TZ', 'UTC')
})
afterEach(() => {
  vi.unstubAllEnvs()
})

function change(id: number, atMs: number, more: Partial<LeaseChange>): LeaseChange {
  return { id, atMs, ...more }
}
const provider = (endsAtMs: number): LeaseChange['after'] => ({ endsAtMs, source: 'provider' })
const user = (endsAtMs: number): LeaseChange['after'] => ({ endsAtMs, source: 'user' })

describe('the history of a lease', () => {
  test('names what happened and the end that came of it', () => {
    const end = NOW + 12 * MINUTE
    const lines = historyLines(
      [
        change(5, NOW, { before: provider(end), after: provider(end - HOUR), why: 'Told by the provider' }),
        change(4, NOW - HOUR, { before: provider(end - 90 * MINUTE), after: provider(end) }),
        change(3, NOW - DAY, {
          before: provider(end - 25 * HOUR - 90 * MINUTE),
          after: provider(end - 90 * MINUTE + 20_000),
          taskId: 512,
        }),
        change(2, NOW - 2 * DAY, { before: provider(end - 2 * DAY), after: provider(end - DAY) }),
        change(1, NOW - 3 * DAY, { after: provider(end - 2 * DAY), why: 'Checked out' }),
      ],
      NOW,
    )
    expect(lines.map(({ what, end: text }) => `${what}, ${text}`.replaceAll('\u00a0', ' '))).toEqual([
      'Shortened by 1 h, ends 13:12',
      'Extended by 1 h 30 min, ends 14:12',
      'Extended by 25 h, ends 12:42',
      'Extended by 1 day, ends Wed 14:12',
      'Set by the provider, ends Tue 14:12',
    ])
    expect(lines.map(({ isExtension }) => isExtension)).toEqual([false, true, true, true, false])
    expect(lines[2]?.taskId).toBe(512)
  })

  test('tells a person’s own moment from an end', () => {
    const lines = historyLines(
      [
        change(4, NOW, { before: user(NOW + HOUR), why: 'Reminder taken away' }),
        change(3, NOW, { before: user(NOW + DAY), after: user(NOW + 2 * DAY) }),
        change(2, NOW, { before: { endsAtMs: NOW + HOUR, source: 'default' }, after: user(NOW + DAY) }),
        change(1, NOW, { after: { endsAtMs: NOW + HOUR, source: 'default' } }),
        change(0, NOW, { before: provider(NOW + HOUR) }),
      ],
      NOW,
    )
    expect(lines.map(({ what, end }) => `${what}, ${end}`)).toEqual([
      'Reminder taken away, no end',
      'Reminder set by you, reminds Sat 14:00',
      'Reminder set by you, reminds Fri 14:00',
      'Default of the instance, ends 15:00',
      'No end any more, no end',
    ])
    expect(lines.some(({ isExtension }) => isExtension)).toBe(false)
  })

  test('does not take the same end from another source for an extension', () => {
    const [line] = historyLines(
      [
        change(1, NOW, {
          before: { endsAtMs: NOW + HOUR, source: 'default' },
          after: provider(NOW + HOUR + 20_000),
        }),
      ],
      NOW,
    )
    expect(line).toMatchObject({ what: 'Set by the provider', isExtension: false })
  })

  test('marks extensions on the line from its beginning to its end', () => {
    const lines = historyLines(
      [
        change(2, NOW - 5 * HOUR, { before: provider(NOW), after: provider(NOW + 5 * HOUR) }),
        change(1, NOW - 20 * HOUR, { before: provider(NOW - DAY), after: provider(NOW) }),
      ],
      NOW,
    )
    expect(extensionTicks(lines, NOW - 10 * HOUR, NOW + 10 * HOUR)).toEqual([
      { atMs: NOW - 5 * HOUR, percent: 25 },
    ])
  })
})

test('a person’s own moment is no end, and is told beside it', () => {
  const lease = { endsAtMs: NOW + 19 * HOUR, source: 'user', confirmedAtMs: NOW } as const
  expect([endOf({ lease }), reminderAt({ lease })]).toEqual([undefined, lease.endsAtMs])
  expect(leaseWords({ state: 'ready', lease }, NOW)).toMatchObject({
    level: 'none',
    text: 'No end',
    reminder: 'Fri 09:00',
  })
})

describe('a rule that extends', () => {
  test('begins with a day at a time for a week, and is read back', () => {
    const draft = { ...draftOf(undefined, NOW), reason: ' The upgrade runs over night ' }
    expect(draft).toMatchObject({ underHours: 2, byHours: 24, end: 'until', until: '2026-11-19T17:00' })
    expect(readDraft(draft, NOW)).toEqual({
      rule: {
        underMinutes: 120,
        byMinutes: 1440,
        untilMs: Date.UTC(2026, 10, 19, 17),
        reason: 'The upgrade runs over night',
      },
    })
    expect(readDraft({ ...draft, end: 'times', times: 3 }, NOW)).toMatchObject({ rule: { times: 3 } })
    const rule = { underMinutes: 90, byMinutes: 240, times: 5, reason: 'Needed' }
    expect(readDraft(draftOf(rule, NOW), NOW)).toEqual({ rule })
  })

  test.each([
    [{ reason: ' ' }, 'reason', 'Say why'],
    [{ underHours: 0 }, 'underHours', 'At least 5 minutes.'],
    [{ byHours: undefined }, 'byHours', 'At least 10 minutes.'],
    [{ until: '' }, 'until', 'Say a date'],
    [{ until: '2026-11-12T13:59' }, 'until', 'still to come'],
    [{ end: 'times', times: 1.5 }, 'times', 'whole number'],
  ] as const)('says what is wrong with %j', (more, field, text) => {
    const read = readDraft({ ...draftOf(undefined, NOW), reason: 'Needed', ...more }, NOW)
    expect('errors' in read ? read.errors[field] : '').toContain(text)
  })

  test('is told in a sentence', () => {
    const rule = { underMinutes: 120, byMinutes: 1440, reason: 'Needed' }
    const text = (state: Parameters<typeof ruleText>[0]): string =>
      ruleText(state, NOW).replaceAll('\u00a0', ' ')
    expect(text({ rule: { ...rule, untilMs: NOW + 7 * DAY }, used: 0 })).toBe(
      'By 1 day when under 2 h are left, until Thu 19 Nov 14:00.',
    )
    expect(text({ rule: { ...rule, untilMs: NOW + 7 * DAY }, used: 1 })).toMatch(/, used once\.$/)
    expect(text({ rule: { ...rule, times: 2 }, used: 2 })).toMatch(/ 2 of 2 times\. It is over\.$/)
    expect(text({ rule: { ...rule, times: 5 }, used: 2 })).toBe(
      'By 1 day when under 2 h are left, 2 of 5 times.',
    )
  })
})

describe('what led to the dialog', () => {
  test('stands in its place, and is told', () => {
    const origin = { kind: 'reminder', atMs: NOW - 3 * MINUTE } as const
    expect(readOrigin(originText(origin))).toEqual(origin)
    expect(originWords(origin)).toBe('From the reminder at 13:57.')
    for (const text of ['', 'reminder', 'reminder-', 'other-12', 'reminder-1e5', 'reminder-12/x']) {
      expect(readOrigin(text)).toBeUndefined()
    }
  })

  test('can be put off only so that it still comes before the end', () => {
    const ends = (ms: number): Parameters<typeof snoozesOf>[0][number] => ({
      lease: { endsAtMs: NOW + ms, source: 'provider', confirmedAtMs: NOW },
    })
    expect(snoozesOf([ends(12 * MINUTE), ends(5 * HOUR)], NOW)).toEqual([5])
    expect(snoozesOf([ends(5 * HOUR)], NOW)).toEqual([5, 15, 30, 60, 240])
    expect(snoozesOf([ends(5 * MINUTE)], NOW)).toEqual([])
    // What has ended already puts nothing off, and holds nothing back.
    expect(snoozesOf([ends(-MINUTE)], NOW)).toEqual([])
    expect(snoozesOf([ends(-MINUTE), ends(12 * MINUTE)], NOW)).toEqual([5])
  })
})

test('the amount that was sent last is remembered, a date is not', () => {
  const kept = new Map<string, string>()
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  }
  expect(rememberedChoice(storage)).toEqual(FIRST_CHOICE)
  rememberChoice(storage, { ...FIRST_CHOICE, id: '4h' })
  expect(rememberedChoice(storage).id).toBe('4h')
  rememberChoice(storage, { ...FIRST_CHOICE, id: 'until', until: '2026-11-13T14:00' })
  expect(rememberedChoice(storage).id).toBe('4h')
  rememberChoice(storage, { ...FIRST_CHOICE, id: 'custom', custom: { value: 90, unit: 'min' } })
  expect(rememberedChoice(storage)).toMatchObject({ id: 'custom', custom: { value: 90, unit: 'min' } })
  for (const damaged of ['{', 'null', '7', '{"id":"custom","value":-1,"unit":"min"}', '{"id":"9y"}']) {
    kept.set('leases.amount', damaged)
    expect(rememberedChoice(storage)).toEqual(FIRST_CHOICE)
  }
})

test.each<[string, Partial<ReminderState>, string]>([
  ['on', {}, 'Reminders on'],
  ['with a next', { next: { atMs: NOW + 27 * MINUTE, hosts: 1 } }, 'Reminders on, next at 14:27 for 1 host'],
  [
    'with one on another day',
    { next: { atMs: NOW + 19 * HOUR, hosts: 2 } },
    'Reminders on, next Fri 09:00 for 2 hosts',
  ],
  ['paused', { paused: {} }, 'Reminders paused'],
  [
    'paused for a while',
    { paused: { untilMs: NOW + HOUR }, waiting: 3 },
    'Reminders paused until 15:00, 3 hosts waiting',
  ],
  ['quiet', { quietUntilMs: NOW + 17 * HOUR }, 'Quiet until Fri 07:00'],
])('the line of reminders that are %s', (_, state, text) => {
  expect(reminderStatus({ waiting: 0, shownBy: 'desktop', ...state }, NOW)).toBe(text)
})
