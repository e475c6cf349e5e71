import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ENDED, type LeasedHost, type ReminderKey, type Snooze } from '@main/ports/leases'
import { schedule, type Due } from '@main/leases/schedule'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const THRESHOLDS = [24 * HOUR, 4 * HOUR, HOUR, 15 * MINUTE]
const NOW = Date.UTC(2026, 10, 12, 14)

function host(over: Partial<LeasedHost> = {}): LeasedHost {
  return {
    hostId: 'a',
    title: 'a.lab.example.com',
    provider: 'Sandbox',
    instance: 'sandbox',
    pretend: true,
    endsAtMs: NOW + 2 * HOUR,
    source: 'provider',
    ...over,
  }
}

function at(
  nowMs: number,
  hosts: readonly LeasedHost[],
  more: {
    readonly claimed?: readonly ReminderKey[]
    readonly snooze?: Snooze
    readonly heldUntilMs?: number
  } = {},
): ReturnType<typeof schedule> {
  const claimed = new Map<string, ReminderKey[]>()
  for (const key of more.claimed ?? []) claimed.set(key.hostId, [...(claimed.get(key.hostId) ?? []), key])
  return schedule({
    nowMs,
    hosts,
    thresholdsOf: () => THRESHOLDS,
    claimed,
    snoozes: new Map(more.snooze === undefined ? [] : [[more.snooze.hostId, more.snooze]]),
    ...(more.heldUntilMs === undefined ? {} : { heldUntilMs: more.heldUntilMs }),
  })
}

const thresholdsIn = (due: readonly Due[]): readonly number[] =>
  due.flatMap((one) => one.claims.map((key) => key.thresholdMs))

describe('what is due', () => {
  test('takes everything that has passed along, and tells when the next one comes', () => {
    const { due, nextAtMs, nextHosts } = at(NOW, [host()])
    expect(thresholdsIn(due)).toEqual([24 * HOUR, 4 * HOUR])
    expect(due[0]).toMatchObject({ kind: 'ending', sinceMs: NOW - 22 * HOUR })
    expect({ nextAtMs, nextHosts }).toEqual({ nextAtMs: NOW + HOUR, nextHosts: 1 })
  })

  test('leaves out what had passed when the person saw the end', () => {
    expect(at(NOW, [host({ seenAtMs: NOW - 1 })]).due).toEqual([])
    expect(thresholdsIn(at(NOW + HOUR, [host({ seenAtMs: NOW })]).due)).toEqual([HOUR])
  })

  test('is nothing farther from the end than what was told', () => {
    const told = { hostId: 'a', endsAtMs: NOW + 2 * HOUR, thresholdMs: HOUR }
    expect(at(NOW + HOUR, [host()], { claimed: [told] }).due).toEqual([])
    // Another end is another matter.
    expect(at(NOW, [host()], { claimed: [{ ...told, endsAtMs: NOW + 5 * HOUR }] }).due).toHaveLength(1)
    expect(at(NOW, [host()], { claimed: [{ ...told, endsAtMs: told.endsAtMs + 20_000 }] }).due).toEqual([])
  })

  test('is the end itself once, with all that was missed', () => {
    const over = at(NOW + 3 * HOUR, [host()])
    expect(over.due[0]?.kind).toBe('ended')
    expect(thresholdsIn(over.due)).toEqual([...THRESHOLDS, ENDED])
    const claimed = over.due.flatMap((one) => one.claims)
    expect(at(NOW + 3 * HOUR, [host()], { claimed })).toMatchObject({ due: [], nextAtMs: undefined })
    // A clock that is put back brings none of them again.
    expect(at(NOW, [host()], { claimed })).toMatchObject({ due: [], nextAtMs: undefined })
  })

  test('comes on the minute, whatever the second of the end', () => {
    const hosts = [0, 20_000, 59_999].map((ms, index) =>
      host({ hostId: `h${index}`, endsAtMs: NOW + 2 * HOUR + ms, seenAtMs: NOW }),
    )
    expect(at(NOW + HOUR - 1, hosts).due).toEqual([])
    expect(at(NOW + HOUR, hosts).due).toHaveLength(3)
    const told = at(NOW + HOUR + 50 * MINUTE, hosts).due.flatMap((one) => one.claims)
    expect(at(NOW + 2 * HOUR + 30_000, hosts.slice(1), { claimed: told })).toMatchObject({
      due: [],
      nextAtMs: NOW + 2 * HOUR + MINUTE,
      nextHosts: 2,
    })
    expect(at(NOW + 2 * HOUR + MINUTE, hosts.slice(1), { claimed: told }).due).toHaveLength(2)
  })

  test('is a moment of one’s own when it has come, and not before', () => {
    const own = host({ source: 'user' })
    expect(at(NOW + 2 * HOUR - 1, [own])).toMatchObject({ due: [], nextAtMs: NOW + 2 * HOUR })
    expect(at(NOW + 2 * HOUR, [own]).due).toMatchObject([{ kind: 'own' }])
  })

  test('waits while it is held, and is counted', () => {
    const heldUntilMs = NOW + 30 * MINUTE
    expect(at(NOW, [host()], { heldUntilMs })).toEqual({
      due: [],
      waiting: 1,
      nextAtMs: heldUntilMs,
      nextHosts: 1,
    })
    expect(at(NOW, [host()], { heldUntilMs: Infinity })).toMatchObject({ waiting: 1, nextAtMs: undefined })
    expect(at(heldUntilMs, [host()], { heldUntilMs }).due).toHaveLength(1)
  })
})

describe('a snooze', () => {
  const snooze = { hostId: 'a', endsAtMs: NOW + 2 * HOUR, atMs: NOW, untilMs: NOW + 65 * MINUTE }

  test('keeps quiet until it is over, and then tells what passed in it, once', () => {
    expect(at(NOW + 64 * MINUTE, [host()], { snooze })).toMatchObject({ due: [], nextAtMs: snooze.untilMs })
    const { due } = at(snooze.untilMs, [host()], { snooze })
    expect(thresholdsIn(due)).toEqual([24 * HOUR, 4 * HOUR, HOUR, 55 * MINUTE])
    const claimed = due.flatMap((one) => one.claims)
    expect(at(snooze.untilMs, [host()], { snooze, claimed }).due).toEqual([])
    expect(thresholdsIn(at(NOW + 105 * MINUTE, [host()], { snooze, claimed }).due)).toEqual([15 * MINUTE])
  })

  test('is of one end, and is over when the clock was put back behind it', () => {
    expect(at(NOW, [host({ endsAtMs: NOW + 3 * HOUR })], { snooze }).due).toHaveLength(1)
    expect(at(NOW - HOUR, [host()], { snooze }).due).toHaveLength(1)
  })
})

test('however time goes, each threshold of an end is told at most once and the end always', () => {
  const jump = fc.integer({ min: -3 * HOUR, max: 30 * HOUR })
  const left = fc.integer({ min: -HOUR, max: 40 * HOUR })
  fc.assert(
    fc.property(
      fc.array(jump, { maxLength: 30 }),
      fc.array(left, { minLength: 1, maxLength: 5 }),
      (jumps, lefts) => {
        const hosts = lefts.map((ms, index) => host({ hostId: `h${index}`, endsAtMs: NOW + ms }))
        const claimed: ReminderKey[] = []
        let nowMs = NOW
        for (const ms of [...jumps, 100 * HOUR]) {
          nowMs += ms
          const { due, nextAtMs } = at(nowMs, hosts, { claimed })
          if (nextAtMs !== undefined) expect(nextAtMs).toBeGreaterThan(nowMs)
          for (const one of due) {
            for (const key of one.claims) {
              expect(claimed).not.toContainEqual(key)
              claimed.push(key)
            }
            expect(one.host.endsAtMs <= nowMs).toBe(one.kind === 'ended')
          }
          expect(at(nowMs, hosts, { claimed }).due).toEqual([])
        }
        for (const each of hosts)
          expect(claimed).toContainEqual({ hostId: each.hostId, endsAtMs: each.endsAtMs, thresholdMs: ENDED })
      },
    ),
  )
})

test('whoever wakes at the next moment, and only then, misses nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 50 * HOUR }), { minLength: 1, maxLength: 6 }), (lefts) => {
      const hosts = lefts.map((ms, index) => host({ hostId: `h${index}`, endsAtMs: NOW + ms, seenAtMs: NOW }))
      const claimed: ReminderKey[] = []
      let nextAtMs: number | undefined = NOW
      for (let wakes = 0; nextAtMs !== undefined; wakes += 1) {
        expect(wakes).toBeLessThanOrEqual(lefts.length * 5 + 1)
        const nowMs: number = nextAtMs
        const now = at(nowMs, hosts, { claimed })
        for (const key of now.due.flatMap((one) => one.claims)) {
          // Told in its minute.
          const moment = key.endsAtMs - key.thresholdMs
          expect(Math.abs(nowMs - moment)).toBeLessThan(MINUTE)
          claimed.push(key)
        }
        nextAtMs = at(nowMs, hosts, { claimed }).nextAtMs
      }
      expect(claimed.filter((key) => key.thresholdMs === ENDED)).toHaveLength(lefts.length)
    }),
  )
})
