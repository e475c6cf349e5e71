/**
 * What a desktop is made of, beside a virtual screen and a session bus: a window manager, a panel with a tray, a
 * notification service, a hand for mouse and keyboard, and a camera. (Debian's names.)
 * @type {readonly (readonly string[])[]}
 */
export const DESKTOP = [
  ['xvfb'],
  ['dbus'],
  ['openbox'],
  ['xfce4-panel'],
  ['xfconf'],
  ['dunst'],
  ['xdotool'],
  ['imagemagick'],
]

/** The programs of these packages that a session starts or calls. */
export const PROGRAMS = ['Xvfb', 'dbus-daemon', 'openbox', 'xfce4-panel', 'dunst', 'xdotool', 'import']
