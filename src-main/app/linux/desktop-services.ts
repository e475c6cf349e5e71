import type { SessionBus } from '@main/app/linux/session-bus'

/** What a desktop has for us. Stock GNOME has no tray; a bare window manager has neither. */
export interface DesktopServices {
  /** Somebody shows tray icons (Status Notifier Items, as KDE and freedesktop have them). */
  readonly tray: boolean
  readonly notifications: boolean
}

const WATCHER_NAME = 'org.kde.StatusNotifierWatcher'
const WATCHER = { to: WATCHER_NAME, path: '/StatusNotifierWatcher', of: WATCHER_NAME }
const NOTIFICATIONS_NAME = 'org.freedesktop.Notifications'
const NAMES: ReadonlySet<unknown> = new Set([WATCHER_NAME, NOTIFICATIONS_NAME])

/** Asks what there is now. */
async function look(bus: SessionBus): Promise<DesktopServices> {
  const [hasWatcher, isThere, canStart] = await Promise.all([
    bus.hasOwner(WATCHER_NAME),
    bus.hasOwner(NOTIFICATIONS_NAME),
    bus.canStart(NOTIFICATIONS_NAME),
  ])
  // A watcher alone only keeps the list of icons; a host shows them.
  const tray =
    hasWatcher && (await bus.property(WATCHER, 'IsStatusNotifierHostRegistered').catch(() => false)) === true
  return { tray, notifications: isThere || canStart }
}

/**
 * Tells what the desktop has, now and whenever it changes: a panel may start after us, crash, or get its tray from an
 * extension that is switched on.
 */
export async function watchDesktopServices(
  bus: SessionBus,
  changed: (services: DesktopServices) => void,
): Promise<void> {
  let known: DesktopServices | undefined
  const lookOnce = async (): Promise<void> => {
    try {
      const found = await look(bus)
      if (found.tray === known?.tray && found.notifications === known.notifications) return
      known = found
      changed(found)
    } catch {
      // The bus is gone: whoever connected to it is told.
    }
  }
  // One after the other: the last answer must be the one that counts.
  let looking = Promise.resolve()
  const lookAgain = (): Promise<void> => {
    looking = looking.then(lookOnce)
    return looking
  }
  await bus.listen({ of: 'org.freedesktop.DBus', member: 'NameOwnerChanged' }, ([name]) => {
    if (NAMES.has(name)) void lookAgain()
  })
  for (const member of ['StatusNotifierHostRegistered', 'StatusNotifierHostUnregistered'])
    await bus.listen({ of: WATCHER_NAME, member }, () => void lookAgain())
  await lookAgain()
}
