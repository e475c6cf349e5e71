import type { App, Session, Shell, WebContents } from 'electron'
import { BrokerError } from '@shared/domain/error'
import type { Logger } from '@main/ports/logger'

const MAX_LINK_LENGTH = 4_000

/** `URL.parse` is younger than the oldest runtime this runs on. */
function parseUrl(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined
}

/**
 * Whether an address may be handed to the system's browser: https, a host, and no user name or password in it (what a
 * person reads before the "@" is not where they would go).
 */
export function isAllowedLink(url: string): boolean {
  // oxlint-disable-next-line no-control-regex -- URL drops tabs and newlines silently; here they are a reason to refuse
  if (url.length > MAX_LINK_LENGTH || /[\u0000-\u0020\u007f\\]/.test(url)) return false
  const parsed = parseUrl(url)
  return (
    parsed !== undefined &&
    parsed.protocol === 'https:' &&
    parsed.hostname !== '' &&
    parsed.username === '' &&
    parsed.password === ''
  )
}

/** Opens an https page in the system's browser. Throws `INVALID_INPUT` for any other address. */
export async function openLink(shell: Pick<Shell, 'openExternal'>, url: string): Promise<void> {
  if (!isAllowedLink(url)) {
    throw new BrokerError({ code: 'INVALID_INPUT', message: 'Broker Desktop opens only https addresses.' })
  }
  await shell.openExternal(url)
}

/** Whether an address is one of our own pages. */
export function isOwnPage(url: string, origins: readonly string[]): boolean {
  const parsed = parseUrl(url)
  return parsed !== undefined && origins.includes(`${parsed.protocol}//${parsed.host}`)
}

/**
 * Closes what a page could reach beyond its own files, for every window and session that ever comes to be. Call it
 * before Electron is ready. TLS is not touched here: each provider instance verifies its own certificates, and there
 * is no switch that would turn this off for all.
 */
export function hardenApp(
  app: Pick<App, 'enableSandbox' | 'commandLine' | 'on'>,
  options: { readonly origins: readonly string[]; readonly logger: Logger },
): void {
  // Chromium's sandbox cannot run as root, and enableSandbox would take back the switch that says so; every window asks
  // for the sandbox by itself all the same.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  app.on('session-created', (session) => hardenSession(session))
  app.on('web-contents-created', (_event, contents) => hardenContents(contents, options))
}

/** Denies every permission, device and download. The page has no use for any: the bridge does what it needs. */
export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler(null)
  session.setSpellCheckerEnabled(false)
  session.on('will-download', (event) => event.preventDefault())
  session.on('select-hid-device', (event, _details, choose) => {
    event.preventDefault()
    choose(null)
  })
  session.on('select-serial-port', (event, _ports, _contents, choose) => {
    event.preventDefault()
    choose('')
  })
  session.on('select-usb-device', (event, _details, choose) => {
    event.preventDefault()
    choose()
  })
}

/** Keeps a page where it is: no other address, no second window, no embedded page. */
export function hardenContents(
  contents: WebContents,
  { origins, logger }: { readonly origins: readonly string[]; readonly logger: Logger },
): void {
  const stay = (details: { readonly url: string; preventDefault(): void }): void => {
    // A reload of our own page is a navigation, too.
    if (isOwnPage(details.url, origins)) return
    details.preventDefault()
    logger.warn('A navigation was denied', { url: details.url })
  }
  contents.on('will-frame-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault()
    choose('')
  })
  contents.setWindowOpenHandler(({ url }) => {
    logger.warn('A new window was denied', { url })
    return { action: 'deny' }
  })
}
