import { defineInterface, sessionBus } from 'dbus-native'

/** The service that tells of sleep on Linux (systemd-logind), as far as programs listen to it. */
export interface LoginService {
  /** The computer is about to sleep, or has woken up. */
  prepareForSleep(begins: boolean): void
  close(): void
}

/**
 * Stands in for systemd-logind on a bus of one's own, for a program that takes that for the system's bus
 * (DBUS_SYSTEM_BUS_ADDRESS): `PrepareForSleep` is the signal that a real one sends.
 */
export async function offerLogin(busAddress: string): Promise<LoginService> {
  const bus = sessionBus({ busAddress })
  bus.connection.on('error', () => undefined)
  await bus.ownName('org.freedesktop.login1')
  const manager = defineInterface({
    name: 'org.freedesktop.login1.Manager',
    signals: { PrepareForSleep: { args: { begins: 'b' } } },
  })
  await bus.export('/org/freedesktop/login1', manager)
  return {
    prepareForSleep: (begins) => manager.emit['PrepareForSleep']?.(begins),
    close: () => void bus.connection.end(),
  }
}
