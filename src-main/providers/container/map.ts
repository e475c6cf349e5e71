import type { Fact } from '@shared/domain/fact'
import type { HostRef } from '@shared/domain/host'
import type { Offering } from '@shared/domain/provider'
import type { JsonObject } from '@shared/lib/json'
import type { ListedHost, ProvisionedHost } from '@main/providers/contract'
import type { Endpoint } from './config'
import { HOST_LABEL, isCompatible } from './labels'
import { rawSchema, type Container, type ImageSummary } from './schemas'

/** Where ports of containers come out: the engine's own host as it is reached from here. */
export function engineHost(endpoint: Endpoint): string {
  return endpoint.kind === 'socket' ? 'localhost' : endpoint.host
}

/** What identifies a container from now on. */
export function refOf(container: Pick<Container, 'Id' | 'Name'>): HostRef {
  return { name: nameOf(container), id: container.Id }
}

/** The engine writes names with a slash before them. */
export function nameOf(container: Pick<Container, 'Name'>): string {
  return container.Name.replace(/^\//, '')
}

/** A container as a host. */
export function toHost(container: Container, host: string): ProvisionedHost {
  const id = container.Id.slice(0, 12)
  const ssh = sshPort(container)
  const address = host.includes(':') ? `[${host}]` : host
  return {
    ref: refOf(container),
    name: nameOf(container),
    hostname: ssh === undefined ? id : `${address}:${ssh}`,
    facts: facts(container, address),
    links: [],
    ...(ssh === undefined ? {} : { sshCommand: `ssh -p ${ssh} root@${host}` }),
    ...(container.State.Status === 'running'
      ? {}
      : { problem: `The container is ${container.State.Status} and does not run.` }),
    raw: withoutEnvironment(container),
  }
}

/** A container as a sync finds it. */
export function toListed(container: Container, host: string): ListedHost {
  const hostId = container.Config.Labels[HOST_LABEL]
  return {
    ...toHost(container, host),
    action: 'container_host',
    offering: container.Config.Image ?? nameOf(container),
    arguments: {},
    ...(hostId === undefined ? { note: 'not made by Broker Desktop' } : { hostId }),
  }
}

/** The host port of container port 22 (exactly 22: the original also took 2222). */
function sshPort(container: Container): string | undefined {
  const bindings = container.NetworkSettings.Ports['22/tcp'] ?? []
  return bindings.find((binding) => (binding.HostPort ?? '') !== '')?.HostPort
}

function facts(container: Container, host: string): readonly Fact[] {
  const { Networks, Ports } = container.NetworkSettings
  const addresses = Object.entries(Networks).flatMap(([network, end]) =>
    [end?.IPAddress, end?.GlobalIPv6Address].flatMap((ip) => (ip ? [`${ip} (${network})`] : [])),
  )
  const ports = Object.entries(Ports).flatMap(([port, bindings]) => {
    const numbers = new Set(bindings.map((binding) => binding.HostPort ?? '').filter((text) => text !== ''))
    return [...numbers].map((number) => `${port} at ${host}:${number}`)
  })
  const created = container.Created?.slice(0, 16).replace('T', ' ')
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Image', container.Config.Image],
    ['Status', container.State.Status],
    ['Ports', ports.join(', ')],
    ['IP address', addresses.join(', ')],
    ['Created', created === undefined ? undefined : `${created} UTC`],
    ['Container id', container.Id.slice(0, 12)],
  ]
  return rows.flatMap(([label, value]) =>
    value === undefined || value === ''
      ? []
      : [{ label, value, ...(label === 'Status' ? {} : { mono: true }) }],
  )
}

/** The engine's own description without the environment, which may hold secrets. */
function withoutEnvironment(container: Container): JsonObject {
  const raw = rawSchema.parse(container.raw)
  const config = raw['Config']
  if (typeof config !== 'object' || config === null || Array.isArray(config)) return raw
  const { Env: _environment, ...rest } = config
  return { ...raw, Config: rest }
}

/** Images as offerings: one for each tag, recommended ones first, dangling ones left out. */
export function toOfferings(images: readonly ImageSummary[]): readonly Offering[] {
  const offerings = new Map<string, Offering>()
  for (const image of images) {
    const recommended = isCompatible(image.Labels)
    for (const name of image.RepoTags) {
      if (name.includes('<none>')) continue
      const size = image.Size === undefined ? {} : { detail: sizeText(image.Size) }
      offerings.set(name, { name, recommended, ...size })
    }
  }
  return [...offerings.values()].toSorted(
    (a, b) => Number(b.recommended) - Number(a.recommended) || a.name.localeCompare(b.name),
  )
}

/** "2.1 MB", "1.4 GB": decimal, as engines count. */
export function sizeText(bytes: number): string {
  const [value, unit] = bytes >= 1e9 ? [bytes / 1e9, 'GB'] : [bytes / 1e6, 'MB']
  return `${value < 10 ? value.toFixed(1) : value.toFixed(0)}\u00a0${unit}`
}
