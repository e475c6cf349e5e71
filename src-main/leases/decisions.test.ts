import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FollowUp } from '@shared/domain/lease-history'
import { decideAutoExtend } from '@main/leases/auto-extend'
import { answered, asking, lookAtMs } from '@main/leases/follow-up'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const NOW = Date.UTC(2028, 1, 29, 12)

describe('a rule that extends', () => {
  const rule = { underMinutes: 60, byMinutes: 240, reason: 'Needed' }

  test.each([
    [
      'waits until little is left',
      { ...rule, times: 2 },
      0,
      NOW + 2 * HOUR,
      { kind: 'wait', untilMs: NOW + HOUR },
    ],
    ['is over after its times', { ...rule, times: 2 }, 2, NOW + MINUTE, { kind: 'over' }],
    ['is over at its end', { ...rule, untilMs: NOW + HOUR }, 0, NOW + HOUR, { kind: 'over' }],
    ['does nothing after the end', { ...rule, times: 2 }, 0, NOW, { kind: 'over' }],
    [
      'goes no farther than its end',
      { ...rule, untilMs: NOW + 2 * HOUR },
      9,
      NOW + HOUR,
      { kind: 'extend', extension: { kind: 'by', ms: HOUR } },
    ],
    [
      'extends by its amount',
      { ...rule, times: 2 },
      1,
      NOW + HOUR,
      {
        kind: 'extend',
        extension: { kind: 'by', ms: 4 * HOUR },
        text: 'Extended by itself by 4\u00a0h, under 1\u00a0h left, 2 of 2 times: Needed',
      },
    ],
  ])('%s', (_, of, used, endsAtMs, expected) => {
    expect(decideAutoExtend({ rule: of, used }, endsAtMs, NOW)).toMatchObject(expected)
  })

  test('never goes past its end nor more often than its times, however it is used', () => {
    const limits = fc.record(
      { untilMs: fc.integer({ min: NOW, max: NOW + 400 * HOUR }), times: fc.integer({ min: 1, max: 20 }) },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(limits, fc.integer({ min: 10, max: 5000 }), (limit, byMinutes) => {
        if (limit.untilMs === undefined && limit.times === undefined) return
        const of = { ...rule, ...limit, byMinutes }
        let endsAtMs = NOW + HOUR
        let used = 0
        for (let nowMs = NOW; nowMs < NOW + 1000 * HOUR && used < 100; nowMs = endsAtMs - HOUR) {
          const decision = decideAutoExtend({ rule: of, used }, endsAtMs, nowMs)
          if (decision.kind !== 'extend' || decision.extension.kind !== 'by') break
          endsAtMs += decision.extension.ms
          used += 1
        }
        if (limit.untilMs !== undefined)
          expect(endsAtMs).toBeLessThanOrEqual(Math.max(limit.untilMs, NOW + HOUR))
        if (limit.times !== undefined) expect(used).toBeLessThanOrEqual(limit.times)
      }),
    )
  })
})

describe('an ended lease is looked after', () => {
  const host = { endsAtMs: NOW, source: 'provider' } as const
  const waits = (outcome: (asked: FollowUp) => FollowUp, count: number): readonly number[] => {
    let followUp: FollowUp | undefined
    let nowMs = NOW
    return Array.from({ length: count }, () => {
      const atMs = lookAtMs({ ...host, ...(followUp === undefined ? {} : { followUp }) }, nowMs) ?? 0
      const wait = (atMs - nowMs) / MINUTE
      nowMs = atMs
      followUp = outcome(asking({ ...host, ...(followUp === undefined ? {} : { followUp }) }, nowMs))
      return wait
    })
  }

  test('soon, and then ever more rarely while it is still there', () => {
    expect(waits((asked) => answered(asked, undefined), 6)).toEqual([1, 15, 60, 240, 1440, 1440])
  })

  test('with longer and longer pauses while it cannot be asked', () => {
    expect(waits((asked) => answered(asked, 'No answer.'), 10)).toEqual([
      1, 5, 10, 20, 40, 80, 160, 320, 360, 360,
    ])
  })

  test('again when the question was lost with the application, and when the clock was put back', () => {
    const asked = asking(host, NOW + MINUTE)
    expect(lookAtMs({ ...host, followUp: asked }, NOW + MINUTE)).toBe(NOW + 3 * MINUTE)
    expect(lookAtMs({ ...host, followUp: answered(asked, undefined) }, NOW - 24 * HOUR)).toBe(NOW - 24 * HOUR)
  })

  test('anew for another end, and not for a moment of one’s own', () => {
    const followUp = answered(asking(host, NOW + MINUTE), undefined)
    const later = { ...host, endsAtMs: NOW + HOUR, followUp }
    expect(lookAtMs(later, NOW)).toBe(NOW + HOUR + MINUTE)
    expect(asking(later, NOW)).toMatchObject({ answers: 0, failures: 0 })
    expect(lookAtMs({ ...host, source: 'user' }, NOW)).toBeUndefined()
  })
})
