import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { trayPictureFile } from '@main/app/tray-picture'
import type { TrayPicture } from '@main/tray/model'

const PICTURES: readonly TrayPicture[] = [
  'calm',
  'attention',
  'alert',
  'busy-0',
  'busy-1',
  'busy-2',
  'busy-3',
]
const PANELS = (['linux', 'win32', 'darwin'] as const).flatMap((platform) =>
  [true, false].map((isDark) => ({ platform, isDark })),
)

test.each(PANELS)('every state has a picture in both densities on %j', (panel) => {
  const files = PICTURES.map((picture) => trayPictureFile(picture, panel))
  expect(new Set(files).size).toBe(PICTURES.length)
  for (const file of files) {
    for (const name of [file, file.replace('.png', '@2x.png')])
      expect(existsSync(join('resources', 'tray', name)), name).toBe(true)
  }
})

test('the picture is for the panel’s ground, except where the system colours it', () => {
  expect(trayPictureFile('alert', { platform: 'linux', isDark: true })).toBe('alert-on-dark-22.png')
  expect(trayPictureFile('alert', { platform: 'win32', isDark: false })).toBe('alert-on-light-16.png')
  expect(trayPictureFile('alert', { platform: 'darwin', isDark: true })).toBe('alertTemplate.png')
})
