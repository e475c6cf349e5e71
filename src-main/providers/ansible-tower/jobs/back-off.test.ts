import { expect, test } from 'vitest'
import { FakeClock } from '@main/testing/fake-clock'
import { TowerError } from '@main/providers/ansible-tower/errors'
import { Outage } from './back-off'

test('a server that wants to be left alone is never asked earlier than it says', () => {
  const doing = { instance: 'prod', address: 'https://tower.example.com', what: 'wait' }
  const busy = new TowerError('busy', doing, { retryAfterMs: 60_000 })
  const pauses = Array.from({ length: 200 }, () => new Outage(new FakeClock(), 5000).pauseMs(busy))
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(60_000)
  expect(Math.max(...pauses)).toBeLessThan(80_000)
  expect(new Set(pauses).size).toBeGreaterThan(1)
})
