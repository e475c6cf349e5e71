import { BusNotifier } from '@main/app/linux/bus-notifier'
import { watchDesktopServices, type DesktopServices } from '@main/app/linux/desktop-services'
import { connectSessionBus } from '@main/app/linux/session-bus'
import type { DesktopCommand } from '@main/ports/desktop-command'
import type { Logger } from '@main/ports/logger'
import type { Notifier } from '@main/ports/notifier'

const NOTHING: DesktopServices = { tray: false, notifications: false }

/**
 * Connects to a Linux desktop and answers who shows notifications there.
 * @param changed Told what the desktop has, once before this resolves, and whenever it changes.
 */
export async function joinLinuxDesktop(options: {
  readonly busAddress: string
  readonly icon: string
  readonly perform: (command: DesktopCommand) => void
  readonly changed: (services: DesktopServices) => void
  readonly logger: Logger
}): Promise<Notifier> {
  let services = NOTHING
  const set = (found: DesktopServices): void => {
    services = found
    options.changed(found)
  }
  const bus = await connectSessionBus({
    busAddress: options.busAddress,
    lost: (error) => {
      options.logger.warn('The session’s bus is lost', { error })
      set(NOTHING)
    },
  })
  const notifier = await BusNotifier.connect({
    bus,
    isThere: () => services.notifications,
    icon: options.icon,
    perform: options.perform,
    logger: options.logger,
  })
  await watchDesktopServices(bus, set)
  return notifier
}
