import type { Json } from '@shared/lib/json'
import { shellWords } from '@shared/lib/shell-words'

/** One container port and where it comes out; without a host port the engine chooses a free one. */
export interface PortMapping {
  readonly containerPort: number
  readonly protocol: 'tcp' | 'udp' | 'sctp'
  readonly hostPort?: number
  readonly hostIp?: string
}

const PORT = /^(\d+)(?:\/([a-z]+))?(?::(.+))?$/i
const PORT_FORMS = 'Write 22, 22/tcp, 22:1337 (container:host) or 22/udp:5, separated by blanks or commas.'

/** A text, or a list of texts, as a list: cut at blanks and commas, without empty parts. */
export function texts(value: Json): readonly string[] {
  if (typeof value === 'number') return [String(value)]
  if (typeof value === 'string') return value.split(/[\s,]+/).filter((part) => part !== '')
  if (Array.isArray(value)) {
    return value.flatMap((item) => {
      if (typeof item !== 'string' && typeof item !== 'number') throw new Error('Say a list of texts.')
      const part = String(item).trim()
      return part === '' ? [] : [part]
    })
  }
  throw new Error('Say a text or a list of texts.')
}

/**
 * Reads port mappings: `22`, `22:1337` (container to host, as Broker has it), `22/tcp`, `22/udp:5`, several separated
 * by blanks or commas, a list of these, or an object `{"22/tcp": 1337}` whose null lets the engine choose.
 */
export function parsePorts(value: Json): readonly PortMapping[] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.entries(value).map(([port, host]) =>
      parsePort(
        host === null || host === ''
          ? port
          : `${port}:${typeof host === 'object' ? JSON.stringify(host) : String(host)}`,
      ),
    )
  }
  return texts(value)
    .flatMap((item) => texts(item))
    .map(parsePort)
}

function parsePort(text: string): PortMapping {
  const [, port, protocolText = 'tcp', host] = PORT.exec(text) ?? []
  if (port === undefined) throw new Error(`Cannot read "${text}". ${PORT_FORMS}`)
  const protocol = protocolText.toLowerCase()
  if (protocol !== 'tcp' && protocol !== 'udp' && protocol !== 'sctp') {
    throw new Error(`Cannot read "${text}": the protocol is tcp, udp or sctp.`)
  }
  const containerPort = portNumber(port, text)
  if (host === undefined) return { containerPort, protocol }
  const [, hostIp, hostPort] = /^(?:(.+):)?(\d+)$/.exec(host) ?? []
  if (hostPort === undefined) throw new Error(`Cannot read "${text}". ${PORT_FORMS}`)
  const mapping = { containerPort, protocol, hostPort: portNumber(hostPort, text) } as const
  return hostIp === undefined ? mapping : { ...mapping, hostIp: hostIp.replace(/^\[|\]$/g, '') }
}

function portNumber(digits: string, text: string): number {
  const port = Number(digits)
  if (port >= 1 && port <= 65_535) return port
  throw new Error(`Cannot use "${text}": a port is a number from 1 to 65535.`)
}

/** Reads names with values: an object, a list of `a=b`, or `a=b,c=d`; the value is all that follows the first `=`. */
export function parseMap(value: Json): Readonly<Record<string, string>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => {
        if (typeof item === 'object' && item !== null) throw new Error(`The value of "${name}" is no text.`)
        return [name, item === null ? '' : String(item)]
      }),
    )
  }
  const pairs =
    typeof value === 'string' ? value.split(',').filter((pair) => pair.trim() !== '') : texts(value)
  return Object.fromEntries(
    pairs.map((pair) => {
      const cut = pair.indexOf('=')
      const name = pair.slice(0, cut).trim()
      if (cut < 0 || name === '')
        throw new Error(`Cannot read "${pair.trim()}". Write name=value, separated by commas.`)
      return [name, pair.slice(cut + 1)]
    }),
  )
}

/** Reads environment variables: as `parseMap`; a value may hold `=`. */
export function parseEnvironment(value: Json): Readonly<Record<string, string>> {
  return parseMap(value)
}

/** Reads a command: a list as it is, a text cut into words as a shell does. */
export function parseWords(value: Json): readonly string[] {
  if (Array.isArray(value)) {
    return value.map((item) => {
      if (typeof item === 'object') throw new Error('Say a text or a list of texts.')
      return String(item)
    })
  }
  if (typeof value !== 'string') throw new Error('Say a text or a list of texts.')
  const cut = shellWords(value)
  if (cut === undefined) throw new Error('A quote is not closed.')
  return cut
}

const UNITS: Readonly<Record<string, number>> = { b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 }

/** Reads an amount of memory in bytes: a number of bytes, or a text such as `512m`, `2g`, `1.5 GiB`. */
export function parseSize(value: Json): number {
  if (typeof value === 'number' && value >= 0) return Math.round(value)
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  const [, number, unit = 'b'] = /^\s*(\d+(?:\.\d+)?)\s*([bkmgt])?(?:i?b)?\s*$/i.exec(text) ?? []
  const factor = UNITS[unit.toLowerCase()]
  if (number === undefined || factor === undefined) {
    throw new Error(`Cannot read "${text}". Write bytes, or 512m, 2g.`)
  }
  return Math.round(Number(number) * factor)
}
