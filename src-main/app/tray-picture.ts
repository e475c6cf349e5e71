/** The states of the icon that have a picture; a task's progress in quarters is a picture each. */
export type TrayPicture = 'calm' | 'attention' | 'alert' | `busy-${0 | 1 | 2 | 3}`

/**
 * The file in resources/tray for a state. Electron finds the other density (`@2x`) beside it, and a name that ends in
 * "Template" is one that macOS colours itself.
 */
export function trayPictureFile(
  picture: TrayPicture,
  panel: { readonly platform: NodeJS.Platform; readonly isDark: boolean },
): string {
  if (panel.platform === 'darwin') return `${picture}Template.png`
  const ground = panel.isDark ? 'dark' : 'light'
  return `${picture}-on-${ground}-${panel.platform === 'win32' ? 16 : 22}.png`
}
