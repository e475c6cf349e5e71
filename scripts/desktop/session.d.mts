/** A desktop of its own on a screen of its own: nothing in it is seen on, or touches, the desktop of whoever started it. */
export interface DesktopSession {
  readonly available: true
  readonly width: number
  readonly height: number
  /** What a program must have in its environment to run on this desktop. */
  readonly env: Readonly<Record<string, string>>
  /** The address of its session bus. */
  readonly busAddress: string
  /** Where programs keep their configuration (XDG_CONFIG_HOME). */
  readonly configFolder: string
  /** Starts the panel with its tray, and resolves when programs can put their icons there. */
  startPanel(): Promise<void>
  stopPanel(): Promise<void>
  /** Starts the notification service, and resolves when it can be asked. */
  startNotifications(): Promise<void>
  stopNotifications(): Promise<void>
  /** Presses a button of the mouse at a place of the screen, in pixels. */
  click(x: number, y: number, button?: 'left' | 'right'): Promise<void>
  /** Presses a key or several at once, as xdotool names them ("Down", "ctrl+q"). */
  press(keys: string): Promise<void>
  /** The titles of the windows that can be seen, in no order; the desktop's own parts have some, too. */
  windows(): Promise<readonly string[]>
  /** Takes a picture of the screen, or of a part of it. */
  picture(
    file: string,
    area?: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  ): Promise<void>
  /** Ends all that it started. */
  close(): Promise<void>
}

/** There is no desktop, and why. */
export interface DesktopUnavailable {
  readonly available: false
  readonly reason: string
}

/** Why a desktop cannot be had here; undefined where it can. */
export function desktopObstacle(): string | undefined

/** Where the notification service shows what it has to say: the middle of the newest one. */
export function notificationPlace(session: Pick<DesktopSession, 'width'>): { x: number; y: number }

/** Where the first icon of the tray is. */
export function trayPlace(session: Pick<DesktopSession, 'width'>): { x: number; y: number }

/**
 * Opens a desktop: a screen, a session bus, a window manager; a panel with a tray and a notification service unless they
 * are not wanted. Throws where it should run but does not, and in CI where it cannot run.
 */
export function openDesktop(options?: {
  readonly panel?: boolean
  readonly notifications?: boolean
}): Promise<DesktopSession | DesktopUnavailable>
