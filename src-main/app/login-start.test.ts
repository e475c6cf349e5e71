import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { autostartEntry, loginCommand, seenAgain, setLoginStart } from '@main/app/login-start'

const folder = mkdtempSync(join(tmpdir(), 'broker-desktop-login-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('who asks for one that is ending gets it as it was started, but not hidden', () => {
  const argv = ['/opt/electron', '/opt/app', '--user-data-dir=/data', '--hidden']
  const args = ['/opt/app', '--user-data-dir=/data']
  expect(seenAgain(argv, undefined)).toEqual({ args })
  expect(seenAgain(argv, '/home/maya/Broker.AppImage')).toEqual({
    args,
    execPath: '/home/maya/Broker.AppImage',
  })
})

test('a packaged application is started hidden', () => {
  expect(
    loginCommand({
      appImage: undefined,
      executable: '/opt/Broker Desktop/broker-desktop',
      appFolder: undefined,
      dataFolder: undefined,
    }),
  ).toEqual({ executable: '/opt/Broker Desktop/broker-desktop', args: ['--hidden'] })
})

test('an AppImage is started by its own file, an unpackaged one with its folder, both on the same data', () => {
  expect(
    loginCommand({
      appImage: '/home/me/Broker.AppImage',
      executable: '/tmp/.mount_x/broker-desktop',
      appFolder: '/src',
      dataFolder: '/data',
    }),
  ).toEqual({
    executable: '/home/me/Broker.AppImage',
    args: ['/src', '--user-data-dir=/data', '--hidden'],
  })
})

test('what the format would read itself is escaped', () => {
  const entry = autostartEntry({ executable: '/opt/a "b" $c', args: ['100%', '--hidden'] })
  expect(entry).toContain(String.raw`Exec="/opt/a \\"b\\" \\$c" "100%%" "--hidden"`)
})

test('on Linux a file in the autostart folder comes and goes', () => {
  const setLoginItemSettings = vi.fn()
  const set = (enabled: boolean) =>
    setLoginStart({
      enabled,
      command: { executable: '/bin/broker-desktop', args: ['--hidden'] },
      platform: 'linux',
      app: { setLoginItemSettings },
      configFolder: folder,
    })
  const file = join(folder, 'autostart', 'broker-desktop.desktop')
  set(false)
  expect(existsSync(file)).toBe(false)
  set(true)
  expect(readFileSync(file, 'utf8')).toContain('Exec="/bin/broker-desktop" "--hidden"')
  set(false)
  expect(existsSync(file)).toBe(false)
  expect(setLoginItemSettings).not.toHaveBeenCalled()
})

test('elsewhere the system is asked', () => {
  const setLoginItemSettings = vi.fn()
  setLoginStart({
    enabled: true,
    command: { executable: 'C:\\app.exe', args: ['--hidden'] },
    platform: 'win32',
    app: { setLoginItemSettings },
    configFolder: folder,
  })
  expect(setLoginItemSettings).toHaveBeenCalledWith({
    openAtLogin: true,
    path: 'C:\\app.exe',
    args: ['--hidden'],
  })
})
