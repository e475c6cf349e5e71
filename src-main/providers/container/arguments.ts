import { BrokerError } from '@shared/domain/error'
import type { Json, JsonObject } from '@shared/lib/json'
import { nearest } from '@shared/lib/nearest'
import { NAME_PATTERN } from './config'
import {
  parseEnvironment,
  parseMap,
  parsePorts,
  parseSize,
  parseWords,
  texts,
  type PortMapping,
} from './argument-values'

/** What a check out asks for, read from its arguments and checked. */
export interface Wanted {
  readonly name: string | undefined
  readonly namePrefix: string | undefined
  readonly ports: readonly PortMapping[]
  readonly publishAll: boolean | undefined
  readonly networks: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  readonly labels: Readonly<Record<string, string>>
  /** Fields for the body of Docker's "create a container" beside those that follow from the above. */
  readonly body: JsonObject
  readonly hostConfig: JsonObject
}

type Mutable = { -readonly [K in keyof Wanted]: Wanted[K] } & { body: JsonObject; hostConfig: JsonObject }

/** Takes one argument's value into what is wanted; throws an Error whose message is shown at the field. */
type Take = (wanted: Mutable, value: Json) => void

const words =
  (key: string): Take =>
  (wanted, value) => {
    wanted.body[key] = [...parseWords(value)]
  }
const text =
  (key: string): Take =>
  (wanted, value) => {
    wanted.body[key] = asText(value)
  }
const hostText =
  (key: string): Take =>
  (wanted, value) => {
    wanted.hostConfig[key] = asText(value)
  }
const hostList =
  (key: string): Take =>
  (wanted, value) => {
    wanted.hostConfig[key] = [...texts(value)]
  }
const hostSize =
  (key: string): Take =>
  (wanted, value) => {
    wanted.hostConfig[key] = parseSize(value)
  }
const hostNumber =
  (key: string, factor = 1): Take =>
  (wanted, value) => {
    const number = typeof value === 'boolean' || value === '' ? Number.NaN : Number(value)
    if (!Number.isFinite(number)) throw new Error('Say a number.')
    wanted.hostConfig[key] = Math.round(number * factor)
  }
const flag =
  (part: 'body' | 'hostConfig', key: string): Take =>
  (wanted, value) => {
    wanted[part][key] = asBoolean(value)
  }
const hostMap =
  (key: string): Take =>
  (wanted, value) => {
    wanted.hostConfig[key] = { ...parseMap(value) }
  }

/** Every argument a container can be created with, by Broker's name for it (the names of podman-py and docker-py). */
const ARGUMENTS: Readonly<Record<string, Take>> = {
  name: (wanted, value) => {
    wanted.name = asName(value)
  },
  name_prefix: (wanted, value) => {
    wanted.namePrefix = asName(value)
  },
  ports: (wanted, value) => {
    wanted.ports = parsePorts(value)
  },
  publish_all_ports: (wanted, value) => {
    wanted.publishAll = asBoolean(value)
  },
  network: (wanted, value) => {
    wanted.networks = texts(value)
  },
  environment: (wanted, value) => {
    wanted.environment = parseEnvironment(value)
  },
  labels: (wanted, value) => {
    wanted.labels = parseMap(value)
  },
  mounts: (wanted, value) => {
    wanted.hostConfig['Mounts'] = asMounts(value)
  },
  volumes: (wanted, value) => {
    wanted.hostConfig['Binds'] = [...asBinds(value)]
  },
  restart_policy: (wanted, value) => {
    const policy =
      typeof value === 'object' && value !== null && !Array.isArray(value) ? value['Name'] : value
    wanted.hostConfig['RestartPolicy'] = { Name: asText(policy ?? '') }
  },
  command: words('Cmd'),
  entrypoint: words('Entrypoint'),
  hostname: text('Hostname'),
  domainname: text('Domainname'),
  user: text('User'),
  working_dir: text('WorkingDir'),
  stop_signal: text('StopSignal'),
  platform: text('platform'),
  tty: flag('body', 'Tty'),
  stdin_open: flag('body', 'OpenStdin'),
  privileged: flag('hostConfig', 'Privileged'),
  read_only: flag('hostConfig', 'ReadonlyRootfs'),
  init: flag('hostConfig', 'Init'),
  cap_add: hostList('CapAdd'),
  cap_drop: hostList('CapDrop'),
  dns: hostList('Dns'),
  dns_search: hostList('DnsSearch'),
  extra_hosts: (wanted, value) => {
    const given = typeof value === 'object' && value !== null && !Array.isArray(value)
    wanted.hostConfig['ExtraHosts'] = given
      ? Object.entries(parseMap(value)).map(([host, address]) => `${host}:${address}`)
      : [...texts(value)]
  },
  group_add: hostList('GroupAdd'),
  security_opt: hostList('SecurityOpt'),
  volumes_from: hostList('VolumesFrom'),
  tmpfs: hostMap('Tmpfs'),
  sysctls: hostMap('Sysctls'),
  ipc_mode: hostText('IpcMode'),
  pid_mode: hostText('PidMode'),
  userns_mode: hostText('UsernsMode'),
  mem_limit: hostSize('Memory'),
  memory: hostSize('Memory'),
  memswap_limit: hostSize('MemorySwap'),
  shm_size: hostSize('ShmSize'),
  cpus: hostNumber('NanoCpus', 1e9),
  nano_cpus: hostNumber('NanoCpus'),
  cpu_shares: hostNumber('CpuShares'),
  cpuset_cpus: hostText('CpusetCpus'),
  pids_limit: hostNumber('PidsLimit'),
}

/** The names of all arguments, for help and for nearest names. */
export const ARGUMENT_NAMES: readonly string[] = Object.keys(ARGUMENTS)

/**
 * Reads the arguments of a check out. Names may have dashes for underscores. Throws `INVALID_INPUT` with one
 * message per field for every argument that is unknown (the original drops it silently) or has a value that
 * cannot be read.
 */
export function readArguments(given: JsonObject): Wanted {
  const wanted: Mutable = {
    name: undefined,
    namePrefix: undefined,
    ports: [],
    publishAll: undefined,
    networks: [],
    environment: {},
    labels: {},
    body: {},
    hostConfig: {},
  }
  const problems: Record<string, string> = {}
  for (const [argument, value] of Object.entries(given)) {
    if (value === null || value === '') continue
    const take = own(ARGUMENTS, argument.replaceAll('-', '_'))
    if (take === undefined) {
      problems[argument] = unknownArgument(argument)
      continue
    }
    try {
      take(wanted, value)
    } catch (error) {
      problems[argument] = error instanceof Error ? error.message : String(error)
    }
  }
  if (Object.keys(problems).length > 0) throw invalidArguments(problems)
  return wanted
}

/** An error that names every argument that cannot be used, with its reason. */
export function invalidArguments(problems: Readonly<Record<string, string>>): BrokerError {
  const list = Object.entries(problems).map(([name, problem]) => `${name}: ${problem}`)
  return new BrokerError({
    code: 'INVALID_INPUT',
    message: `The container cannot be created with these arguments. ${list.join(' ')}`,
    hint: 'Correct them and check out again. Nothing was made.',
    provider: 'Container',
    fieldErrors: { ...problems },
  })
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

function unknownArgument(name: string): string {
  const near = nearest(name.replaceAll('-', '_'), ARGUMENT_NAMES, 3, Math.max(2, Math.floor(name.length / 3)))
  return near.length === 0
    ? 'Is not an argument of a container.'
    : `Is not an argument of a container. Near: ${near.join(', ')}.`
}

function asText(value: Json): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  throw new Error('Say a text.')
}

function asName(value: Json): string {
  const name = asText(value).trim()
  if (NAME_PATTERN.test(name)) return name
  throw new Error('Use letters, digits, "_", "." and "-", and begin with a letter or a digit.')
}

function asBoolean(value: Json): boolean {
  if (typeof value === 'boolean') return value
  const word = typeof value === 'object' ? '' : String(value).toLowerCase()
  if (['true', 'yes', 'on', '1'].includes(word)) return true
  if (['false', 'no', 'off', '0'].includes(word)) return false
  throw new Error('Say true or false.')
}

/** Volumes as docker-py takes them: `{host: {bind, mode}}`, or `host:container[:mode]` in a list or a text. */
function asBinds(value: Json): readonly string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const binds = texts(value)
    const bad = binds.find((bind) => !/^[^:]+:[^:]+(:[^:]+)?$/.test(bind.replace(/^[A-Za-z]:[\\/]/, '')))
    if (bad !== undefined) throw new Error(`Cannot read "${bad}". Write host:container or host:container:ro.`)
    return binds
  }
  return Object.entries(value).map(([source, target]) => {
    if (typeof target === 'string') return `${source}:${target}`
    const bind = typeof target === 'object' && target !== null && !Array.isArray(target) ? target : {}
    if (typeof bind['bind'] !== 'string') throw new Error(`Say where to mount "${source}".`)
    return `${source}:${bind['bind']}:${typeof bind['mode'] === 'string' ? bind['mode'] : 'rw'}`
  })
}

const MOUNT_KEYS: Readonly<Record<string, string>> = {
  type: 'Type',
  source: 'Source',
  src: 'Source',
  target: 'Target',
  dst: 'Target',
  destination: 'Target',
  read_only: 'ReadOnly',
  readonly: 'ReadOnly',
}

/** Mounts as podman-py and Docker's API take them: a list of `{type, source, target, read_only}`. */
function asMounts(value: Json): JsonObject[] {
  const list = Array.isArray(value) ? value : [value]
  return list.map((mount) => {
    if (typeof mount !== 'object' || mount === null || Array.isArray(mount)) {
      throw new Error('Say a list of objects with type, source and target.')
    }
    const entries = Object.entries(mount).map(
      ([key, item]) => [MOUNT_KEYS[key.toLowerCase()] ?? key, item] as const,
    )
    const result: JsonObject = { Type: 'bind', ...Object.fromEntries(entries) }
    if (typeof result['Target'] !== 'string') throw new Error('A mount needs a target.')
    return result
  })
}
