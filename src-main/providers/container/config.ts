import { z } from 'zod'
import type { Field } from '@shared/domain/form'

const port = z.coerce.number().int().min(1).max(65_535)
const text = z.string().trim()
const optionalText = text.transform((value) => (value === '' ? undefined : value)).optional()

/**
 * An instance of the Container provider as Broker's settings file has it, with what Broker Desktop adds:
 * `endpoint`, TLS files, ssh key. Unknown keys are dropped, so that files of other versions still load.
 */
export const containerConfigSchema = z
  .object({
    /** A URL that says everything; empty: `host` says where. */
    endpoint: optionalText.refine((value) => value === undefined || parseEndpoint(value) !== undefined, {
      message:
        'Cannot be read. Write unix:///run/podman/podman.sock, tcp://host:2375, https://host:2376, ssh://user@host or npipe:////./pipe/docker_engine.',
    }),
    runtime: z.enum(['auto', 'podman', 'docker']).default('auto'),
    /** `localhost` is this computer; any other host is reached by ssh. */
    host: text.default('localhost'),
    host_username: text.default('root'),
    host_password: z.string().optional(),
    host_port: port.default(22),
    ssh_key_filename: optionalText,
    ssh_key_passphrase: z.string().optional(),
    ssh_host_key: optionalText,
    tls_ca_filename: optionalText,
    tls_cert_filename: optionalText,
    tls_key_filename: optionalText,
    /** Seconds that one call to the engine may take; a pull may take this long without any news. */
    timeout: z.coerce.number().positive().max(86_400).default(360),
    name_prefix: optionalText.refine((value) => value === undefined || NAME_PATTERN.test(value), {
      message: 'Use letters, digits, "_", "." and "-", and begin with a letter or a digit.',
    }),
    network: optionalText,
    auto_map_ports: z.boolean().default(true),
    /** Labels of everything that is made; the engine adds them to those of a check out. */
    provider_labels: z.record(z.string(), z.unknown()).optional(),
  })
  .superRefine((config, ctx) => {
    if ((config.tls_cert_filename === undefined) !== (config.tls_key_filename === undefined)) {
      const missing = config.tls_cert_filename === undefined ? 'tls_cert_filename' : 'tls_key_filename'
      ctx.addIssue({
        code: 'custom',
        path: [missing],
        message: 'A client certificate needs both its certificate and its key file.',
      })
    }
  })
export type ContainerConfig = z.infer<typeof containerConfigSchema>

/** What engines take as a container's name. */
export const NAME_PATTERN = /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/

/** An address of an engine, taken apart. */
export type Endpoint =
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'tcp' | 'tls'; readonly host: string; readonly port: number }
  | {
      readonly kind: 'ssh'
      readonly host: string
      readonly port: number
      readonly user: string | undefined
      /** The engine's socket at the other end; absent: its command line is asked (`system dial-stdio`). */
      readonly path: string | undefined
    }

/**
 * Reads an endpoint as Docker and Podman write it: `unix://`, `npipe://`, `tcp://`, `http://`, `https://`, `ssh://`,
 * or a plain path of a socket. Answers `undefined` when it is none of these. `tcp` to port 2376 is TLS, as Docker
 * has it.
 */
export function parseEndpoint(value: string): Endpoint | undefined {
  if (value.startsWith('/')) return { kind: 'socket', path: value }
  if (value.startsWith('unix://')) {
    const path = value.slice('unix://'.length)
    return path.startsWith('/') ? { kind: 'socket', path } : undefined
  }
  if (value.startsWith('npipe://')) {
    const path = value.slice('npipe:'.length).replace(/^\/+/, '//').replaceAll('\\', '/')
    return path.length > 2 ? { kind: 'socket', path } : undefined
  }
  if (!URL.canParse(value)) return undefined
  const url = new URL(value)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const given = url.port === '' ? undefined : Number(url.port)
  if (host === '') return undefined
  switch (url.protocol) {
    case 'tcp:':
      return { kind: given === 2376 ? 'tls' : 'tcp', host, port: given ?? 2375 }
    case 'http:':
      return { kind: 'tcp', host, port: given ?? 80 }
    case 'https:':
      return { kind: 'tls', host, port: given ?? 443 }
    case 'ssh:':
      return {
        kind: 'ssh',
        host,
        port: given ?? 22,
        user: url.username === '' ? undefined : decodeURIComponent(url.username),
        path: url.pathname === '' || url.pathname === '/' ? undefined : decodeURIComponent(url.pathname),
      }
    default:
      return undefined
  }
}

const SSH = 'ssh'
const TLS = 'TLS'
const CHECKOUTS = 'Check outs'

/** The form of an instance's configuration. */
export const containerConfigFields: readonly Field[] = [
  {
    name: 'endpoint',
    label: 'Endpoint',
    type: 'text',
    required: false,
    placeholder: 'found by itself',
    help: 'unix:///run/podman/podman.sock, tcp://host:2375, https://host:2376, ssh://user@host or npipe:////./pipe/docker_engine. Empty: the engine of this computer is found.',
  },
  {
    name: 'runtime',
    label: 'Engine',
    type: 'choice',
    required: false,
    default: 'auto',
    choices: [
      { value: 'auto', label: 'Any', hint: 'Podman first' },
      { value: 'podman', label: 'Podman' },
      { value: 'docker', label: 'Docker' },
    ],
    help: 'Which engine to look for where no endpoint is given.',
  },
  {
    name: 'host',
    label: 'Host',
    type: 'text',
    required: false,
    default: 'localhost',
    help: 'Any other host than localhost is reached by ssh.',
    group: SSH,
  },
  { name: 'host_username', label: 'User', type: 'text', required: false, default: 'root', group: SSH },
  {
    name: 'host_port',
    label: 'Port',
    type: 'integer',
    required: false,
    default: 22,
    min: 1,
    max: 65_535,
    group: SSH,
  },
  {
    name: 'host_password',
    label: 'Password',
    type: 'secret',
    required: false,
    help: 'Empty: the key file or the ssh agent is used.',
    group: SSH,
  },
  { name: 'ssh_key_filename', label: 'Private key file', type: 'path', required: false, group: SSH },
  { name: 'ssh_key_passphrase', label: 'Passphrase of the key', type: 'secret', required: false, group: SSH },
  {
    name: 'ssh_host_key',
    label: 'Host key',
    type: 'text',
    required: false,
    placeholder: 'SHA256:…',
    help: 'The fingerprint the host must show. Empty: the host must be in known_hosts.',
    group: SSH,
  },
  {
    name: 'tls_ca_filename',
    label: 'CA certificate file',
    type: 'path',
    required: false,
    help: 'Empty: the certificate authorities of the system.',
    group: TLS,
  },
  { name: 'tls_cert_filename', label: 'Client certificate file', type: 'path', required: false, group: TLS },
  { name: 'tls_key_filename', label: 'Client key file', type: 'path', required: false, group: TLS },
  {
    name: 'timeout',
    label: 'Timeout',
    type: 'number',
    required: false,
    default: 360,
    min: 1,
    max: 86_400,
    unit: 's',
    help: 'How long one call to the engine may take.',
  },
  {
    name: 'name_prefix',
    label: 'Name prefix',
    type: 'text',
    required: false,
    pattern: '[a-zA-Z0-9][a-zA-Z0-9_.\\-]*',
    patternHint: 'letters, digits, "_", "." and "-"',
    help: 'Names of containers begin so. Empty: your user name.',
    group: CHECKOUTS,
  },
  {
    name: 'network',
    label: 'Network',
    type: 'text',
    required: false,
    help: 'Where a check out names none. Several are separated by commas.',
    group: CHECKOUTS,
  },
  {
    name: 'auto_map_ports',
    label: 'Map exposed ports',
    type: 'boolean',
    required: false,
    default: true,
    help: 'Every port that the image exposes gets a free port of the host.',
    group: CHECKOUTS,
  },
  {
    name: 'provider_labels',
    label: 'Labels',
    type: 'map',
    required: false,
    placeholder: 'team=qe',
    help: 'Put on every container, as broker.team.',
    group: CHECKOUTS,
  },
]
