import { expect, test } from 'vitest'
import { clockOfRun, clockRate } from '@main/app/clock-of-run'
import { systemClock } from '@main/ports/clock'
import { ratedClock } from '@main/ports/rated-clock'

const given =
  (options: Readonly<Record<string, string>>) =>
  (name: string): string =>
    options[name] ?? ''

test('a start that says nothing has the computer’s clock', () => {
  expect(clockRate(given({}))).toBeUndefined()
  expect(clockOfRun(undefined)).toBe(systemClock)
})

test('a start may say how fast its clock goes, and where it begins', () => {
  expect(clockRate(given({ 'clock-rate': '60' }))).toEqual({ rate: 60, startAtMs: undefined })
  expect(clockRate(given({ 'clock-start': '2026-11-12T14:00:00Z' }))).toEqual({
    rate: 1,
    startAtMs: Date.UTC(2026, 10, 12, 14),
  })
})

test.each([
  [{ 'clock-rate': '0' }, '--clock-rate=0: say how many times as fast'],
  [{ 'clock-rate': 'fast' }, '--clock-rate=fast'],
  [{ 'clock-start': 'noon' }, '--clock-start=noon: say a time as'],
])('what cannot be understood is said: %j', (options, message) => {
  expect(() => clockRate(given(options))).toThrow(message)
})

test('the faster clock shows later times and waits shorter', async () => {
  let nowMs = 1000
  const waits: number[] = []
  const clock = ratedClock(
    { rate: 60, startAtMs: 50_000 },
    {
      now: () => nowMs,
      elapsed: () => 7,
      sleep: (ms) => {
        waits.push(ms)
        return Promise.resolve()
      },
    },
  )
  expect(clock.now()).toBe(50_000)
  nowMs += 1000
  expect(clock.now()).toBe(110_000)
  expect(clock.elapsed?.()).toBe(420)
  await clock.sleep(60_000)
  expect(waits).toEqual([1000])
})
