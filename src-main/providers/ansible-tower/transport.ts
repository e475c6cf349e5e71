import * as http from 'node:http'
import * as https from 'node:https'
import type { ConnectionOptions } from 'node:tls'
import { getProxyForUrl } from 'proxy-from-env'
import type { TowerConfig } from './config'
import { tlsOptions } from './tls'
import { TunnelAgent } from './tunnel'

/** One request as it goes out. */
export interface RawRequest {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly url: URL
  readonly authorization: string | undefined
  /** JSON. */
  readonly body?: string
}

/** One answer as it came in, whatever its status; names of headers are in small letters. */
export interface RawAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** The way to one server: its agents belong to this instance alone, with its own certificates and proxy. */
export interface Transport {
  /** Where the proxy of the environment is that is used; without credentials. */
  readonly proxy: string | undefined
  /** Sends one request and follows no redirect. Rejects with Node's own errors, and with the signal's reason. */
  send(request: RawRequest, signal: AbortSignal): Promise<RawAnswer>
  /** An agent of the same way whose TLS options are others: to look at a certificate that is not trusted. */
  agentWith(options: ConnectionOptions): https.Agent
  close(): void
}

/** Connections without work are kept for so long (ms): longer than the pause between two polls. */
const IDLE_MS = 15_000
/** The longest answer that is read, in bytes: the whole output of a job. */
const LONGEST_ANSWER = 128 * 1024 * 1024

/** Opens the way to a server; connects nowhere yet. */
export async function openTransport(
  base: URL,
  config: Pick<TowerConfig, 'verify_tls' | 'ca_certificate' | 'trusted_certificate'>,
): Promise<Transport> {
  // Loaded with the first server that is spoken to: it takes longer to load than the window to open.
  const { default: axios } = await import('axios')
  const secure = base.protocol === 'https:'
  const proxyUrl = getProxyForUrl(base.href)
  const proxied = proxyUrl !== '' && URL.canParse(proxyUrl) ? new URL(proxyUrl) : undefined
  const agentWith = (tls: ConnectionOptions): https.Agent => {
    const options = { keepAlive: true, timeout: IDLE_MS, ...tls }
    return proxied === undefined ? new https.Agent(options) : new TunnelAgent(proxied, options, tls)
  }
  const agent = secure
    ? { httpsAgent: agentWith(tlsOptions(config)) }
    : { httpAgent: new http.Agent({ keepAlive: true, timeout: IDLE_MS }) }
  const client = axios.create({
    ...agent,
    // For https the agent is the tunnel; for plain http through a proxy axios itself asks the environment.
    ...(secure || proxied === undefined ? { proxy: false as const } : {}),
    maxRedirects: 0,
    maxContentLength: LONGEST_ANSWER,
    responseType: 'text',
    transformResponse: (body: unknown) => body,
    validateStatus: () => true,
  })
  return {
    proxy: proxied === undefined ? undefined : `${proxied.protocol}//${proxied.host}`,
    send: async (request, signal) => {
      const { status, headers, data } = await client.request<unknown>({
        method: request.method,
        url: request.url.href,
        signal,
        headers: {
          Accept: 'application/json, text/plain;q=0.9',
          ...(request.authorization === undefined ? {} : { Authorization: request.authorization }),
          ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
        },
        ...(request.body === undefined ? {} : { data: request.body }),
      })
      return { status, headers: plain(headers), body: typeof data === 'string' ? data : '' }
    },
    agentWith,
    close: () => (agent.httpsAgent ?? agent.httpAgent)?.destroy(),
  }
}

function plain(headers: object): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  )
}
