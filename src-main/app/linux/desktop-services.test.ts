import { afterEach, expect, test, vi } from 'vitest'
import { watchDesktopServices, type DesktopServices } from '@main/app/linux/desktop-services'
import { connectSessionBus } from '@main/app/linux/session-bus'
import { startDesktopBus } from '@main/testing/desktop-bus'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup()
})

async function stage() {
  const desktop = await startDesktopBus()
  cleanups.push(() => desktop.close())
  const bus = await connectSessionBus({ busAddress: desktop.busAddress, lost: () => undefined })
  cleanups.push(() => bus.close())
  const told: DesktopServices[] = []
  return { desktop, bus, told, watch: () => watchDesktopServices(bus, (services) => told.push(services)) }
}

test('a bare desktop has neither, and what comes and goes is told', async () => {
  const { desktop, told, watch } = await stage()
  await watch()
  expect(told).toEqual([{ tray: false, notifications: false }])
  const service = await desktop.offerNotifications([])
  await vi.waitFor(() => expect(told.at(-1)).toEqual({ tray: false, notifications: true }))
  const tray = await desktop.offerTray(true)
  await vi.waitFor(() => expect(told.at(-1)).toEqual({ tray: true, notifications: true }))
  await tray.leave()
  await vi.waitFor(() => expect(told.at(-1)).toEqual({ tray: false, notifications: true }))
  await service.leave()
  await vi.waitFor(() => expect(told.at(-1)).toEqual({ tray: false, notifications: false }))
  expect(told).toHaveLength(5)
})

test('a list of icons that nobody shows is no tray', async () => {
  const { desktop, told, watch } = await stage()
  await desktop.offerTray(false)
  await watch()
  expect(told).toEqual([{ tray: false, notifications: false }])
})

test('a bus that is not there is told as lost', async () => {
  const lost = vi.fn()
  const bus = await connectSessionBus({ busAddress: 'unix:path=/nonexistent/bus', lost })
  await expect(bus.hasOwner('org.freedesktop.Notifications')).rejects.toThrow()
  await vi.waitFor(() => expect(lost).toHaveBeenCalled())
})
