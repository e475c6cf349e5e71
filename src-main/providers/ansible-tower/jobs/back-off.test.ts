import { expect, test } from 'vitest'
import { FakeClock } from '@main/testing/fake-clock'
import { TowerError } from '@main/providers/ansible-tower/errors'
import { Outage } from './back-off'

function outageBy(clock: FakeClock): Outage {
  return new Outage(clock, { firstMs: 5000, attemptMs: 30_000 })
}

test('a server that wants to be left alone is never asked earlier than it says', () => {
  const doing = { instance: 'prod', address: 'https://tower.example.com', what: 'wait' }
  const busy = new TowerError('busy', doing, { retryAfterMs: 60_000 })
  const pauses = Array.from({ length: 200 }, () => outageBy(new FakeClock()).pauseMs(busy))
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(60_000)
  expect(Math.max(...pauses)).toBeLessThan(80_000)
  expect(new Set(pauses).size).toBeGreaterThan(1)
})

test('an outage lasts as long as was tried, and the sleep of the computer is no part of it', async () => {
  const clock = new FakeClock()
  const outage = outageBy(clock)
  expect(outage.lastsMs).toBe(0)
  const firstMs = outage.pauseMs(undefined)
  await clock.advance(firstMs + 2000)
  expect(outage.lastsMs).toBeCloseTo(firstMs + 2000)
  const secondMs = outage.pauseMs(undefined)
  clock.set(clock.now() + 8 * 3_600_000)
  expect(outage.lastsMs).toBeCloseTo(firstMs + 2000 + secondMs + 30_000)
  const thirdMs = outage.pauseMs(undefined)
  await clock.advance(thirdMs)
  expect(outage.lastsMs).toBeCloseTo(firstMs + 2000 + secondMs + 30_000 + thirdMs)
})

test('a clock that is set back makes no outage shorter', async () => {
  const clock = new FakeClock()
  const outage = outageBy(clock)
  const pauseMs = outage.pauseMs(undefined)
  await clock.advance(pauseMs)
  outage.pauseMs(undefined)
  clock.set(clock.now() - 3_600_000)
  expect(outage.lastsMs).toBeCloseTo(pauseMs)
})
