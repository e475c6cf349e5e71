import { describe, expect, test } from 'vitest'
import { FakeClock } from '@main/testing/fake-clock'

describe('FakeClock', () => {
  test('wakes sleepers at their own time and in their order, and nobody before', async () => {
    const clock = new FakeClock({ startMs: 0 })
    const woken: string[] = []
    for (const ms of [300, 100, 200]) void clock.sleep(ms).then(() => woken.push(`${ms} at ${clock.now()}`))
    await clock.advance(250)
    expect(woken).toEqual(['100 at 100', '200 at 200'])
    expect(clock.now()).toBe(250)
    expect(clock.sleeping).toBe(1)
    await clock.advance(50)
    expect(woken).toHaveLength(3)
  })

  test('lets who wakes sleep again within the same advance', async () => {
    const clock = new FakeClock({ startMs: 0 })
    let turns = 0
    const work = (async () => {
      for (; turns < 5; turns += 1) await clock.sleep(10)
    })()
    await clock.advance(50)
    await work
    expect(turns).toBe(5)
  })

  test('rejects with the reason of the signal, before and during a sleep', async () => {
    const clock = new FakeClock()
    const reason = new Error('stop')
    await expect(clock.sleep(10, AbortSignal.abort(reason))).rejects.toBe(reason)
    const controller = new AbortController()
    const sleep = clock.sleep(10, controller.signal)
    controller.abort(reason)
    await expect(sleep).rejects.toBe(reason)
    expect(clock.sleeping).toBe(0)
  })

  test('jumps by itself when asked to: to the earliest end first, however long', async () => {
    const clock = new FakeClock({ startMs: 0, auto: true })
    const order: number[] = []
    await Promise.all([5_000_000, 1000].map((ms) => clock.sleep(ms).then(() => order.push(clock.now()))))
    expect(order).toEqual([1000, 5_000_000])
  })

  test('waits until enough sleep', async () => {
    const clock = new FakeClock()
    setImmediate(() => void clock.sleep(10))
    await clock.waitForSleepers(1)
    expect(clock.sleeping).toBe(1)
  })

  test('ends a sleep of no length by itself', async () => {
    await new FakeClock().sleep(0)
  })
})
