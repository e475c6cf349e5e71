import { BrokerError } from '@shared/domain/error'
import { parseEndpoint, type ContainerConfig, type Endpoint } from './config'

/** How a socket answered: nothing there, something that takes connections, or something that cannot be used. */
export type SocketState = 'absent' | 'usable' | 'denied' | 'silent'

/** The computer as the strategies see it; given, so that they can be tried for any of them. */
export interface Surroundings {
  readonly platform: 'linux' | 'darwin' | 'win32'
  readonly env: Readonly<Record<string, string | undefined>>
  readonly homeFolder: string
  readonly userId: number | undefined
  /** Tries to connect to a unix socket or named pipe. */
  probe(path: string): Promise<SocketState>
}

/** A place where an engine was found. */
export interface Found {
  readonly endpoint: Endpoint
  /** As it is written in settings: "unix:///run/podman/podman.sock". */
  readonly url: string
  /** "rootless Podman". */
  readonly title: string
  readonly engine: 'podman' | 'docker' | 'any'
}

/**
 * One place to look for an engine. `find` answers undefined when there is none, and throws a BrokerError when there is
 * one that cannot be used.
 */
export interface Strategy {
  readonly title: string
  readonly engine: 'podman' | 'docker' | 'any'
  find(surroundings: Surroundings): Promise<Found | undefined>
}

/** An endpoint as text. */
export function endpointUrl(endpoint: Endpoint): string {
  switch (endpoint.kind) {
    case 'socket':
      return endpoint.path.startsWith('//')
        ? `npipe:${endpoint.path.replace('//', '////')}`
        : `unix://${endpoint.path}`
    case 'tcp':
      return `tcp://${bracketed(endpoint.host)}:${endpoint.port}`
    case 'tls':
      return `https://${bracketed(endpoint.host)}:${endpoint.port}`
    case 'ssh': {
      const user = endpoint.user === undefined ? '' : `${encodeURIComponent(endpoint.user)}@`
      return `ssh://${user}${bracketed(endpoint.host)}:${endpoint.port}${endpoint.path ?? ''}`
    }
  }
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}

async function socketAt(
  path: string,
  title: string,
  engine: Found['engine'],
  surroundings: Surroundings,
): Promise<Found | undefined> {
  const endpoint: Endpoint = { kind: 'socket', path }
  const url = endpointUrl(endpoint)
  const state = await surroundings.probe(path)
  if (state === 'absent') return undefined
  if (state === 'usable') return { endpoint, url, title, engine }
  const denied = state === 'denied'
  throw new BrokerError({
    code: denied ? 'PERMISSION' : 'PROVIDER',
    message: denied
      ? `${title} at ${url} may not be opened by this user.`
      : `${title} at ${url} does not answer.`,
    hint: denied
      ? 'Add yourself to the group that owns the socket and log in again, or use a rootless engine.'
      : 'Start it, or remove what is left of it.',
    provider: 'Container',
    retryable: !denied,
  })
}

type Paths = (surroundings: Surroundings) => readonly (string | undefined)[]

function sockets(
  title: string,
  engine: Found['engine'],
  platforms: readonly string[],
  paths: Paths,
): Strategy {
  return {
    title,
    engine,
    async find(surroundings) {
      if (!platforms.includes(surroundings.platform)) return undefined
      for (const path of paths(surroundings)) {
        const found = path === undefined ? undefined : await socketAt(path, title, engine, surroundings)
        if (found !== undefined) return found
      }
      return undefined
    },
  }
}

function variable(name: string, engine: Found['engine']): Strategy {
  return {
    title: name,
    engine,
    async find(surroundings) {
      const value = surroundings.env[name]?.trim()
      if (value === undefined || value === '') return undefined
      const parsed = parseEndpoint(value)
      if (parsed === undefined) {
        throw new BrokerError({
          code: 'CONFIG',
          message: `The environment variable ${name} cannot be read: "${value}".`,
          hint: 'Correct it, or enter an endpoint in Settings.',
          provider: 'Container',
        })
      }
      const endpoint: Endpoint =
        parsed.kind === 'tcp' && surroundings.env['DOCKER_TLS_VERIFY'] === '1' && name === 'DOCKER_HOST'
          ? { ...parsed, kind: 'tls' }
          : parsed
      if (endpoint.kind === 'socket') {
        const found = await socketAt(endpoint.path, name, engine, surroundings)
        if (found !== undefined) return found
        throw new BrokerError({
          code: 'PROVIDER',
          message: `${name} names ${value}, and nothing is there.`,
          hint: 'Start the engine, correct the variable, or enter an endpoint in Settings.',
          provider: 'Container',
          retryable: true,
        })
      }
      return { endpoint, url: endpointUrl(endpoint), title: name, engine }
    },
  }
}

const runtimeFolder = (s: Surroundings): string | undefined =>
  s.env['XDG_RUNTIME_DIR'] ?? (s.userId === undefined ? undefined : `/run/user/${s.userId}`)
const under = (folder: string | undefined, path: string): string | undefined =>
  folder === undefined || folder === '' ? undefined : `${folder.replace(/\/$/, '')}/${path}`
const MACHINES = '.local/share/containers/podman/machine'

/** Where engines are looked for, in this order: what the environment names, then Podman, then Docker. */
export const strategies: readonly Strategy[] = [
  variable('DOCKER_HOST', 'any'),
  variable('CONTAINER_HOST', 'podman'),
  sockets('rootful Podman', 'podman', ['linux'], () => ['/run/podman/podman.sock']),
  sockets('rootless Podman', 'podman', ['linux'], (s) => [under(runtimeFolder(s), 'podman/podman.sock')]),
  sockets('Podman machine', 'podman', ['darwin', 'linux'], (s) => [
    under(s.env['TMPDIR'], 'podman/podman-machine-default-api.sock'),
    under(runtimeFolder(s), 'podman/podman-machine-default-api.sock'),
    under(s.homeFolder, `${MACHINES}/podman.sock`),
    under(s.homeFolder, `${MACHINES}/podman-machine-default/podman.sock`),
    under(s.homeFolder, `${MACHINES}/qemu/podman.sock`),
  ]),
  sockets('Podman machine', 'podman', ['win32'], () => ['//./pipe/podman-machine-default']),
  sockets('Docker', 'docker', ['linux', 'darwin'], () => ['/var/run/docker.sock']),
  sockets('rootless Docker', 'docker', ['linux'], (s) => [under(runtimeFolder(s), 'docker.sock')]),
  sockets('Docker Desktop', 'docker', ['linux', 'darwin'], (s) => [
    under(s.homeFolder, '.docker/run/docker.sock'),
    under(s.homeFolder, '.docker/desktop/docker.sock'),
  ]),
  sockets('Docker Desktop', 'docker', ['win32'], () => [
    '//./pipe/docker_engine',
    '//./pipe/dockerDesktopLinuxEngine',
  ]),
]

/** What a search brought: engines that can be used, and why others cannot. */
export interface Search {
  readonly found: readonly Found[]
  readonly broken: readonly BrokerError[]
}

/** Looks at every place where an engine of the wanted runtime may be. */
export async function searchEngines(
  runtime: ContainerConfig['runtime'],
  surroundings: Surroundings,
): Promise<Search> {
  const found: Found[] = []
  const broken: BrokerError[] = []
  for (const strategy of strategies) {
    if (runtime !== 'auto' && strategy.engine !== 'any' && strategy.engine !== runtime) continue
    try {
      const here = await strategy.find(surroundings)
      if (here !== undefined && !found.some((other) => other.url === here.url)) found.push(here)
    } catch (error) {
      if (!(error instanceof BrokerError)) throw error
      broken.push(error)
    }
  }
  return { found, broken }
}

/**
 * Where the engine of an instance is: the configured endpoint, the configured host by ssh, or the first that is found
 * on this computer. Throws what is wrong with the first broken one when none can be used, and `PROVIDER` when there is
 * none at all.
 */
export async function locate(config: ContainerConfig, surroundings: Surroundings): Promise<Found> {
  const engine = config.runtime === 'auto' ? 'any' : config.runtime
  if (config.endpoint !== undefined) {
    const parsed = parseEndpoint(config.endpoint)
    if (parsed !== undefined) {
      // A CA or a client certificate in the settings says that the port speaks TLS, whatever the scheme.
      const certified = config.tls_ca_filename !== undefined || config.tls_cert_filename !== undefined
      const endpoint: Endpoint =
        parsed.kind === 'tcp' && certified
          ? { ...parsed, kind: 'tls' }
          : parsed.kind === 'ssh'
            ? { ...parsed, user: parsed.user ?? config.host_username }
            : parsed
      return { endpoint, url: endpointUrl(endpoint), title: 'configured', engine }
    }
  }
  if (!['localhost', '127.0.0.1', '::1', ''].includes(config.host)) {
    const { host, host_port: port, host_username: user } = config
    const endpoint: Endpoint = { kind: 'ssh', host, port, user, path: undefined }
    return { endpoint, url: endpointUrl(endpoint), title: 'configured', engine }
  }
  const { found, broken } = await searchEngines(config.runtime, surroundings)
  const [first] = found
  if (first !== undefined && surroundings.env['DOCKER_HOST'] === undefined) return first
  // DOCKER_HOST is somebody's word: when it is broken, another engine must not be used silently.
  const [worst] = broken
  if (worst !== undefined && (first === undefined || first.title !== 'DOCKER_HOST')) throw worst
  if (first !== undefined) return first
  const wanted =
    config.runtime === 'auto' ? 'container engine' : config.runtime === 'podman' ? 'Podman' : 'Docker'
  throw new BrokerError({
    code: 'PROVIDER',
    message: `No ${wanted} was found on this computer.`,
    hint: 'Start one (Podman: "systemctl --user start podman.socket"), or enter an endpoint in Settings.',
    provider: 'Container',
    retryable: true,
  })
}
