import { afterEach, describe, expect, test } from 'vitest'
import type { Lease } from '@shared/domain/lease'
import type { ProviderKindInfo } from '@shared/domain/provider'
import type { Task, TaskLine } from '@shared/domain/task'
import { dateText } from '@shared/lib/time-text'
import {
  amountText,
  fieldText,
  firstUntil,
  FIRST_CHOICE,
  localMoment,
  readChoice,
  type ExtensionChoice,
} from '@renderer/features/leases/amounts'
import {
  defaultOffer,
  extendProblem,
  firstEnd,
  planExtension,
  type ExtendHost,
} from '@renderer/features/leases/extension-plan'
import { leaseWords, unconfirmedText } from '@renderer/features/leases/lease-text'
import { outcomeWords } from '@renderer/features/leases/outcome-words'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const NOW = new Date(2026, 10, 12, 14, 0).getTime()

function kind(
  provider: ProviderKindInfo['kind'],
  extension?: ProviderKindInfo['extension'],
): ProviderKindInfo {
  return {
    kind: provider,
    title: provider,
    description: '',
    pretend: false,
    actions: [],
    listings: [],
    configFields: [],
    capabilities: { extend: extension !== undefined, execute: false, inventory: false },
    ...(extension === undefined ? {} : { extension }),
  }
}

const KINDS = [
  kind('AnsibleTower', { kinds: ['by', 'until', 'default'], defaultText: 'as configured (+172800)' }),
  kind('Beaker', { kinds: ['by'] }),
  kind('Sandbox', { kinds: ['by', 'until', 'default'] }),
  kind('Container'),
]

function lease(endsAtMs: number, more: Partial<Lease> = {}): Lease {
  return { endsAtMs, source: 'provider', confirmedAtMs: NOW, ...more }
}

function host(id: string, more: Partial<ExtendHost> = {}): ExtendHost {
  return {
    id,
    hostname: `${id}.lab.example.com`,
    offering: 'deploy-rhel',
    provider: 'AnsibleTower',
    instance: 'prod',
    state: 'ready',
    pretend: false,
    ...more,
  }
}

function choose(change: Partial<ExtensionChoice>): ExtensionChoice {
  return { ...FIRST_CHOICE, ...change }
}

describe('readChoice', () => {
  test.each<[string, ExtensionChoice, ReturnType<typeof readChoice>]>([
    ['an amount that stands ready', choose({ id: '4h' }), { extension: { kind: 'by', ms: 4 * HOUR } }],
    ['the default', choose({ id: 'default' }), { extension: { kind: 'default' } }],
    [
      'a typed amount',
      choose({ id: 'custom', custom: { value: 1.5, unit: 'd' } }),
      { extension: { kind: 'by', ms: 36 * HOUR } },
    ],
    [
      'a moment',
      choose({ id: 'until', until: fieldText(NOW + DAY) }),
      { extension: { kind: 'until', atMs: NOW + DAY } },
    ],
  ])('takes %s', (_, choice, read) => {
    expect(readChoice(choice, NOW)).toEqual(read)
  })

  test.each<[string, ExtensionChoice, string]>([
    ['nothing', choose({ id: 'custom', custom: { value: undefined, unit: 'h' } }), 'at least 1'],
    ['no time at all', choose({ id: 'custom', custom: { value: 0, unit: 'h' } }), 'at least 1'],
    ['a negative amount', choose({ id: 'custom', custom: { value: -3, unit: 'h' } }), 'at least 1'],
    ['a slip of the keys', choose({ id: 'custom', custom: { value: 99_999, unit: 'd' } }), 'At most'],
    ['no date', choose({ id: 'until' }), 'Say a date'],
    ['a date that is over', choose({ id: 'until', until: fieldText(NOW - MINUTE) }), 'still to come'],
  ])('says what is missing for %s', (_, choice, error) => {
    const read = readChoice(choice, NOW)
    expect('error' in read ? read.error : 'nothing').toContain(error)
  })

  test('what it begins with can be sent', () => {
    expect(readChoice(FIRST_CHOICE, NOW)).toEqual({ extension: { kind: 'by', ms: DAY } })
    expect(readChoice(choose({ id: 'until', until: firstUntil(NOW) }), NOW)).toHaveProperty('extension')
    expect(firstUntil(NOW)).toBe('2026-11-13T17:00')
    expect(firstUntil(NOW + 4 * HOUR)).toBe('2026-11-14T17:00')
  })
})

test('amountText says days where they are whole', () => {
  expect([DAY, 2 * DAY, 8 * HOUR, 90 * MINUTE].map((ms) => amountText(ms).replace('\u00a0', ' '))).toEqual([
    '1 day',
    '2 days',
    '8 h',
    '90 min',
  ])
})

describe('when the clocks change', () => {
  const before = process.env['TZ']
  afterEach(() => {
    if (before === undefined) delete process.env['TZ']
    else process.env['TZ'] = before
  })

  test('one day is 24 hours, and the clock shows another time', () => {
    process.env['TZ'] = 'Europe/Berlin'
    const endsAtMs = new Date(2026, 2, 28, 14, 12).getTime()
    const now = endsAtMs - HOUR
    const [planned] = planExtension(
      [host('a', { lease: lease(endsAtMs) })],
      { kind: 'by', ms: DAY },
      KINDS,
      now,
    )
    expect(planned?.newEndsAtMs).toBe(endsAtMs + DAY)
    expect(dateText(planned?.newEndsAtMs ?? 0, now)).toBe('Sun 29 Mar 15:12')
    const autumn = new Date(2026, 9, 24, 14, 12).getTime()
    expect(dateText(autumn + DAY, autumn)).toBe('Sun 25 Oct 13:12')
  })

  test('a date field names local time, through the hour that is left out and the one that comes twice', () => {
    process.env['TZ'] = 'Europe/Berlin'
    expect(localMoment('2026-03-29T02:30')).toBe(Date.UTC(2026, 2, 29, 1, 30))
    expect(fieldText(localMoment('2026-03-29T02:30') ?? 0)).toBe('2026-03-29T03:30')
    expect(localMoment('2026-10-25T02:30')).toBe(Date.UTC(2026, 9, 25, 0, 30))
    expect(fieldText(Date.UTC(2026, 9, 25, 1, 30))).toBe('2026-10-25T02:30')
    process.env['TZ'] = 'Asia/Kolkata'
    expect(localMoment('2026-11-13T14:12')).toBe(Date.UTC(2026, 10, 13, 8, 42))
    expect(localMoment('13 Nov')).toBeUndefined()
  })
})

describe('planExtension', () => {
  const ends = lease(NOW + 12 * MINUTE)

  test('adds the amount to the end that each host has', () => {
    const plan = planExtension(
      [host('a', { lease: ends }), host('b', { lease: lease(NOW + HOUR) })],
      { kind: 'by', ms: DAY },
      KINDS,
      NOW,
    )
    expect(plan.map(({ newEndsAtMs }) => newEndsAtMs)).toEqual([ends.endsAtMs + DAY, NOW + HOUR + DAY])
    expect(firstEnd(plan)).toBe(ends.endsAtMs + DAY)
  })

  test('says how much longer where no end is known, and what the default is', () => {
    expect(planExtension([host('a')], { kind: 'by', ms: DAY }, KINDS, NOW)[0]).toMatchObject({
      newEndText: '1\u00a0day longer',
      newEndsAtMs: undefined,
    })
    expect(planExtension([host('a', { lease: ends })], { kind: 'default' }, KINDS, NOW)[0]?.newEndText).toBe(
      'as configured (+172800)',
    )
  })

  test.each<[string, Partial<ExtendHost>, Parameters<typeof planExtension>[1], string]>([
    ['being made', { state: 'making' }, { kind: 'by', ms: DAY }, 'Being made'],
    ['checking in', { state: 'checking_in', lease: ends }, { kind: 'by', ms: DAY }, 'Checking in'],
    ['left behind', { state: 'left_behind' }, { kind: 'by', ms: DAY }, 'Left behind, keep it first'],
    ['a kind without leases', { provider: 'Container' }, { kind: 'by', ms: DAY }, 'Container has no leases'],
    [
      'a kind without dates',
      { provider: 'Beaker' },
      { kind: 'until', atMs: NOW + DAY },
      'Beaker takes no date',
    ],
    ['a kind without a default', { provider: 'Beaker' }, { kind: 'default' }, 'Beaker needs an amount'],
    ['an earlier date', { lease: lease(NOW + 2 * DAY) }, { kind: 'until', atMs: NOW + DAY }, 'later already'],
    ['one that ended long ago', { lease: lease(NOW - 2 * DAY) }, { kind: 'by', ms: DAY }, 'Not enough'],
  ])('leaves out %s, and says why', (_, more, extension, reason) => {
    const [planned] = planExtension([host('a', more)], extension, KINDS, NOW)
    expect(planned?.reason).toContain(reason)
    expect(planned?.newEndsAtMs).toBeUndefined()
  })

  test('one that ended just now can be extended', () => {
    const [planned] = planExtension(
      [host('a', { lease: lease(NOW - HOUR) })],
      { kind: 'by', ms: DAY },
      KINDS,
      NOW,
    )
    expect(planned).toMatchObject({ reason: undefined, newEndsAtMs: NOW + 23 * HOUR })
  })

  describe('within the limit of the provider', () => {
    const plan = (extension: Parameters<typeof planExtension>[1], limitMs: number) =>
      planExtension([host('a', { lease: ends })], extension, KINDS, NOW, new Map([['a', limitMs]]))[0]

    test('an amount that goes beyond it ends at it', () => {
      const limitMs = ends.endsAtMs + HOUR
      expect(plan({ kind: 'by', ms: DAY }, limitMs)).toMatchObject({ newEndsAtMs: limitMs, isCut: true })
      expect(plan({ kind: 'by', ms: HOUR }, limitMs)).not.toHaveProperty('isCut')
    })

    test('a date beyond it, and a lease at it, cannot be had', () => {
      const limitMs = new Date(2026, 10, 12, 18).getTime()
      expect(plan({ kind: 'until', atMs: limitMs + MINUTE }, limitMs)).toMatchObject({
        reason: 'Limit is Thu 12 Nov 18:00',
        newEndsAtMs: undefined,
      })
      expect(plan({ kind: 'until', atMs: limitMs }, limitMs)?.reason).toBeUndefined()
      expect(plan({ kind: 'by', ms: HOUR }, ends.endsAtMs + 1000)).toMatchObject({
        reason: 'At the limit of prod',
        isAtLimit: true,
      })
    })
  })

  test('an unknown kind is not extended', () => {
    expect(extendProblem(host('a'), [])).toBe('AnsibleTower has no leases to extend')
  })
})

test('the default is offered only when all hosts that can be extended have one', () => {
  const container = host('c', { provider: 'Container' })
  expect(defaultOffer([host('a'), container], KINDS)).toEqual({ texts: ['as configured (+172800)'] })
  expect(defaultOffer([host('a'), host('s', { provider: 'Sandbox' })], KINDS)).toEqual({
    texts: ['AnsibleTower: as configured (+172800)'],
  })
  expect(defaultOffer([host('a'), host('b', { provider: 'Beaker' })], KINDS)).toBeUndefined()
  expect(defaultOffer([container], KINDS)).toBeUndefined()
})

describe('outcomeWords', () => {
  const FRIDAY = new Date(2026, 10, 13, 14, 12).getTime()
  const error = {
    code: 'PROVIDER',
    message: 'No workflow extend-vm at AnsibleTower prod.',
    retryable: false,
  } as const

  function line(hostId: string, status: TaskLine['status']): TaskLine {
    return { line: 1, hostId, title: hostId, status, steps: [], links: [] }
  }
  function task(...lines: readonly TaskLine[]): Task {
    return {
      id: 1,
      kind: 'extend',
      title: 'Extend',
      state: 'succeeded',
      lines: [...lines],
      request: { kind: 'extend', hostIds: ['a'], extension: { kind: 'by', ms: DAY } },
      cancelRequested: false,
      createdAtMs: 0,
    }
  }
  const done = { state: 'succeeded' } as const

  test('names the new end of one, and those of several', () => {
    const a = host('rhel-9-4-kx3', { lease: lease(FRIDAY) })
    const b = host('rhel-9-4-m7p', { lease: lease(FRIDAY + 30 * MINUTE) })
    expect(outcomeWords(task(line(a.id, done)), [a], NOW)).toEqual({
      tone: 'ok',
      title: 'rhel-9-4-kx3 now ends Fri 13 Nov 14:12',
      description: undefined,
    })
    expect(outcomeWords(task(line(a.id, done), line(b.id, done)), [a, b], NOW).title).toBe(
      '2 hosts extended: rhel-9-4-kx3 ends Fri 13 Nov 14:12 and rhel-9-4-m7p ends Fri 13 Nov 14:42',
    )
    expect(
      outcomeWords(task(line(a.id, done), line(b.id, done)), [a, { ...b, lease: a.lease }], NOW).title,
    ).toBe('rhel-9-4-kx3 and rhel-9-4-m7p now end Fri 13 Nov 14:12')
  })

  test('says that an end is not confirmed, and does not name it as a fact', () => {
    const a = host('rhel-9-4-kx3', {
      lease: lease(NOW, { unconfirmed: { endsAtMs: FRIDAY, askedAtMs: NOW } }),
    })
    expect(outcomeWords(task(line(a.id, done)), [a], NOW)).toEqual({
      tone: 'warn',
      title: 'Asked AnsibleTower prod to extend rhel-9-4-kx3 to Fri 13 Nov 14:12, not confirmed yet',
      description: undefined,
    })
  })

  test('says first what failed', () => {
    const a = host('rhel-9-4-kx3', { lease: lease(FRIDAY) })
    const failed = { state: 'failed', error } as const
    expect(outcomeWords(task(line('b', failed)), [], NOW)).toMatchObject({
      tone: 'danger',
      title: error.message,
    })
    expect(outcomeWords(task(line(a.id, done), line('b', failed)), [a], NOW)).toEqual({
      tone: 'danger',
      title: '1 of 2 hosts not extended',
      description: 'rhel-9-4-kx3 now ends Fri 13 Nov 14:12. No workflow extend-vm at AnsibleTower prod.',
    })
    const cancelled = { state: 'cancelled', reason: 'Cancelled by you.' } as const
    expect(outcomeWords(task(line(a.id, cancelled)), [], NOW)).toMatchObject({
      tone: 'warn',
      title: '1 host cancelled',
    })
  })
})

describe('an end that is not confirmed', () => {
  test('is said beside the end that holds', () => {
    const asked = lease(NOW + 12 * MINUTE, {
      unconfirmed: { endsAtMs: NOW + DAY + 12 * MINUTE, askedAtMs: NOW },
    })
    expect(leaseWords({ state: 'ready', lease: asked }, NOW)).toMatchObject({
      end: 'today 14:12',
      unconfirmed: 'Asked to Fri 14:12, not confirmed yet',
      spoken: '12 minutes left, ends today 14:12. Asked to Fri 14:12, not confirmed yet',
    })
    expect(unconfirmedText({ unconfirmed: { askedAtMs: NOW } }, NOW)).toBe(
      'Asked for a later end, not confirmed yet',
    )
    expect(unconfirmedText(lease(NOW), NOW)).toBeUndefined()
  })
})
