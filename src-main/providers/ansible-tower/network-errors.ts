import { ProxyRefusal } from './tunnel'
import type { Details, TroubleKind } from './errors'

interface Trouble {
  readonly kind: TroubleKind
  readonly details: Details
}

const UNKNOWN_NAME = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA'])
const NOTHING_THERE = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EHOSTDOWN',
  'EADDRNOTAVAIL',
  'EACCES',
])
const TLS =
  /^(ERR_TLS|ERR_SSL|EPROTO|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH)/

/** What a failed check of a certificate means, by OpenSSL's code. */
const TLS_REASONS: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'It is self-signed.',
  SELF_SIGNED_CERT_IN_CHAIN: 'It is signed by an authority that this computer does not know.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'It is signed by an authority that this computer does not know.',
  UNABLE_TO_GET_ISSUER_CERT: 'It is signed by an authority that this computer does not know.',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'It is signed by an authority that this computer does not know.',
  CERT_HAS_EXPIRED: 'It has expired.',
  CERT_NOT_YET_VALID: 'It is not valid yet. Check the clock of this computer.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'It was made for another name.',
  HOSTNAME_MISMATCH: 'It was made for another name.',
  ERR_TLS_PINNED: 'It is another one than the one that is trusted in Settings.',
}

/**
 * What a request ran into that got no answer. Node's and OpenSSL's codes decide; nothing of the request itself is kept,
 * for it carries credentials.
 */
export function networkTrouble(thrown: unknown, proxied: boolean): Trouble {
  const { code, message, isSent } = read(thrown)
  if (thrown instanceof ProxyRefusal || causeOf(thrown) instanceof ProxyRefusal) {
    const refusal = thrown instanceof ProxyRefusal ? thrown : causeOf(thrown)
    const status = refusal instanceof ProxyRefusal ? refusal.status : undefined
    return { kind: 'proxy', details: { status } }
  }
  if (TLS.test(code)) return { kind: 'tls', details: { tlsCode: code, reason: tlsReason(code, message) } }
  if (UNKNOWN_NAME.has(code)) return { kind: proxied ? 'proxy' : 'no-name', details: { said: code } }
  if (NOTHING_THERE.has(code)) {
    const details = { said: code, ...(isSent ? { uncertain: true } : {}) }
    return { kind: proxied ? 'proxy' : 'refused', details }
  }
  if (code === 'ETIMEDOUT') return { kind: 'timeout', details: { uncertain: true } }
  if (code.startsWith('HPE_')) return { kind: 'unreadable', details: { said: code, uncertain: true } }
  return { kind: 'cut', details: { ...(code === '' ? {} : { said: code }), uncertain: true } }
}

function tlsReason(code: string, message: string): string {
  const known = TLS_REASONS[code]
  if (known !== undefined) return known
  if (/wrong version number|packet length too long|http request/i.test(message))
    return 'It does not speak TLS there: the address may have to begin with http://.'
  if (/alert|handshake failure/i.test(message)) return 'It refused the connection.'
  return `${code}.`
}

function causeOf(thrown: unknown): unknown {
  return thrown instanceof Error ? thrown.cause : undefined
}

function read(thrown: unknown): {
  readonly code: string
  readonly message: string
  /** Whether it came while something was sent or read: the server may have got the request. */
  readonly isSent: boolean
} {
  if (!(thrown instanceof Error)) return { code: '', message: String(thrown), isSent: false }
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : ''
  const origin = thrown.cause instanceof Error ? thrown.cause : thrown
  const syscall = 'syscall' in origin ? origin.syscall : undefined
  return { code, message: thrown.message, isSent: syscall === 'read' || syscall === 'write' }
}
