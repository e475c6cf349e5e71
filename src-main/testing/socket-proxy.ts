import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A request that came to the proxy, in the order of arrival. */
export interface ProxiedRequest {
  readonly method: string
  /** With its query, as the client sent it. */
  readonly path: string
  /** What the engine (or `failNext`) answered; undefined while there is no answer. */
  status: number | undefined
}

/** Picks requests: all that is given must fit. `path` is searched for (a text anywhere in it). */
export interface RequestMatch {
  readonly method?: string
  readonly path?: string | RegExp
}

/** A request that is stopped on its way. */
export interface Hold {
  /** Resolves when the request has come to this point. */
  readonly reached: Promise<void>
  /** Lets it go on. */
  release(): void
  /** Cuts the client's connection, as an engine that dies does. Held `before`, the engine never sees the request. */
  cut(): void
}

/** A proxy in front of an engine's socket. */
export interface SocketProxy {
  readonly socketPath: string
  /** Everything that came so far; grows. */
  readonly requests: readonly ProxiedRequest[]
  /**
   * Stops the next matching request (`nth`: the nth from now, 1 by default): `before` it reaches the engine, or `after`
   * the engine has done it and before its answer goes back. With `outlives` a request that is held `before` goes to the
   * engine even when its client has gone meanwhile: it was in the engine's socket already when the client died.
   */
  hold(options: {
    readonly match: RequestMatch
    readonly when: 'before' | 'after'
    readonly nth?: number
    readonly outlives?: boolean
  }): Hold
  /** Answers the next matching request itself; the engine never sees it. `body` is sent as JSON. */
  failNext(options: { readonly match: RequestMatch; readonly status: number; readonly body: unknown }): void
  /** Stops every request from now on, for ever: to the client the engine hangs. Those under way are not answered. */
  freeze(): void
  /** Cuts all connections and closes the socket: to the client the engine is gone. */
  stop(): Promise<void>
}

interface Rule {
  readonly match: RequestMatch
  left: number
  readonly when: 'before' | 'after'
  readonly outlives: boolean
  readonly reach: () => void
  readonly verdict: Promise<'release' | 'cut'>
}

/** Whether a request goes on, and whether it needs its client for that. */
type Passage = 'go' | 'go-alone' | 'stop'

interface Failure {
  readonly match: RequestMatch
  readonly status: number
  readonly body: unknown
}

/**
 * Starts a proxy that speaks HTTP on a unix socket and passes everything on to the engine at `target`. Tests use it to
 * stop, cut or refuse single requests at an exact moment. A client that hangs up takes its request back from the engine,
 * too. `listen` is the socket to make; by default one in a new folder.
 */
export async function startSocketProxy(options: {
  readonly target: string
  readonly listen?: string
}): Promise<SocketProxy> {
  const folder = options.listen === undefined ? await mkdtemp(join(tmpdir(), 'broker-proxy-')) : undefined
  const socketPath = options.listen ?? join(folder ?? '', 'engine.sock')
  const requests: ProxiedRequest[] = []
  const rules: Rule[] = []
  const failures: Failure[] = []
  let frozen = false

  /** Waits for the verdict of the rule for this moment, if there is one. */
  async function pass(request: IncomingMessage, when: 'before' | 'after'): Promise<Passage> {
    if (frozen) return 'stop'
    const rule = rules.find((each) => each.when === when && fits(each.match, request) && --each.left === 0)
    if (rule === undefined) return 'go'
    rule.reach()
    if ((await rule.verdict) === 'release') return frozen ? 'stop' : rule.outlives ? 'go-alone' : 'go'
    request.socket.destroy()
    return 'stop'
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const seen: ProxiedRequest = { method: request.method ?? '', path: request.url ?? '', status: undefined }
    requests.push(seen)
    const body = await readAll(request)
    const passage = await pass(request, 'before')
    if (passage === 'stop') return
    const index = failures.findIndex((each) => fits(each.match, request))
    if (index >= 0) {
      const [failure] = failures.splice(index, 1)
      if (failure === undefined) return
      seen.status = failure.status
      response.writeHead(failure.status, { 'Content-Type': 'application/json' })
      response.end(JSON.stringify(failure.body))
      return
    }
    const isAlone = passage === 'go-alone'
    if (response.destroyed && !isAlone) return
    const { method, url: path, headers } = request
    const upstream = forward({ socketPath: options.target, method, path, headers, agent: false })
    if (!isAlone) response.once('close', () => upstream.destroy())
    upstream.once('error', () => request.socket.destroy())
    upstream.once('response', (answer) => {
      seen.status = answer.statusCode
      const relay = (after: Passage): void => {
        if (after === 'stop') return
        if (response.destroyed) {
          answer.resume()
          return
        }
        answer.once('error', () => request.socket.destroy())
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        // The client of a stream that has nothing to say yet waits for the head.
        response.flushHeaders()
        answer.pipe(response)
      }
      void pass(request, 'after').then(relay)
    })
    upstream.end(body)
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => request.socket.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(socketPath, resolve)
  })

  return {
    socketPath,
    requests,
    hold({ match, when, nth = 1, outlives = false }) {
      const reached = deferred<void>()
      const verdict = deferred<'release' | 'cut'>()
      rules.push({ match, left: nth, when, outlives, reach: reached.resolve, verdict: verdict.promise })
      return {
        reached: reached.promise,
        release: () => verdict.resolve('release'),
        cut: () => verdict.resolve('cut'),
      }
    },
    failNext(failure) {
      failures.push(failure)
    },
    freeze() {
      frozen = true
    },
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
      if (folder !== undefined) await rm(folder, { recursive: true, force: true })
    },
  }
}

function fits(match: RequestMatch, request: IncomingMessage): boolean {
  if (match.method !== undefined && match.method !== request.method) return false
  const path = request.url ?? ''
  if (match.path === undefined) return true
  return typeof match.path === 'string' ? path.includes(match.path) : match.path.test(path)
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

interface Deferred<T> {
  readonly promise: Promise<T>
  readonly resolve: (value: T) => void
}

function deferred<T>(): Deferred<T> {
  let resolve: (value: T) => void = () => undefined
  const promise = new Promise<T>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
