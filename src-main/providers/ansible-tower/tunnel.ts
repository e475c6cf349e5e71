import type * as http from 'node:http'
import type { Socket } from 'node:net'
import type { ConnectionOptions } from 'node:tls'
import { HttpsProxyAgent } from 'https-proxy-agent'

/** The proxy answered to CONNECT with another status than 200. */
export class ProxyRefusal extends Error {
  readonly status: number

  constructor(status: number) {
    super(`The proxy answered ${status}.`)
    this.name = 'ProxyRefusal'
    this.status = status
  }
}

type Options = Parameters<HttpsProxyAgent<string>['connect']>[1]

/**
 * Connections through the CONNECT of a proxy. Beside what the library does: the instance's certificates hold for the
 * server behind the proxy, and a proxy's refusal is an error instead of an answer that looks like the server's.
 */
export class TunnelAgent extends HttpsProxyAgent<string> {
  readonly #tls: ConnectionOptions

  constructor(proxy: URL, options: http.AgentOptions, tls: ConnectionOptions) {
    super(proxy.href, options)
    this.#tls = tls
  }

  override async connect(request: http.ClientRequest, options: Options): Promise<Socket> {
    let status = 200
    request.once('proxyConnect', (answer: { readonly statusCode: number }) => (status = answer.statusCode))
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its types know the options of one kind at a time
    const socket = await super.connect(request, { ...options, ...this.#tls } as Options)
    if (status === 200) return socket
    socket.destroy()
    throw new ProxyRefusal(status)
  }
}
