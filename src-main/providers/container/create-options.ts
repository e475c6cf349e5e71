import { createHash } from 'node:crypto'
import type { ContainerCreateOptions } from 'dockerode'
import type { PortMapping } from './argument-values'
import type { Wanted } from './arguments'
import { NAME_PATTERN, type ContainerConfig } from './config'
import { containerLabels, originEnvironment, type Origin } from './labels'

/** What makes a container's name beside its arguments. */
export interface Naming {
  readonly hostId: string
  readonly index: number
  readonly count: number
  readonly configPrefix: string | undefined
  readonly userName: string
}

/**
 * The container's name: the given one (with `-<index>` in a batch, where one name cannot do), else
 * `<prefix>_<8 hex>`. The hex digits follow from the host's id, so a check out that is resumed finds the same name.
 */
export function containerName(wanted: Pick<Wanted, 'name' | 'namePrefix'>, naming: Naming): string {
  if (wanted.name !== undefined) {
    return naming.count > 1 ? `${wanted.name}-${naming.index}` : wanted.name
  }
  const digest = createHash('sha256').update(naming.hostId).digest('hex').slice(0, 8)
  return `${wanted.namePrefix ?? defaultPrefix(naming.configPrefix, naming.userName)}_${digest}`
}

/** The prefix of names: the configured one, else the user's login name with what a name cannot have taken out. */
export function defaultPrefix(configured: string | undefined, userName: string): string {
  if (configured !== undefined) return configured
  const clean = userName.replaceAll(/[^a-zA-Z0-9_.-]/g, '_').replace(/^[^a-zA-Z0-9]+/, '')
  return NAME_PATTERN.test(clean) ? clean : 'broker'
}

/** Explicit mappings, and a free host port for every port the image exposes that is not among them. */
export function allPorts(
  explicit: readonly PortMapping[],
  exposed: readonly string[],
  autoMap: boolean,
): readonly PortMapping[] {
  if (!autoMap) return explicit
  const taken = new Set(explicit.map((port) => `${port.containerPort}/${port.protocol}`))
  const automatic = exposed.flatMap((port): PortMapping[] => {
    const [number, protocol = 'tcp'] = port.split('/')
    if (protocol !== 'tcp' && protocol !== 'udp' && protocol !== 'sctp') return []
    return taken.has(`${number}/${protocol}`) ? [] : [{ containerPort: Number(number), protocol }]
  })
  return [...explicit, ...automatic]
}

/** Everything a container is made from. */
export interface Making {
  readonly name: string
  readonly image: string
  readonly wanted: Wanted
  readonly exposed: readonly string[]
  readonly config: Pick<ContainerConfig, 'auto_map_ports' | 'network'>
  readonly origin: Origin
}

/** The networks a container is in, first the one it is created in; none: the engine's default. */
export function networksOf(making: Pick<Making, 'wanted' | 'config'>): readonly string[] {
  if (making.wanted.networks.length > 0) return making.wanted.networks
  return (making.config.network ?? '').split(/[\s,]+/).filter((name) => name !== '')
}

/** The body of "create a container", Docker Engine API v1.41. */
export function createOptions(making: Making): ContainerCreateOptions & { readonly name: string } {
  const { wanted, config, origin } = making
  const ports = allPorts(wanted.ports, making.exposed, wanted.publishAll ?? config.auto_map_ports)
  const bindings: Record<string, { HostIp: string; HostPort: string }[]> = {}
  for (const port of ports) {
    const key = `${port.containerPort}/${port.protocol}`
    const binding = { HostIp: port.hostIp ?? '', HostPort: String(port.hostPort ?? '') }
    bindings[key] = [...(bindings[key] ?? []), binding]
  }
  const environment = { ...originEnvironment(origin), ...wanted.environment }
  const [network] = networksOf(making)
  return {
    ...wanted.body,
    name: making.name,
    Image: making.image,
    Labels: { ...containerLabels(origin, wanted.labels) },
    Env: Object.entries(environment).map(([name, value]) => `${name}=${value}`),
    ExposedPorts: Object.fromEntries(Object.keys(bindings).map((key) => [key, {}])),
    HostConfig: {
      ...wanted.hostConfig,
      PortBindings: bindings,
      ...(network === undefined ? {} : { NetworkMode: network }),
    },
  }
}
