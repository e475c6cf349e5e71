import { afterEach, expect, test, vi } from 'vitest'
import { clockNow, clockRate, setClock } from '@renderer/app/clock'

afterEach(() => {
  setClock(undefined)
  vi.useRealTimers()
})

test('it is the computer’s clock unless the application has another', () => {
  vi.useFakeTimers({ now: 1_000_000 })
  expect(clockNow()).toBe(1_000_000)
  expect(clockRate()).toBe(1)
})

test('it follows the application’s clock at its pace', () => {
  vi.useFakeTimers({ now: 1_000_000 })
  setClock({ nowMs: 50_000, rate: 60 })
  vi.advanceTimersByTime(1000)
  expect(clockNow()).toBe(110_000)
  expect(clockRate()).toBe(60)
})
