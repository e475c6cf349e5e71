import type { TrayPicture } from '@main/tray/model'

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
