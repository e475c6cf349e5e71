import { createClient } from 'dbus-native'
import type { Message } from 'dbus-native'
import { z } from 'zod'

/** A notification as the application asked the desktop for it. */
export interface SeenNotification {
  readonly title: string
  readonly body: string
  /** The words on its buttons by their keys; "default" is a click on the notification itself. */
  readonly actions: Readonly<Record<string, string>>
}

/** Listens to what is asked of the notification service. */
export interface NotificationMonitor {
  /** In the order in which they came. */
  readonly seen: readonly SeenNotification[]
  close(): void
}

// Notify of the Desktop Notifications Specification 1.2: app, replaces, icon, title, body, actions, hints, timeout.
const notifySchema = z.tuple(
  [z.string(), z.number(), z.string(), z.string(), z.string(), z.array(z.string())],
  z.unknown(),
)

export async function monitorNotifications(busAddress: string): Promise<NotificationMonitor> {
  const bus = createClient({ busAddress })
  bus.connection.on('error', () => undefined)
  const seen: SeenNotification[] = []
  bus.connection.on('message', (message: Message) => {
    if (message.member !== 'Notify') return
    const [, , , title, body, actions] = notifySchema.parse(message.body)
    const labels = actions.flatMap((key, at) => (at % 2 === 0 ? [[key, actions[at + 1] ?? '']] : []))
    seen.push({ title, body, actions: Object.fromEntries(labels) })
  })
  await bus.invoke({
    destination: 'org.freedesktop.DBus',
    path: '/org/freedesktop/DBus',
    interface: 'org.freedesktop.DBus.Monitoring',
    member: 'BecomeMonitor',
    signature: 'asu',
    body: [["type='method_call',interface='org.freedesktop.Notifications',member='Notify'"], 0],
  })
  return { seen, close: () => void bus.connection.end() }
}
