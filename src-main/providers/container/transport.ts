import { readFile } from 'node:fs/promises'
import * as http from 'node:http'
import * as https from 'node:https'
import { connect } from 'node:net'
import { homedir } from 'node:os'
import { inspect } from 'node:util'
import type Docker from 'dockerode'
import { BrokerError } from '@shared/domain/error'
import type { ContainerConfig } from './config'
import type { Found, SocketState, Surroundings } from './connect'

/** An open way to an engine. */
export interface Transport {
  readonly docker: Docker
  /** Lets go of its connections. */
  readonly close: () => void
}

/** Idle connections are closed before an engine that exits when idle does it, so that none dies in use (ms). */
const IDLE_MS = 4000

/** The computer that this process runs on. */
export function thisComputer(env: Surroundings['env']): Surroundings {
  const { platform } = process
  return {
    platform: platform === 'win32' || platform === 'darwin' ? platform : 'linux',
    env,
    homeFolder: env['HOME'] ?? homedir(),
    userId: process.getuid?.(),
    probe: probeSocket,
  }
}

/** Connects to a unix socket or a named pipe and hangs up. */
export function probeSocket(path: string): Promise<SocketState> {
  return new Promise((resolve) => {
    const socket = connect(path)
    const end = (state: SocketState): void => {
      socket.destroy()
      resolve(state)
    }
    socket.setTimeout(1500, () => end('silent'))
    socket.once('connect', () => end('usable'))
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EACCES' || error.code === 'EPERM') end('denied')
      else if (error.code === 'ECONNREFUSED' || error.code === 'EAGAIN') end('silent')
      else end('absent')
    })
  })
}

/**
 * Opens dockerode on an endpoint. Throws `CONFIG` for a key or certificate file that cannot be read; connects nowhere
 * yet.
 */
export async function openTransport(
  found: Found,
  config: ContainerConfig,
  env: Surroundings['env'],
): Promise<Transport> {
  const { endpoint } = found
  switch (endpoint.kind) {
    case 'socket': {
      const agent = watchAnswers(new http.Agent({ keepAlive: true, timeout: IDLE_MS }))
      return transport({ socketPath: endpoint.path, protocol: 'http' }, agent)
    }
    case 'tcp': {
      const agent = watchAnswers(new http.Agent({ keepAlive: true, timeout: IDLE_MS }))
      return transport({ host: endpoint.host, port: endpoint.port, protocol: 'http' }, agent)
    }
    case 'tls': {
      const folder = found.title === 'DOCKER_HOST' ? env['DOCKER_CERT_PATH'] : undefined
      const inFolder = (name: string): string | undefined =>
        folder === undefined ? undefined : `${folder}/${name}`
      const [ca, cert, key] = await Promise.all([
        readTls('tls_ca_filename', config.tls_ca_filename ?? inFolder('ca.pem')),
        readTls('tls_cert_filename', config.tls_cert_filename ?? inFolder('cert.pem')),
        readTls('tls_key_filename', config.tls_key_filename ?? inFolder('key.pem')),
      ])
      const given = Object.fromEntries(
        Object.entries({ ca, cert, key }).filter(([, value]) => value !== undefined),
      )
      const agent = watchAnswers(new https.Agent({ keepAlive: true, timeout: IDLE_MS, ...given }))
      return transport({ host: endpoint.host, port: endpoint.port, protocol: 'https', ...given }, agent)
    }
    case 'ssh': {
      const { SshAgent } = await import('./ssh')
      const agent = watchAnswers(
        new SshAgent({
          host: endpoint.host,
          port: endpoint.port,
          user: endpoint.user ?? config.host_username,
          socketPath: endpoint.path,
          runtime: config.runtime,
          password: config.host_password,
          privateKey: await readTls('ssh_key_filename', config.ssh_key_filename),
          passphrase: config.ssh_key_passphrase,
          agent: config.ssh_key_filename === undefined ? env['SSH_AUTH_SOCK'] : undefined,
          hostKey: config.ssh_host_key,
          knownHosts: await knownHosts(env),
          readyTimeoutMs: Math.min(config.timeout * 1000, 30_000),
        }),
      )
      return transport({ host: 'engine', port: 80, protocol: 'http' }, agent)
    }
  }
}

async function transport(options: Docker.DockerOptions, agent: http.Agent): Promise<Transport> {
  // Loaded with the first engine that is spoken to: it and what it brings take longer to load than the window to open.
  const { default: Dockerode } = await import('dockerode')
  // docker-modem fills in what DOCKER_HOST says unless every one of its options is named.
  const silent = {
    socketPath: undefined,
    host: undefined,
    port: undefined,
    ca: undefined,
    cert: undefined,
    key: undefined,
  }
  const named = { ...silent, pathPrefix: undefined, ...options, agent }
  let docker: Docker
  try {
    docker = new Dockerode(named)
  } catch (error) {
    throw new BrokerError(
      {
        code: 'CONFIG',
        message: 'The environment variable DOCKER_HOST or DOCKER_CERT_PATH cannot be used.',
        hint: 'Correct it or take it out of the environment.',
        said: error instanceof Error ? error.message : String(error),
        provider: 'Container',
      },
      { cause: error },
    )
  }
  return { docker, close: () => agent.destroy() }
}

async function readTls(field: string, path: string | undefined): Promise<Buffer | undefined> {
  if (path === undefined) return undefined
  try {
    return await readFile(path)
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    const why =
      reason === 'ENOENT' ? 'It is not there.' : reason === 'EACCES' ? 'It may not be read.' : reason
    throw new BrokerError(
      {
        code: 'CONFIG',
        message: `Cannot read the file ${path}. ${why}`,
        hint: 'Correct it in Settings.',
        provider: 'Container',
        fieldErrors: { [field]: `Cannot be read. ${why}` },
      },
      { cause: error },
    )
  }
}

async function knownHosts(env: Surroundings['env']): Promise<string> {
  const home = env['HOME'] ?? homedir()
  const texts = await Promise.all(
    [`${home}/.ssh/known_hosts`, `${home}/.ssh/known_hosts2`, '/etc/ssh/ssh_known_hosts'].map((path) =>
      readFile(path, 'utf8').catch(() => ''),
    ),
  )
  return texts.join('\n')
}

/**
 * Makes a connection that is cut in the middle of an answer an error of its request. docker-modem waits for the end of
 * an answer and hears only errors of the request, so without this such a call would never return.
 */
function watchAnswers<A extends http.Agent>(agent: A): A {
  type Adding = { addRequest(request: http.ClientRequest, ...rest: unknown[]): void }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Node's types leave out what its documentation tells
  const adding = agent as unknown as Adding
  const add = adding.addRequest.bind(agent)
  adding.addRequest = (request, ...rest) => {
    request.once('response', (response: http.IncomingMessage) => {
      response.once('close', () => {
        if (response.complete || request.listenerCount('error') === 0) return
        const cut = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
        request.emit('error', cut)
      })
    })
    add(request, ...rest)
  }
  // docker-modem writes the options of every request out for its debug log, also when that is off: all sockets of an
  // agent, to any depth. That costs more than the request.
  return Object.assign(agent, { [inspect.custom]: () => 'Agent' })
}
