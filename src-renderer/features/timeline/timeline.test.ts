import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Lease } from '@shared/domain/lease'
import type { ProviderKindInfo } from '@shared/domain/provider'
import { readChoice } from '@renderer/features/leases/amounts'
import { barOf, type BarHost } from '@renderer/features/timeline/bar'
import {
  FINE_MS,
  keyStep,
  movableEnd,
  movedChoice,
  movedWords,
  pointedEnd,
  SNAP_MS,
  steppedEnd,
  whyFixed,
} from '@renderer/features/timeline/end-move'
import {
  isInSight,
  midnight,
  scaleOf,
  shifted,
  timeAt,
  todayFrom,
  xOf,
  zoomedFrom,
} from '@renderer/features/timeline/scale'
import { dayBands, ticks } from '@renderer/features/timeline/ticks'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const WORK = [1, 2, 3, 4, 5]

const zone = process.env['TZ']
function inZone(name: string): void {
  process.env['TZ'] = name
}
beforeEach(() => {
  inZone('UTC')
})
afterEach(() => {
  if (zone === undefined) delete process.env['TZ']
  else process.env['TZ'] = zone
})

/** Thursday 12 November 2026, 14:00. */
const NOW = Date.UTC(2026, 10, 12, 14)
/** The week of the drawing: 960 px, from Wednesday on, 120 px a day. */
const WEEK = scaleOf('week', Date.UTC(2026, 10, 11), 960)

describe('a scale', () => {
  test('lays time out evenly, and back', () => {
    expect(xOf(WEEK, NOW)).toBe(190)
    expect(timeAt(WEEK, 190)).toBe(NOW)
    expect(xOf(WEEK, WEEK.fromMs - DAY)).toBe(-120)
    expect(isInSight(WEEK, WEEK.toMs)).toBe(false)
  })

  test('begins near now', () => {
    expect(todayFrom('day', NOW + 25 * MINUTE)).toBe(NOW - 4 * HOUR)
    expect(todayFrom('week', NOW)).toBe(WEEK.fromMs)
    expect(todayFrom('month', NOW)).toBe(Date.UTC(2026, 10, 9))
  })

  test('moves by whole days of the calendar, also over a change of the clocks', () => {
    inZone('Europe/Berlin')
    const from = midnight(new Date(2026, 9, 24).getTime())
    const to = shifted('week', from, 1)
    expect(new Date(to).getHours()).toBe(0)
    expect(to - from).toBe(2 * DAY + HOUR)
    expect(shifted('week', to, -1)).toBe(from)
    expect(shifted('day', from, 1)).toBe(from + 6 * HOUR)
  })

  test('another zoom goes with today while now is in sight, else keeps the middle', () => {
    expect(zoomedFrom(WEEK, 'month', NOW)).toBeUndefined()
    const far = scaleOf('week', WEEK.fromMs + 30 * DAY, 960)
    const from = zoomedFrom(far, 'month', NOW) ?? 0
    const month = scaleOf('month', from, 960)
    expect(xOf(month, far.fromMs + 4 * DAY)).toBeGreaterThan(480 - 20)
    expect(xOf(month, far.fromMs + 4 * DAY)).toBeLessThan(480 + 60)
  })
})

describe('the days', () => {
  test('of a week are named, with today and the weekend', () => {
    const bands = dayBands(WEEK, 'week', NOW, WORK)
    expect(bands.map(({ label, note }) => [label, note].filter(Boolean).join(' '))).toEqual([
      'Wed 11',
      'Thu 12 today',
      'Fri 13',
      'Sat 14 weekend',
      'Sun 15',
      'Mon 16',
      'Tue 17',
      'Wed 18',
    ])
    expect(bands.filter(({ isOff }) => isOff).map(({ x, width }) => [x, width])).toEqual([
      [360, 120],
      [480, 120],
    ])
  })

  test('off are those of the person', () => {
    const bands = dayBands(WEEK, 'week', NOW, [7, 1, 2, 3, 4])
    expect(bands.filter(({ isOff }) => isOff).map(({ label, note }) => [label, note])).toEqual([
      ['Fri 13', 'weekend'],
      ['Sat 14', undefined],
    ])
    expect(dayBands(WEEK, 'week', NOW, []).filter(({ isOff }) => isOff)).toHaveLength(2)
  })

  test.each([
    ['Europe/Berlin', [2026, 2, 29], 23],
    ['Europe/Berlin', [2026, 9, 25], 25],
    ['Australia/Lord_Howe', [2026, 3, 5], 24.5],
    ['America/New_York', [2026, 10, 1], 25],
  ] as const)('in %s on %j are %s hours long', (name, [year, month, day], hours) => {
    inZone(name)
    const from = new Date(year, month, day).getTime()
    const bands = dayBands(scaleOf('week', from, 8 * 240), 'week', from, WORK)
    expect(bands[0]?.width).toBeCloseTo(hours * 10, 6)
    expect(bands[1]?.width).toBeCloseTo(240, 6)
    // None is left out and none comes twice.
    expect(new Set(bands.map(({ label }) => label)).size).toBe(bands.length)
  })

  test('of a month are numbered, and Mondays carry the date', () => {
    const scale = scaleOf('month', Date.UTC(2026, 10, 9), 960)
    const bands = dayBands(scale, 'month', NOW, WORK)
    expect(bands.flatMap(({ label }) => label ?? [])).toEqual([
      '9 Nov',
      '16 Nov',
      '23 Nov',
      '30 Nov',
      '7 Dec',
    ])
    const labels = ticks(scale, 'month', bands, -Infinity).map(({ label }) => label)
    expect(labels.slice(0, 6)).toEqual(['M 9', 'T 10', 'W 11', 'T 12', 'F 13', 'S 14'])
  })
})

describe('the times', () => {
  test('of a week are noons, but for the one beside now', () => {
    const bands = dayBands(WEEK, 'week', NOW, WORK)
    const noons = ticks(WEEK, 'week', bands, xOf(WEEK, NOW))
    expect(noons.map(({ x }) => x)).toEqual([60, 300, 420, 540, 660, 780, 900])
    expect(new Set(noons.map(({ label }) => label))).toEqual(new Set(['12:00']))
    expect(noons.some(({ isLine }) => isLine)).toBe(false)
  })

  test('of a day keep their distance, and are lines', () => {
    const scale = scaleOf('day', NOW - 4 * HOUR, 960)
    const found = ticks(scale, 'day', dayBands(scale, 'day', NOW, WORK), -Infinity)
    expect(found.map(({ label }) => label).slice(0, 5)).toEqual(['12:00', '14:00', '16:00', '18:00', '20:00'])
    expect(found.every(({ isLine }) => isLine)).toBe(true)
  })

  test.each([
    ['forward', [2026, 2, 29], ['01:00', '03:00', '04:00']],
    ['back', [2026, 9, 25], ['01:00', '02:00', '03:00']],
  ] as const)('are those that clocks show when they are set %s', (_, [year, month, day], expected) => {
    inZone('Europe/Berlin')
    const from = new Date(year, month, day).getTime()
    const scale = scaleOf('day', from, 24 * 60)
    const found = ticks(scale, 'day', dayBands(scale, 'day', from, WORK), -Infinity)
    expect(found.slice(0, 3).map(({ label }) => label)).toEqual(expected)
    // Each stands where its hour begins, and none on another.
    const places = found.map(({ x }) => x)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(new Set(places).size).toBe(places.length)
  })

  test('nothing is said where there is no room', () => {
    const scale = scaleOf('week', WEEK.fromMs, 200)
    expect(ticks(scale, 'week', dayBands(scale, 'week', NOW, WORK), -Infinity)).toEqual([])
  })
})

function host(more: Partial<BarHost> = {}): BarHost {
  return { state: 'ready', createdAtMs: NOW - 10 * HOUR, checkedOutAtMs: NOW - 10 * HOUR, ...more }
}

function lease(endsAtMs: number, source: Lease['source'] = 'provider'): Lease {
  return { endsAtMs, source, confirmedAtMs: NOW }
}

describe('a bar', () => {
  test('is outlined up to now and filled from there; words stand beside what is short', () => {
    expect(barOf(host({ lease: lease(NOW + 9 * HOUR) }), WEEK, NOW)).toMatchObject({
      kind: 'lease',
      tone: 'soon',
      past: { x: 140, width: 50, cutStart: false },
      rest: { x: 190, width: 45, cutEnd: false },
      label: { x: 243, align: 'start', text: '9\u00a0h', detail: 'today 23:00', isInside: false },
      endX: 235,
    })
  })

  test('has its words inside where it is 96 px wide', () => {
    const short = barOf(host({ lease: lease(NOW + 19 * HOUR) }), WEEK, NOW)
    expect(short.rest?.width).toBe(95)
    expect(short.label.isInside).toBe(false)
    const long = barOf(host({ lease: lease(NOW + 27 * HOUR) }), WEEK, NOW)
    expect(long.label).toMatchObject({ isInside: true, x: 198, text: '27\u00a0h', detail: undefined })
    const longer = barOf(host({ lease: lease(NOW + 52 * HOUR) }), WEEK, NOW)
    expect(longer.label).toMatchObject({ isInside: true, detail: 'Sat 18:00' })
  })

  test('that ends in minutes can still be seen, in the colour of its level', () => {
    const bar = barOf(host({ lease: lease(NOW + 12 * MINUTE) }), WEEK, NOW)
    expect(bar).toMatchObject({ tone: 'alert', rest: { width: 3 }, label: { x: 199 } })
  })

  test('goes on out of sight on both sides', () => {
    const bar = barOf(host({ checkedOutAtMs: NOW - 9 * DAY, lease: lease(NOW + 11 * DAY) }), WEEK, NOW)
    expect(bar.past).toMatchObject({ x: 0, width: 190, cutStart: true })
    expect(bar.rest).toMatchObject({ x: 190, width: 770, cutEnd: true })
    expect(bar.endX).toBeUndefined()
  })

  test('says at the edge what lies beyond it', () => {
    const later = scaleOf('week', NOW + 30 * DAY, 960)
    expect(barOf(host({ lease: lease(NOW + DAY) }), later, NOW)).toMatchObject({
      past: undefined,
      rest: undefined,
      label: { x: 8, align: 'start' },
    })
    const before = scaleOf('week', NOW - 30 * DAY, 960)
    expect(barOf(host({ lease: lease(NOW + DAY) }), before, NOW).label).toMatchObject({
      x: 952,
      align: 'end',
    })
  })

  test('has its words before it where there is no room behind', () => {
    const narrow = scaleOf('week', WEEK.fromMs, 240)
    expect(barOf(host({ lease: lease(NOW + 90 * HOUR) }), narrow, NOW).label.isInside).toBe(true)
    const late = scaleOf('day', NOW - 22 * HOUR, 960)
    const { label } = barOf(host({ lease: lease(NOW + HOUR) }), late, NOW)
    expect(label).toMatchObject({ align: 'end', x: 872, detail: 'today 15:00' })
    const tiny = scaleOf('week', WEEK.fromMs, 246)
    expect(barOf(host({ lease: lease(NOW + 47 * HOUR) }), tiny, NOW).label).toMatchObject({
      align: 'start',
      detail: undefined,
      text: '47\u00a0h',
    })
  })

  test('of a lease that has ended stops there', () => {
    expect(barOf(host({ lease: lease(NOW - 20 * MINUTE) }), WEEK, NOW)).toMatchObject({
      kind: 'ended',
      rest: { width: 3 },
      label: { text: 'Ended 20\u00a0min ago', x: 198 },
    })
  })

  test('without an end is open, and shows the person’s own moment', () => {
    expect(barOf(host(), WEEK, NOW)).toMatchObject({
      kind: 'open',
      rest: { x: 190, width: 770, cutEnd: true },
      label: { text: 'No end', detail: undefined },
      endX: undefined,
    })
    expect(barOf(host({ lease: lease(NOW + 19 * HOUR, 'user') }), WEEK, NOW)).toMatchObject({
      kind: 'open',
      label: { text: 'No end', detail: 'Fri 09:00', isReminder: true },
      // The words say it already.
      reminderX: undefined,
      endX: undefined,
      spoken: 'The lease has no end. You are reminded Fri 09:00',
    })
  })

  test('of what is being made begins now, and nobody knows where it ends', () => {
    const step = { index: 3, count: 6, name: 'boot' }
    expect(barOf(host({ state: 'making', step }), WEEK, NOW)).toMatchObject({
      kind: 'making',
      rest: { x: 190, width: 168, cutEnd: true },
      label: { text: 'Step 4 of 6, boot', isInside: true },
    })
    expect(barOf(host({ state: 'left_behind', problem: 'Half made.' }), WEEK, NOW)).toMatchObject({
      kind: 'settling',
      label: { text: 'Half made.' },
    })
  })
})

describe('an end that is moved', () => {
  const END = NOW + 27 * HOUR

  test('snaps to quarters of an hour, or with Alt to minutes', () => {
    expect(pointedEnd(END, END + 22 * MINUTE, NOW, SNAP_MS)).toBe(END + 15 * MINUTE)
    expect(pointedEnd(END, END + 23 * MINUTE, NOW, SNAP_MS)).toBe(END + 30 * MINUTE)
    expect(pointedEnd(END, END + 22.4 * MINUTE, NOW, FINE_MS)).toBe(END + 22 * MINUTE)
    // An end at 17:12 lands on full quarters, not on quarters after itself.
    expect(pointedEnd(END + 12 * MINUTE, END + 25 * MINUTE, NOW, SNAP_MS)).toBe(END + 30 * MINUTE)
  })

  test('in zones of half and quarter hours, too', () => {
    for (const name of ['Asia/Kolkata', 'Asia/Kathmandu', 'Australia/Lord_Howe']) {
      inZone(name)
      expect(new Date(pointedEnd(END, END + 100 * MINUTE, NOW, SNAP_MS)).getMinutes() % 15).toBe(0)
    }
  })

  test('never gets earlier than it is', () => {
    expect(pointedEnd(END, END - HOUR, NOW, SNAP_MS)).toBe(END)
    // Nor a later one than the provider gives, on the minute before it.
    const limitMs = END + HOUR + 30_500
    expect(pointedEnd(END, END + DAY, NOW, SNAP_MS, limitMs)).toBe(END + HOUR)
    expect(steppedEnd(END, END, NOW, 1, DAY, limitMs)).toBe(END + HOUR)
    expect(pointedEnd(END, END + DAY, NOW, SNAP_MS, END + 30_000), 'at its limit').toBe(END)
    expect(steppedEnd(END, END, NOW, -1, SNAP_MS)).toBe(END)
    // One that has ended can only be moved to what is still to come.
    expect(pointedEnd(NOW - HOUR, NOW - 30 * MINUTE, NOW, SNAP_MS)).toBe(NOW - HOUR)
    expect(steppedEnd(NOW - HOUR, NOW - HOUR, NOW, 1, SNAP_MS)).toBe(NOW + 15 * MINUTE)
  })

  test('goes by steps to full ones and back', () => {
    const end = END + 12 * MINUTE
    const one = steppedEnd(end, end, NOW, 1, SNAP_MS)
    expect(one).toBe(END + 15 * MINUTE)
    const two = steppedEnd(end, one, NOW, 1, SNAP_MS)
    expect(two).toBe(END + 30 * MINUTE)
    expect(steppedEnd(end, two, NOW, -1, SNAP_MS)).toBe(one)
    expect(steppedEnd(end, one, NOW, -1, SNAP_MS)).toBe(end)
    // A longer step is about as long as it says, whatever the zone.
    expect(steppedEnd(end, end, NOW, 1, HOUR)).toBe(END + 75 * MINUTE)
    expect(steppedEnd(end, end, NOW, 1, DAY)).toBe(END + DAY + 15 * MINUTE)
    expect(steppedEnd(end, END + 3 * HOUR, NOW, -1, HOUR)).toBe(END + 2 * HOUR)
    expect(steppedEnd(end, END + 3 * HOUR, NOW, -1, DAY)).toBe(end)
    expect([
      keyStep('day', false),
      keyStep('week', false),
      keyStep('month', false),
      keyStep('day', true),
    ]).toEqual([15 * MINUTE, HOUR, 6 * HOUR, DAY])
  })

  test('says what the dialog then says, through the hour that comes twice', () => {
    inZone('Europe/Berlin')
    const end = new Date(2026, 9, 25, 1, 30).getTime()
    const now = end - 10 * HOUR
    const seen: number[] = []
    let at = end
    for (let step = 0; step < 12; step += 1) {
      at = steppedEnd(end, at, now, 1, SNAP_MS)
      seen.push(at)
    }
    expect(new Set(seen).size).toBe(seen.length)
    for (const each of seen) {
      const choice = movedChoice({ state: 'ready', provider: 'Sandbox', lease: lease(end) }, [KIND], each)
      expect(readChoice(choice, now)).toEqual({ extension: { kind: 'until', atMs: each } })
    }
    const twice = Date.UTC(2026, 9, 25, 1, 30)
    expect(pointedEnd(end, twice, now, SNAP_MS)).toBe(Date.UTC(2026, 9, 25, 0, 30))
  })

  test('is told with what it was and what it adds', () => {
    expect(movedWords(END, NOW + 52 * HOUR, NOW)).toEqual({
      newEnd: 'Sat 14 Nov 18:00',
      fromNow: '2\u00a0d 4\u00a0h from now',
      was: 'Fri 13 Nov 17:00',
      adds: '25\u00a0h',
      spoken: 'New end Sat 14 Nov 18:00, adds 25\u00a0h. Enter reviews it, Escape leaves it.',
    })
    expect(movedWords(END, END, NOW).adds).toBeUndefined()
  })

  test('exists only where the provider takes a later one', () => {
    const ends = { state: 'ready', provider: 'Sandbox', lease: lease(END) } as const
    expect(movableEnd(ends, [KIND])).toBe(END)
    expect(movableEnd({ ...ends, state: 'checking_in' }, [KIND])).toBeUndefined()
    expect(movableEnd({ ...ends, lease: lease(END, 'user') }, [KIND])).toBeUndefined()
    expect(movableEnd({ ...ends, provider: 'Container' }, [KIND])).toBeUndefined()
    expect(whyFixed({ ...ends, provider: 'Container' }, [KIND])).toBe('Container has no leases to extend.')
    expect(whyFixed({ ...ends, lease: undefined }, [KIND])).toBe('It has no end.')
    const beaker: ProviderKindInfo = { ...KIND, kind: 'Beaker', extension: { kinds: ['by'] } }
    const byAmount = { ...ends, provider: 'Beaker' } as const
    expect(movableEnd(byAmount, [beaker])).toBe(END)
    expect(readChoice(movedChoice(byAmount, [beaker], END + 90 * MINUTE), NOW)).toEqual({
      extension: { kind: 'by', ms: 90 * MINUTE },
    })
  })
})

const KIND: ProviderKindInfo = {
  kind: 'Sandbox',
  title: 'Sandbox',
  description: '',
  pretend: true,
  actions: [],
  listings: [],
  configFields: [],
  capabilities: { extend: true, execute: false, inventory: false },
  extension: { kinds: ['by', 'until', 'default'] },
}
