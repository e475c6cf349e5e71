import { BrokerError, type ErrorData } from '@shared/domain/error'

/** What kind of trouble an engine gave; what the provider decides by. */
export type TroubleKind =
  | 'cancelled'
  | 'timeout'
  | 'no-engine'
  | 'no-permission'
  | 'cut'
  | 'tls'
  | 'ssh-auth'
  | 'name-taken'
  | 'port-taken'
  | 'no-network'
  | 'no-image'
  | 'no-container'
  | 'pull-refused'
  | 'registry-unreachable'
  | 'disk-full'
  | 'bad-input'
  | 'removing'
  | 'engine'

/** What was being done, so that the message can say where. Only what is known is given. */
export interface Doing {
  /** "Podman at unix:///run/podman/podman.sock" or the endpoint alone. */
  readonly where: string
  readonly instance?: string | undefined
  /** What the call was for, as in "cannot …": "list the images". */
  readonly what: string
  readonly image?: string | undefined
  readonly name?: string | undefined
  readonly network?: string | undefined
  /** Whether this is a pull: its refusals are the registry's, not the engine's. */
  readonly pull?: boolean
}

/** An error of the engine, told in our words; `kind` is for the provider, `data` for everybody else. */
export class EngineError extends BrokerError {
  readonly kind: TroubleKind

  constructor(kind: TroubleKind, data: ConstructorParameters<typeof BrokerError>[0], cause?: unknown) {
    super(data, { cause })
    this.kind = kind
  }
}

interface Raw {
  readonly status: number | undefined
  readonly code: string | undefined
  readonly level: string | undefined
  readonly said: string
}

/** The engine's own words in an error of dockerode: Docker answers `{message}`, Podman `{cause, message, response}`. */
function read(thrown: unknown): Raw {
  if (!(thrown instanceof Error)) {
    return { status: undefined, code: undefined, level: undefined, said: String(thrown) }
  }
  const { statusCode, json, code, level } = thrown as Error & {
    readonly statusCode?: unknown
    readonly json?: unknown
    readonly code?: unknown
    readonly level?: unknown
  }
  const body = Buffer.isBuffer(json) ? json.toString() : json
  const worded =
    typeof body === 'object' && body !== null && 'message' in body ? String(body.message) : undefined
  const plain = typeof body === 'string' && body.trim() !== '' ? body : undefined
  return {
    status: typeof statusCode === 'number' ? statusCode : undefined,
    code: typeof code === 'string' ? code : undefined,
    level: typeof level === 'string' ? level : undefined,
    said: (worded ?? plain ?? thrown.message.replace(/^\(HTTP code \d+\) .*? - /, '')).trim(),
  }
}

const TLS_CODES =
  /^(ERR_TLS|ERR_SSL|EPROTO|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|HOSTNAME_MISMATCH)/

/** Patterns over the engine's words, most telling first. Engines answer 500 for nearly everything, so words decide. */
const WORDS: readonly (readonly [TroubleKind, RegExp])[] = [
  ['disk-full', /no space left on device|disk quota exceeded|not enough space/i],
  ['name-taken', /name .* is already in use|that name is already in use|name conflicts/i],
  ['removing', /removal of container .* is already in progress|is being removed/i],
  [
    'port-taken',
    /port is already allocated|address already in use|ports are not available|port .* (is|already) in use|failed to bind (host )?port|rootlessport .*(bind|listen)|cannot listen on the (TCP|UDP) port/i,
  ],
  ['no-network', /network not found|network .* not found|unable to find network/i],
  ['no-container', /no such container|no container with name or id/i],
  [
    'no-image',
    /no such image|image not known|manifest unknown|name unknown|not found: manifest|failed to find image/i,
  ],
  [
    'bad-input',
    /invalid (reference|argument|port|container|mount|volume|hostport|containerport|value)|names must match|bad parameter|is invalid|minimum memory|must be (greater|less|an absolute|in the)|invalid IP/i,
  ],
]

const PULL_WORDS: readonly (readonly [TroubleKind, RegExp])[] = [
  ['disk-full', /no space left on device/i],
  [
    'pull-refused',
    /unauthorized|authentication required|access .*denied|denied:|\bdenied\b|forbidden|status(:| code)? (401|403)|invalid username\/password|no basic auth/i,
  ],
  ['no-image', /manifest unknown|name unknown|not found|no such image|status(:| code)? 404/i],
  ['bad-input', /invalid reference|normalizing|repository name must|invalid tag/i],
  [
    'registry-unreachable',
    /dial tcp|no such host|connection refused|i\/o timeout|pinging container registry|server gave HTTP response|x509|certificate|TLS handshake|EOF|connection reset/i,
  ],
]

/** The kind of trouble behind something that was thrown while talking to an engine. */
export function kindOf(thrown: unknown, pull = false): TroubleKind {
  if (thrown instanceof EngineError) return thrown.kind
  if (thrown instanceof BrokerError) return thrown.data.code === 'CANCELLED' ? 'cancelled' : 'engine'
  const raw = read(thrown)
  if (thrown instanceof Error && thrown.name === 'AbortError') return 'cancelled'
  if (raw.level === 'client-authentication') return 'ssh-auth'
  if (raw.code === 'EACCES' || raw.code === 'EPERM') return 'no-permission'
  if (raw.code !== undefined && TLS_CODES.test(raw.code)) return 'tls'
  if (
    raw.code !== undefined &&
    /^(ENOENT|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)$/.test(raw.code)
  )
    return 'no-engine'
  if (raw.level === 'client-timeout' || raw.level === 'client-socket') return 'no-engine'
  if (raw.code === 'ECONNRESET' || raw.code === 'EPIPE' || /socket hang up|aborted$/.test(raw.said))
    return 'cut'
  for (const [kind, words] of pull ? PULL_WORDS : WORDS) if (words.test(raw.said)) return kind
  if (raw.status === 409) return 'name-taken'
  if (raw.status === 400) return 'bad-input'
  return 'engine'
}

type Words = Omit<ErrorData, 'retryable' | 'provider' | 'instance' | 'said'> & {
  readonly retryable?: boolean
}

/** The port that an engine complains about, as far as it says so. */
function portIn(said: string): string | undefined {
  return /(?:0\.0\.0\.0|127\.0\.0\.1|\[?::\]?|localhost|tcp[46]? |udp[46]? )?:(\d{2,5})\b/.exec(said)?.[1]
}

/** The host port that an error of kind `port-taken` is about, as far as the engine said so. */
export function takenPort(thrown: unknown): string | undefined {
  return thrown instanceof EngineError ? portIn(thrown.data.said ?? '') : undefined
}

function wordsFor(kind: TroubleKind, doing: Doing, said: string): Words {
  const { where, what } = doing
  const image = doing.image ?? 'the image'
  switch (kind) {
    case 'cancelled':
      return { code: 'CANCELLED', message: 'Cancelled.', retryable: true }
    case 'timeout':
      return {
        code: 'TIMEOUT',
        message: `Cannot ${what}: ${where} did not answer in time.`,
        hint: 'Look whether the engine is busy. The timeout is in Settings, at the instance.',
        retryable: true,
      }
    case 'no-engine':
      return {
        code: 'PROVIDER',
        message: `Cannot ${what}: no container engine answers at ${where}.`,
        hint: 'Start the engine (Podman: "systemctl --user start podman.socket"), or correct the endpoint in Settings.',
        retryable: true,
      }
    case 'no-permission':
      return {
        code: 'PERMISSION',
        message: `Cannot ${what}: ${where} may not be opened by this user.`,
        hint: 'Add yourself to the group that owns the socket and log in again, or use a rootless engine.',
      }
    case 'cut':
      return {
        code: 'PROVIDER',
        message: `Cannot ${what}: ${where} closed the connection before it answered.`,
        hint: 'The engine may have stopped. Start it, then try again.',
        retryable: true,
      }
    case 'tls':
      return {
        code: 'CONFIG',
        message: `Cannot ${what}: no trusted TLS connection to ${where}. ${tlsReason(said)}`,
        hint: 'Check the CA certificate, client certificate and client key files in Settings.',
      }
    case 'ssh-auth':
      return {
        code: 'AUTH',
        message: `Cannot ${what}: ${where} refused the ssh login.`,
        hint: 'Check user, password, key file or ssh agent in Settings.',
      }
    case 'name-taken':
      return {
        code: 'INVALID_INPUT',
        message: `Cannot create the container: the name ${doing.name ?? ''} is taken at ${where}.`.replace(
          '  ',
          ' ',
        ),
        hint: 'Choose another name, or remove the container that has it.',
        fieldErrors: { name: 'This name is taken at the engine.' },
      }
    case 'port-taken': {
      const port = portIn(said)
      const subject = port === undefined ? 'a port of the host' : `port ${port} of the host`
      return {
        code: 'INVALID_INPUT',
        message: `Cannot start the container: ${subject} is in use.`,
        hint: 'Choose another host port, or leave it out to get a free one.',
        fieldErrors: { ports: `${port === undefined ? 'A host port' : `Host port ${port}`} is in use.` },
        retryable: true,
      }
    }
    case 'no-network': {
      const network =
        doing.network ??
        /network with name or ID (\S+?):|network (\S+) not found/.exec(said)?.slice(1).find(Boolean) ??
        ''
      const message = `Network '${network}' not found on container host.`
      return {
        code: 'INVALID_INPUT',
        message,
        hint: 'Create it at the engine, or name another.',
        fieldErrors: { network: message },
      }
    }
    case 'no-image':
      return {
        code: 'NOT_FOUND',
        message: `Unable to find image: ${image}`,
        hint: 'Check its name and tag. An image that is not on the engine must be in a registry that the engine can reach.',
      }
    case 'no-container':
      return { code: 'NOT_FOUND', message: `Cannot ${what}: the container is not at ${where}.` }
    case 'pull-refused':
      return {
        code: 'AUTH',
        message: `Cannot pull ${image}: the registry refused it.`,
        hint: 'Check the image name, and log in to the registry at the engine ("podman login", "docker login").',
      }
    case 'registry-unreachable':
      return {
        code: 'PROVIDER',
        message: `Cannot pull ${image}: the engine cannot reach its registry.`,
        hint: 'Check the registry in the image name and the network of the engine.',
        retryable: true,
      }
    case 'disk-full':
      return {
        code: 'PROVIDER',
        message: `Cannot ${what}: no space is left at ${where}.`,
        hint: 'Check in hosts or remove unused images there ("podman system prune"), then try again.',
        retryable: true,
      }
    case 'bad-input':
      return {
        code: 'INVALID_INPUT',
        message: `Cannot ${what}: ${where} does not take the arguments.`,
        hint: 'Correct what it names below.',
        ...(/port/i.test(said) ? { fieldErrors: { ports: said } } : {}),
      }
    case 'removing':
      return {
        code: 'PROVIDER',
        message: `Cannot ${what}: it is being removed at ${where}.`,
        retryable: true,
      }
    case 'engine':
      return {
        code: 'PROVIDER',
        message: `Cannot ${what}: ${where} answered with an error.`,
        hint: 'Its own words are below.',
        retryable: true,
      }
  }
}

function tlsReason(said: string): string {
  const sentence = said.split('\n')[0] ?? said
  if (/EPROTO|wrong version number|packet length too long/.test(sentence))
    return 'It does not speak TLS there.'
  if (/alert|handshake failure/.test(sentence)) return 'It refused our certificate.'
  return `Its certificate is not accepted: ${sentence.replace(/\.$/, '')}.`
}

/** Turns whatever was thrown while talking to an engine into an error in our words, with the engine's in `said`. */
export function engineError(thrown: unknown, doing: Doing, forced?: TroubleKind): EngineError {
  if (thrown instanceof EngineError) return thrown
  const raw = read(thrown)
  const kind = forced ?? kindOf(thrown, doing.pull)
  const words = thrown instanceof BrokerError ? thrown.data : wordsFor(kind, doing, raw.said)
  const silent = kind === 'cancelled' || kind === 'timeout' || thrown instanceof BrokerError
  return new EngineError(
    kind,
    {
      ...words,
      ...(silent ? {} : { said: raw.said }),
      provider: 'Container',
      ...(doing.instance === undefined ? {} : { instance: doing.instance }),
    },
    thrown,
  )
}
