import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { TickingClock } from '@renderer/app/now'

/** The page, as far as a clock looks at it. */
class Page extends EventTarget {
  hidden = false

  turn(hidden: boolean): void {
    this.hidden = hidden
    this.dispatchEvent(new Event('visibilitychange'))
  }
}

const page = new Page()
const START = Date.UTC(2026, 10, 12, 14)

beforeEach(() => {
  vi.useFakeTimers({ now: START })
  vi.stubGlobal('document', page)
  page.hidden = false
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('all who look share one timer, and none runs while nobody looks', () => {
  const clock = new TickingClock(1000)
  const leave = [vi.fn(), vi.fn()].map((listener) => clock.subscribe(listener))
  expect(vi.getTimerCount()).toBe(1)
  for (const one of leave) one()
  expect(vi.getTimerCount()).toBe(0)
})

test('it rests while the window is out of sight, and tells the time when it is back', () => {
  const clock = new TickingClock(1000)
  const told = vi.fn()
  const leave = clock.subscribe(told)
  vi.advanceTimersByTime(2000)
  expect(told).toHaveBeenCalledTimes(2)
  page.turn(true)
  expect(vi.getTimerCount(), 'nothing wakes it').toBe(0)
  vi.advanceTimersByTime(60_000)
  told.mockClear()
  page.turn(false)
  expect(told).toHaveBeenCalledOnce()
  expect(clock.snapshot()).toBe(START + 62_000)
  vi.advanceTimersByTime(1000)
  expect(told).toHaveBeenCalledTimes(2)
  leave()
})

test('a window that begins out of sight has no ticks before it is seen', () => {
  page.hidden = true
  const clock = new TickingClock(1000)
  const told = vi.fn()
  const leave = clock.subscribe(told)
  expect(vi.getTimerCount()).toBe(0)
  page.turn(false)
  expect(told).toHaveBeenCalledOnce()
  expect(vi.getTimerCount()).toBe(1)
  leave()
})
