// oxlint-disable typescript/no-unsafe-type-assertion -- what a hostile page says, and what a script in it answers, has no type
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { checkOut, ended, SANDBOX } from '../fixtures/sandbox'
import { sharedApp } from '../fixtures/shared-app'
import { expect, test } from '../fixtures/test'
import { filesWith } from '../fixtures/traces'
import { CheckoutScreen } from '../pages/checkout'
import { HostsScreen } from '../pages/hosts'
import { Shell } from '../pages/shell'

// Rule 11 of docs/architecture.md, point by point, in the application as it is built. Each test leaves the window as it
// found it, so they share one application; what needs a run of its own takes `launcher`.

const shared = sharedApp()

/** Exactly this, and nothing may be added without a reason that is worth changing a test for. */
const POLICY = [
  `default-src 'none'`,
  `script-src 'self'`,
  `style-src 'self'`,
  `img-src 'self' data:`,
  `font-src 'self'`,
  `connect-src 'none'`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'none'`,
].join('; ')

/** What the bridge answers, as far as these tests look at it. */
interface Answer {
  readonly ok: boolean
  readonly error?: {
    readonly code: string
    readonly message: string
    readonly fieldErrors?: Readonly<Record<string, string>>
  }
}

/** A call as a page could make it that does not keep to the types. */
function invoke(page: Page, name: unknown, input: unknown): Promise<Answer> {
  return page.evaluate(
    ([callName, callInput]) =>
      (window.broker.invoke as (name: unknown, input: unknown) => Promise<Answer>)(callName, callInput),
    [name, input] as const,
  )
}

function logOf(dataFolder: string): string {
  return readFileSync(join(dataFolder, 'logs', 'broker-desktop.log'), 'utf8')
}

test.describe('the page', () => {
  test('has no Node and no Electron', async () => {
    const types = await shared.app.window.evaluate(() =>
      [
        'require',
        'process',
        'module',
        'exports',
        'Buffer',
        'global',
        '__dirname',
        'electron',
        'ipcRenderer',
      ].map((name) => `${name}: ${typeof (globalThis as Record<string, unknown>)[name]}`),
    )
    expect(types.filter((type) => !type.endsWith(': undefined'))).toEqual([])
  })

  test('has one global of ours, with invoke and on and nothing else', async () => {
    const { electron, window: page } = shared.app
    // The same page without a preload: what differs is what the preload added.
    const plain = await electron.evaluate(async ({ BrowserWindow }) => {
      const other = new BrowserWindow({ show: false, webPreferences: { sandbox: true } })
      try {
        await other.loadURL('app://broker/')
        return (await other.webContents.executeJavaScript('Object.getOwnPropertyNames(window)')) as string[]
      } finally {
        other.destroy()
      }
    })
    const ours = await page.evaluate(() => Object.getOwnPropertyNames(window))
    const added = ours.filter((name) => !plain.includes(name))
    expect(added).toEqual(['broker'])
    const bridge = await page.evaluate(() => ({
      keys: Reflect.ownKeys(window.broker).map(String).toSorted(),
      types: [typeof window.broker.invoke, typeof window.broker.on],
      isFrozen: Object.isFrozen(window.broker),
      canBeReplaced: Reflect.set(window, 'broker', {}),
    }))
    expect(bridge).toEqual({
      keys: ['invoke', 'on'],
      types: ['function', 'function'],
      isFrozen: true,
      canBeReplaced: false,
    })
  })

  test('is isolated, sandboxed, and cannot embed a webview', async () => {
    const preferences = await shared.app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => {
        // Electron does not type it: it is there for tests like this one.
        const contents = window.webContents as unknown as {
          getLastWebPreferences(): Record<string, unknown>
        }
        return contents.getLastWebPreferences()
      }),
    )
    expect(preferences).toHaveLength(1)
    expect(preferences[0]).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
    })
  })

  test('cannot reach into the preload by changing what both are made of', async () => {
    const { window: page } = shared.app
    const answer = await page.evaluate(async () => {
      const seen: unknown[] = []
      const includes = Object.getOwnPropertyDescriptor(Array.prototype, 'includes')
      // oxlint-disable-next-line no-extend-native -- this is what an attacker would do
      Array.prototype.includes = function (...args: unknown[]) {
        seen.push(this, ...args)
        return true
      }
      try {
        const name = 'broker.everything' as 'app.info'
        return { answer: await window.broker.invoke(name, {}), seen: seen.length }
      } finally {
        // oxlint-disable-next-line no-extend-native -- as it was
        if (includes !== undefined) Object.defineProperty(Array.prototype, 'includes', includes)
      }
    })
    expect(answer.answer).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } })
    expect(answer.seen).toBe(0)
  })
})

test.describe('the Content-Security-Policy', () => {
  test('comes with every answer, and is exactly the strict one', async () => {
    const answers = await shared.app.electron.evaluate(async ({ net }) => {
      const urls = ['app://broker/', 'app://broker/index.html', 'app://broker/hosts', 'app://broker/none.js']
      return Promise.all(
        urls.map(async (url) => {
          const answer = await net.fetch(url)
          return [url, answer.status, Object.fromEntries(answer.headers.entries())] as const
        }),
      )
    })
    for (const [, , headers] of answers) {
      expect(headers).toMatchObject({
        'content-security-policy': POLICY,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      })
    }
    expect(answers.map(([, status]) => status)).toEqual([200, 200, 200, 404])
  })

  test('lets no script in: not inline, not as text, not from elsewhere', async () => {
    const result = await shared.app.window.evaluate(async () => {
      const violations: string[] = []
      const listen = (event: SecurityPolicyViolationEvent): void => {
        violations.push(`${event.effectiveDirective} ${event.blockedURI}`)
      }
      document.addEventListener('securitypolicyviolation', listen)
      const threw = (run: () => unknown): boolean => {
        try {
          run()
          return false
        } catch {
          return true
        }
      }
      const refused = (src: string): Promise<boolean> =>
        new Promise((done) => {
          const script = document.createElement('script')
          script.addEventListener('load', () => done(false))
          script.addEventListener('error', () => done(true))
          script.src = src
          document.head.append(script)
          script.remove()
        })
      const inline = document.createElement('script')
      inline.textContent = 'window.wasInline = true'
      document.head.append(inline)
      inline.remove()
      const button = document.createElement('button')
      button.setAttribute('onclick', 'window.wasInline = true')
      button.click()
      // What the test's own call runs may use eval; what a timer runs is the page's.
      await new Promise((done) => {
        setTimeout(done)
      })
      const outcome = {
        inline: 'wasInline' in window,
        // oxlint-disable-next-line no-implied-eval, no-new-func -- to see them refused
        functionText: threw(() => new Function('return 1')()),
        // oxlint-disable-next-line no-eval -- to see it refused
        evalText: threw(() => (0, eval)('1')),
        https: await refused('https://127.0.0.1:9/x.js'),
        data: await refused('data:text/javascript,window.wasInline=true'),
        blob: await refused(URL.createObjectURL(new Blob(['window.wasInline=true']))),
        file: await refused('file:///etc/hostname'),
        worker: await new Promise((done) => {
          try {
            const worker = new Worker(URL.createObjectURL(new Blob([''])))
            worker.addEventListener('error', () => done(true))
            worker.addEventListener('message', () => done(false))
          } catch {
            done(true)
          }
        }),
        stillNothing: !('wasInline' in window),
      }
      document.removeEventListener('securitypolicyviolation', listen)
      return { outcome, directives: violations.map((text) => text.split(' ')[0]) }
    })
    expect(result.outcome).toEqual({
      inline: false,
      functionText: true,
      evalText: true,
      https: true,
      data: true,
      blob: true,
      file: true,
      worker: true,
      stillNothing: true,
    })
    expect(result.directives).toEqual(
      expect.arrayContaining(['script-src', 'script-src-attr', 'script-src-elem']),
    )
  })

  test('lets nothing be connected to, styled inline, embedded, or sent', async ({ app }) => {
    const { window: page } = app
    const outcome = await page.evaluate(async () => {
      const offended = new Set<string>()
      Object.assign(window, { offended })
      document.addEventListener('securitypolicyviolation', (event) => offended.add(event.effectiveDirective))
      const rejected = (promise: Promise<unknown>): Promise<boolean> =>
        promise.then(
          () => false,
          () => true,
        )
      const add = <E extends HTMLElement>(element: E, to: HTMLElement = document.body): E => {
        to.append(element)
        return element
      }
      const elsewhere = 'https://127.0.0.1:9/'
      add(document.createElement('style'), document.head).textContent = 'body { outline-style: ridge }'
      const image = add(new Image())
      image.src = elsewhere
      add(document.createElement('iframe')).src = elsewhere
      const form = add(document.createElement('form'))
      form.action = elsewhere
      form.submit()
      add(document.createElement('base'), document.head).href = elsewhere
      const socket = new Promise((done) => {
        try {
          const opened = new WebSocket('ws://127.0.0.1:9')
          opened.addEventListener('error', () => done(true))
          opened.addEventListener('open', () => done(false))
        } catch {
          done(true)
        }
      })
      navigator.sendBeacon(elsewhere, 'x')
      return {
        styled: getComputedStyle(document.body).outlineStyle === 'ridge',
        image: await rejected(image.decode()),
        socket: await socket,
        fetchElsewhere: await rejected(fetch(elsewhere)),
        fetchOwn: await rejected(fetch('app://broker/index.html')),
        fetchFile: await rejected(fetch('file:///etc/hostname')),
        isBaseOurs: document.baseURI.startsWith('app://broker/'),
      }
    })
    expect(outcome).toEqual({
      styled: false,
      image: true,
      socket: true,
      fetchElsewhere: true,
      fetchOwn: true,
      fetchFile: true,
      isBaseOurs: true,
    })
    await expect
      .poll(() =>
        page.evaluate(() => [...(window as unknown as { offended: Set<string> }).offended].toSorted()),
      )
      .toEqual(['base-uri', 'connect-src', 'form-action', 'frame-src', 'img-src', 'style-src-elem'])
  })

  test('is not offended by ordinary use of any screen', async ({ app }) => {
    const { window: page } = app
    const said: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') said.push(message.text())
    })
    page.on('pageerror', (error) => said.push(String(error)))
    await page.reload()
    const shell = new Shell(page)
    const hosts = new HostsScreen(page)
    const checkout = new CheckoutScreen(page)
    await shell.title.waitFor()
    await page.evaluate(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        // oxlint-disable-next-line no-console -- the one place that the test listens to already
        console.error(`${event.effectiveDirective} ${event.blockedURI}`)
      })
    })
    await shell.go('Check out')
    await checkout.offer('large-vm')
    await checkout.choose('fail_at', 'Nowhere')
    await checkout.field('extra_vars').fill('{')
    await checkout.send.click()
    await checkout.field('extra_vars').fill('')
    await checkout.send.click()
    await expect(hosts.rows.first()).toContainText('sandbox.example.com')
    await hosts.rows.first().click()
    for (const tab of ['Events', 'Arguments', 'Raw']) await hosts.tab(tab).click()
    await hosts.chip('Provider').click()
    await expect(page.getByRole('menuitemcheckbox')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('menuitemcheckbox')).toBeHidden()
    await hosts.checkIn('pretend')
    await hosts.toasts.getByRole('button', { name: 'Undo' }).click()
    await shell.go('Tasks')
    await page.getByRole('searchbox', { name: 'Find in log' }).fill('TASK')
    await shell.go('Settings')
    for (const name of ['Providers and instances', 'Sandbox', 'Add instance', 'Appearance'])
      await page
        .getByRole('navigation', { name: 'Settings' })
        .getByRole('link', { name, exact: true })
        .click()
    for (const theme of ['Dark', 'Light', 'System']) await page.getByRole('radio', { name: theme }).click()
    await page.keyboard.press('?')
    await shell.dialog.waitFor()
    expect(said).toEqual([])
  })
})

test.describe('the window stays where it is', () => {
  test('no other address can be gone to', async ({ app, launcher }) => {
    const { window: page, electron } = app
    const before = page.url()
    for (const address of ['https://example.com/there', 'file:///etc/hostname', 'http://127.0.0.1:9/there']) {
      await page.evaluate((url) => {
        location.assign(url)
      }, address)
      await page.evaluate((url) => {
        const link = document.createElement('a')
        link.href = url
        document.body.append(link)
        link.click()
        link.remove()
      }, address)
    }
    // file:// is refused by Chromium itself, before anybody is asked.
    for (const address of ['https://example.com/there', 'http://127.0.0.1:9/there'])
      await expect
        .poll(() => logOf(launcher.dataFolder))
        .toMatch(`A navigation was denied {"url":"${address}"}`)
    // Asked past the test's own view of the page, which still waits for the navigation that never comes.
    const after = await electron.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      return [
        contents?.getURL(),
        (await contents?.executeJavaScript(`document.querySelector('h1').textContent`)) as unknown,
      ]
    })
    expect(after).toEqual([before, 'Hosts'])
  })

  test('no window can be opened', async () => {
    const { window: page, electron } = shared.app
    const opened = await page.evaluate(() => {
      const link = document.createElement('a')
      link.href = 'https://example.com/'
      link.target = '_blank'
      document.body.append(link)
      link.click()
      link.remove()
      return [window.open('https://example.com/'), window.open('about:blank'), window.open('app://broker/')]
    })
    expect(opened).toEqual([null, null, null])
    await expect
      .poll(() => logOf(shared.launcher.dataFolder).split('A new window was denied').length - 1)
      .toBeGreaterThanOrEqual(4)
    expect(await electron.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1)
  })

  test('no permission is given', async () => {
    const outcome = await shared.app.window.evaluate(async () => {
      const rejected = (run: () => Promise<unknown>): Promise<string> =>
        Promise.resolve()
          .then(run)
          .then(
            () => 'given',
            () => 'refused',
          )
      const state = async (name: string): Promise<string> =>
        (await navigator.permissions.query({ name: name as PermissionName })).state
      return {
        notifications: await Notification.requestPermission(),
        asked: await Promise.all(
          ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'].map(state),
        ),
        camera: await rejected(() => navigator.mediaDevices.getUserMedia({ video: true })),
        microphone: await rejected(() => navigator.mediaDevices.getUserMedia({ audio: true })),
        screen: await rejected(() => navigator.mediaDevices.getDisplayMedia()),
        clipboard: await rejected(() => navigator.clipboard.readText()),
        place: await rejected(
          () =>
            new Promise((done, fail) => {
              navigator.geolocation.getCurrentPosition(done, fail)
            }),
        ),
      }
    })
    expect(outcome).toEqual({
      notifications: 'denied',
      asked: ['denied', 'denied', 'denied', 'denied', 'denied', 'denied'],
      camera: 'refused',
      microphone: 'refused',
      screen: 'refused',
      clipboard: 'refused',
      place: 'refused',
    })
  })

  test('a webview is not attached, in whatever window it is put', async () => {
    expect(
      await shared.app.window.evaluate(() => {
        const view = document.createElement('webview')
        view.setAttribute('src', 'https://example.com/')
        document.body.append(view)
        const known = 'getWebContentsId' in view
        view.remove()
        return known
      }),
    ).toBe(false)
    const prevented = await shared.app.electron.evaluate(async ({ BrowserWindow }) => {
      const other = new BrowserWindow({ show: false, webPreferences: { webviewTag: true, sandbox: true } })
      try {
        const asked = new Promise<boolean>((done) => {
          other.webContents.on('will-attach-webview', (event) => done(event.defaultPrevented))
        })
        await other.loadURL('data:text/html,<webview src="about:blank"></webview>')
        return await asked
      } finally {
        other.destroy()
      }
    })
    expect(prevented).toBe(true)
  })
})

test.describe('files', () => {
  test('nothing outside the page’s folder is served, however it is spelled', async () => {
    const answers = await shared.app.electron.evaluate(async ({ net }) => {
      const paths = [
        'app://broker/..%2f..%2fpackage.json',
        'app://broker/%2e%2e/%2e%2e/package.json',
        'app://broker/%2e%2e%2f%2e%2e%2fpackage.json',
        'app://broker/assets/..%2f..%2f..%2fpackage.json',
        'app://broker/..%5c..%5cpackage.json',
        'app://broker/..%252f..%252fpackage.json',
        'app://broker//etc/hostname.txt',
        'app://broker/%2fetc%2fpasswd.txt',
        'app://broker/index.html%00.js',
        'app://broker/C:%5cwindows%5cwin.ini',
        'app://elsewhere/index.html',
      ]
      return Promise.all(
        paths.map(async (path) => {
          try {
            const answer = await net.fetch(path)
            return `${path} ${answer.status} ${(await answer.text()).length}`
          } catch {
            return `${path} 404 0`
          }
        }),
      )
    })
    for (const answer of answers) expect(answer).toMatch(/ 404 \d{1,2}$/)
  })

  test('file:// is not reachable from the page', async () => {
    const outcome = await shared.app.window.evaluate(async () => {
      const refused = (run: Promise<unknown>): Promise<boolean> =>
        run.then(
          () => false,
          () => true,
        )
      const image = new Image()
      image.src = 'file:///etc/hostname'
      const address = 'file:///etc/hostname'
      return {
        fetched: await refused(fetch(address)),
        imported: await refused(import(/* @vite-ignore */ address)),
        image: await refused(image.decode()),
      }
    })
    expect(outcome).toEqual({ fetched: true, imported: true, image: true })
  })
})

test.describe('links', () => {
  test('only https pages without credentials are handed to the browser', async () => {
    const { electron, window: page } = shared.app
    await electron.evaluate(({ shell }) => {
      const opened: string[] = []
      Object.assign(globalThis, { openedLinks: opened })
      shell.openExternal = (url) => {
        opened.push(url)
        return Promise.resolve()
      }
    })
    const refused = [
      'http://example.com/',
      'file:///etc/hostname',
      'javascript:alert(1)',
      'data:text/html,hello',
      'ftp://example.com/',
      'smb://example.com/share',
      'app://broker/',
      'vscode://open',
      'https://user:secret@example.com/',
      'https://trusted.example.com@evil.example.com/',
      'https://example.com\\@evil.example.com/',
      'https://',
      'not an address',
      `https://example.com/${'x'.repeat(4_000)}`,
    ]
    for (const url of refused) {
      const answer = await invoke(page, 'app.openLink', { url })
      expect(answer, url).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } })
    }
    expect(await invoke(page, 'app.openLink', { url: 'https://example.com/a?b=c#d' })).toMatchObject({
      ok: true,
    })
    const opened = await electron.evaluate(
      () => (globalThis as unknown as { openedLinks: string[] }).openedLinks,
    )
    expect(opened).toEqual(['https://example.com/a?b=c#d'])
  })
})

test.describe('calls', () => {
  test('a payload that is not as agreed is refused, and the fields are named', async () => {
    const { window: page } = shared.app
    const cases: readonly (readonly [string, unknown, readonly string[]])[] = [
      ['hosts.get', {}, ['hostId']],
      ['hosts.get', { hostId: 7 }, ['hostId']],
      [
        'hosts.page',
        { filter: {}, sort: { by: 'colour', descending: 1 }, offset: -1, limit: 501 },
        ['limit', 'offset', 'sort.by', 'sort.descending'],
      ],
      ['tasks.cancel', { taskId: '1' }, ['taskId']],
      ['settings.savePreferences', { theme: 'pink', concurrency: 0 }, ['concurrency', 'theme']],
      ['hosts.checkin', { hostIds: [] }, ['hostIds']],
      ['app.info', null, ['']],
    ]
    for (const [name, input, fields] of cases) {
      const answer = await invoke(page, name, input)
      expect(answer, name).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } })
      expect(Object.keys(answer.error?.fieldErrors ?? {}).toSorted(), name).toEqual(fields)
    }
    const many = {
      target: SANDBOX,
      action: 'machine',
      offering: 'small-vm',
      arguments: {},
      secretArguments: [],
    }
    for (const count of [0, 1_000, 1.5]) {
      const answer = await invoke(page, 'hosts.checkout', { ...many, labels: {}, count })
      expect(answer.error?.fieldErrors?.['count'], String(count)).toMatch(/number/)
    }
  })

  test('a call that does not exist is refused before it leaves the page', async () => {
    const { app, launcher } = shared
    const reached = (): number =>
      logOf(launcher.dataFolder).split('A call that does not exist was refused').length
    const before = reached()
    for (const name of ['hosts.everything', 'toString', '__proto__', '', 7, null, {}]) {
      const answer = await invoke(app.window, name, {})
      expect(answer, JSON.stringify(name)).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } })
    }
    expect(reached()).toBe(before)
  })

  test('only the main frame of one of our windows with one of our pages is answered', async () => {
    const { launcher, app } = shared
    // As much as an attacker could wish for: the channel itself, without the preload's list of names.
    const raw = join(launcher.dataFolder, 'raw-preload.cjs')
    await writeFile(
      raw,
      `const { contextBridge, ipcRenderer } = require('electron')
       contextBridge.exposeInMainWorld('raw', (message) => ipcRenderer.invoke('broker:call', message))`,
    )
    const answers = await app.electron.evaluate(
      async ({ BrowserWindow, WebContentsView, session }, { preload }) => {
        const strange = session.fromPartition('strange')
        strange.protocol.handle('app', ({ url }) => {
          const body = url.endsWith('/frame') ? 'frame' : '<iframe src="app://broker/frame"></iframe>'
          return new Response(body, { headers: { 'Content-Type': 'text/html' } })
        })
        const webPreferences = {
          preload,
          session: strange,
          sandbox: true,
          contextIsolation: true,
          nodeIntegrationInSubFrames: true,
        }
        const ask = `raw({ name: 'app.info', input: {} })`
        const window = new BrowserWindow({ show: false, webPreferences })
        const view = new WebContentsView({ webPreferences })
        try {
          await window.loadURL('app://broker/')
          const [frame] = window.webContents.mainFrame.frames
          const messages = [
            null,
            'app.info',
            [],
            {},
            { name: 'hosts.everything', input: {} },
            { name: '__proto__', input: {} },
            { name: 'toString', input: {} },
            { name: ['app.info'], input: {} },
          ]
          const result = {
            main: (await window.webContents.executeJavaScript(ask)) as unknown,
            frame: await frame?.executeJavaScript(ask),
            unknown: await Promise.all(
              messages.map(
                (message) =>
                  window.webContents.executeJavaScript(`raw(${JSON.stringify(message)})`) as Promise<unknown>,
              ),
            ),
            elsewhere: undefined as unknown,
            file: undefined as unknown,
            noWindow: undefined as unknown,
          }
          await window.loadURL('data:text/html,elsewhere')
          result.elsewhere = await window.webContents.executeJavaScript(ask)
          await window.loadURL(`file://${preload}`)
          result.file = await window.webContents.executeJavaScript(ask)
          await view.webContents.loadURL('app://broker/')
          result.noWindow = await view.webContents.executeJavaScript(ask)
          return result
        } finally {
          window.destroy()
          view.webContents.close()
        }
      },
      { preload: raw },
    )
    const refused = {
      ok: false,
      error: { code: 'PERMISSION', message: 'Only the window of Broker Desktop may call this.' },
    }
    // So that the refusals below are seen to be about the sender, and about nothing else.
    expect(answers.main).toMatchObject({ ok: true })
    expect(answers.frame).toMatchObject(refused)
    expect(answers.elsewhere).toMatchObject(refused)
    expect(answers.file).toMatchObject(refused)
    expect(answers.noWindow).toMatchObject(refused)
    for (const answer of answers.unknown)
      expect(answer).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } })
    expect(logOf(launcher.dataFolder)).toContain('A call from outside the window was refused')
  })
})

test.describe('secrets', () => {
  const CANARY = 'canary-7Qz4vLk2Xw9'

  test('a typed password is nowhere: no file, no log, no task, no event, no page', async ({
    launcher,
    app,
  }) => {
    const { window: page } = app
    const shell = new Shell(page)
    const checkout = new CheckoutScreen(page)
    const hosts = new HostsScreen(page)
    await page.evaluate(() => {
      const heard: unknown[] = []
      Object.assign(window, { heard })
      for (const name of [
        'hosts.changed',
        'tasks.changed',
        'tasks.logged',
        'settings.changed',
        'app.noticed',
      ])
        window.broker.on(name as 'hosts.changed', (payload) => heard.push(payload))
    })
    await shell.go('Check out')
    await checkout.offer('small-vm')
    await checkout.field('root_password').fill(CANARY)
    await checkout.field('name').fill('kept-safe')
    expect(await checkout.preview()).toMatchObject({
      root_password: [expect.not.stringContaining(CANARY), 'Typed'],
    })
    await checkout.send.click()
    await expect(hosts.row('kept-safe')).toBeVisible()
    // One that fails goes through other hands: the failure's words, and the form filled in again.
    const failed = await checkOut(app, 'always-fails', {
      arguments: { root_password: CANARY, name: 'not-made' },
      secretArguments: ['root_password'],
    })
    expect(failed.state).toBe('failed')
    const retried = await app.call('tasks.retry', { taskId: failed.id })
    await ended(app, retried.taskId)

    const texts: string[] = []
    const look = async (): Promise<void> => {
      texts.push(await page.evaluate(() => document.documentElement.outerHTML))
      texts.push(
        await page.evaluate(() =>
          JSON.stringify(
            [...document.querySelectorAll('input, textarea')].map((one) => (one as HTMLInputElement).value),
          ),
        ),
      )
    }
    await hosts.row('kept-safe').click()
    for (const tab of ['Overview', 'Events', 'Arguments', 'Raw']) {
      await hosts.tab(tab).click()
      await look()
    }
    await shell.goTo(`/tasks/${failed.id}`)
    await page.getByRole('group', { name: 'What went wrong' }).waitFor()
    await look()
    await page.getByRole('button', { name: 'Retry with changes' }).click()
    await expect(checkout.field('name')).toHaveValue('not-made')
    await look()
    texts.push(
      await page.evaluate(() =>
        JSON.stringify([(window as unknown as { heard: unknown[] }).heard, Object.entries(localStorage)]),
      ),
    )
    const { tasks } = await app.call('tasks.list', { limit: 100 })
    for (const task of tasks) {
      texts.push(JSON.stringify(task))
      texts.push(JSON.stringify(await app.call('tasks.log', { taskId: task.id, afterSeq: 0, limit: 5_000 })))
    }
    for (const { id } of (
      await app.call('hosts.page', {
        filter: {},
        sort: { by: 'name', descending: false },
        offset: 0,
        limit: 10,
      })
    ).rows)
      texts.push(JSON.stringify(await app.call('hosts.get', { hostId: id })))

    expect(texts.join('\n')).toContain('kept-safe')
    expect(texts.filter((text) => text.includes(CANARY))).toEqual([])
    // As they are while it runs, with the journals beside them, and as a quiet end leaves them.
    expect(filesWith(launcher.dataFolder, 'kept-safe').length).toBeGreaterThan(0)
    expect(filesWith(launcher.dataFolder, CANARY)).toEqual([])
    await app.close()
    expect(filesWith(launcher.dataFolder, CANARY)).toEqual([])
  })

  test('where the system has no keyring the window says that secrets are kept in memory only', async () => {
    const { window: page } = shared.app
    const shell = new Shell(page)
    const info = await shared.app.call('app.info', {})
    expect(info.secretsProtected).toBe(false)
    await shell.go('Settings')
    await expect(page.getByText('Kept in memory only: this system has no keyring')).toBeVisible()
    for (const text of [info.dataFolder, info.logFile, `Broker Desktop ${info.version}`])
      await expect(page.getByText(text).first()).toBeVisible()
    await shell.go('Hosts')
  })
})

test.describe('TLS', () => {
  test('is never switched off for all', async () => {
    const state = await shared.app.electron.evaluate(({ app, webContents }) => ({
      environment: process.env['NODE_TLS_REJECT_UNAUTHORIZED'],
      // Electron has one of its own, which hands the event on to the page's contents.
      listeners: app.listeners('certificate-error').filter((one) => !/\.emit\(/.test(String(one))).length,
      contents: webContents
        .getAllWebContents()
        .map((contents) => contents.listenerCount('certificate-error')),
      switches: ['ignore-certificate-errors', 'allow-insecure-localhost', 'disable-web-security'].filter(
        (name) => app.commandLine.hasSwitch(name),
      ),
    }))
    expect(state).toEqual({ environment: undefined, listeners: 0, contents: [0], switches: [] })
  })

  test('a server that nobody vouches for is refused by Chromium and by Node', async () => {
    const folder = resolve('src-main/testing/fixtures/tls')
    const server = createServer(
      {
        cert: readFileSync(join(folder, 'server.pem')),
        key: readFileSync(join(folder, 'server-key.pem')),
      },
      (_request, response) => response.end('reached'),
    )
    await new Promise<void>((done) => {
      server.listen(0, '127.0.0.1', done)
    })
    try {
      const { port } = server.address() as AddressInfo
      const ask = (): Promise<{ chromium: string; node: string }> =>
        shared.app.electron.evaluate(async ({ net }, url) => {
          const chromium = await net.fetch(url).then(
            (answer) => answer.text(),
            (error: unknown) => String(error),
          )
          const https = process.getBuiltinModule('node:https')
          const node = await new Promise<string>((done) => {
            https.get(url, () => done('reached')).on('error', (error) => done(String(error)))
          })
          return { chromium, node }
        }, `https://localhost:${port}/`)
      // While containers come and go the computer's network changes, and Chromium gives up for that.
      let outcome = await ask()
      await expect
        .poll(async () => {
          if (outcome.chromium.includes('ERR_NETWORK_CHANGED')) outcome = await ask()
          return outcome.chromium
        })
        .toContain('ERR_CERT')
      expect(outcome.node).toMatch(/certificate|CERT|issuer/)
    } finally {
      server.close()
    }
  })
})
