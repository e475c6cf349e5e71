/* oxlint-disable typescript/no-unsafe-type-assertion -- small stand-ins for Electron's large objects */
import { EventEmitter } from 'node:events'
import type { App, Session, WebContents } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { hardenApp, hardenContents, hardenSession, isAllowedLink, openLink } from '@main/app/security'
import { silentLogger } from '@main/ports/logger'

describe('isAllowedLink', () => {
  it.each([
    'https://example.com/',
    'https://tower.example.com:8443/#/jobs/1?x=%20',
    'HTTPS://EXAMPLE.COM',
    'https://[::1]/',
  ])('lets %s through', (url) => expect(isAllowedLink(url)).toBe(true))

  it.each([
    'http://example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'app://broker/index.html',
    'smb://host/share',
    'ms-msdt:/id PCWDiagnostic',
    'https://example.com@evil.example.org/',
    'https://user:password@example.com/',
    'https://',
    'https:/\\evil.example.org',
    ' https://example.com/',
    'https://exa\nmple.com/',
    'java\tscript:alert(1)',
    '//example.com',
    'example.com',
    '',
    `https://example.com/${'a'.repeat(4_000)}`,
  ])('stops %j', (url) => expect(isAllowedLink(url)).toBe(false))
})

describe('openLink', () => {
  it('opens what is allowed, and refuses the rest with a code', async () => {
    const openExternal = vi.fn(() => Promise.resolve())
    await openLink({ openExternal }, 'https://example.com/')
    await expect(openLink({ openExternal }, 'file:///etc/passwd')).rejects.toMatchObject({
      data: { code: 'INVALID_INPUT' },
    })
    expect(openExternal.mock.calls).toEqual([['https://example.com/']])
  })
})

describe('hardenApp', () => {
  function harden(switches: readonly string[]) {
    const app = Object.assign(new EventEmitter(), {
      enableSandbox: vi.fn(),
      commandLine: { hasSwitch: (name: string) => switches.includes(name) },
    })
    hardenApp(app as unknown as App, { origins: ['app://broker'], logger: silentLogger })
    return app
  }

  it('puts every page into the sandbox, and hardens every session and page that comes', () => {
    const app = harden([])
    expect(app.enableSandbox).toHaveBeenCalledOnce()
    expect(app.listenerCount('session-created')).toBe(1)
    expect(app.listenerCount('web-contents-created')).toBe(1)
  })

  it('leaves out only the sandbox where it was switched off from outside: root has none', () => {
    const app = harden(['no-sandbox'])
    expect(app.enableSandbox).not.toHaveBeenCalled()
    expect(app.listenerCount('web-contents-created')).toBe(1)
  })
})

describe('hardenSession', () => {
  it('denies permissions, devices and downloads', () => {
    const handlers: Record<string, (...args: unknown[]) => unknown> = {}
    const keep = (name: string) => (handler: (...args: unknown[]) => unknown) => {
      handlers[name] = handler
    }
    const session = Object.assign(new EventEmitter(), {
      setPermissionRequestHandler: keep('request'),
      setPermissionCheckHandler: keep('check'),
      setDevicePermissionHandler: keep('device'),
      setDisplayMediaRequestHandler: vi.fn(),
      setSpellCheckerEnabled: vi.fn(),
    })
    hardenSession(session as unknown as Session)
    const decide = vi.fn()
    handlers['request']?.({}, 'notifications', decide)
    expect(decide).toHaveBeenCalledExactlyOnceWith(false)
    expect(handlers['check']?.({}, 'clipboard-read')).toBe(false)
    expect(handlers['device']?.({})).toBe(false)
    for (const name of ['will-download', 'select-hid-device', 'select-serial-port', 'select-usb-device']) {
      const event = { preventDefault: vi.fn() }
      const args: unknown[] = name === 'select-serial-port' ? [[], {}] : [{}]
      session.emit(name, event, ...args, vi.fn())
      expect(event.preventDefault, name).toHaveBeenCalledOnce()
    }
  })
})

describe('hardenContents', () => {
  function harden() {
    const contents = Object.assign(new EventEmitter(), {
      open: (_details: { url: string }): { action: string } => ({ action: 'allow' }),
      setWindowOpenHandler(handler: (details: { url: string }) => { action: string }) {
        this.open = handler
      },
    })
    hardenContents(contents as unknown as WebContents, { origins: ['app://broker'], logger: silentLogger })
    return contents
  }

  it.each(['will-frame-navigate', 'will-redirect'])('%s goes nowhere but to our own page', (name) => {
    const contents = harden()
    for (const url of [
      'https://example.com/',
      'file:///etc/passwd',
      'app://other/',
      'about:blank',
      'no address',
    ]) {
      const event = { url, preventDefault: vi.fn() }
      contents.emit(name, event)
      expect(event.preventDefault, url).toHaveBeenCalledOnce()
    }
    const own = { url: 'app://broker/hosts', preventDefault: vi.fn() }
    contents.emit(name, own)
    expect(own.preventDefault).not.toHaveBeenCalled()
  })

  it('opens no window and embeds no page', () => {
    const contents = harden()
    expect(contents.open({ url: 'https://example.com/' })).toEqual({ action: 'deny' })
    const event = { preventDefault: vi.fn() }
    contents.emit('will-attach-webview', event)
    expect(event.preventDefault).toHaveBeenCalledOnce()
  })
})
