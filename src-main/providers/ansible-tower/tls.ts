import { X509Certificate } from 'node:crypto'
import * as tls from 'node:tls'
import type { TowerConfig } from './config'

/**
 * How certificates of one instance are checked: by the authorities of the computer and those of the instance; by one
 * pinned certificate alone, whatever name it carries; or not at all.
 */
export function tlsOptions(
  config: Pick<TowerConfig, 'verify_tls' | 'ca_certificate' | 'trusted_certificate'>,
): tls.ConnectionOptions {
  if (!config.verify_tls) return { rejectUnauthorized: false }
  const pinned = config.trusted_certificate
  if (pinned === undefined) {
    const own = config.ca_certificate === undefined ? [] : [config.ca_certificate]
    return { secureContext: tls.createSecureContext({ ca: [...authorities(), ...own] }) }
  }
  const { fingerprint256 } = new X509Certificate(pinned)
  return {
    // The certificate is trusted itself, so nobody is asked who signed it.
    secureContext: tls.createSecureContext({ ca: [pinned], allowPartialTrustChain: true }),
    checkServerIdentity: (_host, certificate) =>
      certificate.fingerprint256 === fingerprint256
        ? undefined
        : Object.assign(new Error('Another certificate is pinned.'), { code: 'ERR_TLS_PINNED' }),
  }
}

/** What Node trusts by itself, and what the computer's owner has added; older versions know only the first. */
function authorities(): readonly string[] {
  const { getCACertificates }: { getCACertificates?: typeof tls.getCACertificates } = tls
  if (getCACertificates === undefined) return tls.rootCertificates
  return [...new Set([...getCACertificates('default'), ...getCACertificates('system')])]
}
