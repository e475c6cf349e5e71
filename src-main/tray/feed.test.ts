import { expect, test } from 'vitest'
import { FakeClock } from '@main/testing/fake-clock'
import { TrayFeed } from '@main/tray/feed'
import type { TrayState, TrayView } from '@main/tray/model'

function feedOf(state: () => Partial<TrayState>) {
  const clock = new FakeClock()
  let noticed = 0
  const feed = new TrayFeed({
    clock,
    state: () => ({
      nowMs: clock.now(),
      hosts: [],
      total: 0,
      canExtend: () => true,
      tasks: [],
      nicks: [],
      paused: undefined,
      ...state(),
    }),
    noticeTime: () => {
      noticed += 1
    },
  })
  return { clock, feed, noticed: () => noticed }
}

test('follows changes within a second, many at once as one, and sleeps while nothing happens', async () => {
  let total = 0
  const { clock, feed } = feedOf(() => ({ total }))
  const views: TrayView[] = []
  const stop = feed.listen((view) => views.push(view))
  expect(views.map((view) => view.tooltip)).toEqual(['No hosts'])
  for (total = 1; total < 100; total += 1) feed.changed()
  await clock.advance(1000)
  expect(views.map((view) => view.tooltip)).toEqual(['No hosts', '100 hosts'])
  expect(clock.sleeping).toBe(0)
  stop()
  feed.changed()
  expect(clock.sleeping).toBe(0)
})

test('counts down by the minute, and tells others that time goes on', async () => {
  const endsAtMs = new FakeClock().now() + 10 * 60_000 + 500
  const host = {
    hostId: 'a',
    title: 'a',
    provider: 'Sandbox',
    instance: 'sandbox',
    pretend: true,
    endsAtMs,
    source: 'provider',
  } as const
  const { clock, feed, noticed } = feedOf(() => ({ hosts: [host], total: 1 }))
  const views: TrayView[] = []
  feed.listen((view) => views.push(view))
  await clock.advance(5 * 60_000)
  expect(views).toHaveLength(6)
  expect(noticed()).toBe(5)
  await clock.advance(20 * 60_000)
  expect(views.at(-1)?.tooltip).toBe('1 host, 1 ended')
  expect(clock.sleeping).toBe(0)
  feed.stop()
})
