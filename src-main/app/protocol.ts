import { readFile, realpath } from 'node:fs/promises'
import { extname, isAbsolute, join, relative, sep } from 'node:path'
import type { Protocol, Session } from 'electron'
import type { Logger } from '@main/ports/logger'

/** The scheme and host of our own pages; `file://` would give a page every file of the computer. */
export const APP_SCHEME = 'app'
export const APP_HOST = 'broker'
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`

const MIME_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
}

/**
 * The Content-Security-Policy of every page: nothing but our own files, and no network at all, because every request
 * is the main process's. With a dev server (development only) its inline preamble and its socket are let through.
 */
export function contentSecurityPolicy(devServer?: string): string {
  const isDev = devServer !== undefined
  return [
    `default-src 'none'`,
    `script-src 'self'${isDev ? ` 'unsafe-inline'` : ''}`,
    `style-src 'self'${isDev ? ` 'unsafe-inline'` : ''}`,
    `img-src 'self' data:`,
    `font-src 'self'${isDev ? ' data:' : ''}`,
    `connect-src ${isDev ? `'self' ${devServer.replace(/^http/, 'ws').replace(/\/+$/, '')}` : `'none'`}`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ')
}

/**
 * The headers of every answer, whether the file is there or not. None for the opener (COOP): a page of ours can open no
 * window and is opened by none, and for that header Chromium gives up the renderer process that it has begun at each start.
 */
export function securityHeaders(devServer?: string): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(devServer),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
  }
}

/**
 * The file that an address means, or undefined when it means none of ours. Pure: it looks at the address only, and
 * `readAsset` looks at the disk. A path without an extension is one of the page's own routes, and gets the page.
 */
export function resolveAsset(root: string, url: string): string | undefined {
  const path = pathOf(url)
  if (path === undefined) return undefined
  const segments = path.split('/').slice(1).map(decodeSegment)
  if (segments.at(-1) === '') segments.pop()
  if (!segments.every(isPlainName)) return undefined
  if (!(segments.at(-1) ?? '').includes('.')) return join(root, 'index.html')
  const file = join(root, ...segments)
  return isInside(root, file) ? file : undefined
}

/** The raw path of one of our addresses: `URL` would already have resolved "..", and what has one is not ours. */
function pathOf(url: string): string | undefined {
  const match = /^app:\/\/broker(\/[^?#]*)?(?:[?#].*)?$/is.exec(url)
  return match === null ? undefined : (match[1] ?? '/')
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return '..'
  }
}

// oxlint-disable-next-line no-control-regex -- exactly those are to be found
const NO_PLAIN_NAME = /^\.|[/\\:\u0000-\u001f]/

/** No separator of any system, no drive or stream (":"), no control character, and no hidden file. */
function isPlainName(segment: string | undefined): segment is string {
  return segment !== undefined && segment !== '' && !NO_PLAIN_NAME.test(segment)
}

function isInside(root: string, file: string): boolean {
  const path = relative(root, file)
  return path !== '' && path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path)
}

/** Reads the file of an address; undefined when there is none, or when a link leads it out of the folder. */
export async function readAsset(
  root: string,
  url: string,
): Promise<{ body: Uint8Array<ArrayBuffer>; type: string } | undefined> {
  const file = resolveAsset(root, url)
  if (file === undefined) return undefined
  try {
    const [realRoot, realFile] = await Promise.all([realpath(root), realpath(file)])
    if (!isInside(realRoot, realFile)) return undefined
    const type = MIME_TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream'
    return { body: new Uint8Array(await readFile(realFile)), type }
  } catch {
    return undefined
  }
}

/** Answers one request for our scheme. */
export async function answerAsset(
  root: string,
  request: { readonly method: string; readonly url: string },
): Promise<Response> {
  if (request.method !== 'GET') return new Response(null, { status: 405, headers: securityHeaders() })
  const asset = await readAsset(root, request.url)
  if (asset === undefined) return new Response(null, { status: 404, headers: securityHeaders() })
  return new Response(asset.body, { headers: { ...securityHeaders(), 'Content-Type': asset.type } })
}

/** Makes our scheme a real origin. Call it before Electron is ready. */
export function declareAppScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ])
}

/** Serves the built pages (`out/renderer`) under `app://broker/`. Call it when Electron is ready. */
export function serveApp(options: {
  readonly protocol: Pick<Protocol, 'handle'>
  readonly root: string
  readonly logger: Logger
}): void {
  options.protocol.handle(APP_SCHEME, async (request) => {
    const response = await answerAsset(options.root, request)
    if (!response.ok) {
      options.logger.warn('A page asked for a file that is not ours', {
        url: request.url,
        status: response.status,
      })
    }
    return response
  })
}

/** Puts our headers on what the dev server answers. For development only: a built application has no dev server. */
export function guardDevServer(session: Pick<Session, 'webRequest'>, devServer: string): void {
  const origin = new URL(devServer).origin
  session.webRequest.onHeadersReceived({ urls: [`${origin}/*`] }, (details, done) => {
    const headers = Object.entries(securityHeaders(origin)).map(([name, value]) => [name, [value]])
    done({ responseHeaders: { ...details.responseHeaders, ...Object.fromEntries(headers) } })
  })
}
