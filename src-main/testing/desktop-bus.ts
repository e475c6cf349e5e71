import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createBroker, defineInterface, sessionBus } from 'dbus-native'
import type { MessageBus } from 'dbus-native'

/** What a notification service was asked to show. */
export interface AskedNotification {
  readonly replaces: number
  readonly title: string
  readonly body: string
  readonly actions: readonly string[]
  readonly hints: Readonly<Record<string, unknown>>
}

/** A notification service on the bus. */
export interface NotificationService {
  readonly asked: readonly AskedNotification[]
  /** A person chooses an action of a notification, by the service's number and the action's key. */
  choose(number: number, key: string): void
  dismiss(number: number): void
  leave(): Promise<void>
}

/** A tray that comes and goes. */
export interface TrayHost {
  leave(): Promise<void>
}

/** A real session bus in this process, without a desktop behind it until one is asked for. */
export interface DesktopBus {
  readonly busAddress: string
  offerNotifications(capabilities: readonly string[]): Promise<NotificationService>
  /** @param isShown Whether somebody shows the icons that it knows of. */
  offerTray(isShown: boolean): Promise<TrayHost>
  close(): Promise<void>
}

export async function startDesktopBus(): Promise<DesktopBus> {
  const folder = mkdtempSync(join(tmpdir(), 'broker-desktop-bus-'))
  const broker = createBroker()
  const busAddress = await new Promise<string>((resolve, reject) => {
    broker.listen({ socket: join(folder, 'bus') }, (error, address) => {
      if (error === null) resolve(address)
      else reject(error)
    })
  })
  const members: MessageBus[] = []
  const enter = async (name: string): Promise<MessageBus> => {
    const bus = sessionBus({ busAddress })
    bus.connection.on('error', () => undefined)
    members.push(bus)
    await bus.ownName(name)
    return bus
  }
  return {
    busAddress,
    async offerNotifications(capabilities) {
      return serveNotifications(await enter('org.freedesktop.Notifications'), capabilities)
    },
    async offerTray(isShown) {
      const bus = await enter('org.kde.StatusNotifierWatcher')
      const watcher = defineInterface({
        name: 'org.kde.StatusNotifierWatcher',
        properties: { IsStatusNotifierHostRegistered: { type: 'b', access: 'read', value: isShown } },
      })
      await bus.export('/StatusNotifierWatcher', watcher)
      return { leave: () => bus.close() }
    },
    async close() {
      await Promise.all(members.map((bus) => bus.close()))
      await new Promise<void>((done) => broker.close(() => done()))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Is the notification service of a bus, once it has the service's name there. */
async function serveNotifications(
  bus: MessageBus,
  capabilities: readonly string[],
): Promise<NotificationService> {
  const asked: AskedNotification[] = []
  const service = defineInterface({
    name: 'org.freedesktop.Notifications',
    methods: {
      GetCapabilities: { out: { capabilities: 'as' }, handler: () => [...capabilities] },
      Notify: {
        in: {
          app: 's',
          replaces: 'u',
          icon: 's',
          title: 's',
          body: 's',
          actions: 'as',
          hints: 'a{sv}',
          timeout: 'i',
        },
        out: { number: 'u' },
        handler: (given: AskedNotification) => {
          asked.push(given)
          return given.replaces > 0 ? given.replaces : asked.length
        },
      },
    },
    signals: {
      ActionInvoked: { args: { number: 'u', key: 's' } },
      NotificationClosed: { args: { number: 'u', reason: 'u' } },
    },
  })
  await bus.export('/org/freedesktop/Notifications', service)
  return {
    asked,
    choose: (number, key) => service.emit['ActionInvoked']?.(number, key),
    dismiss: (number) => service.emit['NotificationClosed']?.(number, 2),
    leave: () => bus.close(),
  }
}

/** Offers a notification service on a bus that is there. */
export async function offerNotifications(
  busAddress: string,
  capabilities: readonly string[],
): Promise<NotificationService> {
  const bus = sessionBus({ busAddress })
  bus.connection.on('error', () => undefined)
  await bus.ownName('org.freedesktop.Notifications')
  return serveNotifications(bus, capabilities)
}
