import type { Notice } from '@shared/domain/notice'
import type { DesktopNotification } from '@main/ports/notifier'

/** Told when the window is closed for the first time. */
export const CLOSED_TO_TRAY: DesktopNotification = {
  id: 'closed-to-tray',
  title: 'Broker Desktop stays in the tray to remind you',
  body: 'Quit from its menu.',
  urgency: 'normal',
  hostIds: [],
  click: { do: 'open' },
  actions: [],
}

/** Told once on a desktop that has no tray, as stock GNOME. */
export const NO_TRAY: Notice = {
  id: 'no-tray',
  level: 'info',
  title: 'This desktop has no tray',
  detail:
    'Closing the window asks whether Broker Desktop goes on running to remind you. On GNOME the extension "AppIndicator and KStatusNotifierItem Support" adds a tray.',
}
