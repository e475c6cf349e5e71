import { request } from 'node:https'
import { TLSSocket, type PeerCertificate } from 'node:tls'
import type { Transport } from './transport'

/** A server's certificate, whether it is trusted or not. */
export interface ServerCertificate {
  readonly subject: string
  readonly issuer: string
  /** UTC epoch milliseconds. */
  readonly validToMs: number
  /** SHA-256, in pairs with colons. */
  readonly fingerprint: string
  readonly pem: string
  readonly selfSigned: boolean
}

/**
 * Looks at the certificate that a server shows, by the same way as requests take, without trusting it: nothing but the
 * name of the host goes over the connection. Undefined when there is no connection.
 */
export function readCertificate(
  transport: Transport,
  base: URL,
  signal: AbortSignal,
): Promise<ServerCertificate | undefined> {
  return new Promise((resolve) => {
    const agent = transport.agentWith({ rejectUnauthorized: false, checkServerIdentity: () => undefined })
    const asking = request(base, { method: 'HEAD', agent, signal }, (answer) => {
      const { socket } = answer
      const found = socket instanceof TLSSocket ? describe(socket.getPeerCertificate()) : undefined
      asking.destroy()
      agent.destroy()
      resolve(found)
    })
    asking.once('error', () => {
      agent.destroy()
      resolve(undefined)
    })
    asking.end()
  })
}

function describe(certificate: PeerCertificate): ServerCertificate | undefined {
  // Node answers an empty object when there is no certificate.
  const { raw, subject, issuer, valid_to: validTo, fingerprint256: fingerprint } = certificate
  if (!Buffer.isBuffer(raw)) return undefined
  const lines = raw.toString('base64').match(/.{1,64}/g) ?? []
  return {
    subject: nameOf(subject),
    issuer: nameOf(issuer),
    validToMs: Date.parse(validTo),
    fingerprint,
    pem: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    selfSigned: JSON.stringify(subject) === JSON.stringify(issuer),
  }
}

function nameOf(name: PeerCertificate['subject']): string {
  const parts = [name.CN, name.O, name.OU].flatMap(
    (part: string | readonly string[] | undefined) => part ?? [],
  )
  return parts[0] ?? 'no name'
}
