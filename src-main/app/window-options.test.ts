import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  backgroundColour,
  extendWindowOptions,
  overlayOptions,
  windowOptions,
} from '@main/app/window-options'

const base = {
  visible: true,
  isDark: false,
  bounds: { x: 1, y: 2, width: 1300, height: 800 },
  preload: '/p/index.cjs',
}

describe('windowOptions', () => {
  it.each(['linux', 'win32', 'darwin'] as const)('shut the page in on %s', (platform) => {
    const options = windowOptions({ ...base, platform })
    expect(options.webPreferences).toEqual({
      preload: '/p/index.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
    })
    expect(options).toMatchObject({
      show: false,
      minWidth: 1024,
      minHeight: 640,
      width: 1300,
      autoHideMenuBar: true,
    })
  })

  it('shut the page of the small window in just so', () => {
    const small = extendWindowOptions({ isDark: false, preload: base.preload })
    expect(small.webPreferences).toEqual(windowOptions({ ...base, platform: 'linux' }).webPreferences)
    expect(small).toMatchObject({ width: 360, height: 300, resizable: false, show: false })
  })

  it('let a window that is not to be seen yet draw nothing', () => {
    expect(windowOptions({ ...base, platform: 'linux' }).paintWhenInitiallyHidden).toBe(true)
    expect(windowOptions({ ...base, platform: 'linux', visible: false }).paintWhenInitiallyHidden).toBe(false)
  })

  it('draw our own title bar, with the buttons of the system', () => {
    expect(windowOptions({ ...base, platform: 'darwin' })).toMatchObject({ titleBarStyle: 'hiddenInset' })
    expect(windowOptions({ ...base, platform: 'darwin' })).not.toHaveProperty('titleBarOverlay')
    expect(windowOptions({ ...base, platform: 'linux' })).toMatchObject({
      titleBarStyle: 'hidden',
      titleBarOverlay: overlayOptions(false),
    })
  })

  it("have the theme's own colours", () => {
    const css = readFileSync('src-renderer/ui/theme.css', 'utf8')
    const [light = '', dark = ''] = css
      .split("[data-theme='dark'] {")
      .map((part) => part.split('--scrim')[0] ?? '')
    for (const [text, isDark] of [
      [light, false],
      [dark, true],
    ] as const) {
      expect(text).toContain(`--surface: ${backgroundColour(isDark)};`)
      expect(text).toContain(`--ink-2: ${overlayOptions(isDark).symbolColor};`)
      expect(overlayOptions(isDark).color).toBe(backgroundColour(isDark))
    }
  })
})
