import { afterEach, expect, test, vi } from 'vitest'
import { BusNotifier } from '@main/app/linux/bus-notifier'
import { connectSessionBus } from '@main/app/linux/session-bus'
import type { DesktopCommand } from '@main/ports/desktop-command'
import { silentLogger } from '@main/ports/logger'
import type { DesktopNotification } from '@main/ports/notifier'
import { startDesktopBus } from '@main/testing/desktop-bus'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup()
})

const NOTIFICATION: DesktopNotification = {
  id: 'leases',
  title: '2 leases end within the hour',
  body: 'rhel-9 in 42 min, <b>odd & name</b> in 55 min',
  urgency: 'normal',
  hostIds: ['a', 'b'],
  click: { do: 'extendDialog', hostIds: ['a', 'b'] },
  actions: [
    { label: 'Extend', command: { do: 'extendDialog', hostIds: ['a'] } },
    { label: 'Snooze 15 min', command: { do: 'snooze', hostIds: ['a', 'b'], minutes: 15 } },
  ],
}

async function stage(capabilities: readonly string[] | undefined) {
  const desktop = await startDesktopBus()
  cleanups.push(() => desktop.close())
  const service = capabilities === undefined ? undefined : await desktop.offerNotifications(capabilities)
  const bus = await connectSessionBus({ busAddress: desktop.busAddress, lost: () => undefined })
  cleanups.push(() => bus.close())
  const performed: DesktopCommand[] = []
  const notifier = await BusNotifier.connect({
    bus,
    isThere: () => service !== undefined,
    icon: '/icon.png',
    perform: (command) => performed.push(command),
    logger: silentLogger,
  })
  return { service, notifier, performed }
}

test('a notification has a button for each action, and does what is chosen', async () => {
  const { service, notifier, performed } = await stage(['actions', 'body'])
  expect(await notifier.show(NOTIFICATION)).toBe(true)
  expect(service?.asked[0]).toMatchObject({
    title: '2 leases end within the hour',
    body: 'rhel-9 in 42 min, <b>odd & name</b> in 55 min',
    actions: ['default', 'Open', '0', 'Extend', '1', 'Snooze 15 min'],
    hints: { urgency: 1, 'desktop-entry': 'broker-desktop' },
  })
  service?.choose(1, '1')
  await vi.waitFor(() => expect(performed).toEqual([NOTIFICATION.actions[1]?.command]))
  service?.choose(1, 'default')
  await vi.waitFor(() => expect(performed).toHaveLength(2))
  expect(performed[1]).toEqual(NOTIFICATION.click)
})

test('without buttons on the desktop only the click is left, and markup in a name stays text', async () => {
  const { service, notifier, performed } = await stage(['body', 'body-markup'])
  await notifier.show({ ...NOTIFICATION, urgency: 'critical' })
  expect(service?.asked[0]).toMatchObject({
    body: 'rhel-9 in 42 min, &lt;b&gt;odd &amp; name&lt;/b&gt; in 55 min',
    actions: ['default', 'Open'],
    hints: { urgency: 2 },
  })
  // The click leads to a window that does what the buttons would.
  service?.choose(1, 'default')
  await vi.waitFor(() => expect(performed).toEqual([{ do: 'extendWindow', hostIds: ['a', 'b'] }]))
})

test('one of the same id takes the place of what is shown, and not of what was dismissed', async () => {
  const { service, notifier, performed } = await stage(['actions'])
  await notifier.show(NOTIFICATION)
  await notifier.show(NOTIFICATION)
  expect(service?.asked.map(({ replaces }) => replaces)).toEqual([0, 1])
  service?.dismiss(1)
  await vi.waitFor(async () => {
    await notifier.show({ ...NOTIFICATION, actions: [] })
    expect(service?.asked.at(-1)?.replaces).toBe(0)
  })
  // A number that is not ours, or not any more, means nothing.
  service?.choose(77, 'default')
  expect(performed).toEqual([])
})

test('where nobody shows notifications it says that it was not shown', async () => {
  const { notifier } = await stage(undefined)
  expect(notifier.available()).toBe(false)
  expect(await notifier.show(NOTIFICATION)).toBe(false)
})
